import { describe, expect, it } from 'vitest';
import { post } from '../../main/clinic/reminders/settings.service.ts';
import { ReminderWorker } from '../../main/clinic/reminders/worker.ts';
import type { Posted } from '../../main/post/smtp.ts';
import { refusalOf } from '../support/refused.ts';
import { account, dayBefore, reminding } from '../support/reminding.ts';

describe('reminders that meet trouble', () => {
  const desk = reminding();

  it('are tried again at growing distances, with the same number, and then shown as failed', async () => {
    await desk.switchOn([48]);
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    const busy: Posted = { outcome: 'failed', problem: 'busy', lasting: false };
    desk.answers = [busy, busy, busy, busy, busy, busy, busy];
    desk.at('2026-11-24T08:00:01.000Z');
    const tries: number[] = [];
    for (let minute = 0; minute <= 300; minute++) {
      const before = desk.sent.length;
      await desk.worker.round();
      if (desk.sent.length > before) tries.push(minute);
      desk.clinic.clock.forward(1);
    }
    expect(tries).toEqual([0, 1, 6, 21, 81, 261]);
    expect(new Set(desk.sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await desk.only()).toMatchObject({ state: 'failed', reason: 'busy', attempts: 6, nextAt: null });
    expect(await desk.rosa.reminders.troubles()).toHaveLength(1);
    desk.answers = [];
    await desk.rosa.reminders.retry({ id: (await desk.only()).id });
    await desk.worker.round();
    expect(await desk.only()).toMatchObject({ state: 'sent', attempts: 7 });
    expect(await refusalOf(desk.rosa.reminders.retry({ id: (await desk.only()).id }))).toEqual({
      code: 'WRONG_STATUS',
      data: { status: 'sent' },
    });
  });

  it('do not hammer a server that cannot be reached, and go on as soon as the account is mended', async () => {
    await desk.switchOn();
    for (const time of ['09:00', '10:00', '11:00', '12:00'])
      await desk.book(await desk.patient(['email']), time);
    await desk.worker.round();
    desk.answers = Array.from({ length: 20 }, () => ({
      outcome: 'failed',
      problem: 'sign-in',
      lasting: true,
    }));
    desk.at('2026-11-25T12:00:00.000Z');
    await desk.worker.round();
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    desk.answers = [];
    const { version } = await desk.owner.reminders.settings();
    await desk.owner.reminders.saveAccount({ ...account, password: 'right', version });
    await desk.worker.round();
    expect(desk.sent).toHaveLength(4);
    expect((await desk.mails()).map(([, state]) => state)).toEqual(['failed', 'sent', 'sent', 'sent']);
  });

  it('that may have arrived are shown as unsure and sent again only by a person', async () => {
    await desk.switchOn();
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    desk.answers = [{ outcome: 'unsure' }];
    desk.at(dayBefore);
    await desk.worker.round();
    desk.clinic.clock.forward(600);
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    expect((await desk.only()).state).toBe('unsure');
    const { id } = await desk.only();
    await desk.rosa.reminders.resolve({ id, as: 'send-again' });
    await desk.worker.round();
    expect(desk.sent.map(({ messageId }) => messageId)).toEqual([
      desk.sent[0]?.messageId,
      desk.sent[0]?.messageId,
    ]);
    expect(await refusalOf(desk.rosa.reminders.resolve({ id, as: 'leave' }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
  });

  it('that were cut off by a crash between sending and writing down are unsure, not sent again', async () => {
    await desk.switchOn();
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    desk.at(dayBefore);
    const { promise, resolve: letGo } = Promise.withResolvers<Posted>();
    const usual = post.send;
    post.send = async (_, mail) => {
      desk.sent.push(mail);
      return promise;
    };
    const cut = desk.worker.round();
    while (desk.sent.length === 0) await new Promise((later) => setTimeout(later, 5));
    // The next start of the program finds the row as the last one has left it.
    post.send = usual;
    await new ReminderWorker(desk.clinic.host).round();
    expect((await desk.only()).state).toBe('unsure');
    letGo({ outcome: 'sent' });
    await cut;
    await new ReminderWorker(desk.clinic.host).round();
    expect(desk.sent).toHaveLength(1);
    expect((await desk.only()).state).toBe('unsure');
  });

  it('cannot be sent twice even by a program gone wrong: the database refuses it', async () => {
    await desk.switchOn();
    await desk.book(await desk.patient(['email']));
    await desk.worker.round();
    desk.at(dayBefore);
    await desk.worker.round();
    const raw = desk.clinic.host.clinic!.store.raw;
    const { id } = await desk.only();
    expect(() =>
      raw.prepare(`UPDATE reminders SET state = 'queued', nextAt = stateAt WHERE id = ?`).run(id),
    ).toThrow('REMINDER_SENT');
    expect(() => raw.prepare('DELETE FROM reminders').run()).toThrow('APPEND_ONLY');
    raw
      .prepare(
        `INSERT INTO reminders SELECT '018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f', appointmentId, patientId, hours, startsAt, dueAt,
         'queued', stateAt, NULL, 0, stateAt, '', '', 1 FROM reminders WHERE id = ?`,
      )
      .run(id);
    await desk.worker.round();
    expect(desk.sent).toHaveLength(1);
    expect(() =>
      raw.prepare(`UPDATE reminders SET state = 'sending', nextAt = NULL WHERE state = 'queued'`).run(),
    ).toThrow('REMINDER_TOLD');
  });
});
