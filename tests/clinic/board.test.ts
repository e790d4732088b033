import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoardRow } from '../../shared/contract/board.ts';
import type { Api } from '../../shared/contract/index.ts';
import { openHeelCase } from '../../main/demo/cases/heel.ts';
import { reference } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { caseClinic, firstDay, giveCredentials, type CaseClinic } from './case-clinic.ts';

describe('the reception board', () => {
  let clinic: CaseClinic;
  let rosa: Api;
  let lukasz: string;
  beforeEach(async () => {
    clinic = await caseClinic();
    rosa = await clinic.as('rosa');
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
  });
  afterEach(async () => clinic.close());

  const book = async (time: string, patientId = lukasz, practitioner = 'henrik') =>
    rosa.appointments.book({
      ...{ patientId, practitionerId: clinic.ids[practitioner]!, roomId: null, note: '' },
      ...{ typeId: clinic.people.appointmentTypeId, start: { date: firstDay, time }, minutes: 30 },
    });
  const rowOf = async (api: Api, id: string): Promise<BoardRow> => {
    const row = (await api.board.day({ date: firstDay })).rows.find((one) => one.id === id);
    return row ?? expect.fail('not on the board');
  };
  const codes = ({ checks }: BoardRow) => checks.map(({ code }) => code);

  it('says what is open before a patient is called: safety talk, consent, credentials', async () => {
    const visit = await book('10:00');
    expect(codes(await rowOf(clinic.henrik, visit.id))).toEqual(['safety', 'consent']);
    const [safety] = (await rowOf(clinic.henrik, visit.id)).checks;
    expect(safety?.count).toBeGreaterThan(10);
    const byAiko = await book('11:00', lukasz, 'aiko');
    const lacks = (await rowOf(rosa, byAiko.id)).checks.find(({ code }) => code === 'credential');
    expect(lacks?.names.length).toBeGreaterThan(0);
    await giveCredentials(
      clinic.owner,
      clinic.ids['aiko']!,
      reference.data.techniques.credentialTypes.map(({ id }) => id),
      '2026-11-22',
    );
    expect(codes(await rowOf(rosa, byAiko.id))).toContain('credential');
  });

  it('is silent about a patient with whom everything is done, and says when the consent runs out', async () => {
    const heel = await openHeelCase(clinic.henrik, clinic.people, clinic.clock, firstDay);
    const visit = await book('15:00', heel.patientId);
    const narrow = await clinic.owner.practice.saveAppointmentType({
      ...{ name: 'Heel', minutes: 30, tint: 'sky', techniques: ['soft-tissue-injection', 'low-level-laser'] },
    });
    const covered = await rosa.appointments.book({
      ...{ patientId: heel.patientId, practitionerId: clinic.ids['henrik']!, roomId: null, note: '' },
      ...{ typeId: narrow.id, start: { date: firstDay, time: '16:00' }, minutes: 30 },
    });
    expect(codes(await rowOf(rosa, covered.id))).not.toContain('consent');
    const expiresAt = (await rosa.appointments.panel({ id: visit.id })).consents[0]?.expiresAt ?? '';
    clinic.clock.set(new Date(Date.parse(expiresAt) - 3 * 24 * 3_600_000).toISOString());
    const later = await clinic.as('rosa');
    const date = expiresAt.slice(0, 10);
    const soon = await later.appointments.book({
      ...{ patientId: heel.patientId, practitionerId: clinic.ids['henrik']!, roomId: null, note: '' },
      ...{ typeId: narrow.id, start: { date, time: '09:00' }, minutes: 30 },
    });
    const onThatDay = (await later.board.day({ date })).rows.find(({ id }) => id === soon.id);
    expect(onThatDay === undefined ? [] : codes(onThatDay)).toContain('consent-expiring');
  });

  it('says why a consent must be signed anew, to those who may read consents', async () => {
    const { patientId } = await openHeelCase(clinic.henrik, clinic.people, clinic.clock, firstDay);
    const narrow = await clinic.owner.practice.saveAppointmentType({
      ...{ name: 'Heel', minutes: 30, tint: 'sky', techniques: ['soft-tissue-injection'] },
    });
    const visit = await rosa.appointments.book({
      ...{ patientId, practitionerId: clinic.ids['henrik']!, roomId: null, note: '' },
      ...{ typeId: narrow.id, start: { date: firstDay, time: '16:00' }, minutes: 30 },
    });
    expect(codes(await rowOf(clinic.henrik, visit.id))).not.toContain('consent');
    const { safety } = await clinic.henrik.patients.open({ id: patientId });
    if (safety === null) throw new Error('no safety');
    clinic.clock.forward(1);
    await clinic.henrik.patients.recordSafety({
      id: patientId,
      safety: {
        ...safety,
        answers: safety.answers.map(({ confirmedAt: _, confirmedBy: __, ...answer }) => ({
          ...answer,
          answer: answer.flagId === 'pregnancy' ? 'yes' : answer.answer,
        })),
      },
    });
    const consent = async (api: Api) =>
      (await rowOf(api, visit.id)).checks.find(({ code }) => code === 'consent');
    expect((await consent(clinic.henrik))?.stops).toMatchObject([{ why: 'pregnancy' }]);
    expect((await consent(rosa))?.stops).toEqual([]);
  });

  it('tells reception that an earlier note is open, and the practitioner which', async () => {
    const early = await book('09:30');
    const session = await clinic.henrik.treatments.begin({
      ...{ patientId: lukasz, appointmentId: early.id, courseId: null },
      practitionerId: clinic.ids['henrik']!,
    });
    expect(await rowOf(rosa, early.id)).toMatchObject({ noteOpen: true, checks: [] });
    clinic.clock.forward(24 * 60);
    const [nextRosa, nextHenrik] = [await clinic.as('rosa'), await clinic.as('henrik')];
    const date = '2026-11-24';
    await nextRosa.appointments.book({
      ...{ patientId: lukasz, practitionerId: clinic.ids['henrik']!, roomId: null, note: '' },
      ...{ typeId: clinic.people.appointmentTypeId, start: { date, time: '10:00' }, minutes: 30 },
    });
    const note = async (api: Api) =>
      (await api.board.day({ date })).rows[0]?.checks.find(({ code }) => code === 'earlier-note');
    expect(await note(nextRosa)).toEqual({
      ...{ code: 'earlier-note', names: [], count: 0, sessionId: null, stops: [] },
    });
    expect(await note(nextHenrik)).toEqual({
      ...{ code: 'earlier-note', names: [firstDay], count: 0, sessionId: session.id, stops: [] },
    });
    const safety = (await nextRosa.board.day({ date })).rows[0]?.checks[0];
    expect(safety).toMatchObject({ code: 'safety', count: 0 });
  });

  it('follows a visit from the door to the desk, and back again where it was a slip', async () => {
    const { id } = await book('09:00');
    let version = 1;
    const step = async (verb: 'beginTreatment' | 'rest' | 'resume' | 'finish' | 'leave' | 'undo') => {
      clinic.clock.forward(5);
      ({ version } = await rosa.appointments[verb]({ id, version }));
      return rowOf(rosa, id);
    };
    ({ version } = await rosa.appointments.arrive({ id, version, confirmed: ['name', 'birth-date'] }));
    const here = await rowOf(rosa, id);
    expect(here).toMatchObject({ status: 'arrived', identity: ['name', 'birth-date'], beganAt: null });
    expect(here.arrivedAt).toBe(here.statusAt);
    const begun = await step('beginTreatment');
    expect(begun).toMatchObject({ status: 'in-treatment', arrivedAt: here.arrivedAt, checks: [] });
    expect(begun.beganAt).toBe(begun.statusAt);
    expect((await step('rest')).status).toBe('resting');
    expect((await step('resume')).beganAt).toBe(begun.beganAt);
    expect((await step('finish')).status).toBe('done');
    expect((await step('leave')).status).toBe('left');
    for (const before of ['done', 'in-treatment', 'resting', 'in-treatment', 'arrived'])
      expect((await step('undo')).status).toBe(before);
    expect((await rowOf(rosa, id)).beganAt).toBeNull();
    expect(await step('undo')).toMatchObject({ status: 'booked', arrivedAt: null });
  });

  it('masks who it is for somebody who only checks the clinic', async () => {
    await book('10:00');
    const ingrid = await clinic.as('ingrid');
    expect(JSON.stringify(await ingrid.board.day({ date: firstDay }))).not.toContain('Kowalski');
  });

  it('reads as often for sixty visits as for two', async () => {
    const raw = clinic.host.clinic!.store.raw;
    const prepare = raw.prepare.bind(raw);
    let asked = 0;
    raw.prepare = ((text: string) => {
      asked++;
      return prepare(text);
    }) as typeof raw.prepare;
    const readings = async () => {
      asked = 0;
      await clinic.henrik.board.day({ date: firstDay });
      return asked;
    };
    const person = async (index: number) =>
      (
        await rosa.patients.register({
          identity: { ...named.anna, givenName: `Anna ${index}`, phone: '' },
          anyway: true,
        })
      ).id;
    await book('08:00', await person(0));
    await book('08:30', await person(1), 'aiko');
    const few = await readings();
    for (let index = 0; index < 28; index++) {
      const time = `${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`;
      if (time >= '18:00') break;
      await book(time, await person(index + 2));
      await book(time, await person(index + 50), 'aiko');
    }
    expect(await readings()).toBeLessThanOrEqual(few);
  });
});
