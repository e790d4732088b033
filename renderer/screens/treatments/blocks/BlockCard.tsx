import { ActionIcon, Button, Select } from '@mantine/core';
import { IconStar, IconTrash, IconVaccine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repeat, ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { BlockSite, BlockValue, ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Administration } from '../../../../shared/contract/administration.ts';
import type { Pack } from '../../../../shared/contract/packs.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import { deriveBlock, deriveShared } from '../../../../shared/rules/block-derive.ts';
import { formOf, siteKey, type FormField } from '../../../../shared/rules/block-form.ts';
import { markOfTechnique } from '../../../../shared/rules/chart-marks.ts';
import { countAtSites, NEEDLE_COUNTS } from '../../../../shared/rules/needle-count.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { SitePick } from '../../../parts/SitePick.tsx';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { AdministrationList } from '../giving/AdministrationList.tsx';
import { BlockSiteRow } from './BlockSiteRow.tsx';
import { DerivedField } from './DerivedField.tsx';
import { DerivedFigures } from './DerivedFigures.tsx';
import { IssueList } from '../against/IssueList.tsx';
import { NeedleCount } from './NeedleCount.tsx';
import type { Change } from '../chart/new-entries.ts';
import { RecordField } from './RecordField.tsx';
import { RestTimer } from './RestTimer.tsx';
import { useSuggestions } from './use-suggestions.ts';
import css from '../treatments.module.css';
import usual from './usual.module.css';

export interface Device {
  id: string;
  kind: string;
  name: string;
  serial: string;
  laserClass: string;
  lastPowerCheck: string | null;
  recalled?: boolean;
}

interface BlockCardProps {
  sessionId: string;
  block: ProcedureBlock;
  findings: SessionContent['findings'];
  reasons: SessionContent['reasons'];
  reference: Reference;
  refusals: Refusals;
  devices: readonly Device[];
  issues: readonly RecordIssue[];
  administrations: readonly Administration[];
  repeat: Repeat | null;
  packs: readonly Pack[];
  placing: boolean;
  onPlace: (id: string) => void;
  onChange: (id: string, change: Change<ProcedureBlock>) => void;
  onAdd: (id: string, siteId: string, side: Side) => void;
  onReason: (key: string, reason: string) => void;
  onRemove: (id: string) => void;
  onKeep: (id: string) => void;
  onGive: (id: string, suggestion: ToGive | null) => void;
  onReverse: (syringeId: string, reason: string) => Promise<unknown>;
}

/** From this many places on each is one line until it is opened. */
const MANY_SITES = 4;

type CountField = FormField & { key: (typeof NEEDLE_COUNTS)[number] };
const isCount = (field: FormField): field is CountField => NEEDLE_COUNTS.some((key) => key === field.key);

const kindOf: Record<string, string> = { light: 'laser', electrical: 'electrical', magnetic: 'magnetic' };

/** Twelfths of the row that a field takes. */
export function spanOf(field: FormField): number {
  if (field.type === 'text' || field.type === 'multi-enum') return 12;
  // A unit is told by its serial number: it is read whole.
  if (field.key === 'deviceId') return 6;
  // A long label takes more room rather than a second line, so that the fields of a row stand level.
  return field.type === 'enum' || field.type === 'ref' || field.label.length > 20 ? 4 : 3;
}

/** One technique of the visit, its form drawn from the reference data; drawn again only where something of it changes. */
export const BlockCard = memo(function BlockCard(props: BlockCardProps) {
  const { block, reference, refusals, devices, issues, administrations } = props;
  const onChange = (change: Change<ProcedureBlock>) => props.onChange(block.id, change);
  const suggestions = useSuggestions(block, props.repeat, props.packs, reference, refusals);
  const { t } = useTranslation(['treatments', 'usual']);
  const when = useWhen();
  const form = formOf(reference, block.technique);
  const derived = deriveBlock(reference, block);
  const { technique } = form;
  const set = (key: string, value: BlockValue) => onChange({ values: { ...block.values, [key]: value } });
  const choose = (field: FormField, value: BlockValue) => {
    const device = field.key === 'deviceId' ? devices.find(({ id }) => id === value) : undefined;
    if (device === undefined) return set(field.key, value);
    const { laserClass, lastPowerCheck } = device;
    // The device knows its class and its last check; both stay editable.
    onChange({
      values: {
        ...block.values,
        deviceId: device.id,
        ...(laserClass !== '' && { laserClass }),
        ...(lastPowerCheck !== null && { lastPowerCheck }),
      },
    });
  };
  const countsAtSites =
    block.sites.length > 1 || NEEDLE_COUNTS.some((key) => countAtSites(block, key) !== null);
  /** Needles that are counted place by place make up the count of the technique. */
  const places = (sites: BlockSite[]) => {
    const sums = NEEDLE_COUNTS.flatMap((key) => {
      const sum = countAtSites({ sites }, key);
      return sum === null ? [] : [[key, sum]];
    });
    onChange({ sites, values: { ...block.values, ...Object.fromEntries(sums) } });
  };
  const deviceId = typeof block.values['deviceId'] === 'string' ? block.values['deviceId'] : '';
  const last = useQuery({
    ...q.packs.lastSettings.queryOptions({ input: { deviceId, techniqueId: technique.id } }),
    enabled: deviceId !== '',
  });
  const takeSettings = () => {
    if (last.data === undefined || last.data === null) return;
    const { values, usedAt } = last.data;
    const before = block.values;
    onChange({ values: { ...before, ...values } });
    notify({
      text: t('usual:device.taken', { date: when.dayOf(usedAt) }),
      undo: { onUndo: () => onChange({ values: before }) },
    });
  };
  const shared = deriveShared(reference, block);
  const spots = reference.data.muscles.entries.flatMap(({ id, name, sided }) =>
    (sided ? (['left', 'right'] as const) : (['midline'] as const)).map((side) => ({
      value: `${id}:${side}`,
      label: `${name}, ${t(`side.${side}`)}`,
    })),
  );
  const thingsFor = ({ key, type }: FormField) =>
    key === 'deviceId' ? fitting : type === 'ref' ? spots : [];
  const fitting = devices
    .filter((device) => device.kind === kindOf[technique.family])
    .map(({ id, name, serial, recalled = false }) => ({
      value: id,
      label: `${name} (${serial})${recalled ? `, ${t('block.recalled')}` : ''}`,
      disabled: recalled && id !== deviceId,
    }));
  const errorOf = (key: string, site?: BlockSite) =>
    issues.some(
      ({ level, fieldKey, params }) =>
        level === 'refuse' &&
        fieldKey === key &&
        // The count of the technique is asked above, not at each of its places.
        ((params?.['site'] === undefined &&
          (site === undefined || !NEEDLE_COUNTS.some((one) => one === key))) ||
          (site !== undefined && params?.['site'] === siteKey(site))),
    );
  const shown = [...form.block, ...form.site.filter((field) => field.inheritable)];
  const given = administrations.some(({ reversedAt }) => reversedAt === null);
  return (
    <article
      className={css['card']}
      id={`entry-${block.id}`}
      tabIndex={-1}
      aria-label={technique.name}
      data-placing={props.placing || undefined}
    >
      <header className={css['cardHead']}>
        <MarkIcon kind={markOfTechnique(technique)} />
        <h3 className={css['cardTitle']}>{technique.name}</h3>
        {technique.imsScope === 'not-ims' && <Tag tone="warn">{t('block.notIms')}</Tag>}
        <DerivedFigures fields={form.block} values={derived.block} />
        <Button
          size="xs"
          variant={props.placing ? 'filled' : 'default'}
          className={css['cardEnd'] ?? ''}
          aria-pressed={props.placing}
          onClick={() => props.onPlace(block.id)}
        >
          {t('block.place')}
        </Button>
        <ActionIcon
          aria-label={t('usual:save.star', { name: technique.name })}
          onClick={() => props.onKeep(block.id)}
        >
          <IconStar size={16} />
        </ActionIcon>
        <ActionIcon
          color="red"
          aria-label={t('block.remove', { name: technique.name })}
          onClick={() => props.onRemove(block.id)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </header>
      <FieldGrid>
        {technique.variants !== undefined && (
          <Span of={5}>
            <Select
              label={t('block.variant')}
              clearable
              value={block.variant ?? null}
              data={technique.variants.map((variant) => ({
                value: variant,
                label: variant.replaceAll('-', ' '),
              }))}
              onChange={(variant) => onChange({ variant: variant ?? undefined })}
            />
          </Span>
        )}
        {shown.map((field) => (
          <Span key={field.key} of={spanOf(field)}>
            {field.type === 'derived' ? (
              <DerivedField
                field={field}
                value={block.values[field.key]}
                computed={shared[field.key]}
                onChange={(value) => set(field.key, value)}
              />
            ) : (
              <RecordField
                field={field}
                value={block.values[field.key]}
                error={errorOf(field.key)}
                disabled={isCount(field) && countAtSites(block, field.key) !== null}
                things={thingsFor(field)}
                onChange={(value) => choose(field, value)}
              />
            )}
          </Span>
        ))}
      </FieldGrid>
      {last.data !== undefined && last.data !== null && (
        <div>
          <Button size="xs" variant="default" onClick={takeSettings}>
            {last.data.mine
              ? t('usual:device.last')
              : t('usual:device.ofOther', {
                  name: last.data.practitioner,
                  date: when.dayOf(last.data.usedAt),
                })}
          </Button>
        </div>
      )}
      {shown.some(({ key }) => key === 'retentionTime') && (
        <RestTimer sessionId={props.sessionId} blockId={block.id} planned={block.values['retentionTime']} />
      )}
      <NeedleCount
        block={block}
        reference={reference}
        staysPossible={technique.fieldGroups.includes('needle-filiform')}
        onChange={onChange}
      />
      <div className={css['sites']}>
        {block.sites.map((site) => (
          <BlockSiteRow
            key={siteKey(site)}
            site={site}
            findings={props.findings}
            form={form}
            derived={derived.sites.get(siteKey(site)) ?? {}}
            reference={reference}
            folded={block.sites.length > MANY_SITES}
            counts={countsAtSites ? form.block.filter(isCount) : []}
            things={thingsFor}
            errorOf={(key) => errorOf(key, site)}
            onChange={(next) => places(block.sites.map((other) => (other === site ? next : other)))}
            onRemove={() => places(block.sites.filter((other) => other !== site))}
          />
        ))}
        <SitePick
          label={t('block.addSite')}
          sites={reference.data.muscles.entries}
          refused={(siteId, side) => {
            const limit = refusals.ofPlace(siteId, side);
            return limit === undefined ? undefined : refusals.because(limit);
          }}
          onPick={(siteId, side) => props.onAdd(block.id, siteId, side)}
        />
      </div>
      {technique.delivers === 'substance' && (
        <AdministrationList
          administrations={administrations}
          onReverse={props.onReverse}
          action={
            <Button
              size="xs"
              leftSection={<IconVaccine size={15} />}
              disabled={block.sites.length === 0}
              onClick={() => props.onGive(block.id, null)}
            >
              {t('give.open')}
            </Button>
          }
        />
      )}
      {technique.delivers === 'substance' && !given && suggestions.length > 0 && (
        <div className={usual['suggestions']}>
          {suggestions.map(({ toGive, label }) => (
            <Button key={label} size="xs" variant="default" onClick={() => props.onGive(block.id, toGive)}>
              {label}
            </Button>
          ))}
        </div>
      )}
      <IssueList issues={issues} reasons={props.reasons} onReason={props.onReason} />
    </article>
  );
});
