import { expect, test, type Page } from '@playwright/test';
import { fixedClock } from '../support/clock.ts';
import { newDesk } from '../support/desk.ts';
import { complaintsOf, expectAccessible, expectNothingCutOff, windows } from '../support/looking.ts';
import { type MailServer, mailUser, startMailServer } from '../support/mail-server.ts';
import { choose, fill } from './support/acts.ts';
import { enter, go, nine } from './support/hands.ts';
import { type Seeding, seeded } from './support/seed.ts';

// Reminders: the owner sets up the mail account, the desk asks a patient, and each visit is told of once.

let server: MailServer;
test.beforeAll(async () => {
  server = await startMailServer();
});
test.afterAll(() => server.stop());

async function look(page: Page, where: string): Promise<void> {
  for (const viewport of windows) {
    await page.setViewportSize(viewport);
    await expectNothingCutOff(page, where);
  }
  await page.setViewportSize(windows[0]);
  await expectAccessible(page, where);
}

const visitDay = '2026-11-26';

/** Two visits three days ahead, of people whose addresses are on file. */
async function twoVisits({ as, ids, people }: Seeding): Promise<void> {
  const rosa = await as('rosa');
  for (const [name, time] of [
    ['siobhan', '10:00'],
    ['lukasz', '11:00'],
  ] as const) {
    const { identity, version } = await rosa.patients.open({ id: ids[name] ?? '' });
    await rosa.patients.revise({
      id: ids[name] ?? '',
      identity: { ...identity, email: `${name}@patients.example` },
      version,
    });
    await rosa.appointments.book({
      patientId: ids[name] ?? '',
      practitionerId: people.practitioner.id,
      roomId: null,
      typeId: people.appointmentTypeId,
      start: { date: visitDay, time },
      minutes: 30,
      note: 'the knee',
    });
  }
}

async function setUpMail(page: Page): Promise<void> {
  await expect(page.getByText('Set up the mail account first.')).toBeVisible();
  await look(page, 'settings of reminders, empty');
  await fill(page, { Server: '127.0.0.1', User: mailUser.user });
  await choose(page, 'Encryption', /None/);
  await page.getByRole('textbox', { name: 'Port' }).fill(String(server.port));
  await page.getByRole('textbox', { name: 'Password' }).fill(mailUser.password);
  await fill(page, { "Sender's name": 'Harbour Clinic', "Sender's address": 'desk@harbour.example' });
  const account = page.getByRole('region', { name: 'Mail account of the clinic' });
  await account.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Kept. Empty leaves it as it is.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('');

  await fill(page, { 'Send a test to': 'nobody@harbour.example' });
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(
    page.getByRole('region', { name: 'Try it' }).getByText('does not take this recipient', { exact: false }),
  ).toBeVisible();
  await fill(page, { 'Send a test to': 'nomsa@harbour.example' });
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The mail server has taken the test.')).toBeVisible();
  await expect.poll(() => server.received().length).toBe(1);

  await page.getByRole('switch', { name: 'Send reminders by e-mail' }).click();
  await page.getByRole('region', { name: 'Sending' }).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await look(page, 'settings of reminders');
}

async function askPatient(page: Page, way: RegExp): Promise<void> {
  const section = page.getByRole('region', { name: 'Reminders and contact' });
  await section.getByRole('button', { name: 'Ask now' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /was asked and has agreed/ }).check();
  await dialog.getByText(way).click();
  await expectAccessible(page, 'asking how to be reminded');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByText(/recorded by Rosa/)).toBeVisible();
}

test('a visit is told of once, by mail, and a cancelled one not at all', async ({ page, browser }) => {
  test.slow();
  const { folder, ids } = await seeded(twoVisits);
  const clock = fixedClock(nine);
  const desk = await newDesk({ folder, now: clock.now });
  try {
    const complaints = complaintsOf(page);
    await enter(page, desk, 'nomsa', '/settings/reminders');
    await setUpMail(page);
    await page.getByRole('row', { name: /German/ }).click();
    await expect(page.getByText('This text was written by a machine.', { exact: false })).toBeVisible();
    await page.getByRole('textbox', { name: 'Message' }).fill('Guten Tag {name}, {diagnosis}');
    await expect(
      page.getByText('There is no placeholder “diagnosis” in reminders.', { exact: false }),
    ).toBeVisible();
    await look(page, 'the text of a reminder');
    await page.keyboard.press('Escape');

    const rosa = await (await browser.newContext({ viewport: windows[0] })).newPage();
    for (const name of ['siobhan', 'lukasz']) {
      if (name === 'siobhan') await enter(rosa, desk, 'rosa', `/patients/${ids[name]}`);
      else await go(rosa, desk, `/patients/${ids[name]}`);
      await askPatient(rosa, /By e-mail/);
    }
    await go(rosa, desk, `/reminders?date=${visitDay}`);
    await expect(rosa.getByRole('row', { name: /Waiting/ })).toHaveCount(2);
    await look(rosa, 'reminders that wait');

    await go(rosa, desk, `/day/${visitDay}`);
    await rosa
      .getByRole('button', { name: /Łukasz Kowalski/ })
      .first()
      .click();
    await rosa.getByRole('button', { name: 'Cancel visit…' }).click();
    const ask = rosa.getByRole('dialog', { name: /Cancel the visit of/ });
    await ask.getByText('Ill', { exact: true }).click();
    await ask.getByRole('button', { name: 'Cancel the visit' }).click();
    await expect(ask).toBeHidden();

    clock.set('2026-11-25T08:00:01.000Z');
    await go(rosa, desk, `/reminders?date=${visitDay}`);
    await expect(rosa.getByRole('row', { name: /Siobhán.*Sent/ })).toBeVisible({ timeout: 40_000 });
    await expect(rosa.getByRole('row', { name: /Łukasz.*Not sent.*does not take place/ })).toBeVisible();
    expect(server.received().map(({ to }) => to)).toEqual([
      'nomsa@harbour.example',
      'siobhan@patients.example',
    ]);
    const [, mail] = server.received();
    expect(mail?.subject).toMatch(/Thursday,? 26 November 2026 at 10:00/);
    expect(mail?.raw).not.toMatch(/knee|needling/i);
    await look(rosa, 'reminders that were sent');
    expect(complaints).toEqual([]);
  } finally {
    await desk.stop();
  }
});

test('a failed reminder says why and is sent again; calls are ticked off and back, by the keyboard alone', async ({
  page,
}) => {
  test.slow();
  const { folder } = await seeded(async (seeding) => {
    await twoVisits(seeding);
    const { as, ids } = seeding;
    const [nomsa, rosa] = [await as('nomsa'), await as('rosa')];
    const { password, ...account } = { ...server.account };
    await nomsa.reminders.saveAccount({
      ...account,
      password,
      fromName: 'Harbour Clinic',
      fromAddress: 'desk@harbour.example',
      version: 1,
    });
    await nomsa.reminders.reviseSettings({ sending: true, leads: [24], language: 'en', version: 2 });
    const wish = { asked: true, phone: '', version: 0 };
    await rosa.reminders.recordChoice({
      ...wish,
      patientId: ids['siobhan'] ?? '',
      ways: ['email', 'slip'],
      email: 'nobody@patients.example',
    });
    await rosa.reminders.recordChoice({ ...wish, patientId: ids['lukasz'] ?? '', ways: ['call'], email: '' });
  });
  const clock = fixedClock('2026-11-25T08:00:01.000Z');
  const desk = await newDesk({ folder, now: clock.now });
  try {
    await enter(page, desk, 'rosa', `/reminders?date=${visitDay}`);
    const trouble = page.getByRole('region', { name: 'Needs a look' });
    await expect(
      trouble.getByText("The patient's address does not exist or was refused.", { exact: false }),
    ).toBeVisible({
      timeout: 40_000,
    });
    await look(page, 'a reminder that failed');

    const tick = page.getByRole('checkbox', { name: /Łukasz Kowalski was called/ });
    await tick.focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Rosa Pereira,', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await expect(tick).not.toBeChecked();

    await page.getByRole('link', { name: /slip for Siobhán/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Page 1 of 1').first()).toBeVisible();
    await page.goBack();
    await page.keyboard.press('[');
    await expect(page).toHaveURL(/date=2026-11-25/);
    await expect(page.getByText('No reminders by e-mail')).toBeVisible();
    await page.keyboard.press(']');
    const before = server.received().length;
    await page
      .getByRole('link', { name: /Siobhán/ })
      .first()
      .click();
    const section = page.getByRole('region', { name: 'Reminders and contact' });
    await section.getByRole('button', { name: 'Change' }).click();
    await fill(page.getByRole('dialog'), { 'E-mail, if another than on file': 'shiv@patients.example' });
    await page.keyboard.press('Enter');
    await expect(section.getByText('shiv@patients.example')).toBeVisible();
    await go(page, desk, `/reminders?date=${visitDay}`);
    await page.getByRole('button', { name: 'Send again' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /Siobhán.*Sent/ })).toBeVisible({ timeout: 40_000 });
    await expect(trouble).toBeHidden();
    expect(
      server
        .received()
        .slice(before)
        .map(({ to }) => to),
    ).toEqual(['shiv@patients.example']);
  } finally {
    await desk.stop();
  }
});

test('calendar files are saved from a visit and for a practitioner', async ({ page }) => {
  const { folder } = await seeded(twoVisits);
  const desk = await newDesk({ folder, now: fixedClock(nine).now });
  try {
    await enter(page, desk, 'rosa', `/day/${visitDay}`);
    await page
      .getByRole('button', { name: /Siobhán/ })
      .first()
      .click();
    const [one] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Calendar file', exact: true }).click(),
    ]);
    expect(one.suggestedFilename()).toBe(`Appointment ${visitDay}.ics`);
    await page.getByRole('button', { name: 'Calendar file of a practitioner' }).click();
    await expectAccessible(page, 'a practitioner’s calendar file');
    await choose(page.getByRole('dialog'), 'Practitioner', /Henrik/);
    const [many] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Make the file' }).click(),
    ]);
    expect(many.suggestedFilename()).toBe('Dr Henrik Sørensen 2026-11-26 to 2026-12-23.ics');
  } finally {
    await desk.stop();
  }
});

test('who has died is marked, cannot be booked, and a mistake is taken back', async ({ page }) => {
  const { folder, ids } = await seeded();
  const desk = await newDesk({ folder, now: fixedClock(nine).now });
  try {
    await enter(page, desk, 'rosa', `/patients/${ids['jurgen']}`);
    const section = page.getByRole('region', { name: 'Reminders and contact' });
    await section.getByRole('button', { name: 'Record a death' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Day of death' }).fill('20.11.2026');
    await expectAccessible(page, 'recording a death');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(section.getByText('Died on')).toBeVisible();
    await go(page, desk, '/patients?text=gross');
    await expect(page.getByRole('row', { name: /Jürgen.*Deceased/ })).toBeVisible();
    await go(page, desk, `/patients/${ids['jurgen']}`);
    await section.getByRole('button', { name: 'Day of death…' }).click();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await expect(section.getByText('Died on')).toBeHidden();
  } finally {
    await desk.stop();
  }
});
