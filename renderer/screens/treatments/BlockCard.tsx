import { ActionIcon, Button, Select } from '@mantine/core';
import { IconVaccine, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlockSite, BlockValue, ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { Administration, SessionContent } from '../../../shared/contract/treatments.ts';
import { deriveBlock } from '../../../shared/rules/block-derive.ts';
import { formOf, siteKey, type FormField } from '../../../shared/rules/block-form.ts';
import { isLungField } from '../../../shared/rules/sites.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { MarkIcon } from '../../parts/MarkShape.tsx';
import { SitePick } from '../../parts/SitePick.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { AdministrationList } from './AdministrationList.tsx';
import { IssueList } from './IssueList.tsx';
import { markOfTechnique } from './marks.ts';
import { RecordField, unitText } from './RecordField.tsx';
import css from './treatments.module.css';

export interface Device {
  id: string;
  kind: string;
  name: string;
  serial: string;
  laserClass: string;
  lastPowerCheck: string | null;
}

interface BlockCardProps {
  block: ProcedureBlock;
  content: SessionContent;
  reference: Reference;
  devices: readonly Device[];
  issues: readonly RecordIssue[];
  administrations: readonly Administration[];
  disabled: boolean;
  placing: boolean;
  onPlace: () => void;
  onChange: (change: Partial<ProcedureBlock>) => void;
  onReason: (key: string, reason: string) => void;
  onRemove: () => void;
  onGive: () => void;
  onReverse: (syringeId: string, reason: string) => Promise<unknown>;
}

const kindOf: Record<string, string> = { light: 'laser', electrical: 'electrical', magnetic: 'magnetic' };
const spanOf = (field: FormField) => (field.type === 'text' || field.type === 'multi-enum' ? 12 : field.type === 'enum' && (field.options?.length ?? 0) <= 4 ? 4 : 3);

/** One technique of the visit, its form drawn from the reference data. */
export function BlockCard(props: BlockCardProps) {
  const { block, content, reference, devices, issues, administrations, disabled, onChange } = props;
  const { t } = useTranslation('treatments');
  const form = formOf(reference, block.technique);
  const derived = deriveBlock(reference, block);
  const { technique } = form;
  const fitting = devices.filter((device) => device.kind === kindOf[technique.family]);
  const set = (key: string, value: BlockValue) => onChange({ values: { ...block.values, [key]: value } });
  const setSite = (at: BlockSite, change: Partial<BlockSite>) => onChange({ sites: block.sites.map((site) => (site === at ? { ...site, ...change } : site)) });
  const choose = (field: FormField, value: BlockValue) => {
    const device = field.key === 'deviceId' ? devices.find(({ id }) => id === value) : undefined;
    if (device === undefined) return set(field.key, value);
    // The device knows its class and its last check; both stay editable.
    onChange({ values: { ...block.values, deviceId: device.id, ...(device.laserClass !== '' && { laserClass: device.laserClass }), ...(device.lastPowerCheck !== null && { lastPowerCheck: device.lastPowerCheck }) } });
  };
  const things = (field: FormField) =>
    field.key === 'deviceId' ? fitting.map((device) => ({ value: device.id, label: `${device.name} (${device.serial})` })) : reference.data.muscles.entries.map((site) => ({ value: site.id, label: site.name }));
  const errorOf = (key: string, site?: BlockSite) => issues.some((issue) => issue.level === 'refuse' && issue.fieldKey === key && (issue.params?.['site'] === undefined || (site !== undefined && issue.params['site'] === siteKey(site))));
  const shared = form.site.filter((field) => field.inheritable);
  const own = form.site.filter((field) => !field.inheritable);
  const figures = (values: Readonly<Record<string, string>>, fields: readonly FormField[]) =>
    fields.filter((field) => field.type === 'derived' && values[field.key] !== undefined).map((field) => <Tag key={field.key}>{field.label}: {values[field.key]} {unitText(field.unit)}</Tag>);

  return (
    <article className={css['card']} aria-label={technique.name} data-placing={props.placing || undefined}>
      <header className={css['cardHead']}>
        <MarkIcon kind={markOfTechnique(technique)} />
        <h3 className={css['cardTitle']}>{technique.name}</h3>
        {technique.imsScope === 'not-ims' && <Tag tone="warn">{t('block.notIms')}</Tag>}
        {figures(derived.block, form.block)}
        {!disabled && <Button size="xs" variant={props.placing ? 'filled' : 'default'} className={css['cardEnd']} aria-pressed={props.placing} onClick={props.onPlace}>{t('block.place')}</Button>}
        {!disabled && <ActionIcon color="red" aria-label={t('block.remove', { name: technique.name })} onClick={props.onRemove}><IconTrash size={16} /></ActionIcon>}
      </header>
      <FieldGrid>
        {technique.variants !== undefined && (
          <Span of={4}><Select label={t('block.variant')} disabled={disabled} clearable value={block.variant ?? null} data={technique.variants.map((variant) => ({ value: variant, label: variant.replaceAll('-', ' ') }))} onChange={(variant) => onChange({ variant: variant ?? undefined } as Partial<ProcedureBlock>)} /></Span>
        )}
        {[...form.block, ...shared].filter((field) => field.type !== 'derived').map((field) => (
          <Span key={field.key} of={spanOf(field)}>
            <RecordField field={field} value={block.values[field.key]} disabled={disabled} error={errorOf(field.key)} things={things(field)} onChange={(value) => choose(field, value)} />
          </Span>
        ))}
      </FieldGrid>
      <div className={css['sites']}>
        {!disabled && <SitePick label={t('block.addSite')} sites={reference.data.muscles.entries} onPick={(siteId, side) => onChange({ sites: [...block.sites, { siteId, side, values: {} }] })} />}
        {block.sites.map((site) => {
          const name = reference.sites.get(site.siteId)?.name ?? site.siteId;
          return (
            <section key={siteKey(site)} className={css['site']} aria-label={`${name} ${site.side}`}>
              <header className={css['siteHead']}>
                <b>{name}</b> <span>{t(`side.${site.side}`)}</span>
                {isLungField(reference, site.siteId) && <Tag tone="clay">{t('block.lung')}</Tag>}
                {figures(derived.sites.get(siteKey(site)) ?? {}, form.site)}
                {!disabled && <ActionIcon className={css['cardEnd']} aria-label={t('block.removeSite', { name })} onClick={() => onChange({ sites: block.sites.filter((other) => other !== site) })}><IconTrash size={15} /></ActionIcon>}
              </header>
              <FieldGrid>
                <Span of={4}>
                  <Select
                    label={t('block.finding')} disabled={disabled} clearable value={site.findingId ?? null} placeholder={t('block.noFinding')}
                    data={content.findings.map((finding) => ({ value: finding.id, label: `${reference.sites.get(finding.siteId)?.name ?? finding.siteId} ${finding.side}` }))}
                    onChange={(findingId) => setSite(site, { findingId: findingId ?? undefined } as Partial<BlockSite>)}
                  />
                </Span>
                {own.filter((field) => field.type !== 'derived' && (field.onlyAt !== 'lung-field' || isLungField(reference, site.siteId))).map((field) => (
                  <Span key={field.key} of={field.type === 'multi-enum' || field.type === 'text' ? 12 : 4}>
                    <RecordField field={field} value={site.values[field.key]} disabled={disabled} error={errorOf(field.key, site)} things={things(field)} onChange={(value) => setSite(site, { values: { ...site.values, [field.key]: value } })} />
                  </Span>
                ))}
              </FieldGrid>
            </section>
          );
        })}
        {block.sites.length === 0 && <p className={css['soft']}>{t('block.noSites')}</p>}
      </div>
      {technique.delivers === 'substance' && (
        <AdministrationList
          administrations={administrations} disabled={disabled} onReverse={props.onReverse}
          action={!disabled && <Button size="xs" leftSection={<IconVaccine size={15} />} disabled={block.sites.length === 0} onClick={props.onGive}>{t('give.open')}</Button>}
        />
      )}
      <IssueList issues={issues} reasons={content.reasons} onReason={props.onReason} disabled={disabled} />
    </article>
  );
}
