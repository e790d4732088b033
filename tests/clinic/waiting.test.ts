import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maySuit } from '../../main/clinic/waiting/rules.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import { plusMinutes } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

type Said = Inputs['waiting']['save'];

describe('the wait list', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let typeId: string;
  let lukasz: string;
  let anna: string;
  let jurgen: string;
  beforeEach(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
    typeId = (
      await owner.practice.saveAppointmentType({ name: 'Visit', minutes: 30, tint: 'teal', techniques: [] })
    ).id;
    rosa = await clinic.as('rosa');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: true })).id;
    anna = (await rosa.patients.register({ identity: named.anna, anyway: true })).id;
    jurgen = (await rosa.patients.register({ identity: named.jurgen, anyway: true })).id;
  });
  afterEach(async () => clinic.close());

  const tuesday = '2026-11-24';
  const said = (patientId: string, more: Partial<Said> = {}): Said => ({
    ...{ patientId, typeId, minutes: null, practitionerIds: [], weekdays: [], windows: [] },
    ...{ from: '2026-11-23', until: '2026-12-31', urgency: 'routine', note: '', ...more },
  });
  const book = (patientId: string, time: string, more: Partial<Inputs['appointments']['book']> = {}) =>
    rosa.appointments.book({
      ...{ patientId, practitionerId: clinic.ids['henrik']!, roomId: null, typeId, note: '' },
      ...{ start: { date: tuesday, time }, minutes: 30, ...more },
    });
  const known = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const cancel = (visit: { id: string; version: number }) =>
    rosa.appointments.cancel({ ...known(visit), reason: 'ill', by: 'patient' });
  const waiting = async () => (await rosa.waiting.list({})).map(({ patient }) => patient.id);
  const wishOf = async (patientId: string) =>
    (await rosa.waiting.list({ all: true, patientId }))[0] ?? expect.fail('no wish');

  it('offers a time that frees to those who could have it, urgent ones first, with their numbers', async () => {
    const visit = await book(lukasz, '10:00');
    await rosa.waiting.save(said(anna));
    await rosa.waiting.save(said(jurgen, { urgency: 'urgent', windows: [{ from: '09:00', to: '11:00' }] }));
    await rosa.waiting.save(said(lukasz, { practitionerIds: [clinic.ids['aiko']!] }));
    expect(await rosa.waiting.freed({})).toEqual([]);
    await cancel(visit);
    const [place, ...others] = await rosa.waiting.freed({ appointmentId: visit.id });
    expect(others).toEqual([]);
    expect(place).toMatchObject({ appointmentId: visit.id, why: 'cancelled', startsAt: visit.startsAt });
    expect(place?.matches.map(({ wish }) => wish.patient.id)).toEqual([jurgen, anna]);
    expect(place?.matches[0]).toMatchObject({
      wish: { patient: { phone: named.jurgen.phone } },
      opening: { startsAt: visit.startsAt, minutes: 30 },
    });
  });

  it('takes who is booked off the list in the same act, and puts them back when it was a slip', async () => {
    const visit = await book(lukasz, '10:00');
    await rosa.waiting.save(said(anna));
    await rosa.waiting.save(said(jurgen));
    await cancel(visit);
    const [place] = await rosa.waiting.freed({});
    const { wish, opening } = place?.matches[0] ?? expect.fail('nobody waits');
    const { practitionerId, roomId, deviceIds, start, minutes } = opening;
    const booked = await rosa.waiting.book({
      ...known(wish),
      ...{ practitionerId, roomId, deviceIds, start, minutes },
    });
    expect(booked.appointment).toMatchObject({ status: 'booked', startsAt: visit.startsAt });
    expect(await waiting()).toEqual([jurgen]);
    expect(await wishOf(wish.patient.id)).toMatchObject({
      state: 'booked',
      appointmentId: booked.appointment.id,
    });
    expect(await rosa.waiting.freed({})).toEqual([]);
    // The second press comes too late and changes nothing.
    const late = { ...known(await wishOf(jurgen)), practitionerId, roomId, deviceIds, start, minutes };
    expect(await refusalOf(rosa.waiting.book(late))).toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await waiting()).toEqual([jurgen]);

    await rosa.waiting.restore({ ...booked.wish, reason: 'Booked by mistake' });
    expect(await waiting()).toHaveLength(2);
    expect((await rosa.appointments.panel({ id: booked.appointment.id })).appointment.status).toBe(
      'cancelled',
    );
  });

  it('offers what a move leaves behind and the rest of a visit that nobody came to', async () => {
    const moved = await book(lukasz, '10:00');
    await rosa.waiting.save(said(anna));
    await rosa.appointments.move({
      ...known(moved),
      ...{ practitionerId: clinic.ids['henrik']!, roomId: null, minutes: 30 },
      start: { date: tuesday, time: '15:00' },
    });
    expect(await rosa.waiting.freed({})).toMatchObject([{ why: 'moved', startsAt: moved.startsAt }]);
    const missed = await book(jurgen, '11:00', { minutes: 60 });
    clinic.clock.set(plusMinutes(missed.startsAt, 10));
    rosa = await clinic.as('rosa');
    await rosa.appointments.markDidNotAttend(known(missed));
    const [place] = await rosa.waiting.freed({ appointmentId: missed.id });
    expect(place?.why).toBe('did-not-attend');
    expect(place?.matches[0]?.opening.startsAt).toBe(plusMinutes(missed.startsAt, 15));
  });

  it('says nothing of a time that is brought back, or of one that is over', async () => {
    const visit = await book(lukasz, '10:00');
    await rosa.waiting.save(said(anna));
    const off = await cancel(visit);
    expect(await rosa.waiting.freed({})).toHaveLength(1);
    await rosa.appointments.undo(known(off));
    expect(await rosa.waiting.freed({})).toEqual([]);
    await cancel({ id: visit.id, version: visit.version + 2 });
    clinic.clock.set(visit.endsAt);
    expect(await (await clinic.as('rosa')).waiting.freed({})).toEqual([]);
  });

  it('drops wishes past their last day, keeps what was offered, and takes back a withdrawal', async () => {
    await rosa.waiting.save(said(anna, { until: tuesday }));
    const wish = await wishOf(anna);
    const offered = await rosa.waiting.offer({
      ...known(wish),
      ...{
        outcome: 'no-answer',
        practitionerId: clinic.ids['henrik']!,
        startsAt: plusMinutes(clinic.clock.now(), 60),
      },
    });
    expect((await wishOf(anna)).offers).toMatchObject([{ outcome: 'no-answer', by: 'Rosa Pereira' }]);
    expect(await refusalOf(rosa.waiting.withdraw(known(wish)))).toMatchObject({ code: 'STALE_VERSION' });
    const gone = await rosa.waiting.withdraw(offered);
    expect(await waiting()).toEqual([]);
    expect(
      await refusalOf(
        rosa.waiting.offer({
          ...gone,
          outcome: 'called',
          practitionerId: clinic.ids['henrik']!,
          startsAt: clinic.clock.now(),
        }),
      ),
    ).toMatchObject({ code: 'WRONG_STATUS' });
    await rosa.waiting.restore({ ...gone, reason: 'Still wishes' });
    expect(await waiting()).toEqual([anna]);
    clinic.clock.set('2026-11-25T07:00:00.000Z');
    rosa = await clinic.as('rosa');
    expect(await waiting()).toEqual([]);
    expect((await wishOf(anna)).state).toBe('past');
    expect(await refusalOf(rosa.waiting.save(said(jurgen, { until: tuesday })))).toEqual({
      code: 'INVALID',
      data: { field: 'until', problem: 'past' },
    });
  });

  it('says when the patient has got such a visit otherwise', async () => {
    await rosa.waiting.save(said(anna));
    expect((await wishOf(anna)).alreadyBooked).toBeNull();
    const visit = await book(anna, '10:00');
    expect((await wishOf(anna)).alreadyBooked).toEqual({ id: visit.id, startsAt: visit.startsAt });
  });

  it('matches exactly those whom the book would take', { timeout: 60_000 }, async () => {
    const resting = await owner.practice.saveAppointmentType({
      ...{ name: 'Needling', minutes: 40, tint: 'plum', techniques: [] },
      phases: [
        {
          name: 'Needle',
          minutes: 10,
          practitioner: true,
          room: true,
          deviceKind: null,
          patient: true,
          stretches: false,
        },
        {
          name: 'Rest',
          minutes: 20,
          practitioner: false,
          room: true,
          deviceKind: null,
          patient: true,
          stretches: true,
        },
        {
          name: 'Remove',
          minutes: 10,
          practitioner: true,
          room: true,
          deviceKind: null,
          patient: true,
          stretches: false,
        },
      ],
    });
    await book(lukasz, '09:00');
    await book(anna, '10:30', { minutes: 20 });
    await book(lukasz, '11:30', { practitionerId: clinic.ids['aiko']! });
    const from = '2026-11-24T07:30:00.000Z';
    const to = '2026-11-24T10:00:00.000Z';
    const time = fc.constantFrom('09:00', '10:00', '11:00', '11:30', '12:00', '13:00');
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          patientId: fc.constantFrom(lukasz, anna, jurgen),
          kind: fc.constantFrom(typeId, resting.id),
          minutes: fc.constantFrom(null, 25, 45, 60, 90),
          anyone: fc.boolean(),
          weekdays: fc.constantFrom<number[]>([], [2], [1, 3]),
          windows: fc.array(
            fc.record({ from: time, to: time }).filter((one) => one.from < one.to),
            { maxLength: 2 },
          ),
        }),
        async ({ patientId, kind, minutes, anyone, weekdays, windows }) => {
          const wish = said(patientId, { typeId: kind, minutes, weekdays, windows });
          const saved = await rosa.waiting.save({
            ...wish,
            practitionerIds: anyone ? [] : [clinic.ids['henrik']!],
          });
          const found = await rosa.waiting.matches({ practitionerId: clinic.ids['henrik']!, from, to });
          const mine = found.find((one) => one.wish.id === saved.id);
          const length = minutes ?? (kind === typeId ? 30 : 40);
          let first: string | null = null;
          for (let at = from; at < to && first === null; at = plusMinutes(at, 5)) {
            const local = plusMinutes(at, 120).slice(11, 16);
            const ends = plusMinutes(at, 120 + length).slice(11, 16);
            const wished =
              (weekdays.length === 0 || weekdays.includes(2)) &&
              (windows.length === 0 || tidyOf(windows).some((one) => one.from <= local && ends <= one.to));
            if (!wished) continue;
            const tried = await rosa.appointments
              .book({
                ...{ patientId, practitionerId: clinic.ids['henrik']!, roomId: null, typeId: kind, note: '' },
                ...{ start: { date: tuesday, time: local }, minutes: length },
              })
              .catch(() => null);
            if (tried === null) continue;
            first = tried.startsAt;
            await cancel(tried);
          }
          expect(mine?.opening.startsAt ?? null).toBe(first);
          await rosa.waiting.withdraw(saved);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is read by an auditor without names and written by the desk alone', async () => {
    await rosa.waiting.save(said(anna));
    const ingrid = await clinic.as('ingrid');
    expect(JSON.stringify(await ingrid.waiting.list({}))).not.toContain(named.anna.familyName);
    expect(await refusalOf(ingrid.waiting.save(said(jurgen)))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

/** Windows that touch are one. */
function tidyOf(windows: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  const tidied: { from: string; to: string }[] = [];
  for (const one of windows.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = tidied.at(-1);
    if (last !== undefined && one.from <= last.to) last.to = one.to > last.to ? one.to : last.to;
    else tidied.push({ ...one });
  }
  return tidied;
}

describe('whether a wish may suit a place', () => {
  it('never turns away what lies within day, window and dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 5, max: 60 }), (from, length) => {
        const text = (minutes: number) =>
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const place = { practitionerId: 'henrik', date: '2026-11-24', from, to: from + length };
        const wish = { practitionerIds: ['henrik'], weekdays: [2], from: '2026-11-24', until: '2026-11-24' };
        const window = { from: text(from), to: text(Math.min(1439, from + length)) };
        expect(maySuit({ ...wish, windows: [window] }, place)).toBe(true);
        expect(maySuit({ ...wish, windows: [], practitionerIds: ['aiko'] }, place)).toBe(false);
        expect(maySuit({ ...wish, windows: [], weekdays: [3] }, place)).toBe(false);
        expect(maySuit({ ...wish, windows: [], until: '2026-11-23', from: '2026-11-01' }, place)).toBe(false);
      }),
    );
  });
});
