import type { Api } from '../../shared/contract/index.ts';
import type { CaseClinic } from '../clinic/case-clinic.ts';
import { passwordOf } from '../support/people.ts';

// Inputs that are taken at the moment at which they are sent: what other attacks have ended, closed or used up by then
// is not named.

type Examples = Record<string, readonly (() => unknown)[]>;

/** Of the book, the wait list, the form texts and the reminders, for somebody who owns the clinic and treats. */
export async function freshExamples(
  { host, people }: CaseClinic,
  both: Api,
  { self, patient, userName }: { self: string; patient: string; userName: string },
): Promise<Examples> {
  const raw = host.clinic?.store.raw;
  const one = (sql: string) => raw?.prepare(sql).get() as Record<string, unknown> | undefined;
  const template = (await both.templates.list())[0];
  if (template === undefined) throw new Error('no text ships');
  const { body } = await both.templates.open({ id: template.id });
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await both.attachments.add({
    ...{ patientId: patient, subject: 'patient', subjectId: patient },
    file: new File([picture], 'picture.png', { type: 'image/png' }),
  });

  let days = 0;
  /** Each asked for is an hour that nobody has yet. */
  const start = () => {
    const at = days++;
    const date = new Date(Date.UTC(2027, 0, 4 + Math.floor(at / 8)));
    return { date: date.toISOString().slice(0, 10), time: `${String(9 + (at % 8)).padStart(2, '0')}:00` };
  };
  const { appointmentTypeId: typeId } = people;
  const visit = { patientId: patient, practitionerId: self, roomId: null, typeId, minutes: 30, note: '' };
  const visitThat = (state: string) =>
    one(
      `SELECT id, version FROM appointments WHERE status = '${state}' AND patientId = '${patient}' ORDER BY id DESC`,
    );
  const wish = () => one("SELECT id, version FROM wishes WHERE state = 'waiting' ORDER BY id DESC");
  const plan = () => ({
    ...{ ...visit, courseId: null, append: true, from: start().date, time: '08:30' },
    ...{ rule: { kind: 'days', every: 3 }, ends: { kind: 'count', count: 2 } },
  });
  const settings = () => one('SELECT version FROM reminderSettings')?.['version'];
  const text = { id: template.id, language: 'de' };
  const signIn = { userName, password: passwordOf(userName) };
  return {
    'session.signIn': [() => signIn],
    'session.unlock': [() => ({ password: signIn.password })],
    'appointments.book': [() => ({ ...visit, start: start() })],
    'appointments.move': [
      () => ({ ...visitThat('booked'), practitionerId: self, roomId: null, start: start(), minutes: 30 }),
    ],
    'appointments.arrive': [() => visitThat('booked')],
    'appointments.markDidNotAttend': [() => visitThat('booked')],
    'appointments.beginTreatment': [() => visitThat('arrived'), () => visitThat('booked')],
    'appointments.leave': [() => visitThat('done')],
    'appointments.findSlots': [
      () => ({ typeId, practitionerIds: [self], rooms: 'any', from: '2026-12-01', count: 3 }),
    ],
    'appointments.hold': [
      () => ({ typeId, patientId: null, practitionerId: self, roomId: null, start: start(), minutes: 30 }),
    ],
    'appointments.extendHold': [() => ({ holdId: one('SELECT id FROM slotHolds ORDER BY id DESC')?.['id'] })],
    'appointments.month': [() => ({ month: '2026-12' })],
    'series.preview': [() => ({ plan: plan(), appointment: null, decisions: [] })],
    'series.book': [() => ({ plan: plan(), appointment: null, decisions: [] })],
    'waiting.save': [
      () => ({
        ...{ patientId: patient, typeId, minutes: null, practitionerIds: [], weekdays: [1, 2] },
        ...{ windows: [{ from: '09:00', to: '12:00' }], from: '2026-12-01', until: null },
        ...{ urgency: 'soon', note: '' },
      }),
    ],
    'waiting.matches': [
      () => ({
        ...{ practitionerId: self, from: '2026-12-01T07:00:00.000Z', to: '2026-12-01T10:00:00.000Z' },
      }),
    ],
    'waiting.offer': [
      () => ({
        ...{ ...wish(), outcome: 'called', practitionerId: self, startsAt: '2026-12-01T07:00:00.000Z' },
      }),
    ],
    'waiting.book': [
      () => ({
        ...{ ...wish(), practitionerId: self, roomId: null, deviceIds: [], start: start(), minutes: 30 },
      }),
    ],
    'waiting.withdraw': [wish],
    'templates.saveDraft': [() => ({ id: template.id, body, basedOn: template.version, version: 0 })],
    'templates.preview': [() => ({ ...text, body })],
    'templates.previewPaper': [() => ({ ...text, body })],
    'templates.texts': [() => text],
    'templates.approve': [() => ({ ...text, version: template.version })],
    'templates.approveWords': [() => ({ language: 'de' })],
    'templates.setReview': [() => ({ id: template.id, reviewOn: '2027-06-01' })],
    'templates.open': [() => ({ id: template.id })],
    'reminders.saveAccount': [
      () => ({
        ...{ host: '127.0.0.1', port: 9, security: 'none', user: '', fromName: '' },
        ...{ fromAddress: 'a@b.example', password: null, version: settings() },
      }),
    ],
  };
}
