import type { ConsentDocument, NeedleRemover } from '../../../shared/contract/consent-document.ts';
import type { Cover, coverPlan } from '../../../shared/contract/consents.ts';
import type { DisclosureClass, Side } from '../../../shared/contract/values.ts';
import {
  covers as judge,
  type CoverConsent,
  type CoverKind,
  type CoverPlan,
  type Refusals,
} from '../../../shared/rules/consent-cover.ts';
import { reachesRegion, standingAt, traitsOf } from '../../../shared/rules/limits.ts';
import { isNeedleTechnique, type Reference } from '../../../shared/rules/reference.ts';
import type { z } from 'zod';
import type { Reader } from '../../db/schema.ts';
import { hashOf } from '../canonical.ts';
import { refusalsOf } from '../limits/service.ts';
import { Refusal } from '../refusal.ts';
import { changesOf, classOfMixture, standings } from '../substances/service.ts';
import { regionRef, retainedLineId } from './plan.rules.ts';
import type { LineRow } from './rules.ts';
import {
  consentMarksOf,
  consentsOf,
  findConsent,
  linesIn,
  reopeningsOf,
  visitsUnder,
  withdrawalsIn,
  type ConsentRow,
} from './store.ts';

export type SessionPlan = z.infer<typeof coverPlan>;

/** Whether signed consents of this patient cover the plan now, or exactly what is missing and why. */
export async function coverFor(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  now: string,
  reference: Reference,
  /** The running visit that it is asked for: what its own word used up still holds for it. */
  sessionId: string | null = null,
): Promise<Cover> {
  const said = await everythingSaid(db, patientId, reference, sessionId);
  return coverBy(said, plan, lastNo(said, now), reference);
}

/** The same as it was answered at an earlier moment: what was taken back since still held then. */
export async function coverAsOf(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  moment: string,
  reference: Reference,
  sessionId: string | null = null,
): Promise<Cover> {
  return coverBy(await everythingSaid(db, patientId, reference, sessionId), plan, moment, reference);
}

function coverBy(
  { consents, refusals, known }: Said,
  plan: SessionPlan,
  at: string,
  reference: Reference,
): Cover {
  const standing = standingAt(refusals.limits, at);
  const need = needed(known, plan, reference, {
    isCovered: (one) => judge(consents, one, at, refusals).covered,
    isRefused: (region, side) => standing.some((limit) => reachesRegion(limit, region, side)),
  });
  const answer = judge(consents, need, at, refusals);
  return {
    covered: answer.covered,
    consentIds: answer.consentIds,
    missing: answer.covered ? [] : answer.missing,
  };
}

/** A refusal or withdrawal counts from its writing, even where the clock has been set back before it. */
function lastNo({ consents, refusals }: Said, now: string): string {
  const times = [
    ...refusals.limits.map(({ at }) => at),
    ...(refusals.reopened ?? []),
    ...consents.flatMap(({ signedAt, withdrawnAt, endedAt, lines }) => [
      withdrawnAt,
      endedAt,
      ...lines.map((line) => line.withdrawnAt),
      ...(lines.some(({ accepted }) => !accepted) ? [signedAt] : []),
    ]),
  ];
  return times.reduce<string>((last, at) => (typeof at === 'string' && at > last ? at : last), now);
}

/** Refuses with everything that is missing; the consent ids that the plan rests on otherwise. */
export async function requireCover(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  now: string,
  reference: Reference,
  sessionId: string,
): Promise<string[]> {
  const { covered, consentIds, missing } = await coverFor(db, patientId, plan, now, reference, sessionId);
  if (!covered) throw new Refusal('CONSENT_MISSING', { missing });
  return consentIds;
}

/** The consent under which this substance may be given in this class; null when there is none. The store's gate decides alike. */
export async function consentForSubstance(
  db: Reader,
  asked: {
    patientId: string;
    substanceId: string;
    disclosureClass: DisclosureClass;
    now: string;
    sessionId: string;
  },
  reference: Reference,
): Promise<string | null> {
  const { patientId, substanceId, disclosureClass, now, sessionId } = asked;
  const substances = [{ parts: [substanceId], disclosureClass }];
  const said = await everythingSaid(db, patientId, reference, sessionId);
  const plan = { techniques: [], regions: [], lungField: false, substances };
  const answer = judge(said.consents, plan, lastNo(said, now), said.refusals);
  return answer.covered ? (answer.consentIds[0] ?? null) : null;
}

/** On whose word a needle stays in at that place, for how long at most and who takes it out; null where nobody agreed to it. */
export async function consentForNeedle(
  db: Reader,
  asked: { patientId: string; siteId: string; side: Side; now: string; sessionId: string },
  reference: Reference,
): Promise<{ consentId: string; days: number; removedBy: NeedleRemover } | null> {
  const { patientId, siteId, side, now, sessionId } = asked;
  const said = await everythingSaid(db, patientId, reference, sessionId);
  const region = reference.sites.get(siteId)?.region ?? siteId;
  for (const choice of sidesFor(side)) {
    const plan = {
      ...{ techniques: [], regions: [], lungField: false, substances: [] },
      retained: [regionRef(region, choice)],
    };
    const [consentId] = judge(said.consents, plan, lastNo(said, now), said.refusals).consentIds;
    if (consentId === undefined) continue;
    const consent = await findConsent(db, consentId);
    const { retained = [] } = JSON.parse(consent?.document ?? '{}') as Partial<ConsentDocument>;
    const line = retained.find(({ lineId }) => lineId === retainedLineId(region, choice));
    if (line !== undefined) return { consentId, days: line.days, removedBy: line.removedBy };
  }
  return null;
}

/** A text that no longer has the hash under the signatures was signed by nobody. */
function isAsSigned({ document, contentHash }: ConsentRow): boolean {
  return hashOf(document) === contentHash;
}

interface Said {
  consents: CoverConsent[];
  refusals: Refusals;
  known: Awaited<ReturnType<typeof standings>>;
}

async function everythingSaid(
  db: Reader,
  patientId: string,
  reference: Reference,
  sessionId: string | null,
): Promise<Said> {
  const known = await standings(db);
  const changes = await changesOf(db);
  const traits = (id: string) => {
    const found = traitsOf(reference, id, known.get(id)?.disclosureClass ?? 'drug');
    return found === null ? null : { ...found, changedAt: changes.get(id) ?? null };
  };
  return {
    known,
    consents: await consentsSaid(db, patientId, sessionId),
    refusals: {
      limits: await refusalsOf(db, patientId),
      reopened: await reopeningsOf(db, patientId),
      traits,
    },
  };
}

/**
 * When each consent ended before its day: with its course, or when its visits were used up. Asked for a running visit,
 * those count that had the patient's word before it; otherwise the last visit is let come to its end.
 */
async function endsOf(
  db: Reader,
  patientId: string,
  sessionId: string | null,
): Promise<ReadonlyMap<string, string>> {
  const visits = Map.groupBy(await visitsUnder(db, patientId), ({ consentId }) => consentId);
  const ends = new Map<string, string>();
  for (const { id, courseEndedAt, usedUpAt } of await consentMarksOf(db, [patientId])) {
    const all = visits.get(id) ?? [];
    const own = all.find((visit) => visit.sessionId === sessionId);
    const others = all.filter((visit) => visit !== own && (own === undefined || visit.at <= own.at));
    const last = sessionId === null ? usedUpAt : (others[(all[0]?.visits ?? 0) - 1]?.at ?? null);
    const end = [courseEndedAt, last].filter((at) => at !== null).toSorted()[0];
    if (end !== undefined) ends.set(id, end);
  }
  return ends;
}

async function consentsSaid(
  db: Reader,
  patientId: string,
  sessionId: string | null,
): Promise<CoverConsent[]> {
  const ends = await endsOf(db, patientId, sessionId);
  const marks = (await consentsOf(db, patientId)).filter(isAsSigned);
  const ids = marks.map(({ id }) => id);
  const lines = Map.groupBy(await linesIn(db, ids), ({ consentId }) => consentId);
  const withdrawals = Map.groupBy(await withdrawalsIn(db, ids), ({ consentId }) => consentId);
  return marks.map(({ id, completedAt, expiresAt }) => {
    const taken = withdrawals.get(id) ?? [];
    const lastOf = (of: typeof taken) =>
      of
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null;
    return {
      id,
      signedAt: completedAt,
      expiresAt,
      endedAt: ends.get(id) ?? null,
      withdrawnAt: lastOf(taken.filter(({ scope }) => scope === 'all')),
      lines: (lines.get(id) ?? []).filter(isTreatment).map((line) => ({
        kind: line.kind,
        id: line.refId,
        lineId: line.lineId,
        disclosureClass: line.disclosureClass ?? undefined,
        accepted: line.decision === 'accepted',
        withdrawnAt: lastOf(taken.filter(({ lineIds }) => lineIds.includes(line.lineId))),
      })),
    };
  });
}

/** A photograph or a study that was agreed to covers no treatment. */
function isTreatment<T extends { kind: LineRow['kind'] }>(line: T): line is T & { kind: CoverKind } {
  return line.kind !== 'add-on';
}

const sidesFor = (side: Side): readonly Side[] =>
  side === 'midline' ? ['midline', 'left', 'right'] : [side];

/**
 * A point on the midline lies between the two sides: consent to either of them, or to the midline itself, is enough, unless
 * the midline itself is refused.
 */
function needed(
  known: Said['known'],
  plan: SessionPlan,
  reference: Reference,
  {
    isCovered,
    isRefused,
  }: { isCovered: (plan: CoverPlan) => boolean; isRefused: (region: string, side: Side) => boolean },
): CoverPlan {
  const nothing: CoverPlan = { techniques: [], regions: [], lungField: false, substances: [] };
  const regions = plan.sites.flatMap(({ siteId, side }) => {
    const region = reference.sites.get(siteId)?.region;
    if (region === undefined) return [regionRef(siteId, side)];
    if (isRefused(region, side)) return [regionRef(region, side)];
    const found = sidesFor(side).find((choice) =>
      isCovered({ ...nothing, regions: [regionRef(region, choice)] }),
    );
    return [regionRef(region, found ?? side)];
  });
  const needles =
    plan.techniques.some((id) => isNeedleTechnique(reference, id)) || plan.preparations.length > 0;
  return {
    techniques: plan.techniques,
    regions: [...new Set(regions)],
    ...(plan.retained !== undefined &&
      plan.retained.length > 0 && {
        retained: plan.retained.map(({ siteId, side }) => {
          const region = reference.sites.get(siteId)?.region ?? siteId;
          const found = sidesFor(side).find((choice) =>
            isCovered({ ...nothing, retained: [regionRef(region, choice)] }),
          );
          return regionRef(region, found ?? side);
        }),
      }),
    lungField: needles && plan.sites.some(({ siteId }) => reference.sites.get(siteId)?.lungField === true),
    substances: plan.preparations.map(({ parts }) => ({
      parts,
      disclosureClass: classOfMixture(known, parts),
    })),
  };
}
