import { Temporal } from 'temporal-polyfill';
import type { MissingCover } from '../contract/errors.ts';
import type { DisclosureClass } from '../contract/values.ts';

export type CoverKind = MissingCover['kind'];

/** One decided line of a signed consent. A substance line per part and class: the parts of a mixture are disclosed in its class. */
export type CoverLine = {
  kind: CoverKind;
  id: string;
  /** Of a substance, the class in which it was disclosed. */
  disclosureClass?: DisclosureClass | undefined;
  /** All parts of the syringe that the line is about, this one included; absent when it was disclosed alone. */
  mixture?: readonly string[] | undefined;
  accepted: boolean;
  /** Instant of the withdrawal of this line. */
  withdrawnAt?: string | null | undefined;
};

export type CoverConsent = {
  id: string;
  /** Instant of the last signature that it needed; null while it is a draft, which covers nothing. */
  signedAt: string | null;
  /** First instant at which it no longer holds. */
  expiresAt: string;
  withdrawnAt?: string | null | undefined;
  lines: readonly CoverLine[];
};

/** What is about to be done. A mixture's parts stand together in the mixture's class. */
export type CoverPlan = {
  techniques: readonly string[];
  regions: readonly string[];
  lungField: boolean;
  substances: readonly { parts: readonly string[]; disclosureClass: DisclosureClass }[];
};

export type CoverAnswer = { covered: true; consentIds: string[] } | { covered: false; consentIds: string[]; missing: MissingCover[] };

type Need = { item: Omit<MissingCover, 'reason'>; parts: readonly string[] };
type Statement = { consent: CoverConsent; line: CoverLine; signedAt: string };

/** Milliseconds since 1970; an unreadable instant throws rather than being taken for any moment. */
function moment(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function needs(plan: CoverPlan): Need[] {
  const single = (kind: CoverKind, id: string): Need => ({ item: { kind, id }, parts: [id] });
  const all: Need[] = [
    ...plan.techniques.map((id) => single('technique', id)),
    ...plan.regions.map((id) => single('region', id)),
    ...(plan.lungField ? [single('lung-field', 'lung-field')] : []),
    ...plan.substances.flatMap(({ parts, disclosureClass }) =>
      parts.map((id): Need => ({ item: { kind: 'substance', id, disclosureClass }, parts })),
    ),
  ];
  const seen = new Set<string>();
  return all.filter((need) => seen.size !== seen.add(JSON.stringify([need.item, need.parts.toSorted()])).size);
}

/** When the line was last withdrawn, alone or with its whole consent; null while it stands. */
function withdrawal({ consent, line }: Statement, now: number): number | null {
  const times = [consent.withdrawnAt, line.withdrawnAt]
    .filter((at) => at !== null && at !== undefined)
    .map(moment)
    .filter((at) => at <= now);
  return times.length === 0 ? null : Math.max(...times);
}

/** How a line bears on a syringe: it is about exactly that, about something in it, or about another mixture. */
function bearing(line: CoverLine, parts: readonly string[]): 'exact' | 'part' | 'other' {
  const about = new Set(line.mixture ?? [line.id]);
  const syringe = new Set(parts);
  if (![...about].every((id) => syringe.has(id))) return 'other';
  return about.size === syringe.size ? 'exact' : 'part';
}

/**
 * Judges one need by all that the patient ever said about it, in any class. An acceptance holds only if nothing was refused
 * at or after its signature and nothing withdrawn after it: the patient's last word counts, whatever document it stands in.
 * Who refuses a mixture has not refused its parts alone; who refuses a part alone, but in the same document accepts
 * exactly this mixture, has accepted it.
 */
function judge({ item, parts }: Need, statements: readonly Statement[], now: number): { consentId: string } | { reason: MissingCover['reason'] } {
  const about = statements.filter(({ line }) => line.kind === item.kind && line.id === item.id);
  if (about.length === 0) return { reason: statements.length === 0 ? 'never-consented' : 'not-disclosed' };
  const relevant = about.filter(({ line }) => bearing(line, parts) !== 'other');
  const refusedSince = (signed: number, exactly: boolean) =>
    relevant.some(({ line, signedAt }) => {
      if (line.accepted) return false;
      const at = moment(signedAt);
      return at > signed || (at === signed && !(exactly && bearing(line, parts) === 'part'));
    });
  const lastWithdrawal = Math.max(-Infinity, ...relevant.map((statement) => withdrawal(statement, now) ?? -Infinity));
  const reasons = new Set<MissingCover['reason']>();
  const accepted = about.filter(({ line }) => line.accepted).sort((a, b) => moment(b.signedAt) - moment(a.signedAt));
  for (const statement of accepted) {
    const signed = moment(statement.signedAt);
    if (refusedSince(signed, bearing(statement.line, parts) === 'exact')) reasons.add('refused');
    else if (item.kind === 'substance' && statement.line.disclosureClass !== item.disclosureClass) reasons.add('class-changed');
    else if (withdrawal(statement, now) !== null || lastWithdrawal >= signed) reasons.add('withdrawn');
    else if (moment(statement.consent.expiresAt) <= now) reasons.add('expired');
    else return { consentId: statement.consent.id };
  }
  if (reasons.size === 0) return { reason: relevant.length > 0 ? 'refused' : 'not-disclosed' };
  const order: MissingCover['reason'][] = ['refused', 'withdrawn', 'expired', 'class-changed'];
  return { reason: order.find((reason) => reasons.has(reason)) ?? 'refused' };
}

/**
 * Whether signed consents cover everything that is planned at `now`, or exactly what is missing and why.
 * A substance is covered only in the very class in which it was disclosed. Drafts and signatures of the future count for nothing.
 */
export function covers(consents: readonly CoverConsent[], plan: CoverPlan, now: string): CoverAnswer {
  const at = moment(now);
  const statements: Statement[] = consents.flatMap((consent) => {
    const { signedAt } = consent;
    return signedAt === null || moment(signedAt) > at ? [] : consent.lines.map((line) => ({ consent, line, signedAt }));
  });
  const consentIds = new Set<string>();
  const missing: MissingCover[] = [];
  for (const need of needs(plan)) {
    const verdict = judge(need, statements, at);
    if ('consentId' in verdict) consentIds.add(verdict.consentId);
    else missing.push({ ...need.item, reason: verdict.reason });
  }
  return missing.length === 0 ? { covered: true, consentIds: [...consentIds] } : { covered: false, consentIds: [...consentIds], missing };
}
