import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconPrinter, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AfterwardsSettings, type ReportingRule, seriousness } from '../../../shared/contract/events.ts';
import { jurisdiction } from '../../../shared/contract/practice.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { CallDays } from './CallDays.tsx';
import css from './setup.module.css';

const severities = ['mild', 'significant', 'serious'] as const;
const fresh: ReportingRule = {
  ...{ to: '', jurisdiction: null, severity: 'serious', seriousness: [], days: null, note: '' },
};

/** Whom the clinic must tell of an event, and what it prints of its own; all of it empty until somebody has written it. */
export function Afterwards() {
  const trouble = useTrouble();
  const settings = useQuery(q.events.settings.queryOptions());
  if (settings.error !== null && settings.data === undefined) {
    const { text, incident } = trouble(settings.error);
    return <ErrorState text={text} incident={incident} onRetry={() => void settings.refetch()} />;
  }
  if (settings.data === undefined) return <LoadingState shape="form" />;
  const { version, ...kept } = settings.data;
  return <Form key={version} kept={kept} version={version} />;
}

function Form({ kept, version }: { kept: AfterwardsSettings; version: number }) {
  const { t } = useTranslation('events');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { t: setup } = useTranslation('setup');
  const [typed, setTyped] = useState(kept);
  const [wrong, setWrong] = useState(false);
  const set = (change: Partial<AfterwardsSettings>) => setTyped((before) => ({ ...before, ...change }));
  const rule = (at: number, change: Partial<ReportingRule>) =>
    set({ reporting: typed.reporting.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  const isDirty = JSON.stringify(typed) !== JSON.stringify(kept);
  const save = useMutation({
    mutationFn: () => api.events.saveSettings({ settings: typed, version }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.events.key() });
      notify({ text: t('settings.saved') });
    },
  });
  return (
    <form
      className={css['stack']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error !== null && <Notice tone="bad" live title={trouble(save.error).text} />}
      <Section
        title={t('settings.reporting')}
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={typed.reporting.length >= 20}
            onClick={() => set({ reporting: [...typed.reporting, fresh] })}
          >
            {t('settings.addRule')}
          </Button>
        }
      >
        <div className={css['stack']}>
          <p>{t('settings.reportingHow')}</p>
          {typed.reporting.length === 0 && (
            <EmptyState title={t('settings.reportingNone')} text={t('settings.reportingNoneText')} />
          )}
          {typed.reporting.map((one, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} role="group" aria-label={t('settings.rule', { number: at + 1 })}>
              <FieldGrid>
                <Span of={5}>
                  <TextInput
                    label={t('settings.to')}
                    required
                    maxLength={120}
                    value={one.to}
                    onChange={(event) => rule(at, { to: event.currentTarget.value })}
                  />
                </Span>
                <Span of={3}>
                  <Select
                    label={t('settings.severity')}
                    allowDeselect={false}
                    value={one.severity}
                    data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
                    onChange={(next) => rule(at, { severity: next as ReportingRule['severity'] })}
                  />
                </Span>
                <Span of={3}>
                  <NumberField
                    label={t('settings.days')}
                    description={t('settings.daysHint')}
                    min="0"
                    max="366"
                    value={one.days === null ? '' : String(one.days)}
                    onChange={(text) =>
                      rule(at, { days: /^\d{1,3}$/.test(text) ? Math.min(366, Number(text)) : null })
                    }
                  />
                </Span>
                <Span of={1}>
                  <Button
                    variant="subtle"
                    aria-label={t('settings.removeRule', { number: at + 1 })}
                    onClick={() => set({ reporting: typed.reporting.filter((_, index) => index !== at) })}
                  >
                    <IconX size={16} />
                  </Button>
                </Span>
                <Span of={5}>
                  <Select
                    label={t('settings.jurisdiction')}
                    allowDeselect={false}
                    value={one.jurisdiction ?? 'any'}
                    data={[
                      { value: 'any', label: t('settings.anywhere') },
                      ...jurisdiction.options.map((value) => ({
                        value,
                        label: setup(`jurisdictions.${value}`),
                      })),
                    ]}
                    onChange={(next) =>
                      rule(at, {
                        jurisdiction: next === 'any' ? null : (next as ReportingRule['jurisdiction']),
                      })
                    }
                  />
                </Span>
                <Span of={7}>
                  <MultiSelect
                    label={t('settings.criteria')}
                    placeholder={one.seriousness.length === 0 ? t('settings.criteriaAny') : ''}
                    value={one.seriousness}
                    data={seriousness.options.map((value) => ({
                      value,
                      label: t(`criterion.${value}`),
                    }))}
                    onChange={(next) => rule(at, { seriousness: next as ReportingRule['seriousness'] })}
                  />
                </Span>
                <Span of={12}>
                  <TextInput
                    label={t('settings.note')}
                    maxLength={500}
                    value={one.note}
                    onChange={(event) => rule(at, { note: event.currentTarget.value })}
                  />
                </Span>
              </FieldGrid>
            </div>
          ))}
        </div>
      </Section>
      <CallDays chosen={typed.followUps} onChange={(followUps) => set({ followUps })} onWrong={setWrong} />
      <Section
        title={t('settings.card')}
        actions={
          kept.emergencyCard.trim() !== '' && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPrinter size={14} />}
              onClick={() =>
                void navigate({
                  to: '/papers/$kind/$id',
                  params: { kind: 'emergency-card', id: 'clinic' },
                })
              }
            >
              {t('settings.cardPrint')}
            </Button>
          )
        }
      >
        <Textarea
          label={t('settings.card')}
          description={t('settings.cardHow')}
          autosize
          minRows={4}
          maxLength={4000}
          value={typed.emergencyCard}
          onChange={(event) => set({ emergencyCard: event.currentTarget.value })}
        />
      </Section>
      <Section title={t('settings.outOfHours')}>
        <Textarea
          label={t('settings.outOfHours')}
          description={t('settings.outOfHoursHow')}
          autosize
          maxLength={300}
          value={typed.outOfHours}
          onChange={(event) => set({ outOfHours: event.currentTarget.value })}
        />
      </Section>
      <div>
        <Button type="submit" loading={save.isPending} disabled={!isDirty || wrong}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}
