import { expect, test } from '@playwright/test';
import { atBothSizes, complaintsOf, expectAccessible, schemesAt, shot } from '../support/looking.ts';
import { answer } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import type { Seeding } from './support/seed.ts';

// The words of a consent: written by keyboard, looked at, published; the next patient reads them.

let clinic: OpenClinic;
let consentId: string;

/** A consent that is still talked about. */
async function withConsent({ as, people, ids }: Seeding): Promise<void> {
  const henrik = await as('henrik');
  const { id } = await henrik.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId: ids['lukasz'] ?? '',
    appointmentId: null,
    practitionerId: people.practitioner.id,
    plan: {
      condition: 'Neck pain',
      goal: '',
      plannedSessions: 3,
      techniques: ['tens'],
      regions: [{ region: 'knee', side: 'right' }],
      sites: [],
      preparations: [],
    },
  });
  consentId = id;
}

test.beforeEach(async () => {
  clinic = await openClinic(withConsent, ten);
});
test.afterEach(() => clinic.stop());

test('a text is changed by keyboard, looked at as patient and paper, published with its reason, and taken out of use again', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', '/settings');
  await page.getByRole('link', { name: 'Consent texts' }).click();
  await expect(page.getByRole('heading', { name: 'Parts, by technique' })).toBeVisible();
  await shot(page, 'templates-list');
  await atBothSizes(page, async (width) =>
    expectAccessible(page, `consent texts, ${width}`, schemesAt(width)),
  );
  await page.getByText('Electrical stimulation through skin (TENS)').click();
  const blocks = page.getByRole('list', { name: 'Blocks' });
  const afterwards = blocks.getByRole('listitem').filter({ hasText: 'What to do afterwards' });
  await afterwards.getByRole('textbox', { name: 'Text' }).fill('Bring a towel.\nThis is harmless.');
  const reading = page.getByRole('region', { name: 'How it reads' });
  await expect(reading.getByText('Bring a towel.')).toBeVisible();
  await expect(reading.getByText('promises what nobody can: “harmless”')).toBeVisible();
  await afterwards.getByRole('textbox', { name: 'Text' }).fill('Bring a towel, {{patientName}}.');
  await expect(reading.getByText('Bring a towel, Ada Sample.')).toBeVisible();
  await afterwards.getByRole('textbox', { name: 'Text' }).press('Alt+ArrowUp');
  await expect(blocks.getByRole('listitem').nth(1)).toContainText('What to do afterwards');
  await shot(page, 'templates-write');
  await atBothSizes(page, async (width) =>
    expectAccessible(page, `writing a consent text, ${width}`, schemesAt(width)),
  );

  await page.getByRole('button', { name: 'As printed' }).click();
  await expect(page.getByRole('dialog', { name: 'As printed' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText(/Draft saved by Dr Henrik Sørensen/)).toBeVisible();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog.getByText('Say what has changed, and why.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What has changed, and why' }).fill('Towels ran out');
  await answer(dialog, 'Does it change what patients were told?', 'No, wording only');
  await expect(dialog.getByText('Consents that were given stay as they are.')).toBeVisible();
  await shot(page, 'templates-publish');
  await expectAccessible(page, 'publishing a consent text');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 2 is in use.')).toBeVisible();
  const texts = page.url();
  await go(page, clinic.desk, `/consents/${consentId}`);
  await expect(page.getByText('Call us if it burns, itches or blisters.')).toBeVisible();
  await page.getByRole('button', { name: /Plan/ }).first().click();
  await page.getByRole('button', { name: 'Compose anew' }).click();
  await expect(page.getByText('Bring a towel, Łukasz')).toBeVisible();
  await page.goto(texts);

  await page.getByRole('tab', { name: 'Languages' }).click();
  await expect(page.getByText('What is missing or out of date stands in English.')).toBeVisible();
  await shot(page, 'templates-languages');
  await expectAccessible(page, 'languages of a consent text', ['dark']);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Bring a towel, {{patientName}}.')).toBeVisible();
  await shot(page, 'templates-history');
  await expectAccessible(page, 'history of a consent text', ['dark']);
  await page.getByRole('button', { name: 'Take out of use' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('Towels are back');
  await page.getByRole('dialog').getByRole('button', { name: 'Take out of use' }).click();
  await expect(page.getByText('Version 1, as shipped').first()).toBeVisible();

  expect(complaints).toEqual([]);
});
