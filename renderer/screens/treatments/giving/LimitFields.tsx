import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import type { GiveForm } from './give-form.ts';
import css from './give.module.css';
import { WeighNow } from './WeighNow.tsx';

interface LimitFieldsProps {
  issues: readonly RecordIssue[];
  form: GiveForm;
  patientId: string;
  reference: Reference;
  onChange: (change: Partial<GiveForm>) => void;
  onWeighed: () => void;
}

/** What a limit still has to be told: the weight of today, the ideal weight, or a prescriber's own limit where there is no automatic one. */
export function LimitFields({ issues, form, patientId, reference, onChange, onWeighed }: LimitFieldsProps) {
  const { t } = useTranslation('treatments');
  const has = (code: string) => issues.some((issue) => issue.code === code);
  // A limit that was typed stays on the screen when it has resolved what asked for it.
  const young = [
    ...new Set([
      ...issues
        .filter(({ code }) => code === 'prescriber-limit-needed' || code === 'no-limit-known')
        .flatMap(({ params }) => params?.['part'] ?? []),
      ...Object.keys(form.prescribed),
    ]),
  ];
  return (
    <>
      {has('la-weight') && <WeighNow patientId={patientId} onWeighed={onWeighed} />}
      {(has('ideal-weight-needed') || form.idealKg !== '') && (
        <div className={css['weigh']}>
          <NumberField
            label={t('dose.idealKg')}
            unit="kg"
            value={form.idealKg}
            onChange={(idealKg) => onChange({ idealKg })}
          />
        </div>
      )}
      {young.map((id) => {
        const typed = form.prescribed[id] ?? { limitMg: '', reason: '' };
        const name = reference.substances.get(id)?.name ?? id;
        const set = (change: Partial<typeof typed>) =>
          onChange({ prescribed: { ...form.prescribed, [id]: { ...typed, ...change } } });
        return (
          <div key={id} className={css['weigh']}>
            <NumberField
              label={t('dose.prescribed', { name })}
              unit="mg"
              value={typed.limitMg}
              onChange={(limitMg) => set({ limitMg })}
            />
            <TextInput
              label={t('dose.prescribedWhy')}
              maxLength={300}
              value={typed.reason}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
          </div>
        );
      })}
    </>
  );
}
