import { Temporal } from 'temporal-polyfill';
import type { MissingCover } from '../contract/errors.ts';
import type { DisclosureClass } from '../contract/values.ts';
import { reachesNeed, type Limit, type SubstanceTraits } from './limits.ts';

export type CoverKind = MissingCover['kind'];

/** One decided line of a signed consent. A substance line per part and class: the parts of a mixture are disclosed in its class. */
export type CoverLine = {
  kind: CoverKind;
  id: string;
  /** The same in every document of the patient: what is decided anew overtakes what was decided before. */
  lineId?: string | undefined;
  /** Of a substance, the class in which it was disclosed. */
  disclosureClass?: DisclosureClass | undefined;
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
  /** When its course ended, or the last of the visits that it was given for was over, as far as the asked visit goes. */
  endedAt?: string | null | undefined;
  lines: readonly CoverLine[];
};

/** What is about to be done. A mixture's parts stand together in the mixture's class. */
export type CoverPlan = {
  techniques: readonly string[];
  regions: readonly string[];
  lungField: boolean;
  substances: readonly { parts: readonly string[]; disclosureClass: DisclosureClass }[];
  /** Places at which a needle stays in when the patient goes home. */
  retained?: readonly string[];
};

/** What the patient refuses beyond any document, and what is known of a substance to see whether a refusal reaches it. */
export type Refusals = {
  limits: readonly Limit[];
  /** Instants at which something became known that must be talked about before anything goes on. */
  reopened?: readonly string[];
  traits: (substanceId: string) => SubstanceTraits | null;
};

const none: Refusals = { limits: [], traits: () => null };

export type CoverAnswer =
  | { covered: true; consentIds: string[] }
  | { covered: false; consentIds: string[]; missing: MissingCover[] };

/** Later than any moment that is asked about. */
const never = '9999-12-31T23:59:59.999Z';

type Need = Omit<MissingCover, 'reason'>;
type Statement = { consent: CoverConsent; line: CoverLine; signedAt: string };

/** Milliseconds since 1970; an unreadable instant throws rather than being taken for any moment. */
function moment(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function needs(plan: CoverPlan): Need[] {
  const all: Need[] = [
    ...plan.techniques.map((id): Need => ({ kind: 'technique', id })),
    ...plan.regions.map((id): Need => ({ kind: 'region', id })),
    ...(plan.lungField ? [{ kind: 'lung-field' as const, id: 'lung-field' }] : []),
    ...plan.substances.flatMap(({ parts, disclosureClass }) =>
      parts.map((id): Need => ({ kind: 'substance', id, disclosureClass })),
    ),
    ...(plan.retained ?? []).map((id): Need => ({ kind: 'retained-needle', id })),
  ];
  const seen = new Set<string>();
  return all.filter(
    (need) => seen.size !== seen.add(JSON.stringify([need.kind, need.id, need.disclosureClass])).size,
  );
}

/** When the line was last withdrawn, alone or with its whole consent; null while it stands. */
function withdrawal({ consent, line }: Statement, now: number): number | null {
  const times = [consent.withdrawnAt, line.withdrawnAt]
    .filter((at) => at !== null && at !== undefined)
    .map(moment)
    .filter((at) => at <= now);
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * Judges one need by all that the patient ever said about it, in any class and any mixture. An acceptance holds only if
 * nothing was refused at or after its signature and nothing withdrawn after it: the last word counts, whatever document it
 * stands in. Who refuses a mixture has refused its parts until a newer consent accepts them. A standing refusal outweighs
 * every consent; once lifted, only what is signed after the lifting counts. A line that a later document decides anew
 * counts there alone, whether or not that one still holds. The store's gate decides alike.
 */
function judge(
  need: Need,
  statements: readonly Statement[],
  now: number,
  { limits, traits, reopened = [] }: Refusals,
): { consentId: string } | { reason: MissingCover['reason'] } {
  const reached = limits.filter((limit) => moment(limit.at) <= now && reachesNeed(limit, need, traits));
  const liftedBy = ({ liftedAt }: Limit) => (liftedAt === null ? Infinity : moment(liftedAt));
  if (reached.some((limit) => liftedBy(limit) > now)) return { reason: 'limited' };
  const lastLift = Math.max(-Infinity, ...reached.map(liftedBy));
  const about = statements.filter(({ line }) => line.kind === need.kind && line.id === need.id);
  if (about.length === 0) return { reason: statements.length === 0 ? 'never-consented' : 'not-disclosed' };
  const lastRefusal = Math.max(
    -Infinity,
    ...about.filter(({ line }) => !line.accepted).map(({ signedAt }) => moment(signedAt)),
  );
  const lastWithdrawal = Math.max(
    -Infinity,
    ...about.map((statement) => withdrawal(statement, now) ?? -Infinity),
  );
  const lastOf = (times: readonly number[]) => Math.max(-Infinity, ...times.filter((at) => at <= now));
  const reopenedAt = lastOf(reopened.map(moment));
  const changed = need.kind === 'substance' ? (traits(need.id)?.changedAt ?? null) : null;
  const changedAt = changed === null ? -Infinity : lastOf([moment(changed)]);
  const reasons = new Set<MissingCover['reason']>();
  const accepted = about
    .filter(({ line }) => line.accepted)
    .sort((a, b) => moment(b.signedAt) - moment(a.signedAt));
  const overtaken = ({ line, signedAt }: Statement) =>
    about.some(
      (later) =>
        line.lineId !== undefined &&
        later.line.lineId === line.lineId &&
        moment(later.signedAt) > moment(signedAt),
    );
  for (const statement of accepted.filter((one) => !overtaken(one))) {
    const signed = moment(statement.signedAt);
    if (lastRefusal >= signed) reasons.add('refused');
    else if (need.kind === 'substance' && statement.line.disclosureClass !== need.disclosureClass)
      reasons.add('class-changed');
    else if (withdrawal(statement, now) !== null || lastWithdrawal >= signed || lastLift >= signed)
      reasons.add('withdrawn');
    else if (moment(statement.consent.expiresAt) <= now) reasons.add('expired');
    else if (lastOf([moment(statement.consent.endedAt ?? never)]) > -Infinity) reasons.add('ended');
    else if (reopenedAt > signed) reasons.add('reopened');
    else if (changedAt > signed) reasons.add('changed');
    else return { consentId: statement.consent.id };
  }
  const order: MissingCover['reason'][] = [
    'refused',
    'withdrawn',
    'expired',
    'ended',
    'class-changed',
    'reopened',
    'changed',
  ];
  return { reason: order.find((reason) => reasons.has(reason)) ?? 'refused' };
}

/**
 * Whether signed consents cover everything that is planned at `now`, or exactly what is missing and why.
 * A substance is covered only in the very class in which it was disclosed. Drafts and signatures of the future count for nothing.
 */
export function covers(
  consents: readonly CoverConsent[],
  plan: CoverPlan,
  now: string,
  refusals: Refusals = none,
): CoverAnswer {
  const at = moment(now);
  const statements: Statement[] = consents.flatMap((consent) => {
    const { signedAt } = consent;
    return signedAt === null || moment(signedAt) > at
      ? []
      : consent.lines.map((line) => ({ consent, line, signedAt }));
  });
  const consentIds = new Set<string>();
  const missing: MissingCover[] = [];
  for (const need of needs(plan)) {
    const verdict = judge(need, statements, at, refusals);
    if ('consentId' in verdict) consentIds.add(verdict.consentId);
    else missing.push({ ...need, reason: verdict.reason });
  }
  return missing.length === 0
    ? { covered: true, consentIds: [...consentIds] }
    : { covered: false, consentIds: [...consentIds], missing };
}
