import { expect, test } from '@playwright/test';
import { complaintsOf, expectAccessible, expectNothingCutOff } from '../support/looking.ts';
import { enter, go, openClinic, type OpenClinic } from './support/hands.ts';
import { book, today } from './support/seed.ts';

// A visit is moved on somebody's wish, and what that frees is said.

test.use({ viewport: { width: 1024, height: 768 } });

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

test('a move says whose wish it was and who waits for the time; the slip is one press away', async ({
  page,
}) => {
  clinic = await openClinic(async (seeding) => {
    await book(seeding, 'lukasz', 'henrik', '10:00');
    await book(seeding, 'siobhan', 'henrik', '11:00');
    const rosa = await seeding.as('rosa');
    await rosa.patients.recordDeath({ id: seeding.ids['siobhan'] ?? '', diedOn: '2026-11-20' });
    await rosa.waiting.save({
      ...{ patientId: seeding.ids['jurgen'] ?? '', typeId: seeding.people.appointmentTypeId },
      ...{ practitionerIds: [], minutes: null, from: today, until: null, weekdays: [], windows: [] },
      ...{ urgency: 'soon', note: '' },
    });
  });
  const complaints = complaintsOf(page);
  const { desk } = clinic;
  await enter(page, desk, 'rosa', '/day');
  const card = (name: string) => page.locator('[data-visit]').filter({ hasText: name });
  await expect(card('Siobh')).toContainText('Deceased');
  await card('Łukasz').click();
  await page.getByRole('button', { name: 'Move…' }).click();
  const dialog = page.getByRole('dialog', { name: /Move the visit of/ });
  await dialog.getByRole('textbox', { name: 'Start' }).fill('15:00');
  await dialog.getByText('Clinic', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Practitioner away');
  await expectAccessible(page, 'moving a visit');
  await expectNothingCutOff(page, 'moving a visit');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(/is moved\. 1 person waits for this time\./)).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText(/asked by the clinic · Practitioner away/)).toBeVisible();
  await page.getByRole('button', { name: 'Appointment slip' }).click();
  await expect(page.getByText(/Page 1 of/).first()).toBeVisible();
  await go(page, desk, '/board');
  await expect(page.locator('[data-card]').filter({ hasText: 'Siobh' })).toContainText('Deceased');
  expect(complaints).toEqual([]);
});
