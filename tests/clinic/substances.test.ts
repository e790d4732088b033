import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  catalogue,
  classOfMixture,
  standings,
  substanceClass,
  syncSubstances,
} from '../../main/clinic/substances/service.ts';
import { loadReference } from '../../main/reference/load.ts';
import { join } from 'node:path';
import { GateStore, today } from '../support/gate-store.ts';

const reference = loadReference(join(import.meta.dirname, '../../resources/reference'));

describe('the catalogue of a clinic', () => {
  let clinic: GateStore;
  beforeAll(() => {
    clinic = new GateStore();
  });
  afterAll(() => clinic.close());
  const settle = (jurisdiction: string, now = today) =>
    clinic.store.db.transaction().execute((tx) => syncSubstances(tx, { jurisdiction, reference, now }));
  const classOf = async (id: string) => (await substanceClass(clinic.store.db, id)).disclosureClass;

  it('calls the same product a drug where no law is known and a natural substance where the law says so', async () => {
    await settle('unset');
    expect(await classOf('traumeel-type-complex')).toBe('drug');
    expect(await classOf('lidocaine')).toBe('drug');
    expect(await classOf('sodium-chloride-0-9')).toBe('vehicle');
    await settle('ZA');
    expect(await classOf('traumeel-type-complex')).toBe('biological-substance');
    await settle('US');
    expect(await substanceClass(clinic.store.db, 'traumeel-type-complex')).toMatchObject({
      disclosureClass: 'drug',
      classReason: 'drug-in-law',
    });
  });

  it('holds every substance of the reference data, and lets none be injected that is switched off or unnamed', async () => {
    await settle('EU');
    const known = await standings(clinic.store.db);
    for (const id of reference.substances.keys()) expect(known.has(id), id).toBe(true);
    expect(
      [...known]
        .filter(([id, { injectable }]) => !injectable && reference.substances.has(id))
        .map(([id]) => id),
    ).toEqual(['other-drug', 'other-natural-substance', 'ozone-oxygen']);
  });

  it('takes what the catalogue no longer names out of use, as a drug', async () => {
    clinic.raw.exec(
      `INSERT INTO substances VALUES ('old-remedy', 'Old remedy', 'biological-substance', 'legal-class', 1, '${today}')`,
    );
    await settle('EU');
    expect(await substanceClass(clinic.store.db, 'old-remedy')).toEqual({
      disclosureClass: 'drug',
      classReason: 'not-in-catalogue',
      injectable: false,
    });
  });

  it('dates a row anew only when it changes', async () => {
    await settle('EU');
    await settle('EU', '2026-12-01T09:00:00.000Z');
    const dates = clinic.raw
      .prepare("SELECT DISTINCT updatedAt FROM substances WHERE id IN ('lidocaine', 'traumeel-type-complex')")
      .pluck()
      .all();
    expect(dates).not.toContain('2026-12-01T09:00:00.000Z');
    await settle('unset', '2026-12-02T09:00:00.000Z');
    expect(
      clinic.raw.prepare("SELECT updatedAt FROM substances WHERE id = 'traumeel-type-complex'").pluck().get(),
    ).toBe('2026-12-02T09:00:00.000Z');
  });

  it('gives a mixture the strictest class of its parts, and an unknown part makes it a drug', async () => {
    await settle('EU');
    const known = await standings(clinic.store.db);
    expect(classOfMixture(known, ['traumeel-type-complex', 'lidocaine'])).toBe('drug');
    expect(classOfMixture(known, ['traumeel-type-complex', 'sodium-chloride-0-9'])).toBe(
      'biological-substance',
    );
    expect(classOfMixture(known, ['traumeel-type-complex', 'moonshine'])).toBe('drug');
  });

  it('shows each entry with its heading and, where it may not be injected, why', async () => {
    await settle('EU');
    const shown = new Map(
      (await catalogue(clinic.store.db, reference)).map(({ id, standing }) => [id, standing]),
    );
    expect(shown.get('sodium-chloride-0-9')).toMatchObject({
      heading: 'drugs',
      disclosureClass: 'vehicle',
      notInjectableBecause: null,
    });
    expect(shown.get('hyaluronic-acid')).toMatchObject({
      heading: 'biological',
      disclosureClass: 'device-substance',
    });
    expect(shown.get('ozone-oxygen')).toMatchObject({ injectable: false, notInjectableBecause: 'disabled' });
    expect(shown.get('other-natural-substance')).toMatchObject({
      injectable: false,
      notInjectableBecause: 'placeholder',
    });
  });
});
