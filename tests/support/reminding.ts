import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { Appointment } from '../../shared/contract/appointments.ts';
import type { Reminder, Way } from '../../shared/contract/reminders.ts';
import { post } from '../../main/clinic/reminders/settings.service.ts';
import { ReminderWorker } from '../../main/clinic/reminders/worker.ts';
import { logTo } from '../../main/log.ts';
import type { Mail } from '../../main/post/mail.ts';
import type { Posted } from '../../main/post/smtp.ts';
import { newClinic, type Clinic } from './clinic.ts';
import { named } from './patients.ts';

export const account = {
  host: '127.0.0.1',
  port: 2525,
  security: 'none',
  user: 'desk',
  fromName: 'Harbour Clinic',
  fromAddress: 'desk@harbour.example',
} as const;
export const visitDay = '2026-11-26';
/** A second after a visit at ten o'clock of that day is 24 hours away. */
export const dayBefore = '2026-11-25T08:00:01.000Z';

/** A clinic that reminds, with a postman who notes what he is given and answers as he is told. */
export class Reminding {
  clinic!: Clinic;
  owner!: Api;
  rosa!: Api;
  worker!: ReminderWorker;
  #typeId = '';
  sent: Mail[] = [];
  /** What the post answers, one after the other; then that all is well. */
  answers: Posted[] = [];

  at(instant: string): void {
    this.clinic.clock.set(instant);
  }

  async switchOn(leads = [24]): Promise<void> {
    const { version } = await this.owner.reminders.saveAccount({
      ...account,
      password: 'secret',
      version: 1,
    });
    await this.owner.reminders.reviseSettings({ sending: true, leads, language: 'en', version });
  }

  async patient(ways: Way[] | null, change: object = {}): Promise<string> {
    const { id } = await this.rosa.patients.register({
      identity: {
        ...named.siobhan,
        guardians: [],
        addressLines: [],
        email: 'shiv@patients.example',
        ...change,
      },
      anyway: true,
    });
    if (ways !== null)
      await this.rosa.reminders.recordChoice({
        patientId: id,
        asked: true,
        ways,
        email: '',
        phone: '',
        version: 0,
      });
    return id;
  }

  book(patientId: string, time = '10:00', date = visitDay): Promise<Appointment> {
    return this.rosa.appointments.book({
      patientId,
      practitionerId: this.clinic.ids['henrik'] ?? '',
      roomId: null,
      typeId: this.#typeId,
      start: { date, time },
      minutes: 30,
      note: 'knee hurts',
    });
  }

  /** Lead, state and reason of every reminder of that day's visits. */
  async mails(date = visitDay): Promise<[number, string, string | null][]> {
    return (await this.rosa.reminders.ofDay({ date })).mails.map(({ state, reason, hours }) => [
      hours,
      state,
      reason,
    ]);
  }

  async only(): Promise<Reminder> {
    const { mails } = await this.rosa.reminders.ofDay({ date: visitDay });
    const [one] = mails;
    if (one === undefined || mails.length > 1) throw new Error(`${mails.length} reminders instead of one`);
    return one;
  }

  async open(): Promise<void> {
    this.clinic = await newClinic({ at: '2026-11-23T07:00:00.000Z' });
    this.owner = await this.clinic.as('nomsa');
    this.rosa = await this.clinic.as('rosa');
    this.worker = new ReminderWorker(this.clinic.host);
    [this.sent, this.answers] = [[], []];
    this.#typeId = (
      await this.owner.practice.saveAppointmentType({
        name: 'Deep dry needling, knee',
        minutes: 30,
        tint: 'teal',
        techniques: ['dry-needling'],
      })
    ).id;
  }
}

/** A clinic of its own for every test of the file. */
export function reminding(): Reminding {
  const desk = new Reminding();
  const really = post.send;
  beforeAll(() => {
    logTo(() => {});
    post.send = async (_, mail) => {
      desk.sent.push(mail);
      return desk.answers.shift() ?? { outcome: 'sent' };
    };
  });
  afterAll(() => {
    post.send = really;
    logTo((line) => console.error(JSON.stringify(line)));
  });
  beforeEach(async () => {
    await desk.open();
    return () => desk.clinic.close();
  });
  return desk;
}
