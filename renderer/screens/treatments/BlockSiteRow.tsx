import { ActionIcon, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { BlockSite, BlockValue } from '../../../shared/contract/treatment-block.ts';
import type { FormField, formOf } from '../../../shared/rules/block-form.ts';
import { isBlank } from '../../../shared/rules/block-form.ts';
import { isLungField } from '../../../shared/rules/sites.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { DerivedFigures } from './DerivedFigures.tsx';
import { RecordField } from './RecordField.tsx';
import { SiteDiffers } from './SiteDiffers.tsx';
import css from './treatments.module.css';

interface BlockSiteRowProps {
  site: BlockSite;
  findings: readonly Finding[];
  form: ReturnType<typeof formOf>;
  derived: Readonly<Record<string, string>>;
  reference: Reference;
  errorOf: (key: string) => boolean;
  /** Counts of needles that are kept place by place: only where there is more than one. */
  counts: readonly FormField[];
  things: (field: FormField) => readonly { value: string; label: string }[];
  onChange: (site: BlockSite) => void;
  onRemove: () => void;
}

/** One place that the block treats, with what is asked of each place by itself. */
export function BlockSiteRow(props: BlockSiteRowProps) {
  const { site, findings, form, reference, errorOf, onChange } = props;
  const { t } = useTranslation('treatments');
  const nameOf = (siteId: string) => reference.sites.get(siteId)?.name ?? siteId;
  const name = nameOf(site.siteId);
  const lung = isLungField(reference, site.siteId);
  const own = form.site.filter(
    ({ inheritable, type, onlyAt }) =>
      !inheritable && type !== 'derived' && (onlyAt !== 'lung-field' || lung),
  );
  const set = (key: string, value: BlockValue) => {
    const { [key]: _, ...others } = site.values;
    // Emptied is as if it had never been said of this place.
    onChange({ ...site, values: isBlank(value) ? others : { ...others, [key]: value } });
  };
  const link = (findingId: string | null) => {
    const { findingId: _before, ...rest } = site;
    onChange(findingId === null ? rest : { ...rest, findingId });
  };
  return (
    <section className={css['site']} aria-label={`${name} ${site.side}`}>
      <header className={css['siteHead']}>
        <b>
          {name}, {t(`side.${site.side}`)}
        </b>
        {lung && <Tag tone="clay">{t('block.lung')}</Tag>}
        <DerivedFigures fields={form.site} values={props.derived} />
        <ActionIcon
          className={css['cardEnd']}
          aria-label={t('block.removeSite', { name })}
          onClick={props.onRemove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </header>
      <FieldGrid>
        <Span of={4}>
          <Select
            label={t('block.finding')}
            clearable
            value={site.findingId ?? null}
            placeholder={t('block.noFinding')}
            data={findings.map((finding) => ({
              value: finding.id,
              label: `${nameOf(finding.siteId)}, ${t(`side.${finding.side}`)}`,
            }))}
            onChange={link}
          />
        </Span>
        {own.map((field) => (
          <Span key={field.key} of={field.type === 'multi-enum' || field.type === 'text' ? 12 : 4}>
            <RecordField
              field={field}
              value={site.values[field.key]}
              error={errorOf(field.key)}
              onChange={(value) => set(field.key, value)}
            />
          </Span>
        ))}
        {props.counts.map((field) => (
          <Span key={field.key} of={4}>
            <RecordField
              field={{ ...field, required: false }}
              value={site.values[field.key]}
              error={errorOf(field.key)}
              onChange={(value) => set(field.key, value)}
            />
          </Span>
        ))}
        <SiteDiffers
          fields={form.site}
          values={site.values}
          things={props.things}
          errorOf={errorOf}
          onSet={set}
        />
      </FieldGrid>
    </section>
  );
}
