import type { FieldDefinition, Technique } from '../contract/reference.ts';
import type { BlockSite, BlockValue, ProcedureBlock } from '../contract/treatment-block.ts';
import { entryOf, isNeedleTechnique, type Reference } from './reference.ts';

/** Where a value is kept: with the visit, the block, each site, or the syringe. */
export type FieldScope = 'session' | 'block' | 'site' | 'administration';

export type FormField = FieldDefinition & {
  group: string;
  scope: FieldScope;
  /** Typed once for the block and changed where a site differs. Only of fields with scope `site`. */
  inheritable: boolean;
  /** Asked only at sites under which the lung lies. */
  onlyAt?: 'lung-field';
};

export type BlockForm = {
  technique: Technique;
  session: FormField[];
  block: FormField[];
  site: FormField[];
  administration: FormField[];
};

/** What a check needs to know besides the block. */
export type BlockContext = {
  /** The day of the visit in the clinic. */
  sessionDate: string;
  reasons?: Readonly<Record<string, string>>;
  /** The clinic has switched the class 4 profile on: average power up to 15000 mW. */
  class4Laser?: boolean;
};

/** Fields that are kept outside `values`: the site's own identity, and what the service counts and stamps. */
const KEPT_ELSEWHERE = new Set([
  'muscleOrSiteId',
  'side',
  'findingId',
  'consentIds',
  'practitionerId',
  'startedAt',
  'sessionNumber',
  'screeningConfirmedAt',
  'adverseEventIds',
]);

/** One value for the whole block: needles are counted together, and the device is one. */
const OF_THE_BLOCK = new Set([
  'needlesIn',
  'needlesOut',
  'needleLot',
  'needleExpiry',
  'needleCoating',
  'deviceId',
  'laserClass',
  'wavelength',
  'emission',
  'eyeProtection',
  'lastPowerCheck',
  'sessionEnergy',
]);

/** The box of the lung-field rule; the reference data names it in the rule and not as a field. */
const SAFE_DIRECTION: FieldDefinition = {
  key: 'safeDirection',
  label: 'Needle directed away from the lung',
  type: 'boolean',
  source: ['bn121'],
};

function scopeOf(group: string, key: string): FieldScope {
  if (group === 'session-common') return 'session';
  if (group === 'site-common') return 'site';
  if (group === 'injectate') return 'administration';
  return group === 'tcm' || OF_THE_BLOCK.has(key) ? 'block' : 'site';
}

/** Range and options of the technique take the place of the group's. */
function overridden(technique: Technique, field: FieldDefinition): FieldDefinition {
  return { ...field, ...technique.overrides?.[field.key] };
}

/** All fields that a block of this technique asks for, in order, with the technique's own limits. */
export function formOf(reference: Reference, techniqueId: string): BlockForm {
  const technique = entryOf(reference.techniques, techniqueId);
  const fields: FormField[] = technique.fieldGroups.flatMap((group) =>
    entryOf(reference.fieldGroups, group)
      .filter(({ key }) => !KEPT_ELSEWHERE.has(key))
      .map((field) => {
        const scope = scopeOf(group, field.key);
        return {
          ...overridden(technique, field),
          group,
          scope,
          inheritable: scope === 'site' && group !== 'site-common',
        };
      }),
  );
  for (const field of technique.extraFields ?? [])
    fields.push({ ...field, group: technique.id, scope: 'site', inheritable: true });
  if (isNeedleTechnique(reference, techniqueId)) {
    fields.push({
      ...SAFE_DIRECTION,
      group: 'site-common',
      scope: 'site',
      inheritable: false,
      onlyAt: 'lung-field',
    });
  }
  const of = (scope: FieldScope) => fields.filter((field) => field.scope === scope);
  return {
    technique,
    session: of('session'),
    block: of('block'),
    site: of('site'),
    administration: of('administration'),
  };
}

/** The fields of the visit itself, whatever is done in it. */
export function sessionFields(reference: Reference): FormField[] {
  const fields = entryOf(reference.fieldGroups, 'session-common').filter(
    ({ key }) => !KEPT_ELSEWHERE.has(key),
  );
  return fields.map((field) => ({ ...field, group: 'session-common', scope: 'session', inheritable: false }));
}

/** Left empty: an absent, blank or empty value. `false` and `0` are answers. */
export function isBlank(value: BlockValue | undefined): boolean {
  return (
    value === undefined ||
    (typeof value !== 'boolean' && value.length === 0) ||
    (typeof value === 'string' && value.trim() === '')
  );
}

/** What holds at a site: its own value, else the block's where the field is inheritable. */
export function valueAt(block: ProcedureBlock, site: BlockSite, field: FormField): BlockValue | undefined {
  const own = Object.hasOwn(site.values, field.key) ? site.values[field.key] : undefined;
  if (!isBlank(own) || !field.inheritable) return own;
  return Object.hasOwn(block.values, field.key) ? block.values[field.key] : undefined;
}

/** `siteId:side`, the name of a site within its block. */
export function siteKey({ siteId, side }: { siteId: string; side: string }): string {
  return `${siteId}:${side}`;
}
