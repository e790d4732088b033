import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { jurisdiction } from '../../../shared/contract/practice.ts';
import { legalClass } from '../../../shared/contract/reference.ts';
import type { OwnEntry } from '../../../shared/contract/substances.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import css from './stock.module.css';

interface OwnLawProps {
  here: string;
  value: OwnEntry['legalClass'];
  onChange: (value: OwnEntry['legalClass']) => void;
}

const places = jurisdiction.options.filter((place) => place !== 'unset');

/** What it is in law: where the clinic is, and elsewhere where that is known. */
export function OwnLaw({ here, value, onChange }: OwnLawProps) {
  const { t } = useTranslation('stock');
  const data = legalClass.options.map((one) => ({ value: one, label: one.replaceAll('-', ' ') }));
  const field = (place: (typeof places)[number]) => (
    <Span key={place} of={4}>
      <Select
        label={place === here ? t('own.lawHere', { place }) : place}
        clearable
        placeholder={t('catalogue.notKnown')}
        value={value[place] ?? null}
        data={data}
        onChange={(chosen) => {
          const { [place]: _before, ...rest } = value;
          const known = legalClass.safeParse(chosen);
          onChange(known.success ? { ...rest, [place]: known.data } : rest);
        }}
      />
    </Span>
  );
  const elsewhere = places.filter((place) => place !== here);
  return (
    <>
      <FieldGrid>{places.filter((place) => place === here).map(field)}</FieldGrid>
      <details>
        <summary className={css['soft']}>
          {t('own.elsewhere', { count: elsewhere.filter((place) => place in value).length })}
        </summary>
        <FieldGrid>{elsewhere.map(field)}</FieldGrid>
      </details>
    </>
  );
}
