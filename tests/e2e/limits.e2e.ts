import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { heelVisit, openHeelCase } from '../../main/demo/cases/heel.ts';
import { atBothSizes, complaintsOf, expectAccessible, schemesAt, shot } from '../support/looking.ts';
import { find } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { book, today, type Seeding } from './support/seed.ts';

// What a patient refuses, from their word to the gate; the register of consents; a document checked for what it is.

let clinic: OpenClinic;
const found: Record<string, string> = {};
let paper: Buffer;

async function inTreatment(seeding: Seeding): Promise<void> {
  const { as, people, clock } = seeding;
  const api = await as('henrik');
  const heel = await openHeelCase(api, people, clock, today);
  const { session } = await heelVisit(api, people, clock, heel, today, '07:40');
  const { file } = await api.documents.consent({ id: heel.consent.id, copy: false });
  paper = Buffer.from(await file.arrayBuffer());
  Object.assign(found, { patient: heel.patientId, session: session.id, consent: heel.consent.id });
  await book(seeding, 'lukasz', 'henrik', '11:00');
}

test.beforeEach(async () => {
  clinic = await openClinic(inTreatment, ten);
});
test.afterEach(() => clinic.stop());

test('a refusal at the patient blocks the picker, stands in the next consent and on its paper, and is taken back in words', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/patients/${found['patient']}?tab=consents`);
  await page.getByRole('button', { name: 'Record a refusal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record the refusal' }).click();
  await expect(dialog.getByText('Please choose what is refused.')).toBeVisible();
  await find(dialog, 'What is refused', 'lidoc', /Lidocaine \(lignocaine\) plain/);
  await dialog
    .getByRole('textbox', { name: "In the patient's own words" })
    .fill('No numbing, it made my heart race');
  await dialog.getByText('By telephone', { exact: true }).click();
  await shot(page, 'limits-dialog');
  await expectAccessible(page, 'the dialog of a refusal');
  await dialog.getByRole('button', { name: 'Record the refusal' }).click();
  await expect(page.getByText('No numbing, it made my heart race').first()).toBeVisible();
  await shot(page, 'limits-patient');

  await go(page, clinic.desk, `/treatments/${found['session']}`);
  await expect(page.getByText(/Patient refuses Lidocaine/)).toBeVisible();
  await page
    .getByRole('button', { name: /Record injection/ })
    .first()
    .click();
  const give = page.getByRole('dialog');
  await give.getByRole('combobox', { name: 'Substance' }).click();
  const option = page.getByRole('option', { name: /Lidocaine \(lignocaine\) plain.*No numbing/ });
  await expect(option).toHaveAttribute('data-combobox-disabled', 'true');
  await shot(page, 'limits-picker');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await go(
    page,
    clinic.desk,
    `/consents/new?patient=${found['patient']}&techniques=soft-tissue-injection&substances=lidocaine&regions=foot-plantar:right`,
  );
  await page.getByRole('textbox', { name: 'Condition' }).fill('Heel pain');
  await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Date of birth' }).check();
  await page.getByRole('button', { name: 'Compose the document' }).click();
  const line = page.locator('[data-line="substance:lidocaine"]');
  await expect(line.getByText(/Refused before: Lidocaine/)).toBeVisible();
  await expect(line.getByRole('radio', { name: /accept|agree|yes/i })).toBeDisabled();
  await expect(page.getByText('You have told us that you do not want this')).toBeVisible();
  await expectAccessible(page, 'the talk with a refusal');
  await line.scrollIntoViewIfNeeded();
  await shot(page, 'talk');
  await page.getByRole('button', { name: /preview/i }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await shot(page, 'paper');
  await page.goBack();

  await line.getByRole('button', { name: 'The patient has changed their mind' }).click();
  const lift = page.getByRole('dialog');
  await lift
    .getByRole('textbox', { name: "In the patient's own words" })
    .fill('It was the adrenaline, not this');
  await lift.getByText('Spoken', { exact: true }).click();
  await lift.getByRole('button', { name: 'They have changed their mind' }).click();
  await expect(line.getByText(/Refused before/)).toBeHidden();
  await expect(line.getByRole('radio', { name: /accept|agree|yes/i })).toBeEnabled();
  expect(complaints).toEqual([]);
});

test('the register, whom to ask, and a file that is checked', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1024, height: 768 });
  const complaints = complaintsOf(page);
  const look = (where: string) =>
    atBothSizes(page, (width) => expectAccessible(page, `${where}, ${width}`, schemesAt(width)));
  await enter(page, clinic.desk, 'henrik', '/consents');
  await expect(page.getByRole('row', { name: /Agreed/ }).first()).toBeVisible();
  await shot(page, 'register');
  await look('the register');
  await page.getByRole('button', { name: 'Print the list' }).click();
  await expect(
    page.getByRole('dialog', { name: 'Register of consents' }).locator('canvas').first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'To be asked' }).click();
  await go(page, clinic.desk, `/consents?view=todo&date=${today}`);
  await expect(page.getByText('Łukasz').first()).toBeVisible();
  await look('whom to ask');
  await shot(page, 'register-todo');
  await page.getByRole('tab', { name: 'Check a document' }).click();
  const sound = test.info().outputPath('sound.pdf');
  const bent = test.info().outputPath('bent.pdf');
  writeFileSync(sound, paper);
  const copy = Buffer.from(paper);
  copy[Math.floor(copy.length / 2)] = (copy[Math.floor(copy.length / 2)] ?? 0) ^ 1;
  writeFileSync(bent, copy);
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles(sound);
  await expect(page.getByText('Nothing was found changed')).toBeVisible();
  await look('a checked file');
  await shot(page, 'register-check');
  await picker.setInputFiles(bent);
  await expect(page.getByText('This is not a file that was signed and printed here')).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).fill(found['consent'] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The log is unbroken.')).toBeVisible();
  expect(complaints).toEqual([]);
});
