import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { Administration } from '../../../../shared/contract/administration.ts';
import { deriveBlock } from '../../../../shared/rules/block-derive.ts';
import { formOf, siteKey } from '../../../../shared/rules/block-form.ts';
import { isLungField, placeName } from '../../../../shared/rules/sites.ts';
import { markOfTechnique } from '../../../../shared/rules/chart-marks.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { AdministrationList } from '../giving/AdministrationList.tsx';
import type { Device } from '../blocks/BlockCard.tsx';
import { DerivedFigures } from '../blocks/DerivedFigures.tsx';
import { optionText } from '../blocks/field-words.ts';
import { ReadNeedles } from '../blocks/NeedleCount.tsx';
import { ReadFacts } from './ReadFacts.tsx';
import css from './read.module.css';

interface ReadBlockProps {
  block: ProcedureBlock;
  reference: Reference;
  devices: readonly Device[];
  administrations: readonly Administration[];
}

/** One technique as it was done. */
export function ReadBlock({ block, reference, devices, administrations }: ReadBlockProps) {
  const { t } = useTranslation('treatments');
  const form = formOf(reference, block.technique);
  const derived = deriveBlock(reference, block);
  const named = useMemo(() => {
    const places = Object.values(block.values).flatMap((value): [string, string][] => {
      const name = typeof value === 'string' ? placeName(reference, value) : null;
      return name === null ? [] : [[String(value), name]];
    });
    return new Map([
      ...places,
      ...devices.map((device): [string, string] => [device.id, `${device.name} (${device.serial})`]),
    ]);
  }, [devices, block, reference]);
  return (
    <article className={css['block']} id={`entry-${block.id}`} tabIndex={-1} aria-label={form.technique.name}>
      <header className={css['rowHead']}>
        <MarkIcon kind={markOfTechnique(form.technique)} />
        <h3>
          {form.technique.name}
          {block.variant !== undefined && `, ${optionText(block.variant)}`}
        </h3>
        <DerivedFigures fields={form.block} values={derived.block} />
      </header>
      <ReadFacts fields={[...form.block, ...form.site]} values={block.values} named={named} />
      <ReadNeedles block={block} reference={reference} />
      <ul className={css['rows']}>
        {block.sites.map((site) => (
          <li key={siteKey(site)}>
            <div className={css['rowHead']}>
              <b>
                {reference.sites.get(site.siteId)?.name ?? site.siteId}, {t(`side.${site.side}`)}
              </b>
              {isLungField(reference, site.siteId) && <Tag tone="clay">{t('block.lung')}</Tag>}
              <DerivedFigures fields={form.site} values={derived.sites.get(siteKey(site)) ?? {}} />
            </div>
            <ReadFacts fields={[...form.site, ...form.block]} values={site.values} named={named} />
          </li>
        ))}
      </ul>
      {form.technique.delivers === 'substance' && <AdministrationList administrations={administrations} />}
    </article>
  );
}
