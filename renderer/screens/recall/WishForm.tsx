import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PatientPick } from '../../parts/PatientPick.tsx';
import { q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { criteriaOf, ways, type Way, type Wish } from './criteria.ts';
import css from './recall.module.css';

interface WishFormProps {
  wish: Wish;
  /** The lot of the vial that is looked for. */
  vialLot: string;
  busy: boolean;
  onChange: (change: Partial<Wish>) => void;
  onFind: () => void;
}

/** What is looked for: a number, a product with days, or the other way round a patient. */
export function WishForm({ wish, vialLot, busy, onChange, onFind }: WishFormProps) {
  const { t } = useTranslation('recall');
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity }).data;
  const { by } = wish;
  const ready = by === 'patient' ? wish.patient !== null : criteriaOf(wish) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onFind();
  };
  return (
    <form className={css['form']} onSubmit={submit} noValidate>
      <SegmentedChoice
        label={t('byLabel')}
        hideLabel
        value={by}
        options={ways.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(next) => onChange({ by: next as Way, vialId: null })}
      />
      {by === 'patient' ? (
        <PatientPick
          label={t('patient')}
          value={wish.patient}
          onChange={(patient) => onChange({ patient })}
        />
      ) : (
        <FieldGrid>
          {by !== 'product' && (
            <Span of={4}>
              <TextInput
                label={t(`text.${by}`)}
                description={t('textHint')}
                data-autofocus
                autoComplete="off"
                spellCheck={false}
                maxLength={80}
                value={wish.text}
                disabled={wish.vialId !== null}
                onChange={(event) => onChange({ text: event.currentTarget.value })}
              />
            </Span>
          )}
          {(by === 'lot' || by === 'product') && wish.vialId === null && (
            <>
              <Span of={4}>
                <TextInput
                  label={t('product')}
                  description={' '}
                  maxLength={120}
                  value={wish.product}
                  onChange={(event) => onChange({ product: event.currentTarget.value })}
                />
              </Span>
              <Span of={4}>
                <Select
                  label={t('substance')}
                  description={' '}
                  placeholder={t('anySubstance')}
                  searchable
                  clearable
                  value={wish.substanceId}
                  data={(data?.substances.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(substanceId) => onChange({ substanceId })}
                />
              </Span>
              <Span of={4}>
                <DateField
                  label={t('expiry')}
                  calendar={false}
                  value={wish.expiryDate}
                  onChange={(expiryDate) => onChange({ expiryDate })}
                />
              </Span>
            </>
          )}
          <Span of={4}>
            <DateField label={t('from')} value={wish.from} onChange={(from) => onChange({ from })} />
          </Span>
          <Span of={4}>
            <DateField label={t('until')} value={wish.until} onChange={(until) => onChange({ until })} />
          </Span>
        </FieldGrid>
      )}
      <div className={css['go']}>
        <Button type="submit" leftSection={<IconSearch size={16} />} loading={busy} disabled={!ready}>
          {t('find')}
        </Button>
        {wish.vialId !== null && (
          <>
            <Tag tone="ink">{t('vial', { lot: vialLot })}</Tag>
            <Button variant="subtle" size="xs" onClick={() => onChange({ vialId: null, text: vialLot })}>
              {t('vialAll')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
