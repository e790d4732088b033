import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compare, parseDecimal } from '../../../../shared/rules/decimal.ts';
import { useTrouble } from '../../../desk.ts';
import { api } from '../../../rpc.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import css from './give.module.css';
import { useToday } from '../use-today.ts';

/** The weight of today, where a limit needs one; everything else that the patient told keeps its day. */
export function WeighNow({ patientId, onWeighed }: { patientId: string; onWeighed: () => void }) {
  const { t } = useTranslation('treatments');
  const trouble = useTrouble();
  const today = useToday();
  const [kg, setKg] = useState('');
  const isFigure = parseDecimal(kg).ok && compare(kg, '0') > 0;
  const save = useMutation({
    mutationFn: async () => {
      const { safety } = await api.patients.open({ id: patientId });
      if (safety === null) throw new Error('no safety record');
      const weight = { kg, measuredOn: today };
      // Answers that are not sent stay as they were confirmed.
      await api.patients.recordSafety({ id: patientId, safety: { ...safety, answers: [], weight } });
    },
    onSuccess: onWeighed,
  });
  return (
    <div className={css['weigh']}>
      <NumberField
        label={t('dose.weighNow')}
        unit="kg"
        step="0.5"
        min="0"
        value={kg}
        onChange={setKg}
        error={save.error === null ? undefined : trouble(save.error).text}
      />
      <Button variant="default" disabled={!isFigure} loading={save.isPending} onClick={() => save.mutate()}>
        {t('dose.weighSave')}
      </Button>
    </div>
  );
}
