import { rmSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { Api } from '../../shared/contract/index.ts';
import { amina } from '../clinic/consent-cases.ts';
import { newDesk } from '../support/desk.ts';
import { atBothSizes, complaintsOf, expectAccessible, expectNothingCutOff } from '../support/looking.ts';
import { passwordOf } from '../support/people.ts';
import { seededFolder } from '../support/seeded-folder.ts';
import { takeTyped } from './support/acts.ts';

// A talk from plan to withdrawal, without the mouse.

async function seed(owner: Api): Promise<string> {
  const { id } = await owner.patients.register({ identity: amina, anyway: true });
  const { safety } = await owner.patients.open({ id });
  if (safety === null) throw new Error('the owner who treats reads safety');
  await owner.patients.recordSafety({
    id,
    safety: {
      ...safety,
      allergyState: 'listed',
      allergies: [{ substance: 'Chamomile', reaction: 'hives', substanceId: null }],
      medicineState: 'none-known',
      answers: [{ flagId: 'asteraceae-allergy', answer: 'yes', regions: [], side: null, note: '' }],
    },
  });
  return id;
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('textbox', { name: 'User name' }).fill('henrik');
  await page.getByRole('textbox', { name: 'Password' }).fill(passwordOf('henrik'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeHidden();
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).last();
  await button.focus();
  await page.keyboard.press('Enter');
}

async function pickSubstance(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).last().focus();
  await page.keyboard.type(text);
  await takeTyped(page, text);
}

async function plan(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Date of birth' }).check();
  await press(page, 'Compose the document');
  await expect(page.getByText('Say what is treated.')).toBeVisible();
  await page.getByLabel('Condition').fill('Heel pain on the left for three months');
  for (const technique of ['Dry needling', 'Soft tissue and attachment injection']) {
    await page.getByRole('checkbox', { name: technique, exact: true }).focus();
    await page.keyboard.press('Space');
  }
  await pickSubstance(page, 'Add a substance', 'lidocaine (lig');
  await pickSubstance(page, 'Mix into this syringe', 'traumeel');
  await pickSubstance(page, 'Add a substance', 'zeel');
  await expect(
    page.getByRole('group', { name: /Lidocaine.*Traumeel/ }).getByText('Drug', { exact: true }),
  ).toBeVisible();
  await expect(
    page.getByRole('group', { name: /Zeel/ }).getByText('Biological or natural substance'),
  ).toBeVisible();
  await page.getByRole('checkbox', { name: 'Sole and heel, Left' }).focus();
  await page.keyboard.press('Space');
}

/** Answers whatever is open, one line after the other, by Y or N. */
async function answerAll(page: Page, refuse: RegExp): Promise<void> {
  const next = page.getByRole('button', { name: 'Next open line' });
  while (await next.isVisible()) {
    const open = await page.getByText(/still open/).textContent();
    await next.focus();
    await page.keyboard.press('Enter');
    const line = await page.evaluate(
      () => document.activeElement?.closest('[data-line]')?.getAttribute('data-line') ?? '',
    );
    await page.keyboard.press(refuse.test(line) ? 'n' : 'y');
    await expect(page.getByText(open ?? '')).toBeHidden();
  }
}

async function sign(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Signature' }).locator('[tabindex="0"]').first().focus();
  await page.keyboard.press('Space');
  for (const key of [
    'ArrowRight',
    'ArrowDown',
    'ArrowRight',
    'ArrowUp',
    'ArrowRight',
    'ArrowDown',
    'ArrowRight',
  ])
    await page.keyboard.press(key);
  await page.keyboard.press('Space');
}

test('a consent is planned, talked over, signed and partly taken back without the mouse', async ({
  page,
}) => {
  const { folder, seeded: patientId } = await seededFolder(seed);
  const desk = await newDesk({ folder, demo: true });
  const complaints = complaintsOf(page);
  const look = async (where: string) => {
    await atBothSizes(page, (width) => expectNothingCutOff(page, `${where}, ${width}`));
    await expectAccessible(page, where);
  };
  try {
    await page.setViewportSize({ width: 1024, height: 768 });
    await signIn(page, desk.launchAddress());
    await page.goto(`${desk.origin}/#/consents/new?patient=${patientId}`);
    await plan(page);
    await look('plan');
    await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Date of birth' }).check();
    await press(page, 'Compose the document');

    await expect(page.getByRole('heading', { name: 'Your consent to treatment' })).toBeVisible();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Drugs', exact: true })).toBeVisible();
    await expect(page.getByText(/Allergy recorded: Chamomile/).first()).toBeVisible();
    await look('talk');
    await press(page, 'Go on to sign');
    await expect(page.getByRole('button', { name: /^Answer: Dry needling/ })).toBeVisible();
    await answerAll(page, /dry-needling/);
    await page.getByLabel('What matters to this patient').fill('Stands all day as a baker');
    await press(page, 'Go on to sign');

    await press(page, /^Sign$/);
    await expect(page.getByText('Please type the full name.')).toBeVisible();
    await sign(page);
    await page.getByLabel('Full name in letters').fill('Amina Okoye');
    await look('patient signs');
    await press(page, /^Sign$/);

    await expect(page.getByRole('heading', { name: 'Countersignature' })).toBeVisible();
    await sign(page);
    await look('practitioner signs');
    await press(page, 'Countersign and lock');

    await expect(page.getByText('Agreed with limits')).toBeVisible();
    await expect(page.getByText('Unchanged since it was signed')).toBeVisible();
    await look('complete');
    await press(page, 'Withdraw…');
    await page.getByRole('radio', { name: 'Single lines' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: /Zeel/ }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('radio', { name: 'Spoken' }).focus();
    await page.keyboard.press('Space');
    await look('withdrawing');
    await press(page, /^Withdraw$/);
    await expect(page.getByText('Partly withdrawn')).toBeVisible();
    await press(page, 'Preview and print');
    await expect(page).toHaveURL(/papers\/consent/);
    expect(complaints).toEqual([]);
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
