import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('what must be known before treating', () => {
  let clinic: Clinic;
  let rosa: Api;
  let henrik: Api;
  let lukasz: string;
  beforeEach(async () => {
    clinic = await newClinic();
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
  });
  afterEach(async () => clinic.close());

  const date = '2026-11-23';
  const blank = {
    allergyState: 'not-asked' as const,
    allergies: [],
    medicineState: 'not-asked' as const,
    medicines: [],
    answers: [],
    weight: null,
    heightCm: null,
  };

  it('starts as not asked, and is seen by those who treat alone', async () => {
    expect((await henrik.patients.open({ id: lukasz })).safety).toEqual({ ...blank, version: 1 });
    expect((await rosa.patients.open({ id: lukasz })).safety).toBeNull();
    const owner = await clinic.as('nomsa');
    expect((await owner.patients.open({ id: lukasz })).safety).toBeNull();
    await owner.session.stateReason({ reason: 'Asked for by the insurer' });
    expect((await owner.patients.open({ id: lukasz })).safety).toEqual({ ...blank, version: 1 });
  });

  it('keeps the day and the name of each answer until it is asked again', async () => {
    const first = { flagId: 'pregnancy', answer: 'no' as const, regions: [], side: null, note: '' };
    const second = { ...first, flagId: 'diabetes', answer: 'yes' as const, note: 'type 2' };
    const kept = await henrik.patients.recordSafety({
      id: lukasz,
      safety: { ...blank, version: 1, answers: [first, second] },
    });
    expect(kept.answers).toHaveLength(2);
    clinic.clock.forward(60);
    const tomas = await clinic.as('tomas');
    const later = await tomas.patients.recordSafety({
      id: lukasz,
      safety: { ...blank, version: 2, answers: [first] },
    });
    expect(later.answers).toMatchObject([
      { flagId: 'diabetes', answer: 'yes', note: 'type 2', confirmedBy: 'Dr Henrik Sørensen' },
      { flagId: 'pregnancy', confirmedBy: 'Tomáš Novák' },
    ]);
    expect(later.answers[0]!.confirmedAt < later.answers[1]!.confirmedAt).toBe(true);
    expect((await rosa.patients.open({ id: lukasz })).flagged).toBe(true);
  });

  it('needs a list where something was listed, and none where nothing is known', async () => {
    const record = (change: object) =>
      henrik.patients.recordSafety({ id: lukasz, safety: { ...blank, version: 1, ...change } });
    const penicillin = { substance: 'Penicillin', reaction: 'rash', substanceId: null };
    expect(await refusalOf(record({ allergyState: 'listed' }))).toMatchObject({
      data: { field: 'safety.allergies', problem: 'listed-but-empty' },
    });
    expect(await refusalOf(record({ allergyState: 'none-known', allergies: [penicillin] }))).toMatchObject({
      data: { problem: 'not-listed' },
    });
    expect(await refusalOf(record({ medicines: [{ name: 'Warfarin', dose: '', since: '' }] }))).toMatchObject(
      { data: { field: 'safety.medicines' } },
    );
    expect(
      await refusalOf(
        record({ answers: [{ flagId: 'sorcery', answer: 'no', regions: [], side: null, note: '' }] }),
      ),
    ).toMatchObject({ code: 'INVALID' });
    await record({ allergyState: 'listed', allergies: [penicillin] });
    expect(await refusalOf(record({}))).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: 2, current: { allergies: [penicillin] } },
    });
  });

  it('takes a weight that a scale can show, weighed on a day that has been', async () => {
    const weigh = (kg: string, measuredOn: string) =>
      henrik.patients.recordSafety({
        id: lukasz,
        safety: { ...blank, version: 1, weight: { kg, measuredOn } },
      });
    for (const kg of ['0', '-70', '1e2', 'NaN', '0x10', ' ', '', '1,5', '700.1'])
      expect(await refusalOf(weigh(kg, date))).toMatchObject({ code: 'INVALID' });
    expect(await refusalOf(weigh('70', '2026-11-24'))).toMatchObject({
      data: { field: 'safety.weight.measuredOn', problem: 'future' },
    });
    expect(await refusalOf(weigh('70', '1984-05-01'))).toMatchObject({ data: { problem: 'before-birth' } });
    expect((await weigh('70.5', date)).weight).toEqual({ kg: '70.5', measuredOn: date });
  });
});
