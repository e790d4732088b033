import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildDemo, type DemoClinic } from '../../main/demo/build.ts';
import { printPapers } from '../../main/demo/papers.ts';
import { inventPatients } from '../../main/demo/patients.ts';
import { planVisits } from '../../main/demo/plan.ts';
import { addDays, minutesBetween, wallTimeAt } from '../../shared/rules/calendar.ts';
import { fold } from '../../shared/rules/names.ts';
import { reference, resources } from '../support/clinic.ts';

/** The days after a change of the clock in Berlin, which lies inside the past half year. */
const until = '2026-04-20T10:00:00.000Z';
const today = '2026-04-20';
const zone = 'Europe/Berlin';

async function newDemo(seed: number): Promise<DemoClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-demo-'));
  const wordsCost = { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 } as const;
  const clinic = await buildDemo({
    folder,
    resources,
    reference,
    appVersion: '0.0.0',
    seed,
    patients: 8,
    until,
    zone,
    wordsCost,
    tell: () => {},
  });
  onTestFinished(async () => {
    await clinic.host.close();
    rmSync(folder, { recursive: true });
  });
  return clinic;
}

/** Everything that a person sees of the book and of the people, without ids. */
async function contentOf({ desk, patients }: DemoClinic) {
  const { api } = desk.practitioners[0] ?? { api: desk.owner };
  const people = [];
  for (const { identity } of patients) {
    const name = `${identity.givenName} ${identity.familyName}`.trim();
    const line = (await api.patients.search({ text: name, limit: 5 })).find((found) => found.name === name);
    const { identity: kept, safety, number, registeredAt } = await api.patients.open({ id: line?.id ?? '' });
    people.push({ kept, safety, number, registeredAt });
  }
  const days = [];
  for (let date = addDays(today, -70); date < addDays(today, 30); date = addDays(date, 1)) {
    const { appointments } = await api.appointments.day({ date });
    days.push(
      appointments.map(({ patient, startsAt, endsAt, status, statusAt, consent, note }) => ({
        number: patient.number,
        startsAt,
        endsAt,
        status,
        statusAt,
        consent,
        note,
      })),
    );
  }
  return { people, days };
}

describe('the demo clinic', { timeout: 180_000 }, () => {
  it('is the same for the same seed and moment, is sound, and has its papers', async () => {
    const one = await newDemo(7);
    const other = await newDemo(7);
    const content = await contentOf(one);
    expect(content.people).toHaveLength(8);
    expect(content.days.flat().length).toBeGreaterThan(12);
    expect(await contentOf(other)).toEqual(content);

    const { rows, sound } = await one.desk.owner.upkeep.verifyAudit();
    expect({ sound, long: rows > 200 }).toEqual({ sound: true, long: true });
    const trail = await one.desk.owner.upkeep.auditTrail({ before: null, limit: 200 });
    expect(trail.map(({ at }) => at)).toEqual(
      trail
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );

    const folder = mkdtempSync(join(tmpdir(), 'palpate-demo-paper-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const files = await printPapers(one, folder, () => {});
    expect(files).toEqual(
      expect.arrayContaining([
        'heel-consent.pdf',
        'knee-treatment-08.pdf',
        'knee-course.pdf',
        'neck-letter.pdf',
        'recovery-kit.pdf',
        'day-sheet-today.pdf',
        'week-sheet.pdf',
        'appointment-slip.pdf',
        'labels-address.pdf',
        'labels-file.pdf',
      ]),
    );
    for (const file of files)
      expect(readFileSync(join(folder, file)).subarray(0, 5).toString(), file).toBe('%PDF-');
  });
});

describe('the invented people', () => {
  const people = inventPatients(400, 1, '2026-11-22', ['diabetes']);

  it('bear names of many scripts, one name, and guardians where they are minors', () => {
    expect(new Set(people.map(({ script }) => script)).size).toBeGreaterThanOrEqual(9);
    expect(people.some(({ identity }) => identity.familyName === '')).toBe(true);
    const minors = people.filter(({ identity }) => identity.birthDate > '2008-11-22');
    expect(minors.length).toBeGreaterThan(5);
    expect(minors.every(({ identity }) => identity.guardians.length > 0)).toBe(true);
    expect(people.filter(({ safety }) => safety?.allergyState === 'listed').length).toBeGreaterThan(40);
  });

  it('are told apart by name, and are others for another seed', () => {
    const names = (seed: number) =>
      inventPatients(400, seed, '2026-11-22', []).map(({ identity }) =>
        fold(`${identity.givenName} ${identity.familyName}`),
      );
    expect(new Set(names(1)).size).toBeGreaterThan(390);
    expect(names(1)).toEqual(
      people.map(({ identity }) => fold(`${identity.givenName} ${identity.familyName}`)),
    );
    expect(names(2)).not.toEqual(names(1));
  });
});

describe('the planned year', () => {
  const visits = planVisits({
    patients: 400,
    seed: 1,
    today,
    until,
    zone,
    reserved: [{ date: '2026-04-17', from: '2026-04-17T08:00:00.000Z', to: '2026-04-17T09:00:00.000Z' }],
  });

  it('never has two visits at once with a practitioner, in a room or of one patient, whatever was drawn', () => {
    const years = [5, 14, 32, 36].map((seed) =>
      planVisits({ patients: 100, seed, today, until, zone, reserved: [] }),
    );
    for (const year of [visits, ...years]) {
      for (const key of ['practitioner', 'room', 'patient'] as const) {
        const last = new Map<number, string>();
        for (const { startsAt, minutes, [key]: who } of year) {
          const busy = last.get(who);
          expect(
            busy === undefined || minutesBetween(busy, startsAt) >= 0,
            `${key} ${who} at ${startsAt}`,
          ).toBe(true);
          last.set(who, new Date(Date.parse(startsAt) + minutes * 60_000).toISOString());
        }
      }
    }
  });

  it('keeps the clinic hours on both sides of a change of the clock', () => {
    expect(
      visits.some(({ date }) => date < '2026-03-29') && visits.some(({ date }) => date > '2026-03-29'),
    ).toBe(true);
    for (const { startsAt, date, time } of visits) {
      expect(wallTimeAt(startsAt, zone)).toEqual({ date, time });
      expect(time >= '08:00' && time < '18:00', time).toBe(true);
    }
  });

  it('books before the visit, and what has not happened yet is still to come', () => {
    for (const visit of visits) {
      expect(visit.bookedAt < visit.startsAt && visit.bookedAt < until).toBe(true);
      if (visit.startsAt > until) expect(['future', 'cancelled']).toContain(visit.ending);
    }
    expect(new Set(visits.map(({ ending }) => ending))).toEqual(
      new Set(['done', 'did-not-attend', 'cancelled', 'future']),
    );
  });
});
