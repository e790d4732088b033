import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  heelContent,
  heelCourse,
  heelPlan,
  heelVisit,
  lidocaine,
  openHeelCase,
} from '../../main/demo/cases/heel.ts';
import type { Api } from '../../shared/contract/index.ts';
import { logTo, type LogLine } from '../../main/log.ts';
import { caseClinic, firstDay, giveCredentials, type CaseClinic } from '../clinic/case-clinic.ts';
import { reference, windowOf } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { named } from '../support/patients.ts';
import { leaveNeedlesIn, oneOut } from './day-of-needles.ts';
import { afterwardsExamples } from './fuzz-afterwards.ts';
import { freshExamples } from './fuzz-examples.ts';
import { noteExamples } from './fuzz-notes.ts';
import { stockExamples } from './fuzz-stock.ts';
import { listen, walks } from '../support/plans.ts';
import type { Pool } from './inputs.ts';
import { procedures, storm } from './storm.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
// Inputs per procedure: 60 with every run of the suite, of which a fixed seed makes the same ones; FUZZ_ROUNDS=200 with a FUZZ_SEED of its own digs deeper.
const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 60);

const words = [
  'Anna', 'Łukasz', 'neck', 'note of the day', '082 555 0101', 'anna@example.org', 'en', '1', '0.5', '12', '3', '2026-11-23', '2026-11-20',
  '1984-05-02', '2027-06-30', '09:30', '14:00', 'Africa/Johannesburg', 'Europe/Berlin', 'left', 'quiet harbour of many boats 17',
  'abandon', 'a'.repeat(64), '3B', 'lidocaine', 'dry-needling', '25G', 'mg/mL', '%', 'mL', 'narrative',
]; // prettier-ignore

let clinic: CaseClinic;
let heard: ReadonlySet<string>;
let both: Api;
let pool: Pool;
let held: { self: string; treated: string; typed: string };
let examples: Record<string, readonly (() => unknown)[]>;
const log: LogLine[] = [];

/** Somebody who owns the clinic and treats: past every guard, so that only the input is judged. */
async function enter(): Promise<Api> {
  const api = windowOf(clinic.host);
  await api.session.signIn({ userName: 'oyelaran', password: passwordOf('oyelaran') });
  return api;
}

beforeAll(async () => {
  logTo((line) => log.push(line));
  clinic = await caseClinic();
  heard = listen(clinic.host);
  const { henrik, people, clock, owner } = clinic;
  await owner.staff.add({
    userName: 'oyelaran', displayName: 'Dr Oyelaran', title: 'Medical doctor', roles: ['owner', 'practitioner'], treats: true, password: passwordOf('oyelaran'),
  }); // prettier-ignore
  both = await enter();
  const self = (await both.session.who())?.userId ?? '';
  await giveCredentials(
    owner,
    self,
    reference.data.techniques.credentialTypes.map(({ id }) => id),
  );
  const heel = await openHeelCase(henrik, people, clock, firstDay);
  const visit = await heelVisit(both, people, clock, heel, firstDay);
  const [given] = await both.treatments.administer({
    sessionId: visit.session.id,
    administration: lidocaine(firstDay),
  });
  const other = await both.patients.register({ identity: named.lukasz, anyway: true });
  const draft = await both.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId: other.id,
    appointmentId: null,
    practitionerId: self,
    plan: heelPlan,
  });
  const second = await both.treatments.begin({
    patientId: other.id,
    appointmentId: null,
    courseId: null,
    practitionerId: self,
  });
  const away = { from: { date: '2026-12-03', time: '08:00' }, to: { date: '2026-12-03', time: '12:00' } };
  const lying = await both.appointments.book({
    ...{
      patientId: other.id,
      practitionerId: self,
      roomId: null,
      typeId: people.appointmentTypeId,
      note: '',
    },
    ...{ start: { date: '2026-12-03', time: '09:30' }, minutes: 30 },
  });
  const leave = { kind: 'leave', resourceId: self, label: 'Away', ...away } as const;
  const { id: closureId } = await both.hours.saveClosure(leave);
  const called = { closureId, appointmentId: lying.id };
  const { callId } = await both.absences.markCalled({ ...called, note: '' });
  const data = reference.data;
  const patients = [heel.patientId, other.id];
  const strangers = ['018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f'];
  const techniques = [
    'soft-tissue-injection',
    'low-level-laser',
    'dry-needling',
    ...data.techniques.entries.map(({ id }) => id),
  ];
  const regions = ['foot-plantar', ...data.muscles.entries.map(({ region }) => region)];
  const sites = [
    'site-calcaneus-medial-process',
    'site-calcaneus-medial-process',
    ...data.muscles.entries.map(({ id }) => id),
  ];
  const substances = ['lidocaine', 'lidocaine', ...data.substances.entries.map(({ id }) => id)];
  const fields = data.techniques.fieldGroups.flatMap(({ fields }) => fields);
  const everything = [
    ...patients,
    heel.courseId,
    heel.consent.id,
    visit.session.id,
    draft.id,
    second.id,
    visit.appointmentId,
    ...strangers,
  ];
  pool = {
    words,
    byKey: {
      closureId: [closureId, ...strangers], callId: [callId, ...strangers], resourceId: [self, people.roomId], appointmentIds: [lying.id],
      id: everything, patientId: [...patients, ...patients, ...strangers], courseId: [heel.courseId, heel.courseId, ...strangers],
      sessionId: [visit.session.id, visit.session.id, second.id], appointmentId: [visit.appointmentId, ...strangers],
      practitionerId: [people.practitioner.id, self, ...strangers], roomId: [people.roomId], typeId: [people.appointmentTypeId],
      syringeId: [given?.syringeId ?? '', ...strangers], contentHash: [draft.contentHash, heel.consent.contentHash],
      lineId: ['technique:dry-needling', 'substance:lidocaine', 'region:foot-plantar:right'], lineIds: ['technique:soft-tissue-injection', 'substance:lidocaine', 'lung-field'],
      techniques, technique: techniques, techniqueId: techniques, region: regions, regions, siteId: sites, attachmentSiteId: sites,
      substanceId: substances, parts: substances, flagId: data.contraindications.entries.map(({ id }) => id),
      route: ['periosteal', 'intramuscular', 'perineural'], aspiration: ['negative'], containerType: ['single-dose-ampoule', 'multi-dose-vial'], strengthUnit: ['%', 'mg/mL', '[iU]/mL'],
      blockId: ['injection', 'laser', 'b1'], type: data.techniques.credentialTypes.map(({ id }) => id), zone: ['Africa/Johannesburg', 'Europe/Berlin', 'UTC'],
      recordKey: fields.map(({ key }) => key), recordValue: [...words, ...fields.flatMap(({ options }) => options ?? [])],
      figure: ['front', 'back'], formatId: data.labels.entries.map(({ id }) => id), userName: ['somebody', 'another'], password: ['quiet harbour of many boats 17', 'short'],
    },
  }; // prettier-ignore
  held = { self, treated: visit.session.id, typed: second.id };
  const strokes = [[{ x: 1, y: 1, t: 0, p: 1 }, { x: 9000, y: 900, t: 9, p: 1 }]]; // prettier-ignore
  const raw = clinic.host.clinic?.store.raw;
  const hash = () =>
    raw?.prepare('SELECT contentHash FROM consentDrafts WHERE id = ?').pluck().get(draft.id) ??
    draft.contentHash;
  const signing = () => ({
    id: draft.id,
    version: 1,
    contentHash: hash(),
    typedName: 'Łukasz Kowalski',
    strokes,
  });
  const talk = {
    ...draft.document.talk,
    questions: [{ question: 'Sore?', answer: 'Some', askedBy: '' }],
  };
  const { safety } = await both.patients.open({ id: other.id });
  const safetyVersion = () =>
    raw?.prepare('SELECT version FROM safetyRecords WHERE patientId = ?').pluck().get(other.id);
  const answers = data.contraindications.entries
    .slice(0, 6)
    .map(({ id }) => ({ flagId: id, answer: 'yes', regions: ['foot-plantar'], side: 'left', note: 'x' }));
  const example = (value: object) => [() => structuredClone(value)];
  examples = {
    'patients.register': example({ identity: { ...named.thabo, addressLines: ['1 Road'], referrer: { name: 'Dr R', addressLines: ['x'] } }, anyway: true }),
    'patients.revise': example({ id: other.id, identity: named.thabo, version: 1 }),
    'patients.recordSafety': [() => ({ id: other.id, safety: { ...safety, version: safetyVersion(), answers, weight: { kg: '70', measuredOn: firstDay }, heightCm: '170', allergyState: 'listed', allergies: [{ substance: 'x', reaction: '', substanceId: 'lidocaine' }] } })],
    'practice.reviseProfile': [() => ({ profile: clinic.host.clinic?.profile, version: raw?.prepare('SELECT version FROM clinic').pluck().get() })],
    'appointments.book': example({ patientId: other.id, practitionerId: self, roomId: null, typeId: people.appointmentTypeId, start: { date: '2026-12-01', time: '09:30' }, minutes: 30, note: '' }),
    'appointments.move': example({ id: visit.appointmentId, version: 1, practitionerId: self, roomId: null, start: { date: '2026-12-02', time: '09:30' }, minutes: 30 }),
    'series.preview': example({ plan: { patientId: other.id, practitionerId: self, roomId: null, typeId: people.appointmentTypeId, minutes: 30, note: '', courseId: null, time: '11:30', from: '2026-12-07', append: true, rule: { kind: 'weeks', every: 1, weekdays: [1, 4] }, ends: { kind: 'count', count: 3 } }, appointment: null, decisions: [] }),
    'series.book': example({ plan: { patientId: other.id, practitionerId: self, roomId: null, typeId: people.appointmentTypeId, minutes: 30, note: '', courseId: null, time: '11:30', from: '2026-12-07', append: true, rule: { kind: 'days', every: 3 }, ends: { kind: 'count', count: 3 } }, appointment: null, decisions: [] }),
    'consents.prepare': example({ identity: [], patientId: other.id, appointmentId: null, practitionerId: self, plan: heelPlan }),
    'consents.revise': example({ id: draft.id, version: 1, plan: heelPlan, talk }),
    'consents.decide': example({ id: draft.id, version: 1, decisions: ['technique:soft-tissue-injection', 'technique:low-level-laser', 'region:foot-plantar:right', 'substance:lidocaine'].map((lineId) => ({ lineId, decision: 'accepted' })) }),
    'consents.sign': [() => ({ ...signing(), role: 'patient', name: 'Łukasz Kowalski' })],
    'consents.countersign': [signing],
    'consents.reopen': example({ id: draft.id, version: 1 }),
    'consents.covers': example({ patientId: heel.patientId, plan: { techniques: heelPlan.techniques, sites: heelPlan.sites, preparations: [{ parts: ['lidocaine'] }] } }),
    'consents.withdraw': example({ id: heel.consent.id, scope: 'lines', lineIds: ['technique:low-level-laser'], how: 'phone', words: 'no light' }),
    'consents.withdrawAll': example({ patientId: heel.patientId, scope: 'lines', lineIds: ['technique:low-level-laser'], how: 'phone', words: 'no light' }),
    'limits.record': example({ patientId: other.id, kind: 'group', refId: 'corticosteroid', words: 'no steroid', saidBy: 'Anna', how: 'phone' }),
    'treatments.openCourse': example({ patientId: other.id, course: heelCourse(firstDay) }),
    'treatments.reviseCourse': example({ id: heel.courseId, version: 1, course: heelCourse(firstDay) }),
    'courses.review': example({ id: heel.courseId, decision: 'go-on', reason: 'One more visit' }),
    'courses.end': example({ id: heel.courseId, version: 1, why: 'referred', reason: '', advice: 'Walk' }),
    'courses.reopen': example({ id: heel.courseId, version: 2, reason: 'Pain came back' }),
    'courses.correctOutcome': example({ outcomeId: self, reason: 'Wrong line', right: { value: '4', details: {} } }),
    'treatments.recordOutcomes': example({ courseId: heel.courseId, sessionId: visit.session.id, outcomes: [{ measure: 'nprs', item: 'foot-plantar', moment: 'after', value: '5', measuredOn: firstDay }] }),
    'treatments.begin': example({ patientId: other.id, appointmentId: null, courseId: null, practitionerId: self }),
    'treatments.save': [() => ({ id: second.id, version: 1, content: heelContent(people, firstDay), courseId: null })],
    'treatments.administer': [() => ({ sessionId: visit.session.id, administration: { ...lidocaine(firstDay), idealKg: '60', prescribed: [] } })],
    'treatments.open': example({ id: second.id }),
    'treatments.sign': example({ id: second.id, version: 1 }),
    'treatments.confirmSafety': example({ id: second.id, version: 1 }),
    'treatments.confirmConsent': example({ id: second.id, version: 1, substancesRead: true }),
    'documents.consent': [() => ({ id: draft.id, copy: false }), () => ({ id: heel.consent.id, copy: true })],
    'documents.treatmentSummary': [() => ({ id: second.id, copy: false })],
    'documents.labels': example({ formatId: 'avery-l7163', what: 'address', patientIds: [other.id], start: 1, copies: 1 }),
    'documents.appointmentSlip': example({ patientId: other.id, size: 'small' }),
    'documents.weekSheet': example({ date: firstDay, practitionerId: self }),
    'patients.recordDeath': example({ id: other.id, diedOn: null }),
    'exchange.practitionerCalendar': example({ practitionerId: self, from: '2026-11-01', to: '2027-06-30' }),
    'reminders.choice': example({ patientId: other.id }),
    'reminders.recordChoice': example({ patientId: other.id, asked: true, ways: ['call'], email: '', phone: '', version: 0 }),
    'reminders.reviseSettings': example({ sending: false, leads: [24], language: 'en', version: 1 }),
    'reminders.saveAccount': example({ host: '127.0.0.1', port: 9, security: 'none', user: '', fromName: '', fromAddress: 'a@b.example', password: null, version: 1 }),
    'reminders.saveTemplate': example({ language: 'it', subject: '{date}', body: '{time}', approved: false, version: 0 }),
    'reminders.ofDay': example({ date: firstDay }),
    'documents.absenceList': example({ closureId }),
    'hours.saveOpening': example({ week: Array.from({ length: 7 }, () => [{ from: '08:00', to: '24:00' }]), version: 1 }),
    'hours.saveWorking': example({ practitionerId: self, validFrom: '2027-01-01', validUntil: null, week: Array.from({ length: 7 }, () => [{ from: '20:00', to: '02:00' }]) }),
    'hours.saveHoliday': example({ ...away, label: 'Water main' }),
    'hours.importHolidays': example({ holidays: [{ date: '2026-12-25', label: 'Christmas Day' }] }),
    'hours.saveClosure': example(leave),
    'hours.shown': example({ from: '2026-12-01', to: '2026-12-31' }),
    'hours.closures': example({ from: '2026-12-01', to: '2027-12-31' }),
    'absences.preview': example({ kind: 'holiday', resourceId: null, ...away }),
    'absences.offers': example({ closureId, appointmentIds: [lying.id] }),
    'absences.markCalled': example({ ...called, note: 'No answer' }),
    'absences.putBack': example({ ...called, version: 1 }),
    'letters.save': example({ id: null, number: 0, recipient: 'other', name: 'Fuzzed', text: 'Dear {recipient}' }),
    'letters.history': example({ id: 'surgeon' }),
    'letters.preview': example({ recipient: 'surgeon', text: 'About {complaint}' }),
    'letters.retire': example({ id: 'patient', number: 0 }),
    'letters.restore': example({ id: 'surgeon', number: 0 }),
    'documents.draftLetter': example({ courseId: heel.courseId, templateId: 'surgeon' }),
    'documents.previewLetter': example({ courseId: heel.courseId, to: { name: 'Dr R', addressLines: [] }, text: 'Dear colleague' }),
    'documents.writeLetter': example({ courseId: heel.courseId, to: { name: 'Dr R', addressLines: ['1 Road'] }, text: 'Dear colleague' }),
  }; // prettier-ignore
  const needle = await leaveNeedlesIn(
    both,
    { ...people, practitioner: { id: self, name: 'Dr Oyelaran' } },
    clinic.clock,
    {
      date: firstDay,
      time: '15:00',
      count: 40,
    },
  );
  examples['needles.recordRemoval'] = example(oneOut(needle));
  examples['documents.removalSheet'] = example({ patientId: needle.patientId });
  const { id: patient } = await both.patients.register({ identity: named.jurgen, anyway: true });
  const fresh = await freshExamples(clinic, both, { self, patient, userName: 'oyelaran' });
  examples = { ...examples, ...fresh, ...(await stockExamples(clinic, both)) };
  examples = { ...examples, ...(await afterwardsExamples(clinic, both, patient)) };
  const own = { ...people, practitioner: { id: self, name: 'Dr Oyelaran' } };
  examples = { ...examples, ...(await noteExamples(clinic, both, own, { self, patient })) };
}, 60_000);
afterAll(async () => {
  logTo((line) => console.error(JSON.stringify(line)));
  await clinic.close();
});

const tableOf: Record<string, string> = {
  'documents.consent': 'consents', 'documents.treatmentSummary': 'treatmentSessions', 'documents.fromArchive': 'documents', 'treatments.courseProgress': 'courses',
  'treatments.reviseCourse': 'courses', courses: 'courses', attachments: 'attachments', waiting: 'wishes', 'practice.saveRoom': 'rooms', 'practice.saveDevice': 'devices', 'practice.saveAppointmentType': 'appointmentTypes',
  hours: 'closures', 'hours.saveWorking': 'workingHours', patients: 'patients', exchange: 'appointments', appointments: 'appointments', series: 'appointmentSeries', consents: 'consentDrafts', limits: 'limits', treatments: 'treatmentSessions', staff: 'users',
}; // prettier-ignore

/** Ids that the procedure is about, as they stand now; whoever attacks does not lock themself out, and one visit stays as it was typed. */
function poolFor(name: string): Pool {
  const table = tableOf[name] ?? tableOf[name.split('.')[0] ?? ''];
  if (table === undefined) return pool;
  const found =
    clinic.host.clinic?.store.raw
      .prepare(`SELECT id FROM ${table} ORDER BY id DESC LIMIT 20`)
      .pluck()
      .all() ?? [];
  const id = found.filter((one) => one !== held.self && (one !== held.treated || name !== 'treatments.save'));
  return { ...pool, byKey: { ...pool.byKey, id: [...id, ...(pool.byKey['id'] ?? []).slice(0, 2)] } };
}

/** Sessions end and lock by what they are sent; every other procedure keeps its window as long as it is seated. */
async function window(name: string): Promise<Api> {
  if (name.startsWith('session.')) return enter();
  const sitting = await both.session.who();
  // Given into a patient's hands the window answers nothing but what belongs there.
  const isHanded = (sitting?.handedTo ?? null) !== null && !name.startsWith('handover.');
  if (sitting === null || sitting.locked || isHanded) both = await enter();
  return both;
}

describe(`hostile input, seed ${seed}, ${rounds} of each`, () => {
  it(
    'gets a declared answer from every procedure, and a refusal writes nothing but its audit row',
    { timeout: 240_000 },
    async () => {
      const { findings, answers, spent } = await storm({
        host: clinic.host,
        seed,
        rounds,
        pool: poolFor,
        window,
        examples,
      });
      if (process.env['FUZZ_SHOW'] !== undefined)
        console.log(
          JSON.stringify(answers, null, 1),
          Object.entries(spent)
            .toSorted((a, b) => b[1] - a[1])
            .slice(0, 15),
          log.slice(0, 60),
        );
      expect(procedures.length).toBeGreaterThan(60);
      const seen = new Map(findings.map((one) => [`${one.procedure} ${one.what}`, one.input]));
      expect([...seen].map(([what, input]) => `${what} to ${input}`)).toEqual([]);
      // An attack that nothing takes would prove nothing: most procedures must have been done at least once.
      const done = Object.values(answers).filter((tally) => (tally['answered'] ?? 0) > 0).length;
      expect(done).toBeGreaterThan(procedures.length * 0.75);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect((await both.upkeep.verifyAudit()).sound).toBe(true);
      expect(clinic.host.clinic?.store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    },
  );

  it('made no statement that reads a growing table from end to end', () => {
    expect(heard.size).toBeGreaterThan(300);
    expect(walks(clinic.host, heard)).toEqual([]);
  });

  it('would be noticed where a procedure fails, or writes although it refuses', async () => {
    const { host } = clinic;
    const raw = host.clinic?.store.raw;
    const failing = {
      patients: {
        search: () => Promise.reject(new TypeError('broken')),
        recent: async () => Promise.reject(Object.assign(new Error('x'), { code: 'SLOT_TAKEN' })),
        open: async () => {
          raw
            ?.prepare('UPDATE patients SET version = version + 1 WHERE id = (SELECT min(id) FROM patients)')
            .run();
          throw Object.assign(new Error('x'), { code: 'NOT_FOUND' });
        },
      },
    } as unknown as Api;
    const { findings } = await storm({
      host,
      seed,
      rounds: 5,
      pool: poolFor,
      window: async () => failing,
      only: ['patients.search', 'patients.recent', 'patients.open'],
    });
    const what = new Set(findings.map((one) => `${one.procedure} ${one.what}`));
    expect(what).toContain('patients.search answered crashed: TypeError: broken');
    expect(what).toContain('patients.recent answered SLOT_TAKEN');
    expect(what).toContain('patients.open NOT_FOUND, yet it wrote');
  });
});
