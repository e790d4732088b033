import type { AdministrationInput } from '../../../shared/contract/treatments.ts';
import type { Substance } from '../../../shared/contract/reference.ts';

export type Part = AdministrationInput['parts'][number];

/** What is typed before it is complete: counts as text. */
export interface GiveForm {
  parts: Part[];
  points: string;
  siteKeys: string[];
  route: string;
  aspiration: string;
  reasons: Record<string, string>;
}

export const emptyPart: Part = {
  substanceId: '',
  productName: '',
  lotNumber: '',
  expiryDate: '',
  containerType: '',
  firstOpenedOn: null,
  strengthValue: '',
  strengthUnit: '',
  volumePerPoint: '',
  offLabel: false,
  collectionId: '',
};

/** `1 %` or `40 mg/mL` of the catalogue as value and unit; a potency such as `D6` stays text. */
export function readStrength(
  text: string,
  units: readonly string[],
): { strengthValue: string; strengthUnit: string } | null {
  const found = /^(\d+(?:\.\d+)?)\s*(.+)$/.exec(text.trim());
  const [, value, unit] = found ?? [];
  return value !== undefined && unit !== undefined && units.includes(unit)
    ? { strengthValue: value, strengthUnit: unit }
    : null;
}

/** A chosen substance brings its name and, where there is only one, its strength. */
export function partOf(substance: Substance, units: readonly string[], before: Part): Part {
  const [only, ...more] = substance.strengths;
  const strength = only !== undefined && more.length === 0 ? readStrength(only, units) : null;
  return {
    ...before,
    substanceId: substance.id,
    productName: before.productName === '' ? substance.name : before.productName,
    offLabel: substance.offLabelUsual === true,
    ...strength,
  };
}

/** The form as the host takes it; null while figures are missing. */
export function inputOf(blockId: string, form: GiveForm): AdministrationInput | null {
  const points = Number(form.points);
  const complete = form.parts.every(
    (part) =>
      part.substanceId !== '' &&
      part.strengthValue !== '' &&
      part.strengthUnit !== '' &&
      part.volumePerPoint !== '' &&
      part.expiryDate !== '' &&
      part.containerType !== '',
  );
  if (
    !complete ||
    !Number.isInteger(points) ||
    points < 1 ||
    form.route === '' ||
    form.aspiration === '' ||
    form.siteKeys.length === 0
  )
    return null;
  const sites = form.siteKeys.map((key) => {
    const [siteId = '', side = 'midline'] = key.split(':');
    return { siteId, side: side as 'left' | 'right' | 'midline' };
  });
  return {
    blockId,
    parts: form.parts,
    points,
    sites,
    route: form.route,
    aspiration: form.aspiration,
    reasons: form.reasons,
  };
}
