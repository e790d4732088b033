import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { type MailServer, mailUser, startMailServer } from '../support/mail-server.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('the mail account of the clinic', () => {
  let clinic: Clinic;
  let owner: Api;
  let server: MailServer;
  const account = () => ({
    host: '127.0.0.1',
    port: server.port,
    security: 'none' as const,
    user: mailUser.user,
    fromName: 'Harbour Clinic',
    fromAddress: 'desk@harbour.example',
  });
  const version = async () => (await owner.reminders.settings()).version;
  beforeAll(async () => {
    [clinic, server] = await Promise.all([newClinic(), startMailServer()]);
    owner = await clinic.as('nomsa');
  });
  afterAll(async () => {
    await server.stop();
    await clinic.close();
  });

  it('starts with none, sends nothing, and cannot be switched on', async () => {
    expect(await owner.reminders.settings()).toEqual({
      account: null,
      sending: false,
      leads: [24],
      language: 'en',
      version: 1,
    });
    expect(
      await refusalOf(
        owner.reminders.reviseSettings({ sending: true, leads: [24], language: 'en', version: 1 }),
      ),
    ).toEqual({ code: 'MAIL_NOT_SET_UP', data: {} });
    expect(await refusalOf(owner.reminders.sendTest({ to: 'a@b.example', language: 'en' }))).toMatchObject({
      code: 'MAIL_NOT_SET_UP',
    });
  });

  it('keeps the password to itself: no window ever gets it back', async () => {
    await owner.reminders.saveAccount({ ...account(), password: mailUser.password, version: 1 });
    const settings = await owner.reminders.settings();
    expect(settings.account).toEqual({ ...account(), hasPassword: true });
    expect(JSON.stringify(settings)).not.toContain(mailUser.password);
    for (const { name, text } of clinic.host
      .clinic!.store.raw.prepare(`SELECT procedure AS name, answer AS text FROM requests`)
      .all() as { name: string; text: string }[])
      expect(text, name).not.toContain(mailUser.password);
  });

  it('sends a test with invented data to whom the owner names, and says what went wrong', async () => {
    await owner.reminders.sendTest({ to: 'nomsa@harbour.example', language: 'de' });
    const [got] = server.received();
    expect(got).toMatchObject({ to: 'nomsa@harbour.example', user: mailUser.user });
    expect(got?.text).toContain('Guten Tag Anna,');
    expect(
      await refusalOf(owner.reminders.sendTest({ to: 'nobody@harbour.example', language: 'en' })),
    ).toEqual({
      code: 'MAIL_FAILED',
      data: { problem: 'address-refused' },
    });
    expect(await refusalOf(owner.reminders.sendTest({ to: 'nowhere', language: 'en' }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'to' },
    });
  });

  it('asks for the password again before it goes to another server or user', async () => {
    for (const change of [
      { host: 'localhost' },
      { port: 1 },
      { security: 'starttls' as const },
      { user: 'other' },
    ])
      expect(
        await refusalOf(
          owner.reminders.saveAccount({ ...account(), ...change, password: null, version: await version() }),
        ),
      ).toEqual({ code: 'INVALID', data: { field: 'password', problem: 'missing' } });
    await owner.reminders.saveAccount({
      ...account(),
      fromName: 'Harbour',
      password: null,
      version: await version(),
    });
    await owner.reminders.sendTest({ to: 'again@harbour.example', language: 'en' });
  });

  it('never speaks without encryption to another machine', async () => {
    expect(
      await refusalOf(
        owner.reminders.saveAccount({
          ...account(),
          host: 'mail.harbour.example',
          password: 'x',
          version: await version(),
        }),
      ),
    ).toEqual({ code: 'INVALID', data: { field: 'security', problem: 'unencrypted' } });
    for (const change of [{ host: 'mail harbour' }, { host: '-' }, { fromAddress: 'desk at harbour' }])
      expect(
        await refusalOf(
          owner.reminders.saveAccount({ ...account(), ...change, password: 'x', version: await version() }),
        ),
      ).toMatchObject({ code: 'INVALID' });
  });

  it('is forgotten with its password, and sending with it', async () => {
    await owner.reminders.reviseSettings({
      sending: true,
      leads: [2, 24, 24],
      language: 'en',
      version: await version(),
    });
    expect(await owner.reminders.settings()).toMatchObject({ sending: true, leads: [24, 2] });
    await owner.reminders.removeAccount({ version: await version() });
    expect(await owner.reminders.settings()).toMatchObject({ account: null, sending: false });
    expect(
      clinic.host.clinic!.store.raw.prepare('SELECT account, password FROM reminderSettings').get(),
    ).toEqual({ account: null, password: '' });
    expect(
      await refusalOf(
        owner.reminders.reviseSettings({ sending: false, leads: [], language: 'en', version: 1 }),
      ),
    ).toMatchObject({ code: 'STALE_VERSION' });
  });

  it('belongs to the owner alone', async () => {
    const rosa = await clinic.as('rosa');
    expect(
      await refusalOf(rosa.reminders.saveAccount({ ...account(), password: 'x', version: 1 })),
    ).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(rosa.reminders.sendTest({ to: 'a@b.example', language: 'en' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the text of a reminder', () => {
  let clinic: Clinic;
  let owner: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
  });
  afterAll(() => clinic.close());
  const save = (subject: string, body: string, language = 'en', version = 0) =>
    owner.reminders.saveTemplate({ language, subject, body, approved: true, version });

  it.each([
    ['Visit {date} {time}', 'about your {type}', 'unknown-placeholder', 'type'],
    ['Visit {date} {time}', 'your {technique} with {Practitioner}', 'unknown-placeholder', 'technique'],
    ['{note}', '{date} {time}', 'unknown-placeholder', 'note'],
    ['Visit', 'on {date}', 'missing', 'time'],
    ['Visit', 'at {time}', 'missing', 'date'],
    ['Visit', 'on {date} at {time', 'open-brace', '{time'],
    ['Visit }', 'on {date} at {time}', 'open-brace', '}'],
  ])('is refused by name: %j %j', async (subject, body, problem, name) => {
    const refused = await refusalOf(save(subject, body));
    expect(refused.code).toBe('TEMPLATE_REFUSED');
    expect(refused.data).toEqual({ problem, name });
  });

  it('is kept with who approved it, and edited by one person at a time', async () => {
    const { version } = await save('Visit on {date}', 'At {time}. {name}, {clinic}', 'en');
    const list = await owner.reminders.templates();
    expect(list.map(({ language, origin }) => [language, origin])).toEqual([
      ['de', 'draft'],
      ['en', 'own'],
      ['fr', 'draft'],
    ]);
    expect(list[1]).toMatchObject({ approved: { by: 'Nomsa Dlamini' }, version: 1 });
    expect(await refusalOf(save('Visit on {date}', 'At {time}', 'en', 0))).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: version },
    });
    await save('Visita {date}', '{time}', 'it');
    expect((await owner.reminders.templates()).map(({ language }) => language)).toContain('it');
  });
});

describe('who has died', () => {
  it('is shown so wherever they are listed, is booked nowhere, and a mistake can be taken back', async () => {
    const clinic = await newClinic();
    const [owner, rosa] = [await clinic.as('nomsa'), await clinic.as('rosa')];
    const { id: typeId } = await owner.practice.saveAppointmentType({
      name: 'Visit',
      minutes: 30,
      tint: 'teal',
      techniques: [],
    });
    const { id } = await rosa.patients.register({
      identity: { ...named.jurgen, guardians: [] },
      anyway: true,
    });
    const book = (time: string) =>
      rosa.appointments.book({
        patientId: id,
        practitionerId: clinic.ids['henrik'] ?? '',
        roomId: null,
        typeId,
        start: { date: '2026-11-24', time },
        minutes: 30,
        note: '',
      });
    const before = await book('09:00');
    for (const diedOn of ['2026-11-24', '1961-02-27'])
      expect(await refusalOf(rosa.patients.recordDeath({ id, diedOn }))).toMatchObject({
        code: 'INVALID',
        data: { field: 'diedOn' },
      });
    await rosa.patients.recordDeath({ id, diedOn: '2026-11-20' });
    expect(await refusalOf(book('10:00'))).toEqual({
      code: 'PATIENT_DECEASED',
      data: { diedOn: '2026-11-20' },
    });
    const { version, practitionerId } = before;
    const elsewhere = {
      practitionerId,
      roomId: null,
      start: { date: '2026-11-24', time: '10:00' },
      minutes: 30,
    };
    expect(await refusalOf(rosa.appointments.move({ id: before.id, version, ...elsewhere }))).toMatchObject({
      code: 'PATIENT_DECEASED',
    });
    expect((await rosa.patients.open({ id })).diedOn).toBe('2026-11-20');
    expect((await rosa.patients.search({ text: 'gross', limit: 5 }))[0]).toMatchObject({ deceased: true });
    const { appointments } = await rosa.appointments.day({ date: '2026-11-24' });
    expect(appointments[0]).toMatchObject({ id: before.id, patient: { deceased: true } });
    await rosa.patients.recordDeath({ id, diedOn: null });
    expect((await book('10:00')).status).toBe('booked');
    await clinic.close();
  });
});
