import type { ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { LastGiven } from '../../../../shared/contract/injection.ts';
import type { AdministrationInput } from '../../../../shared/contract/administration.ts';
import type { Substance } from '../../../../shared/contract/reference.ts';
import type { CupboardLine } from '../../../../shared/rules/cupboard.ts';
import { add, compare, divide, multiply, parseDecimal, subtract } from '../../../../shared/rules/decimal.ts';

type Given = AdministrationInput['parts'][number];

/** A substance in the syringe: out of the cupboard, or typed. */
export type Part = Omit<Given, 'stock'> & {
  key: string;
  /** What it is drawn from; null where it is typed by hand. */
  from: {
    lotId: string;
    vialId: string | null;
    /** A sealed vial is opened as the injection is recorded. */
    opensVial: boolean;
    containerMl: string;
    leftMl: string;
    isAmpoule: boolean;
    brought: boolean;
  } | null;
  /** mL that go to waste; null as long as it is the rest of the ampoule. */
  waste: string | null;
  /** mL of it in the whole syringe, where a recipe says so; shared out over the points. */
  syringeMl: string | null;
};

/** What is typed before it is complete: counts as text. */
export interface GiveForm {
  parts: Part[];
  points: string;
  siteKeys: string[];
  route: string;
  aspiration: string;
  reasons: Record<string, string>;
  idealKg: string;
  /** Weak for a reason that no safety answer names. */
  frail: boolean;
  /** Limits that a prescriber types for a child, by substance. */
  prescribed: Record<string, { limitMg: string; reason: string }>;
  /** Where the amounts come from, to be looked at before they are recorded. */
  as: { of: LastGiven['of']; on: string } | null;
}

export const emptyPart = (): Part => ({
  ...{ key: crypto.randomUUID(), from: null, waste: null, syringeMl: null },
  ...{ substanceId: '', productName: '', lotNumber: '', expiryDate: '', containerType: '' },
  ...{ firstOpenedOn: null, strengthValue: '', strengthUnit: '', volumePerPoint: '' },
  ...{ offLabel: false, collectionId: '' },
});

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

/** What a line of the cupboard says of itself; nothing of it is typed a second time. */
export function drawnFrom(
  { product, lot, vial, opensVial, leftMl }: CupboardLine,
  substance?: Substance,
): Part {
  return {
    ...emptyPart(),
    substanceId: product.substanceId,
    productName: product.name,
    lotNumber: lot.lotNumber,
    expiryDate: lot.expiryDate,
    containerType: product.containerType,
    firstOpenedOn: vial === null ? null : vial.openedAt.slice(0, 10),
    strengthValue: product.strengthValue,
    strengthUnit: product.strengthUnit,
    offLabel: substance?.offLabelUsual === true,
    from: {
      ...{ lotId: lot.id, vialId: vial?.id ?? null, opensVial, leftMl },
      containerMl: product.containerMl,
      isAmpoule: product.containerType !== 'multi-dose-vial',
      brought: lot.patientId !== null,
    },
  };
}

const isPositive = (text: string) => parseDecimal(text).ok && compare(text, '0') > 0;

/** mL of a part in all; null while figures are missing. */
export function totalOf(part: Part, points: string): string | null {
  return isPositive(part.volumePerPoint) && /^[1-9]\d{0,2}$/.test(points)
    ? multiply(part.volumePerPoint, points)
    : null;
}

/** The rest of the containers that were opened for it, where they cannot be kept. */
export function wasteOf(part: Part, points: string): string {
  const total = totalOf(part, points);
  if (part.from === null || total === null) return '0';
  if (part.waste !== null) return part.waste;
  if (part.syringeMl !== null && !part.from.isAmpoule) return subtract(part.syringeMl, total);
  if (!part.from.isAmpoule) return '0';
  const [whole = '0', rest] = divide(total, part.from.containerMl, 20).split('.');
  const containers = rest === undefined ? whole : add(whole, '1');
  return subtract(multiply(containers, part.from.containerMl), total);
}

/**
 * Shares what the whole syringe holds out over the points, to the microlitre. What does not divide stays in the syringe
 * and goes as waste, so that never more is recorded as given than was drawn.
 */
export function sharedOut(part: Part, points: string): Part {
  if (part.syringeMl === null || !/^[1-9]\d{0,2}$/.test(points)) return part;
  const exact = divide(multiply(part.syringeMl, '1000'), points, 20);
  const [whole = '0'] = exact.split('.');
  return { ...part, volumePerPoint: divide(whole, '1000') };
}

/** Amounts and way of giving as they were last time with the same substances, where the strengths are the same. */
export function lastFor(last: readonly LastGiven[], parts: readonly Part[]): LastGiven | null {
  const keyOf = (ids: readonly { substanceId: string }[]) =>
    ids
      .map(({ substanceId }) => substanceId)
      .toSorted()
      .join('+');
  return last.find((one) => keyOf(one.parts) === keyOf(parts)) ?? null;
}

/** The form with what was usual last time in every field that is still empty. */
export function asLast(form: GiveForm, last: LastGiven | null): GiveForm {
  if (last === null) return form;
  const parts = form.parts.map((part) => {
    const before = last.parts.find(
      ({ substanceId, strengthValue, strengthUnit }) =>
        substanceId === part.substanceId &&
        strengthUnit === part.strengthUnit &&
        strengthValue === part.strengthValue,
    );
    return part.volumePerPoint === '' && before !== undefined
      ? { ...part, volumePerPoint: before.volumePerPoint, offLabel: before.offLabel }
      : part;
  });
  return {
    ...form,
    parts,
    route: form.route === '' ? last.route : form.route,
    aspiration: form.aspiration === '' ? last.aspiration : form.aspiration,
    as: { of: last.of, on: last.on },
  };
}

/** A suggestion of the last treatment or of a favourite: each substance from the first vial or lot that may be used. */
export function suggested(
  form: GiveForm,
  initial: ToGive,
  lines: readonly CupboardLine[],
  substances: ReadonlyMap<string, Substance>,
): GiveForm {
  const parts = initial.parts.map((one): Part => {
    const line = lines.find(
      ({ barred, product }) =>
        barred === null &&
        product.substanceId === one.substanceId &&
        product.strengthValue === one.strengthValue &&
        product.strengthUnit === one.strengthUnit,
    );
    const { volumePerPoint, offLabel } = one;
    return line === undefined
      ? { ...emptyPart(), ...one }
      : { ...drawnFrom(line, substances.get(one.substanceId)), volumePerPoint, offLabel };
  });
  const wanted = initial.sites.map(({ siteId, side }) => `${siteId}:${side}`);
  const here = form.siteKeys.filter((key) => wanted.includes(key));
  return {
    ...form,
    parts,
    points: String(initial.points),
    route: initial.route,
    siteKeys: here.length === 0 ? form.siteKeys : here,
  };
}

/** What is still empty, the first field first; null where nothing is. */
export function missingIn(form: GiveForm): string | null {
  for (const part of form.parts) {
    const { substanceId, strengthValue, strengthUnit, expiryDate, containerType } = part;
    if (substanceId === '') return 'substance';
    if ([strengthValue, strengthUnit, expiryDate, containerType].includes('')) return 'pack';
    if (!isPositive(part.volumePerPoint)) return 'volume';
  }
  if (!/^[1-9]\d{0,2}$/.test(form.points)) return 'points';
  if (form.parts.length === 0) return 'substance';
  if (form.route === '') return 'route';
  if (form.aspiration === '') return 'aspiration';
  return form.siteKeys.length === 0 ? 'sites' : null;
}

/** The form as the host takes it; null while figures are missing. */
export function inputOf(blockId: string, form: GiveForm): AdministrationInput | null {
  if (missingIn(form) !== null) return null;
  const sites = form.siteKeys.map((key) => {
    const [siteId = '', side = 'midline'] = key.split(':');
    return { siteId, side: side as 'left' | 'right' | 'midline' };
  });
  const prescribed = Object.entries(form.prescribed)
    .filter(([, { limitMg, reason }]) => isPositive(limitMg) && reason.trim().length >= 3)
    .map(([substanceId, one]) => ({ substanceId, ...one }));
  return {
    blockId,
    parts: form.parts.map((part) => {
      const { key: _, from, waste: __, syringeMl: ___, ...given } = part;
      const { lotId, vialId } = from ?? { lotId: '', vialId: null };
      return {
        ...given,
        stock: from === null ? null : { lotId, vialId, wasteMl: wasteOf(part, form.points) },
      };
    }),
    points: Number(form.points),
    sites,
    ...{ route: form.route, aspiration: form.aspiration, reasons: form.reasons },
    ...(isPositive(form.idealKg) && { idealKg: form.idealKg }),
    ...(form.frail && { frail: true }),
    ...(prescribed.length > 0 && { prescribed }),
  };
}
