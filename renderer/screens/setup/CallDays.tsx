import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUp } from '../../../shared/contract/aftercare.ts';
import type { AfterwardsSettings } from '../../../shared/contract/events.ts';
import { q } from '../../rpc.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import css from './setup.module.css';

type Chosen = AfterwardsSettings['followUps'];

/** `28, 84` as days of the window; null where it is not. */
function daysOf(text: string, { fromDays, untilDays }: FollowUp['window']): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const days = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  const fits = days.every((day) => day >= fromDays && day <= untilDays);
  return fits && days.length <= 6 ? [...new Set(days)].toSorted((a, b) => a - b) : null;
}

interface CallDaysProps {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  /** Whether something stands there that cannot be kept. */
  onWrong: (wrong: boolean) => void;
}

/** On which days the calls after a visit are made. The window comes from a source, the days within it are the clinic's. */
export function CallDays({ chosen, onChange, onWrong }: CallDaysProps) {
  const { t } = useTranslation('events');
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity }).data;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const rules = reference?.aftercare.followUps ?? [];
  const textOf = ({ id }: FollowUp) =>
    typed[id] ?? chosen.find(({ ruleId }) => ruleId === id)?.days.join(', ') ?? '';
  const change = (rule: FollowUp, text: string) => {
    const all = { ...typed, [rule.id]: text };
    setTyped(all);
    onWrong(rules.some((one) => one.id in all && daysOf(all[one.id] ?? '', one.window) === null));
    const days = daysOf(text, rule.window);
    if (days === null) return;
    const others = chosen.filter(({ ruleId }) => ruleId !== rule.id);
    onChange(days.length === 0 ? others : [...others, { ruleId: rule.id, days }]);
  };
  return (
    <Section title={t('settings.calls')}>
      <div className={css['stack']}>
        <p>{t('settings.callsHow')}</p>
        <FieldGrid>
          {rules.map((rule) => {
            const { fromDays, untilDays } = rule.window;
            return (
              <Span key={rule.id} of={4}>
                <TextInput
                  label={rule.title}
                  description={t('settings.callsWindow', { from: fromDays, until: untilDays })}
                  placeholder={rule.askOnDays.join(', ')}
                  inputMode="numeric"
                  maxLength={40}
                  value={textOf(rule)}
                  error={
                    daysOf(textOf(rule), rule.window) === null &&
                    t('settings.callsWrong', { from: fromDays, until: untilDays })
                  }
                  onChange={(event) => change(rule, event.currentTarget.value)}
                />
              </Span>
            );
          })}
        </FieldGrid>
        <ul className={css['sources']}>
          {[...new Set(rules.flatMap(({ source }) => source))].map((key) => (
            <li key={key}>{reference?.aftercare.sources[key] ?? key}</li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
