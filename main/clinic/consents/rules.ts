import { Temporal } from 'temporal-polyfill';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import type { ConsentStatus } from '../../../shared/contract/consents.ts';
import type { consentState } from '../../../shared/contract/appointments.ts';
import type { DisclosureClass, Strokes } from '../../../shared/contract/values.ts';
import { lungFieldLineId, lungFieldRef, regionRef } from './plan.rules.ts';
import { template } from './template.rules.ts';

export type ConsentState = (typeof consentState.options)[number];

export interface LineRow {
  lineId: string;
  kind: 'technique' | 'region' | 'lung-field' | 'substance' | 'retained-needle' | 'add-on';
  refId: string;
  disclosureClass: DisclosureClass | null;
  decision: 'accepted' | 'refused';
}

/** Every line that is decided by itself, in the order in which they are read. */
export function decidedLines({ techniques, regions, retained = [], substances, addOns }: ConsentDocument) {
  return [...techniques, ...regions, ...retained, ...substances, ...addOns];
}

/** Lines that wait for the patient, by id. */
export function undecidedLines(document: ConsentDocument): string[] {
  return decidedLines(document)
    .filter(({ decision }) => decision === 'undecided')
    .map(({ lineId }) => lineId);
}

/** A place that the patient does not refuse, and at which a chaperone is offered. */
export function asksChaperone({ regions }: ConsentDocument): boolean {
  return regions.some(
    ({ region, decision }) => decision !== 'refused' && template.chaperoneRegions.includes(region),
  );
}

/** What the document itself still lacks, by where it is asked for. */
export function documentLacking(document: ConsentDocument) {
  const { plan, talk, blocks } = document;
  return {
    condition: plan.condition === '' ? ['condition'] : [],
    identity: identified(talk) ? [] : ['identity'],
    questions: talk.questions.some(({ answer }) => answer.trim() === '') ? ['questions'] : [],
    blocks: blocks
      .filter(({ question }) => question?.required === true && question.answer.length === 0)
      .map(({ blockId }) => `block:${blockId}`),
    lines: undecidedLines(document),
  };
}

/** Two different things have shown that this is the right patient. */
export function identified({ identity }: Pick<ConsentDocument['talk'], 'identity'>): boolean {
  return new Set(identity).size >= 2;
}

/** What a completed document says, as rows; a mixture has one row per part, all in its class. Throws while a line waits. */
export function linesOf(document: ConsentDocument): LineRow[] {
  const said = (line: { lineId: string; decision: string }) => {
    if (line.decision !== 'accepted' && line.decision !== 'refused')
      throw new RangeError(`undecided: ${line.lineId}`);
    return { lineId: line.lineId, decision: line.decision } as const;
  };
  const rows: LineRow[] = [
    ...document.techniques.map((line) => ({
      ...said(line),
      kind: 'technique' as const,
      refId: line.techniqueId,
      disclosureClass: null,
    })),
    ...document.regions.map((line) => ({
      ...said(line),
      kind: 'region' as const,
      refId: regionRef(line.region, line.side),
      disclosureClass: null,
    })),
    ...document.substances.flatMap((line) =>
      line.parts.map((part) => ({
        ...said(line),
        kind: 'substance' as const,
        refId: part,
        disclosureClass: line.disclosureClass,
      })),
    ),
    ...(document.retained ?? []).map((line) => ({
      ...said(line),
      kind: 'retained-needle' as const,
      refId: regionRef(line.region, line.side),
      disclosureClass: null,
    })),
    ...document.addOns.map((line) => ({
      ...said(line),
      kind: 'add-on' as const,
      refId: line.addOnId,
      disclosureClass: null,
    })),
  ];
  const overLung = document.regions.some(({ lungField, decision }) => lungField && decision === 'accepted');
  const lung: LineRow = {
    lineId: lungFieldLineId,
    kind: 'lung-field',
    refId: lungFieldRef,
    disclosureClass: null,
    decision: 'accepted',
  };
  return overLung ? [...rows, lung] : rows;
}

/** What the register keeps beside a completed consent; the store's own triggers write it. */
export interface Kept {
  state: Extract<
    ConsentStatus,
    'agreed' | 'agreed-with-limits' | 'refused' | 'partly-withdrawn' | 'withdrawn'
  >;
  expiresAt: string;
  /** Since when every line of it has been decided anew in later documents. */
  supersededAt: string | null;
  /** Since when something is known that must be talked about first. */
  invalidatedAt: string | null;
  /** When the course that it was given for ended. */
  courseEndedAt: string | null;
  /** When the last of the visits that it was given for was over. */
  usedUpAt: string | null;
}

/** The first instant at which it no longer holds: by its day, the end of its course, or its last visit. */
export function endOf({ expiresAt, courseEndedAt, usedUpAt }: Kept): string {
  return [courseEndedAt, usedUpAt].reduce<string>(
    (end, at) => (at !== null && at < end ? at : end),
    expiresAt,
  );
}

/**
 * Where a completed consent stands at `now`: the only place that says so. Withdrawal outweighs everything; what was
 * decided anew is told there; what has ended is not also to be talked about again.
 */
export function statusOf(kept: Kept, now: string): Exclude<ConsentStatus, 'draft' | 'explained'> {
  if (kept.state === 'withdrawn') return 'withdrawn';
  if (kept.supersededAt !== null) return 'superseded';
  if (endOf(kept) <= now) return 'expired';
  if (kept.state === 'refused') return 'refused';
  return kept.invalidatedAt === null ? kept.state : 'invalidated';
}

/** Days before expiry from which the desk is told. */
const EXPIRING_DAYS = 14;

export function stateOf(status: ConsentStatus, expiresAt: string | null, now: string): ConsentState {
  switch (status) {
    case 'draft':
      return 'draft';
    case 'explained':
      return 'awaiting-countersign';
    case 'refused':
      return 'incomplete';
    case 'withdrawn':
    case 'expired':
    case 'invalidated':
      return status;
    // The document that overtook it speaks for itself.
    case 'superseded':
      return 'none';
    default: {
      const soon = Temporal.Instant.from(now)
        .add({ hours: 24 * EXPIRING_DAYS })
        .toString({ smallestUnit: 'millisecond' });
      return expiresAt !== null && expiresAt <= soon ? 'expiring' : 'valid';
    }
  }
}

/** Of several consents the one that the desk acts on: what waits for a signature first, then what holds. */
const URGENCY: readonly ConsentState[] = [
  'awaiting-countersign',
  'valid',
  'expiring',
  'invalidated',
  'draft',
  'withdrawn',
  'incomplete',
  'expired',
  'none',
];

export function foremost(states: readonly ConsentState[]): ConsentState {
  return URGENCY.find((state) => states.includes(state)) ?? 'none';
}

/** The last millisecond of the day `months` later, on the clinic's calendar: a consent holds through its last day. */
export function expiryOf(completedAt: string, months: number, zone: string): string {
  return Temporal.Instant.from(completedAt)
    .toZonedDateTimeISO(zone)
    .add({ months })
    .with({ hour: 23, minute: 59, second: 59, millisecond: 999, microsecond: 0, nanosecond: 0 })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** The first instant of the birthday on which the patient decides alone. */
export function comingOfAge(birthDate: string, age: number, zone: string): string {
  return Temporal.PlainDate.from(birthDate)
    .add({ years: age })
    .toZonedDateTime({ timeZone: zone })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** Ink below this part of the pad's width is a slip of the pen: in the units of the stroke points. */
const LEAST_INK = 400;

/** A mark may be small; a witness has seen it made. */
const LEAST_MARK = 120;

/** Why strokes and typed name are no signature (or, with a witness, no mark) yet; null when they are. */
export function signatureProblem(
  strokes: Strokes,
  typedName: string,
  mark = false,
): 'empty' | 'dot' | 'name' | null {
  if (strokes.length === 0) return 'empty';
  let ink = 0;
  for (const stroke of strokes) {
    for (const [at, point] of stroke.entries()) {
      const before = stroke[at - 1];
      if (before !== undefined) ink += Math.hypot(point.x - before.x, point.y - before.y);
    }
  }
  if (ink < (mark ? LEAST_MARK : LEAST_INK)) return 'dot';
  return typedName.trim() === '' ? 'name' : null;
}
