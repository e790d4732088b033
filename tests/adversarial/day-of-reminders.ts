import { expect } from 'vitest';
import { post } from '../../main/clinic/reminders/settings.service.ts';
import { ReminderWorker } from '../../main/clinic/reminders/worker.ts';
import type { Posted } from '../../main/post/smtp.ts';
import type { Api } from '../../shared/contract/index.ts';
import { plusMinutes } from '../../shared/rules/calendar.ts';
import type { Clinic } from '../support/clinic.ts';
import type { Who } from './day-of-hours.ts';

/** Answers, one after the other, and then that all is well; notes to whom a message went. */
class Postman {
  to: string[] = [];
  readonly answers: Posted[] = [
    { outcome: 'failed', problem: 'address-refused', lasting: true },
    { outcome: 'unsure' },
  ];
  send = async (_: unknown, mail: { to: string }): Promise<Posted> => {
    this.to.push(mail.to);
    // Long enough for the same command to arrive a second time.
    await new Promise((later) => setTimeout(later, 20));
    return mail.to.startsWith('owner') ? { outcome: 'sent' } : (this.answers.shift() ?? { outcome: 'sent' });
  };
}

/** An account is set up, tried and used: one reminder fails and is sent again, one is cleared up by hand; then all is switched off. */
export async function remind(api: Api, clinic: Clinic, who: Who, mark: string, hour: string): Promise<void> {
  const really = post.send;
  const postman = new Postman();
  post.send = postman.send;
  const today = clinic.clock.now();
  try {
    await setUp(api, mark);
    await api.reminders.sendTest({ to: 'owner@harbour.example', language: 'en' });
    expect(postman.to, 'one test message').toEqual(['owner@harbour.example']);
    await api.reminders.recordChoice({
      ...{ patientId: who.patientId, asked: true, ways: ['email', 'call'], version: 0 },
      ...{ email: 'anna@patients.example', phone: '' },
    });
    await twoVisits(api, clinic, who, hour);
    const troubles = await api.reminders.troubles();
    const inState = (wanted: string) => troubles.find(({ state }) => state === wanted)?.id ?? wanted;
    await api.reminders.retry({ id: inState('failed') });
    await api.reminders.resolve({ id: inState('unsure'), as: 'arrived' });
    await new ReminderWorker(clinic.host).round();
    expect(postman.to.slice(1), 'the one that failed, again').toEqual(Array(3).fill('anna@patients.example'));
    expect(await api.reminders.troubles()).toEqual([]);
  } finally {
    post.send = really;
    clinic.clock.set(today);
  }
  const { version } = await api.reminders.settings();
  await api.reminders.removeAccount({ version });
}

async function setUp(api: Api, mark: string): Promise<void> {
  const { version } = await api.reminders.settings();
  const saved = await api.reminders.saveAccount({
    ...{ host: '127.0.0.1', port: 2525, security: 'none', user: 'desk', password: 'a pier of old oak' },
    ...{ fromName: 'Harbour Clinic', fromAddress: 'desk@harbour.example', version },
  });
  await api.reminders.reviseSettings({ sending: true, leads: [24], language: 'en', version: saved.version });
  const italian = (await api.reminders.templates()).find(({ language }) => language === 'it');
  await api.reminders.saveTemplate({
    ...{ language: 'it', subject: `Visita ${mark}, {date}`, body: 'Alle {time}.' },
    ...{ approved: false, version: italian?.version ?? 0 },
  });
}

/** Booked, called and due: the postman meets the first of the two with a refusal and does not know about the other. */
async function twoVisits(api: Api, clinic: Clinic, who: Who, hour: string): Promise<void> {
  const book = (time: string) =>
    api.appointments.book({
      ...{ ...who, roomId: null, start: { date: '2026-12-15', time }, minutes: 15, note: '' },
    });
  const first = await book(hour);
  const second = await book(`${hour.slice(0, 2)}:30`);
  const call = { appointmentId: first.id, startsAt: first.startsAt };
  await api.reminders.markCalled(call);
  await api.reminders.unmarkCalled(call);
  const worker = new ReminderWorker(clinic.host);
  await worker.round();
  clinic.clock.set(plusMinutes(second.startsAt, 1 - 24 * 60));
  await worker.round();
}
