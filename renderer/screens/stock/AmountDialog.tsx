import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lot, Opened, Product } from '../../../shared/contract/stock.ts';
import { parseDecimal, subtract } from '../../../shared/rules/decimal.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { NumberField } from '../../ui/Fields.tsx';
import { notify } from '../../ui/toast.tsx';
import { StockDialog, Suggestions } from './StockDialog.tsx';
import css from './stock.module.css';

interface AmountDialogProps {
  kind: 'count' | 'waste';
  product: Product;
  lot: Lot;
  vial: Opened | null;
  onClose: () => void;
}

/** What was counted, or what was thrown away; both can be taken back at once. */
export function AmountDialog({ kind, product, lot, vial, onClose }: AmountDialogProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const book = vial?.leftMl ?? lot.sealedMl;
  const [ml, setMl] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const place = { lotId: lot.id, vialId: vial?.id ?? null };
  const refresh = () => cache.invalidateQueries({ queryKey: q.stock.key() });
  const takeBack = async () => {
    try {
      await api.stock.adjust({ ...place, countedMl: book, reason: t('counting.undone') });
      await refresh();
      notify({ text: t('counting.undone') });
    } catch (error) {
      notify({ text: trouble(error).text, tone: 'bad' });
    }
  };
  const save = useMutation({
    mutationFn: () =>
      kind === 'count'
        ? api.stock.adjust({ ...place, countedMl: ml, reason })
        : api.stock.waste({ ...place, ml, reason }),
    onSuccess: async ({ leftMl }) => {
      await refresh();
      notify({
        text: t(kind === 'count' ? 'counting.counted_done' : 'counting.wasted_done', { ml: leftMl }),
        undo: { onUndo: () => void takeBack() },
      });
      onClose();
    },
  });
  const reading = parseDecimal(ml);
  const isShort = reason.trim().length < 3;
  const difference = kind === 'count' && reading.ok ? subtract(reading.value, book) : '0';
  return (
    <StockDialog
      title={`${t(kind === 'count' ? 'counting.countTitle' : 'counting.wasteTitle')}: ${product.name}`}
      busy={save.isPending}
      error={save.error}
      submit={t(kind === 'count' ? 'counting.countTitle' : 'counting.wasteTitle')}
      size={480}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reading.ok && !isShort) save.mutate();
      }}
    >
      <p className={css['soft']}>
        {t('lot.number', { number: lot.lotNumber })}. {t('counting.book', { ml: book })}
      </p>
      <NumberField
        label={t(kind === 'count' ? 'counting.counted' : 'counting.wasted')}
        unit="mL"
        required
        data-autofocus
        value={ml}
        onChange={setMl}
        error={tried && !reading.ok ? t('receiving.missing') : undefined}
      />
      {difference !== '0' && (
        <p className={css['soft']} role="status">
          {t('counting.difference', { ml: difference })}
        </p>
      )}
      <div>
        <TextInput
          label={t('counting.reason')}
          required
          maxLength={300}
          value={reason}
          error={tried && isShort ? t('receiving.missing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Suggestions
          suggestions={t(kind === 'count' ? 'counting.suggestCount' : 'counting.suggestWaste')}
          onPick={setReason}
        />
      </div>
    </StockDialog>
  );
}
