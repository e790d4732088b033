import { ActionIcon, Select } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { BlockSite, BlockValue } from '../../../../shared/contract/treatment-block.ts';
import type { FormField, formOf } from '../../../../shared/rules/block-form.ts';
import { isBlank } from '../../../../shared/rules/block-form.ts';
import { isLungField } from '../../../../shared/rules/sites.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { useWhen } from '../../../parts/when.ts';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { DerivedFigures } from './DerivedFigures.tsx';
import { valueText } from './field-words.ts';
import { RecordField } from './RecordField.tsx';
import { SiteDiffers } from './SiteDiffers.tsx';
import css from '../treatments.module.css';

interface BlockSiteRowProps {
  site: BlockSite;
  findings: readonly Finding[];
  form: ReturnType<typeof formOf>;
  derived: Readonly<Record<string, string>>;
  reference: Reference;
  errorOf: (key: string) => boolean;
  /** Of many places only what was said is shown, until somebody opens one. */
  folded: boolean;
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
  const [opened, setOpened] = useState<boolean | null>(null);
  const wrong = [...own, ...props.counts].some(({ key }) => errorOf(key));
  const open = opened ?? (!props.folded || wrong);
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
        {!open && (
          <Said
            fields={[...own, ...form.site.filter(({ inheritable }) => inheritable), ...props.counts]}
            values={site.values}
          />
        )}
        {props.folded && (
          <ActionIcon
            className={css['cardEnd']}
            aria-expanded={open}
            aria-label={t('block.siteDetails', { name })}
            onClick={() => setOpened(!open)}
          >
            {open ? <IconChevronUp size={15} /> : <IconChevronDown size={15} />}
          </ActionIcon>
        )}
        <ActionIcon
          className={props.folded ? '' : css['cardEnd']}
          aria-label={t('block.removeSite', { name })}
          onClick={props.onRemove}
        >
          <IconTrash size={15} />
        </ActionIcon>
      </header>
      {open && (
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
      )}
    </section>
  );
}

/** What was recorded of a folded place, in one line. */
function Said({ fields, values }: { fields: readonly FormField[]; values: BlockSite['values'] }) {
  const { t } = useTranslation('treatments');
  const { day, moment } = useWhen();
  const words = { yes: t('yes'), no: t('no'), day, moment };
  const said = fields.flatMap((field) => {
    const text = valueText(field, values[field.key], words);
    return text === null ? [] : [field.type === 'enum' ? text : `${field.label}: ${text}`];
  });
  return <span className={css['soft']}>{said.join(' · ')}</span>;
}
