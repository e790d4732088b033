import type { Cover, coverPlan } from '../../../shared/contract/consents.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { covers as judge, type CoverConsent, type CoverPlan } from '../../../shared/rules/consent-cover.ts';
import { isNeedleTechnique, type Reference } from '../../../shared/rules/reference.ts';
import type { z } from 'zod';
import type { Reader } from '../../db/schema.ts';
import { hashOf } from '../canonical.ts';
import { Refusal } from '../refusal.ts';
import { classOfMixture, standings } from '../substances/service.ts';
import { regionRef } from './plan.rules.ts';
import { consentsOf, linesIn, withdrawalsIn, type ConsentRow } from './store.ts';

export type SessionPlan = z.infer<typeof coverPlan>;

/** Whether signed consents of this patient cover the plan now, or exactly what is missing and why. */
export async function coverFor(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  now: string,
  reference: Reference,
): Promise<Cover> {
  const said = await everythingSaid(db, patientId);
  return coverBy(db, said, plan, lastNo(said, now), reference);
}

/** The same as it was answered at an earlier moment: what was taken back since still held then. */
export async function coverAsOf(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  moment: string,
  reference: Reference,
): Promise<Cover> {
  return coverBy(db, await everythingSaid(db, patientId), plan, moment, reference);
}

async function coverBy(
  db: Reader,
  said: readonly CoverConsent[],
  plan: SessionPlan,
  at: string,
  reference: Reference,
): Promise<Cover> {
  const answer = judge(said, await needed(db, plan, reference, (need) => judge(said, need, at).covered), at);
  return {
    covered: answer.covered,
    consentIds: answer.consentIds,
    missing: answer.covered ? [] : answer.missing,
  };
}

/** A refusal or withdrawal counts from its writing, even where the clock has been set back before it. */
function lastNo(said: readonly CoverConsent[], now: string): string {
  const times = said.flatMap(({ signedAt, withdrawnAt, lines }) => [
    withdrawnAt,
    ...lines.map((line) => line.withdrawnAt),
    ...(lines.some(({ accepted }) => !accepted) ? [signedAt] : []),
  ]);
  return times.reduce<string>((last, at) => (typeof at === 'string' && at > last ? at : last), now);
}

/** Refuses with everything that is missing; the consent ids that the plan rests on otherwise. */
export async function requireCover(
  db: Reader,
  patientId: string,
  plan: SessionPlan,
  now: string,
  reference: Reference,
): Promise<string[]> {
  const { covered, consentIds, missing } = await coverFor(db, patientId, plan, now, reference);
  if (!covered) throw new Refusal('CONSENT_MISSING', { missing });
  return consentIds;
}

/** The consent under which this substance may be given in this class; null when there is none. The store's gate decides alike. */
export async function consentForSubstance(
  db: Reader,
  asked: { patientId: string; substanceId: string; disclosureClass: DisclosureClass; now: string },
): Promise<string | null> {
  const { patientId, substanceId, disclosureClass, now } = asked;
  const substances = [{ parts: [substanceId], disclosureClass }];
  const said = await everythingSaid(db, patientId);
  const answer = judge(
    said,
    { techniques: [], regions: [], lungField: false, substances },
    lastNo(said, now),
  );
  return answer.covered ? (answer.consentIds[0] ?? null) : null;
}

/** A text that no longer has the hash under the signatures was signed by nobody. */
function isAsSigned({ document, contentHash }: ConsentRow): boolean {
  return hashOf(document) === contentHash;
}

async function everythingSaid(db: Reader, patientId: string): Promise<CoverConsent[]> {
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
      withdrawnAt: lastOf(taken.filter(({ scope }) => scope === 'all')),
      lines: (lines.get(id) ?? []).map((line) => ({
        kind: line.kind,
        id: line.refId,
        disclosureClass: line.disclosureClass ?? undefined,
        accepted: line.decision === 'accepted',
        withdrawnAt: lastOf(taken.filter(({ lineIds }) => lineIds.includes(line.lineId))),
      })),
    };
  });
}

/** A point on the midline lies between the two sides: consent to either of them, or to the midline itself, is enough. */
async function needed(
  db: Reader,
  plan: SessionPlan,
  reference: Reference,
  isCovered: (plan: CoverPlan) => boolean,
): Promise<CoverPlan> {
  const known = await standings(db);
  const nothing: CoverPlan = { techniques: [], regions: [], lungField: false, substances: [] };
  const regions = plan.sites.flatMap(({ siteId, side }) => {
    const region = reference.sites.get(siteId)?.region;
    if (region === undefined) return [regionRef(siteId, side)];
    const choices = side === 'midline' ? (['midline', 'left', 'right'] as const) : ([side] as const);
    const found = choices.find((choice) => isCovered({ ...nothing, regions: [regionRef(region, choice)] }));
    return [regionRef(region, found ?? side)];
  });
  const needles =
    plan.techniques.some((id) => isNeedleTechnique(reference, id)) || plan.preparations.length > 0;
  return {
    techniques: plan.techniques,
    regions: [...new Set(regions)],
    lungField: needles && plan.sites.some(({ siteId }) => reference.sites.get(siteId)?.lungField === true),
    substances: plan.preparations.map(({ parts }) => ({
      parts,
      disclosureClass: classOfMixture(known, parts),
    })),
  };
}
