import { describe, expect, it } from 'vitest';
import { ReminderWorker } from '../../main/clinic/reminders/worker.ts';
import { account, dayBefore, reminding, visitDay } from '../support/reminding.ts';

describe('reminders by mail', () => {
  const desk = reminding();

  it('go out once, at their time, and say when, where and with whom, and nothing of why', async () => {
    await desk.switchOn();
    const visit = await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    expect(await desk.mails()).toEqual([[24, 'queued', null]]);
    desk.at('2026-11-25T07:59:59.000Z');
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    desk.at(dayBefore);
    await desk.worker.round();
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    expect(await desk.mails()).toEqual([[24, 'sent', null]]);
    const [mail] = desk.sent;
    expect(mail).toMatchObject({
      to: 'shiv@patients.example',
      from: { name: 'Harbour Clinic', address: 'desk@harbour.example' },
      subject: expect.stringMatching(/^Your appointment on Thursday,? 26 November 2026 at 10:00$/),
      language: 'en',
    });
    expect(mail?.messageId).toBe(`${(await desk.only()).id}@harbour.example`);
    expect(mail?.text).toContain('Hello Shiv,');
    expect(mail?.text).toContain('with Dr Henrik Sørensen at Harbour Clinic');
    expect(mail?.text).toContain('12 Quay Street, Cape Town 8001');
    expect(mail?.text).toContain('+27 21 555 0100');
    expect(JSON.stringify(mail)).not.toMatch(/needling|knee|hurts|Connor|1979/i);
    expect(visit.status).toBe('booked');
  });

  it('are sent to nobody who was not asked, said no, wants a call instead, or has no address', async () => {
    await desk.switchOn();
    await desk.book(await desk.patient(null), '09:00');
    await desk.book(await desk.patient([]), '10:00');
    await desk.book(await desk.patient(['call', 'slip']), '11:00');
    const without = await desk.patient(['email'], { email: '' });
    await desk.book(without, '12:00');
    desk.at(dayBefore);
    desk.clinic.clock.forward(24 * 60 - 600);
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    expect(await desk.mails()).toEqual([[24, 'failed', 'no-address']]);
    const day = await desk.rosa.reminders.ofDay({ date: visitDay });
    expect(day.notAsked).toHaveLength(1);
    expect(day.calls).toMatchObject([{ phone: '021 555 0187', called: null }]);
    expect(day.slips).toHaveLength(1);
    await desk.rosa.reminders.recordChoice({
      patientId: without,
      asked: true,
      ways: ['email'],
      email: 'new@patients.example',
      phone: '',
      version: 1,
    });
    await desk.rosa.reminders.retry({ id: (await desk.only()).id });
    await desk.worker.round();
    expect(desk.sent.map(({ to }) => to)).toEqual(['new@patients.example']);
  });

  it('stay here while sending is off, and go out late once it is on', async () => {
    await desk.owner.reminders.saveAccount({ ...account, password: 'secret', version: 1 });
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    desk.at(dayBefore);
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    await desk.owner.reminders.reviseSettings({ sending: true, leads: [24], language: 'en', version: 2 });
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
  });

  it('are not sent for a visit that was cancelled, and are again when that is taken back', async () => {
    await desk.switchOn();
    const visit = await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    const { version } = await desk.rosa.appointments.cancel({
      id: visit.id,
      version: visit.version,
      reason: 'no time',
      by: 'patient',
    });
    desk.at(dayBefore);
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    expect(await desk.mails()).toEqual([[24, 'dropped', 'cancelled']]);
    await desk.rosa.appointments.undo({ id: visit.id, version });
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    expect(await desk.mails()).toEqual([
      [24, 'dropped', 'cancelled'],
      [24, 'sent', null],
    ]);
  });

  it('are sent for the new time of a moved visit, and for the old one again only when it was moved back', async () => {
    await desk.switchOn();
    const visit = await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    const move = (version: number, date: string, time: string) =>
      desk.rosa.appointments.move({
        id: visit.id,
        version,
        practitionerId: visit.practitionerId,
        roomId: null,
        start: { date, time },
        minutes: 30,
      });
    const moved = await move(visit.version, '2026-11-27', '15:00');
    desk.at(dayBefore);
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    desk.at('2026-11-26T13:00:01.000Z');
    await desk.worker.round();
    expect(desk.sent.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/Friday,? 27 November 2026 at 15:00$/),
    ]);
    const later = await move(moved.version, '2026-12-03', '15:00');
    await desk.worker.round();
    const back = await move(later.version, '2026-11-27', '15:00');
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    await move(back.version, '2026-12-03', '15:00');
    desk.at('2026-12-02T13:00:01.000Z');
    await desk.worker.round();
    expect(desk.sent).toHaveLength(2);
  });

  it('are not sent to who has died, did not come or is already here', async () => {
    await desk.switchOn();
    const [dead, missed, here] = [
      await desk.patient(['email']),
      await desk.patient(['email']),
      await desk.patient(['email']),
    ];
    await desk.book(dead, '09:00');
    const visits = [await desk.book(missed, '10:00'), await desk.book(here, '11:00')];
    await desk.worker.round();
    await desk.rosa.patients.recordDeath({ id: dead, diedOn: '2026-11-22' });
    await desk.rosa.appointments.markDidNotAttend({ id: visits[0]?.id ?? '', version: 1 });
    await desk.rosa.appointments.arrive({ id: visits[1]?.id ?? '', version: 1 });
    desk.at(dayBefore);
    desk.clinic.clock.forward(180);
    await desk.worker.round();
    expect(desk.sent).toEqual([]);
    expect((await desk.mails()).map(([, , reason]) => reason)).toEqual([
      'deceased',
      'cancelled',
      'already-here',
    ]);
  });

  it('are not sent to who booked after they would have gone out', async () => {
    await desk.switchOn([48, 2]);
    desk.at('2026-11-25T12:00:00.000Z');
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    expect(await desk.mails()).toEqual([
      [48, 'dropped', 'booked-late'],
      [2, 'queued', null],
    ]);
  });

  it('are sent once and not three times after a pause of the desk, and never in the last half hour', async () => {
    await desk.switchOn([72, 48, 24]);
    desk.at('2026-11-20T07:00:00.000Z');
    const id = await desk.patient(['email']);
    await desk.book(id);
    await desk.book(id, '17:30', '2026-11-25');
    await desk.worker.round();
    desk.at('2026-11-25T15:15:00.000Z');
    await desk.worker.round();
    expect(await desk.mails()).toEqual([
      [72, 'dropped', 'superseded'],
      [48, 'dropped', 'superseded'],
      [24, 'sent', null],
    ]);
    expect(new Set((await desk.mails('2026-11-25')).map(([, , reason]) => reason))).toEqual(
      new Set(['too-late']),
    );
    expect(desk.sent).toHaveLength(1);
  });

  it('are written in the patient’s language once somebody has approved its text', async () => {
    await desk.switchOn();
    const id = await desk.patient(['email'], { language: 'de-AT' });
    await desk.book(id);
    await desk.worker.round();
    const german = (await desk.owner.reminders.templates()).find(({ language }) => language === 'de');
    expect(german).toMatchObject({ origin: 'draft', approved: null, version: 0 });
    await desk.owner.reminders.saveTemplate({
      language: 'de',
      subject: german?.subject ?? '',
      body: german?.body ?? '',
      approved: true,
      version: 0,
    });
    desk.at(dayBefore);
    await desk.worker.round();
    expect(desk.sent[0]).toMatchObject({
      language: 'de',
      subject: 'Ihr Termin am Donnerstag, 26. November 2026 um 10:00 Uhr',
    });
  });

  it('leave an audit row without a person for each thing done, and the chain stays sound', async () => {
    await desk.switchOn();
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    desk.at(dayBefore);
    await desk.worker.round();
    const rows = await desk.owner.upkeep.auditTrail({ before: null, limit: 20 });
    const done = rows.filter(({ procedure, actor }) => procedure.startsWith('reminders.') && actor === null);
    expect(done.map(({ procedure }) => procedure)).toEqual([
      'reminders.sent',
      'reminders.send',
      'reminders.plan',
    ]);
    expect(new Set(done.map(({ patientId }) => patientId)).has(null)).toBe(false);
    expect((await desk.owner.upkeep.verifyAudit()).sound).toBe(true);
  });

  it('are looked at as soon as the book changes, and not after the desk is closed', async () => {
    await desk.switchOn();
    desk.at('2026-11-25T08:00:01.000Z');
    const busy = new ReminderWorker(desk.clinic.host, 60_000);
    busy.start();
    const id = await desk.patient(['email']);
    desk.clinic.clock.set('2026-11-20T08:00:01.000Z');
    await desk.book(id);
    desk.clinic.clock.set('2026-11-25T08:00:02.000Z');
    await desk.rosa.reminders.recordChoice({
      patientId: id,
      asked: true,
      ways: ['email'],
      email: '',
      phone: '',
      version: 1,
    });
    for (let tries = 0; tries < 100 && desk.sent.length === 0; tries++)
      await new Promise((later) => setTimeout(later, 20));
    expect(desk.sent).toHaveLength(1);
    await busy.stop();
    await desk.book(id, '14:00');
    await new Promise((later) => setTimeout(later, 50));
    expect(await desk.mails()).toHaveLength(1);
  });
});
