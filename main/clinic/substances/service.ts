import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import {
  effectiveClass,
  headingOf,
  notInjectable,
  strictest,
  type ClassApproval,
  type EffectiveClass,
} from '../../../shared/rules/disclosure.ts';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { OwnEntry } from '../../../shared/contract/substances.ts';
import { originsOf } from '../../../shared/rules/limits.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { Refusal } from '../refusal.ts';
import { ownSubstance, withOwn } from '../../../shared/rules/own-substances.ts';
import { findApprovals } from './decisions.store.ts';
import { findOwn } from './own.store.ts';
import {
  findFacts,
  findSubstance,
  findSubstances,
  putFacts,
  putSubstances,
  putTraits,
  retireAllBut,
} from './store.ts';

/** How a substance stands in this clinic: the class the patient is told, why, and whether it may be injected at all. */
export interface Standing {
  disclosureClass: DisclosureClass;
  classReason: string;
  injectable: boolean;
}

/** The reference data as this clinic works with it: what ships, and what it entered itself. */
export async function withOwnOf(db: Reader, reference: Reference): Promise<Reference> {
  const rows = await findOwn(db);
  return withOwn(
    reference,
    rows.map(({ id, version, entry, approvalId }) =>
      ownSubstance({ id, version, entry: JSON.parse(entry) as OwnEntry, approved: approvalId !== null }),
    ),
  );
}

/**
 * Writes the class of every substance under the clinic's jurisdiction into the store, where the injection gate reads it.
 * Done at founding, at every start and whenever the jurisdiction changes.
 */
export async function syncSubstances(
  tx: Tx,
  { jurisdiction, reference: before, now }: { jurisdiction: string; reference: Reference; now: string },
): Promise<void> {
  const reference = await withOwnOf(tx, before);
  const entries = [...reference.substances.values()];
  const classOf = await classesIn(tx, { jurisdiction, reference, now });
  await putSubstances(
    tx,
    entries.map((substance) => {
      const { disclosureClass, reason } = classOf(substance);
      const injectable = notInjectable(substance) === null ? 1 : 0;
      return {
        id: substance.id,
        name: substance.name,
        disclosureClass,
        classReason: reason,
        injectable,
        updatedAt: now,
      };
    }),
  );
  await retireAllBut(
    tx,
    entries.map(({ id }) => id),
    now,
  );
  await putFacts(tx, entries.map(factsOf), now);
  await putTraits(
    tx,
    entries.flatMap((substance) => [
      { substanceId: substance.id, kind: 'group' as const, value: substance.group },
      ...originsOf(substance).map((value) => ({ substanceId: substance.id, kind: 'origin' as const, value })),
    ]),
    [...reference.sites.values()].map(({ id, region }) => ({ siteId: id, region })),
  );
}

/** The class of each substance: by law, unless a decision of the clinic stands. */
async function classesIn(
  db: Reader,
  { jurisdiction, reference, now }: { jurisdiction: string; reference: Reference; now: string },
): Promise<(substance: Substance) => EffectiveClass> {
  const standing = (await findApprovals(db)).filter(({ endedAt }) => endedAt === null);
  const given = new Map(
    standing
      .filter((row) => row.jurisdiction === jurisdiction)
      .map((row): [string, ClassApproval] => [row.substanceId, row]),
  );
  // A day that has begun anywhere is not in the future: the day itself was checked when the decision was written.
  const today = dateAt(now, 'Pacific/Kiritimati');
  return (substance) => {
    const approval = given.get(substance.id);
    return effectiveClass(
      reference,
      substance,
      jurisdiction,
      approval === undefined ? undefined : { given: approval, today },
    );
  };
}

/**
 * What a patient is told of a substance beyond its class: a change of it must be told before the next injection. Of what
 * ships name, origin and allergens; of what the clinic entered itself everything, because nobody else has read it over.
 */
export function factsOf(substance: Substance): { substanceId: string; facts: string } {
  const { id, name, origin, allergens, animalOrigin } = substance;
  const facts = {
    ...{ name, origin: origin.toSorted(), allergens: allergens.toSorted(), animal: animalOrigin === true },
    ...(substance.own !== undefined && toldOf(substance, substance.own)),
  };
  return { substanceId: id, facts: JSON.stringify(facts) };
}

function toldOf(
  { disclosureClass, legalClass, purpose, commonEffects, seriousEffects, components = [] }: Substance,
  { routes, licence }: NonNullable<Substance['own']>,
): Record<string, unknown> {
  const law = Object.entries(legalClass).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...{ disclosureClass, law, purpose, routes: routes.toSorted(), licence },
    common: commonEffects.toSorted(),
    serious: seriousEffects.toSorted(),
    contents: components.toSorted(),
  };
}

/** Whether the store says of every substance what the reference data says; asked at every start. */
export async function isInStep(
  db: Reader,
  { jurisdiction, reference: before, now }: { jurisdiction: string; reference: Reference; now: string },
): Promise<boolean> {
  const reference = await withOwnOf(db, before);
  const classOf = await classesIn(db, { jurisdiction, reference, now });
  const known = await standings(db);
  const facts = new Map((await findFacts(db)).map((row) => [row.substanceId, row.facts]));
  const current = [...known].filter(([, { classReason }]) => classReason !== 'not-in-catalogue').length;
  return (
    current === reference.substances.size &&
    [...reference.substances.values()].every(
      (substance) =>
        facts.get(substance.id) === factsOf(substance).facts &&
        known.get(substance.id)?.injectable === (notInjectable(substance) === null) &&
        known.get(substance.id)?.disclosureClass === classOf(substance).disclosureClass,
    )
  );
}

/** Since when each substance is told of otherwise than before; only those that ever changed. */
export async function changesOf(db: Reader): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await findFacts(db)).flatMap(({ substanceId, changedAt }) =>
      changedAt === null ? [] : [[substanceId, changedAt]],
    ),
  );
}

/** The class as the store has it. Throws NOT_FOUND for what the catalogue does not know. */
export async function substanceClass(db: Reader, id: string): Promise<Standing> {
  const row = await findSubstance(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'substance' });
  return {
    disclosureClass: row.disclosureClass,
    classReason: row.classReason,
    injectable: row.injectable === 1,
  };
}

export async function standings(db: Reader): Promise<ReadonlyMap<string, Standing>> {
  const rows = await findSubstances(db);
  return new Map(
    rows.map(({ id, disclosureClass, classReason, injectable }) => [
      id,
      { disclosureClass, classReason, injectable: injectable === 1 },
    ]),
  );
}

/** The class of one syringe: the strictest among its parts; what the store does not know counts as drug. */
export function classOfMixture(
  known: ReadonlyMap<string, Standing>,
  parts: readonly string[],
): DisclosureClass {
  return strictest(parts.map((id) => known.get(id)?.disclosureClass ?? 'drug'));
}

/** The catalogue as screens see it: each entry with its class in this clinic. */
export async function catalogue(db: Reader, reference: Reference): Promise<Substance[]> {
  const known = await standings(db);
  return reference.data.substances.entries.map((substance) => {
    const standing = known.get(substance.id) ?? {
      disclosureClass: 'drug' as const,
      classReason: 'unknown-counts-as-drug',
      injectable: false,
    };
    const { disclosureClass, classReason, injectable } = standing;
    const notInjectableBecause = injectable ? null : (notInjectable(substance) ?? 'disabled');
    return {
      ...substance,
      standing: {
        disclosureClass,
        classReason,
        heading: headingOf(disclosureClass),
        injectable,
        notInjectableBecause,
      },
    };
  });
}
