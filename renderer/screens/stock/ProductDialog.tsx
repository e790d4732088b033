import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Product, ProductInput } from '../../../shared/contract/stock.ts';
import { strengthText } from '../../../shared/rules/strength.ts';
import { api, q } from '../../rpc.ts';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { StockDialog } from './StockDialog.tsx';

interface ProductDialogProps {
  product: Product | null;
  reference: ReferenceData;
  /** A package number that was scanned and is nobody's yet. */
  gtin?: string;
  onSaved?: (id: string) => void;
  onClose: () => void;
}

type Form = Omit<ProductInput, 'openDays' | 'lowAt'> & { openDays: string; lowAt: string };

const blank: Form = {
  ...{ name: '', maker: '', substanceId: '', strengthValue: '', strengthUnit: '%', gtin: '' },
  ...{ containerType: 'single-dose-ampoule', containerMl: '', openDays: '28', lowAt: '0' },
};

/** A product as it stands on the shelf: what is in it, how strong, in which container. */
export function ProductDialog({ product, reference, gtin = '', onSaved, onClose }: ProductDialogProps) {
  const { t } = useTranslation(['stock', 'ui']);
  const cache = useQueryClient();
  const [form, setForm] = useState<Form>(
    product === null
      ? { ...blank, gtin }
      : { ...product, openDays: String(product.openDays), lowAt: String(product.lowAt) },
  );
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const optionsOf = (key: string) =>
    reference.techniques.fieldGroups.flatMap(({ fields }) => fields).find((field) => field.key === key)
      ?.options ?? [];
  const isFixed = product !== null && product.lots.length > 0;
  const isWhole = (text: string, most: number) => /^\d+$/.test(text) && Number(text) <= most;
  const errors = {
    name: form.name.trim() === '',
    substanceId: form.substanceId === '',
    strengthValue: form.strengthValue === '',
    containerMl: form.containerMl === '',
    openDays: !isWhole(form.openDays, 28) || form.openDays === '0',
    lowAt: !isWhole(form.lowAt, 10_000),
  };
  const errorOf = (key: keyof typeof errors) => (tried && errors[key] ? t('receiving.missing') : undefined);
  const save = useMutation({
    mutationFn: () => {
      const { name, maker, substanceId, strengthValue, strengthUnit, containerType, containerMl } = form;
      return api.stock.saveProduct({
        id: product?.id ?? null,
        version: product?.version ?? 0,
        product: {
          ...{ name, maker, substanceId, strengthValue, strengthUnit, containerType, containerMl },
          ...{ gtin: form.gtin.trim(), openDays: Number(form.openDays), lowAt: Number(form.lowAt) },
        },
      });
    },
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      notify({ text: t('product.saved') });
      onSaved?.(id);
      onClose();
    },
  });
  const isMulti = form.containerType === 'multi-dose-vial';
  return (
    <StockDialog
      title={t(product === null ? 'product.new' : 'product.edit')}
      busy={save.isPending}
      error={save.error}
      submit={t('ui:save')}
      size={640}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!Object.values(errors).some(Boolean)) save.mutate();
      }}
    >
      {isFixed && <Notice tone="info" title={t('product.fixed')} />}
      <FieldGrid>
        <Span of={8}>
          <TextInput
            label={t('product.name')}
            required
            data-autofocus
            maxLength={120}
            error={errorOf('name')}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Span>
        <Span of={4}>
          <TextInput
            label={t('product.maker')}
            maxLength={120}
            value={form.maker}
            onChange={(event) => set({ maker: event.currentTarget.value })}
          />
        </Span>
        <Span of={6}>
          <Select
            label={t('product.substance')}
            required
            searchable
            disabled={isFixed}
            error={errorOf('substanceId')}
            value={form.substanceId === '' ? null : form.substanceId}
            data={reference.substances.entries.map(({ id, name, standing }) => ({
              value: id,
              label: name,
              disabled: standing?.injectable === false,
            }))}
            onChange={(substanceId) => set({ substanceId: substanceId ?? '' })}
          />
        </Span>
        <Span of={3}>
          <NumberField
            label={t('product.strength')}
            required
            disabled={isFixed}
            error={errorOf('strengthValue')}
            value={form.strengthValue}
            onChange={(strengthValue) => set({ strengthValue })}
          />
        </Span>
        <Span of={3}>
          <Select
            label={t('product.unit')}
            disabled={isFixed}
            allowDeselect={false}
            value={form.strengthUnit}
            data={optionsOf('strengthUnit').map((value) => ({
              value,
              label: strengthText('', value).trim(),
            }))}
            onChange={(strengthUnit) => strengthUnit !== null && set({ strengthUnit })}
          />
        </Span>
        <Span of={6}>
          <Select
            label={t('product.container')}
            disabled={isFixed}
            allowDeselect={false}
            value={form.containerType}
            data={optionsOf('containerType').map((value) => ({ value, label: value.replaceAll('-', ' ') }))}
            onChange={(containerType) => containerType !== null && set({ containerType })}
          />
        </Span>
        <Span of={3}>
          <NumberField
            label={t('product.containerMl')}
            unit="mL"
            required
            disabled={isFixed}
            error={errorOf('containerMl')}
            value={form.containerMl}
            onChange={(containerMl) => set({ containerMl })}
          />
        </Span>
        <Span of={3}>
          <NumberField
            label={t('product.lowAt')}
            description={t('product.lowAtHint')}
            error={errorOf('lowAt')}
            value={form.lowAt}
            onChange={(lowAt) => set({ lowAt })}
          />
        </Span>
        <Span of={6}>
          <TextInput
            label={t('product.gtin')}
            inputMode="numeric"
            maxLength={14}
            value={form.gtin}
            onChange={(event) => set({ gtin: event.currentTarget.value.replaceAll(/\D/g, '') })}
          />
        </Span>
        {isMulti && (
          <Span of={6}>
            <NumberField
              label={t('product.openDays')}
              description={t('product.openDaysHint')}
              min="1"
              max="28"
              error={errorOf('openDays')}
              value={form.openDays}
              onChange={(openDays) => set({ openDays })}
            />
          </Span>
        )}
      </FieldGrid>
    </StockDialog>
  );
}
