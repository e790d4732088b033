import { expect, test, type Page } from '@playwright/test';
import { newDesk } from '../support/desk.ts';
import { owner, readWords, signIn, typeBack } from '../support/founding.ts';
import { atBothSizes, complaintsOf, expectAccessible, expectNothingCutOff } from '../support/looking.ts';
import { passwordOf } from '../support/people.ts';
import { enter, openClinic } from './support/hands.ts';

// From an empty folder to a clinic that opens its doors, and every door that the owner then meets.

const { password } = owner;

async function look(page: Page, where: string): Promise<void> {
  await atBothSizes(page, (width) => expectNothingCutOff(page, `${where}, ${width}`));
  await expectAccessible(page, where);
}

async function describeClinic(page: Page): Promise<void> {
  await page.getByLabel('Name of the clinic').fill('Praxis am Hang');
  await page.getByLabel('Address').fill('Hangweg 4\n79098 Freiburg');
  await look(page, 'clinic profile');
  await page.getByRole('button', { name: 'Next' }).click();
}

async function nameOwner(page: Page): Promise<void> {
  await page.getByLabel('Full name').fill('Dr. Ida Brandl');
  await page.getByRole('textbox', { name: 'User name' }).fill('ida');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('too short');
  await page.getByRole('textbox', { name: 'Password again' }).fill(password);
  await page.getByRole('button', { name: 'Found the clinic' }).click();
  await expect(page.getByText('The two passwords differ.')).toBeVisible();
  await look(page, 'owner, refused');
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('button', { name: 'Found the clinic' }).click();
}

async function lookAtWords(page: Page): Promise<string[]> {
  const words = await readWords(page);
  await look(page, 'recovery kit');
  return words;
}

test('an empty folder becomes a clinic, on the smaller of the two windows', async ({ page }) => {
  const desk = await newDesk();
  try {
    test.slow();
    const complaints = complaintsOf(page);
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(desk.launchAddress());
    await describeClinic(page);
    await nameOwner(page);

    const words = await lookAtWords(page);
    expect(words).toHaveLength(12);
    await page.getByRole('button', { name: 'Preview and print' }).click();
    await expect(page.getByRole('dialog').getByText('Page 1 of 1').first()).toBeVisible();
    await look(page, 'recovery kit on paper');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'I have the sheet in my hand' }).click();
    await typeBack(page, ['zzzz', ...words.slice(1)]);
    await expect(page.getByRole('textbox', { name: '1', exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await look(page, 'a wrong word');
    await page.getByRole('textbox', { name: '1', exact: true }).fill(words[0] ?? '');
    await page.getByRole('button', { name: 'Check the words' }).click();

    await expect(page.getByRole('heading', { name: 'Who works here?' })).toBeVisible();
    await page.getByRole('row', { name: /Ida Brandl/ }).click();
    await page.getByRole('button', { name: 'Add a credential' }).click();
    await page.getByLabel('Valid to').fill('31.12.2099');
    await look(page, 'a credential');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved').first()).toBeVisible();
    await look(page, 'people and credentials');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByRole('button', { name: 'Add a room' }).click();
    await page.getByLabel('Name').fill('Room 1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /Room 1/ })).toBeVisible();
    await page.reload();

    // The sitting ends with the page; the setup goes on where it was left.
    await signIn(page);
    await page.goto(`${desk.origin}/#/setup`);
    await expect(page.getByRole('heading', { name: 'Where and with what?' })).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Add a type' }).click();
    await page.getByLabel('Name').fill('First visit');
    await look(page, 'an appointment type');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /First visit/ })).toBeVisible();
    await page.getByRole('button', { name: 'Open the clinic' }).click();
    await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await desk.stop();
  }
});

test('a setup that was left before the words were typed back goes on at the words', async ({ page }) => {
  const desk = await newDesk();
  try {
    await page.goto(desk.launchAddress());
    await describeClinic(page);
    await nameOwner(page);
    await readWords(page);
    await page.reload();
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'Print the recovery kit' })).toBeVisible();
    await expect(page.getByText('It can be printed again here.')).toBeVisible();
  } finally {
    await desk.stop();
  }
});

test('a locked window shows nothing, keeps what was typed, and opens to its own person alone', async ({
  page,
}) => {
  const clinic = await openClinic();
  try {
    await enter(page, clinic.desk, 'nomsa', '/settings/clinic');
    await page.getByLabel('Practice number').fill('half typed');

    await page.keyboard.press('Alt+l');
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page.getByLabel('Practice number')).toBeHidden();
    await look(page, 'locked');
    await page.getByLabel(/Password of/).fill('not my password at all');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('do not go together');
    await look(page, 'locked, refused');
    await page.getByLabel(/Password of/).fill(passwordOf('nomsa'));
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Practice number')).toHaveValue('half typed');
    await look(page, 'settings');

    await page.getByRole('button', { name: /Nomsa/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await look(page, 'sign in');
  } finally {
    await clinic.stop();
  }
});
