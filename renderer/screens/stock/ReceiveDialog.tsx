import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Product } from '../../../shared/contract/stock.ts';
import { useTrouble } from '../../desk.ts';
import { PatientPick } from '../../parts/PatientPick.tsx';
import { ScanField } from '../../parts/ScanField.tsx';
import { api, q } from '../../rpc.ts';
import { DateField, FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { ProductDialog } from './ProductDialog.tsx';
import { StockDialog } from './StockDialog.tsx';
import css from './stock.module.css';

interface ReceiveDialogProps {
  products: readonly Product[];
  reference: ReferenceData;
  productId: string | null;
  onClose: () => void;
}

interface Delivery {
  productId: string;
  lotNumber: string;
  expiryDate: string;
  containers: string;
  brought: boolean;
  patient: { id: string; name: string } | null;
}

const nothing: Delivery = {
  ...{ productId: '', lotNumber: '', expiryDate: '', containers: '1', brought: false, patient: null },
};

/** A delivery, box by box: the code of a package fills in what it says. */
export function ReceiveDialog({ products, reference, productId, onClose }: ReceiveDialogProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [form, setForm] = useState<Delivery>({ ...nothing, productId: productId ?? '' });
  const [scanned, setScanned] = useState<{ gtin: string | null; known: boolean } | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [making, setMaking] = useState(false);
  const [round, setRound] = useState(0);
  const set = (change: Partial<Delivery>) => setForm((before) => ({ ...before, ...change }));
  const chosen = products.find(({ id }) => id === form.productId);
  const unknownGtin =
    scanned?.gtin !== null && scanned !== null && !products.some(({ gtin }) => gtin === scanned.gtin)
      ? scanned.gtin
      : null;

  const scan = async (code: string) => {
    setRefused(null);
    try {
      const found = await api.stock.scan({ code });
      setScanned({ gtin: found.gtin, known: found.lotId !== null });
      set({
        productId: found.productId ?? (found.gtin === null ? form.productId : ''),
        ...(found.lotNumber !== null && { lotNumber: found.lotNumber }),
        ...(found.expiryDate !== null && { expiryDate: found.expiryDate }),
      });
    } catch (error) {
      setRefused(trouble(error).text);
    }
  };
  const attach = useMutation({
    mutationFn: async ({ product, gtin }: { product: Product; gtin: string }) => {
      const { name, maker, substanceId, strengthValue, strengthUnit, containerType, containerMl } = product;
      const { openDays, lowAt } = product;
      await api.stock.saveProduct({
        id: product.id,
        version: product.version,
        product: {
          ...{ name, maker, substanceId, strengthValue, strengthUnit, containerType, containerMl },
          ...{ gtin, openDays, lowAt },
        },
      });
      return name;
    },
    onSuccess: async (name) => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      notify({ text: t('receiving.attached', { name }) });
    },
  });
  const containers = /^[1-9]\d{0,5}$/.test(form.containers) ? Number(form.containers) : null;
  const complete =
    form.productId !== '' &&
    form.lotNumber.trim() !== '' &&
    form.expiryDate !== '' &&
    containers !== null &&
    (!form.brought || form.patient !== null);
  const receive = useMutation({
    mutationFn: async (_: { next: boolean }) => {
      await api.stock.receive({
        productId: form.productId,
        lotNumber: form.lotNumber,
        expiryDate: form.expiryDate,
        containers: containers ?? 0,
        patientId: form.brought ? (form.patient?.id ?? null) : null,
      });
    },
    onSuccess: async (_, { next }) => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      notify({
        text: t('receiving.done', {
          containers: t('containers', { count: containers ?? 0 }),
          name: chosen?.name ?? '',
        }),
      });
      if (!next) return onClose();
      setForm(nothing);
      setScanned(null);
      setTried(false);
      setRound((before) => before + 1);
      return undefined;
    },
  });
  const submit = (next: boolean) => {
    setTried(true);
    if (complete) receive.mutate({ next });
  };
  const missing = (isMissing: boolean) => (tried && isMissing ? t('receiving.missing') : undefined);
  return (
    <>
      <StockDialog
        title={t('receiving.title')}
        busy={receive.isPending}
        error={receive.error ?? attach.error}
        submit={t('receiving.go')}
        size={640}
        more={
          <Button variant="default" onClick={() => submit(true)}>
            {t('receiving.next')}
          </Button>
        }
        onSubmit={() => submit(false)}
        onClose={onClose}
      >
        <ScanField
          key={round}
          label={t('receiving.scan')}
          description={t('receiving.scanHint')}
          error={refused}
          onScan={(code) => void scan(code)}
        />
        {unknownGtin !== null && (
          <Notice
            tone="warn"
            live
            title={t('receiving.unknown', { gtin: unknownGtin })}
            action={
              <div className={css['buttons']}>
                {chosen !== undefined && (
                  <Button
                    size="xs"
                    variant="default"
                    loading={attach.isPending}
                    onClick={() => attach.mutate({ product: chosen, gtin: unknownGtin })}
                  >
                    {t('receiving.attach', { name: chosen.name })}
                  </Button>
                )}
                <Button size="xs" variant="default" onClick={() => setMaking(true)}>
                  {t('receiving.make')}
                </Button>
              </div>
            }
          >
            {t('receiving.unknownHow')}
          </Notice>
        )}
        {scanned !== null && scanned.gtin === null && (
          <Notice tone="info" title={t('receiving.noGtin')} live />
        )}
        {scanned?.known === true && <Notice tone="info" title={t('receiving.known')} live />}
        <FieldGrid>
          <Span of={12}>
            <Select
              label={t('receiving.product')}
              required
              searchable
              error={missing(form.productId === '')}
              value={form.productId === '' ? null : form.productId}
              data={products
                .filter(({ retired }) => !retired)
                .map(({ id, name, maker }) => ({
                  value: id,
                  label: maker === '' ? name : `${name}, ${maker}`,
                }))}
              onChange={(next) => set({ productId: next ?? '' })}
            />
          </Span>
          <Span of={5}>
            <TextInput
              label={t('receiving.lot')}
              required
              maxLength={60}
              error={missing(form.lotNumber.trim() === '')}
              value={form.lotNumber}
              onChange={(event) => set({ lotNumber: event.currentTarget.value })}
            />
          </Span>
          <Span of={4}>
            <DateField
              label={t('receiving.expiry')}
              required
              calendar={false}
              error={missing(form.expiryDate === '')}
              value={form.expiryDate}
              onChange={(expiryDate) => set({ expiryDate })}
            />
          </Span>
          <Span of={3}>
            <NumberField
              label={t('receiving.containers')}
              required
              min="1"
              error={missing(containers === null)}
              value={form.containers}
              onChange={(next) => set({ containers: next })}
            />
          </Span>
          <Span of={12}>
            <Checkbox
              label={t('receiving.brought')}
              checked={form.brought}
              onChange={(event) => set({ brought: event.currentTarget.checked })}
            />
          </Span>
          {form.brought && (
            <Span of={12}>
              <PatientPick
                label={t('receiving.patient')}
                value={form.patient}
                onChange={(patient) => set({ patient })}
              />
              {tried && form.patient === null && <p className={css['bad']}>{t('receiving.missing')}</p>}
            </Span>
          )}
        </FieldGrid>
      </StockDialog>
      {making && unknownGtin !== null && (
        <ProductDialog
          product={null}
          reference={reference}
          gtin={unknownGtin}
          onSaved={(id) => set({ productId: id })}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
