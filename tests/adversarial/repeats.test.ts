import { createRouterClient } from '@orpc/server';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase, heelCourse } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import { createSeat } from '../../main/rpc/caller.ts';
import { router } from '../../main/rpc/router.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, giveCredentials, type CaseClinic } from '../clinic/case-clinic.ts';
import { decideAll, signing } from '../clinic/consent-cases.ts';
import { reference } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { listen, walks } from '../support/plans.ts';
import { passwordOf } from '../support/people.ts';
import { courseThrough, wordLetters } from './day-of-courses.ts';
import { seeToIt } from './day-of-afterwards.ts';
import { handOver } from './day-of-handover.ts';
import { beAway, openAndClose } from './day-of-hours.ts';
import { leaveNeedlesIn, oneOut } from './day-of-needles.ts';
import { writeNotes } from './day-of-notes.ts';
import { signOnPaper } from './day-of-paper.ts';
import { remind } from './day-of-reminders.ts';
import { stockUp } from './day-of-stock.ts';
import { reword } from './day-of-templates.ts';
import { keepUsual, letRest } from './day-of-usual.ts';
import { repeatVisits, waitFor } from './day-of-visits.ts';
import { contents, procedures } from './storm.ts';

/** Signing in and opening the store are tried again for what they are, not answered from memory. */
const notRemembered = [
  'session.signIn',
  'session.unlock',
  'upkeep.foundClinic',
  'upkeep.openWithWords',
  'upkeep.acceptLogLoss',
  'upkeep.tryAgain',
];
/** Afterwards the window is shut for whoever asks; what they leave is compared all the same. */
const shutting = ['session.lock', 'session.signOut', 'handover.begin'];
const commands = procedures
  .filter(({ name, meta }) => meta.kind === 'command' && !notRemembered.includes(name))
  .map(({ name }) => name);

let clinic: CaseClinic;
let heard: ReadonlySet<string>;
const repeated = new Set<string>();
const wrong: string[] = [];

type Call = (input?: unknown) => Promise<unknown>;
type Tree = Record<string, Record<string, Call>>;

/** A window that sends each command twice under one number, one after the other or both at once, and compares. */
function twice(way: 'after' | 'at-once'): Api {
  let requestId: string = newId();
  const seat = createSeat(clinic.host, { workstation: 'test', door: 'browser' });
  const api = createRouterClient(router, {
    context: () => ({ host: clinic.host, seat, requestId }),
  }) as unknown as Tree;
  const send = async (name: string, call: Call, input: unknown): Promise<unknown> => {
    requestId = newId();
    if (!commands.includes(name)) return call(input);
    repeated.add(name);
    if (way === 'at-once' && !shutting.includes(name)) {
      const before = contents(clinic.host).audit;
      const [first, second] = await Promise.all([call(input), call(input)]);
      if (JSON.stringify(first) !== JSON.stringify(second)) wrong.push(`${name} gave two answers at once`);
      if (contents(clinic.host).audit !== before + 1) wrong.push(`${name} was done twice at once`);
      return first;
    }
    const first = await call(input);
    const before = contents(clinic.host);
    const second = await call(input).catch((error: { code?: string }) => error.code);
    if (JSON.stringify(first) !== JSON.stringify(second) && !shutting.includes(name))
      wrong.push(`${name} answered ${JSON.stringify(second)}`);
    const after = contents(clinic.host);
    if (after.tables !== before.tables || (after.audit !== before.audit && !shutting.includes(name)))
      wrong.push(`${name} wrote again`);
    return first;
  };
  return new Proxy({} as Api, {
    get: (_, domain: string) =>
      new Proxy(
        {},
        {
          get: (_2, verb: string) => (input: unknown) =>
            send(`${domain}.${verb}`, api[domain]?.[verb] as Call, input),
        },
      ),
  });
}

beforeAll(async () => {
  clinic = await caseClinic();
  heard = listen(clinic.host);
  await clinic.owner.staff.add({
    userName: 'oyelaran',
    displayName: 'Dr Oyelaran',
    title: 'MD',
    roles: ['owner', 'practitioner'],
    treats: true,
    password: passwordOf('oyelaran'),
  });
});
afterAll(() => clinic.close());

/** A day in which every command of the contract is given at least once. */
async function day(api: Api, mark: string, hour: string): Promise<void> {
  await api.session.signIn({ userName: 'oyelaran', password: passwordOf('oyelaran') });
  const self = (await api.session.who())?.userId ?? '';
  await api.session.stateReason({ reason: 'Complaint under review' });
  await api.session.saveDraft({ key: 'k', body: { text: 'half a sent' } });
  await api.session.discardDraft({ key: 'k' });
  const { profile } = await api.practice.overview();
  await api.practice.reviseProfile({
    profile: { ...profile, phone: `021 555 ${mark}` },
    version: profile.version,
  });
  const room = await api.practice.saveRoom({ name: `Room ${mark}` });
  await api.practice.saveDevice({
    kind: 'laser',
    name: 'L',
    serial: mark,
    laserClass: '3B',
    lastPowerCheck: '2026-09-01',
  });
  const type = await api.practice.saveAppointmentType({
    name: `Type ${mark}`,
    minutes: 30,
    tint: 'teal',
    techniques: [],
  });
  const added = await api.staff.add({
    userName: `new${mark}`,
    displayName: 'New',
    title: '',
    roles: ['assistant'],
    treats: false,
    password: 'quiet harbour of many boats 17',
  });
  await api.staff.revise({
    id: added.id,
    displayName: 'Newer',
    title: '',
    roles: ['assistant'],
    treats: false,
    disabled: false,
    version: 1,
  });
  await api.staff.resetPassword({ id: added.id, password: 'quiet harbour of many boats 18' });
  await giveCredentials(
    api,
    self,
    reference.data.techniques.credentialTypes.map(({ id }) => id),
  );
  const people = {
    ...clinic.people,
    practitioner: { id: self, name: 'Dr Oyelaran' },
    roomId: room.id,
    appointmentTypeId: type.id,
  };
  const heel = await openHeelCase(api, people, clinic.clock, firstDay).catch(
    async (error: { code?: string }) => {
      throw new Error(`heel: ${error.code}`);
    },
  );
  const { session, appointmentId } = await heelVisit(api, people, clinic.clock, heel, firstDay, hour);
  const [given] = await api.treatments.administer({
    sessionId: session.id,
    administration: lidocaine(firstDay),
  });
  await api.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'typed twice' });
  await letRest(api, session.id, 'injection');
  await api.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
  await api.treatments.recordOutcomes({
    courseId: heel.courseId,
    sessionId: session.id,
    outcomes: [{ measure: 'nprs', item: 'heel', moment: 'after', value: '5', measuredOn: firstDay }],
  });
  const answered = await answerAsked(api, session, 'Talked over and accepted');
  await api.treatments.sign({ id: session.id, version: answered.version });
  await api.treatments.amend({ id: session.id, kind: 'addendum', reason: 'forgotten', text: 'Slept well' });
  await wordLetters(api);
  await api.documents.writeLetter({
    courseId: heel.courseId,
    to: { name: 'Dr R', addressLines: [] },
    text: 'Dear colleague',
  });
  const [course] = await api.treatments.coursesOf({ patientId: heel.patientId });
  await courseThrough(api, {
    ...{ id: heel.courseId, version: course?.version ?? 1 },
    course: { ...heelCourse(firstDay), plannedSessions: 5 },
  });
  await api.consents.withdraw({
    id: heel.consent.id,
    scope: 'all',
    lineIds: [],
    how: 'spoken',
    words: 'stop',
  });
  const patient = await api.patients.open({ id: heel.patientId });
  await api.patients.revise({
    id: heel.patientId,
    identity: {
      ...patient.identity,
      givenName: `Thandeka ${mark}`,
      familyName: mark,
      birthDate: '1971-01-01',
    },
    version: patient.version,
  });
  const other = await api.patients.register({
    identity: { ...named.anna, familyName: `Berg ${mark}` },
    anyway: true,
  });
  let consent = await api.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId: other.id,
    appointmentId: null,
    practitionerId: self,
    plan: heelPlan,
  });
  consent = await handOver(api, consent, {
    birthDate: named.anna.birthDate,
    back: () => api.session.signIn({ userName: 'oyelaran', password: passwordOf('oyelaran') }),
  });
  consent = await api.consents.reopen({ id: consent.id, version: consent.version });
  consent = await decideAll(api, consent);
  consent = await api.consents.sign({
    ...signing(consent, 'Anna'),
    role: 'patient',
    name: 'Anna',
  });
  consent = await api.consents.reopen({ id: consent.id, version: consent.version });
  await api.consents.discard({ id: consent.id, version: consent.version });
  const said = { words: 'not again', saidBy: 'Anna Berg', how: 'phone' } as const;
  const refused = await api.limits.record({ patientId: other.id, kind: 'region', refId: 'knee', ...said });
  await api.limits.lift({ id: refused.id, ...said });
  const at = await api.appointments.panel({ id: appointmentId });
  await api.appointments.finish({ id: appointmentId, version: at.appointment.version });
  const book = (time: string) =>
    api.appointments.book({
      patientId: other.id,
      practitionerId: self,
      roomId: null,
      typeId: type.id,
      start: { date: '2026-12-01', time },
      minutes: 15,
      note: '',
    });
  const kept = await api.appointments.hold({
    ...{ typeId: type.id, patientId: null, practitionerId: self, roomId: null },
    ...{ start: { date: '2026-12-02', time: hour }, minutes: 15 },
  });
  await api.appointments.extendHold({ holdId: kept.holdId });
  await api.appointments.release({ holdId: kept.holdId });
  const slot = await book(`${Number(hour.slice(0, 2))}:00`.padStart(5, '0'));
  const moved = await api.appointments.move({
    id: slot.id,
    version: slot.version,
    practitionerId: self,
    roomId: null,
    start: { date: '2026-12-02', time: hour },
    minutes: 15,
  });
  const gone = await api.appointments.markDidNotAttend({ id: moved.id, version: moved.version });
  const back = await api.appointments.undo({ id: gone.id, version: gone.version });
  const here = await api.appointments.arrive({ id: back.id, version: back.version });
  const begun = await api.appointments.beginTreatment({ id: here.id, version: here.version });
  expect(begun.status).toBe('in-treatment');
  const still = await api.appointments.rest({ id: begun.id, version: begun.version });
  const again = await api.appointments.resume({ id: still.id, version: still.version });
  const over = await api.appointments.finish({ id: again.id, version: again.version });
  await api.appointments.confirmIdentity({ id: over.id, confirmed: ['name', 'birth-date'] });
  await api.appointments.leave({ id: over.id, version: over.version });
  const slot2 = await book(`${Number(hour.slice(0, 2))}:30`.padStart(5, '0'));
  await api.appointments.cancel({ id: slot2.id, version: slot2.version, reason: 'ill', by: 'patient' });
  const who = { patientId: other.id, practitionerId: self, typeId: type.id };
  await waitFor(api, who, hour);
  await repeatVisits(api, who, hour);
  await openAndClose(api, self, mark);
  await beAway(api, who, hour);
  await remind(api, clinic, who, mark, hour);
  await stockUp(api, mark);
  await keepUsual(api, mark);
  await signOnPaper(api, who, mark);
  await reword(api, mark);
  const time = `${Number(hour.slice(0, 2)) + 2}:00`;
  const needle = await leaveNeedlesIn(api, people, clinic.clock, { date: firstDay, time, count: 1 });
  await api.needles.recordRemoval(oneOut(needle));
  const later = { date: firstDay, time: `${Number(hour.slice(0, 2)) + 3}:00` };
  await writeNotes(api, clinic, people, { patientId: other.id, self, mark }, later);
  await seeToIt(api, { patientId: other.id, sessionId: session.id }, mark);
  await api.consents.withdrawAll({
    ...{ patientId: needle.patientId, scope: 'all', lineIds: [], how: 'spoken', words: 'all of it' },
  });
  await api.events.report({
    ...{ patientId: other.id, courseId: null, sessionId: null, severity: 'serious' },
    ...{ happenedOn: '2026-11-20', words: 'Collapsed lung, admitted' },
  });
  await api.patients.recordDeath({ id: other.id, diedOn: '2026-11-20' });
  await api.patients.recordDeath({ id: other.id, diedOn: null });
  await api.upkeep.confirmWords({ words: clinic.words });
}

describe('a command that is sent twice under one number', () => {
  it('is done once, and answered the same', { timeout: 60_000 }, async () => {
    const api = twice('after');
    await day(api, 'a1', '09:00');
    await api.session.changePassword({ current: passwordOf('oyelaran'), next: 'another quiet harbour 1234' });
    await api.session.changePassword({ current: 'another quiet harbour 1234', next: passwordOf('oyelaran') });
    await api.session.lock();
    await api.session.signOut();
    expect(wrong).toEqual([]);
    expect(commands.filter((name) => !repeated.has(name))).toEqual([]);
  });

  it('is done once even when both arrive at once', { timeout: 60_000 }, async () => {
    wrong.length = 0;
    clinic.clock.set('2026-11-23T12:00:00.000Z');
    await day(twice('at-once'), 'b2', '13:00');
    expect(wrong).toEqual([]);
  });

  it('reads no growing table from end to end', () => {
    expect(heard.size).toBeGreaterThan(300);
    expect(walks(clinic.host, heard)).toEqual([]);
  });

  it('would be noticed if it did', () => {
    const texts = [
      'select "id" from "treatmentSessions" as "s" where "s"."content" = ?',
      'select * from "audit" order by "seq" desc limit ?',
    ];
    expect(walks(clinic.host, texts)).toHaveLength(1);
  });

  it('is refused when it asks for something else under the number, or for the same of another procedure', async () => {
    const number = newId();
    const seat = createSeat(clinic.host, { workstation: 'test', door: 'browser' });
    const api = createRouterClient(router, {
      context: () => ({ host: clinic.host, seat, requestId: number }),
    });
    await api.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });
    const { henrik, people } = clinic;
    const { id: patientId } = await henrik.patients.register({ identity: { ...named.jurgen }, anyway: true });
    const slot = await henrik.appointments.book({
      patientId,
      practitionerId: people.practitioner.id,
      roomId: null,
      typeId: people.appointmentTypeId,
      start: { date: '2026-12-03', time: '09:00' },
      minutes: 30,
      note: '',
    });
    const known = { id: slot.id, version: slot.version };
    const arrived = await api.appointments.arrive(known);
    expect(arrived.status).toBe('arrived');
    const usedBefore = { code: 'INVALID', data: { field: 'requestId', problem: 'used-before' } };
    await expect(api.appointments.arrive({ ...known, version: 9 })).rejects.toMatchObject(usedBefore);
    await expect(api.appointments.markDidNotAttend(known)).rejects.toMatchObject(usedBefore);
    const rosaSeat = createSeat(clinic.host, { workstation: 'test', door: 'browser' });
    const rosa = createRouterClient(router, {
      context: () => ({ host: clinic.host, seat: rosaSeat, requestId: number }),
    });
    await rosa.session.signIn({ userName: 'rosa', password: passwordOf('rosa') });
    await expect(rosa.appointments.arrive(known)).rejects.toMatchObject(usedBefore);
  });
});
