import { expect, test, type Page } from '@playwright/test';
import { heelPlan, registerHeel } from '../../main/demo/cases/heel.ts';
import { agree } from '../../main/demo/cases/steps.ts';
import { complaintsOf } from '../support/looking.ts';
import { enter, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// A whole visit without a pointer: book, arrive, treat, sign.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

/** Tabs on until the focus stands on something of that name; fails when it never does. */
async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let count = 0; count < most; count++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? [...(element.labels ?? [])]
          : [];
      return [
        element.getAttribute('aria-label'),
        ...labels.map((label) => label.textContent),
        element.textContent,
      ]
        .filter(Boolean)
        .join(' | ');
    });
    if (name.test(here)) return;
  }
  throw new Error(`Tab never reaches ${String(name)}`);
}

/** Opens the list under the focus, goes down to an option and takes it. */
async function take(page: Page, option: string | RegExp): Promise<void> {
  const shown = page.getByRole('option').filter({ visible: true });
  const marked = page.locator('[role="option"][data-combobox-selected]').filter({ visible: true });
  const wanted = marked.filter({ hasText: option });
  await page.keyboard.press('ArrowDown');
  await expect(shown.filter({ hasText: option }).first()).toBeVisible();
  // A list that opens goes to what is chosen already by a timer of its own; a key pressed before that is taken back.
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 50)));
  for (let count = 0; count < 30 && (await wanted.count()) === 0; count++)
    await page.keyboard.press('ArrowDown');
  await expect(wanted).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(shown).toHaveCount(0);
}

test('a whole visit goes by the keyboard alone', async ({ page }) => {
  test.setTimeout(180_000);
  clinic = await openClinic(async ({ as, clock, people }) => {
    const api = await as('henrik');
    const { patientId, name } = await registerHeel(api, clock, today);
    await agree(api, people, {
      patientId,
      appointmentId: null,
      plan: { ...heelPlan, techniques: ['dry-needling', ...heelPlan.techniques] },
      name,
    });
  }, ten);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik');
  await expect(page.getByRole('heading', { name: /23 November/ })).toBeVisible();
  // A pointer that moves would be used by mistake; this journey has none.
  await page.evaluate(() => {
    for (const kind of ['pointerdown', 'mousedown'])
      addEventListener(
        kind,
        (event) => event.isTrusted && Object.assign(globalThis, { pointed: true }),
        true,
      );
  });

  await test.step('book', async () => {
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: 'Book a visit' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Patient', exact: true })).toBeFocused();
    await page.keyboard.type('thandeka');
    await expect(page.getByRole('option', { name: /Thandeka/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, /^Practitioner/);
    await take(page, 'Dr Henrik Sørensen');
    await expect(page.getByRole('combobox', { name: 'Practitioner' })).toHaveValue(/Henrik/);
    await tabTo(page, /^Start/);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('10:15');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Thandeka.*10:15–10:45/ })).toBeVisible();
  });

  await test.step('arrive', async () => {
    await tabTo(page, /^Mark as arrived/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Start treatment' })).toBeVisible();
  });

  await test.step('treat', async () => {
    await tabTo(page, /^Start treatment/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Continue this course/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Session 1 of 3 planned')).toBeVisible();
    await tabTo(page, /^Substances read again/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Patient agrees/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Confirmed by word')).toBeVisible();
    await tabTo(page, /^Asked again today/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Safety answers are confirmed for today.')).toBeVisible();
    await tabTo(page, /^Or type the site/);
    await page.keyboard.type('heel fascia r');
    await expect(page.getByRole('option', { name: /Heel, plantar/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, /^3, strong/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Pain now before/);
    await page.keyboard.type('6');
    await expect(page.getByRole('article', { name: /Heel, plantar fascia origin/ })).toBeVisible();

    await tabTo(page, /^Add technique/);
    await page.keyboard.press('Enter');
    const laser = page.getByRole('menuitem', { name: /Low energy laser/ });
    await expect(laser).toBeVisible();
    for (
      let count = 0;
      count < 20 && !(await laser.evaluate((item) => item === document.activeElement));
      count++
    )
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const block = page.getByRole('article', { name: /Low energy laser/ });
    await expect(block).toBeVisible();
    await tabTo(page, /^Device/);
    await take(page, /Laser 808/);
    await expect(block.getByRole('combobox', { name: 'Laser class' })).toHaveValue('3B');
    await tabTo(page, /^Wavelength/);
    await page.keyboard.type('808');
    await tabTo(page, /^Emission/);
    await take(page, 'continuous');
    await tabTo(page, /^Eye protection/);
    await take(page, 'patient and staff');
    await tabTo(page, /^Average power/);
    await page.keyboard.type('100');
    await tabTo(page, /^Spot area at skin/);
    await page.keyboard.type('0.5');
    await tabTo(page, /^Application/);
    await take(page, /^contact/);
    await tabTo(page, /^Time per point/);
    await page.keyboard.type('40');
    await tabTo(page, /^Points/);
    await page.keyboard.type('2');
    await tabTo(page, /^Add a site/);
    await page.keyboard.type('heel fascia r');
    await expect(block.getByRole('option', { name: /Heel, plantar/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(block).toContainText('Energy in session: 8 J');
    // The new place stands before the field that found it.
    for (let count = 0; count < 60; count++) {
      await page.keyboard.press('Shift+Tab');
      if (
        await block
          .getByRole('combobox', { name: 'Guidance' })
          .evaluate((field) => field === document.activeElement)
      )
        break;
    }
    await take(page, 'palpation');
    await expect(block.getByRole('combobox', { name: 'Guidance' })).toHaveValue('palpation');
    await tabTo(page, /^Pain now after/);
    await page.keyboard.type('5');
    await tabTo(page, /^Aftercare given/);
    await take(page, /^spoken$/);
    await tabTo(page, /^yes/);
    await page.keyboard.press('Space');
  });

  await test.step('sign', async () => {
    await expect(page.getByText('Saving…')).toBeHidden();
    for (let count = 0; count < 10; count++) {
      const empty = await page
        .getByRole('textbox', { name: /^Reason:/ })
        .evaluateAll((fields) => fields.filter((field) => (field as HTMLInputElement).value === '').length);
      if (empty === 0) break;
      await tabTo(page, /^Reason:/);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Talked over and accepted');
    }
    await tabTo(page, /^Sign and lock/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The note is signed and locked.')).toBeVisible();
  });
  expect(await page.evaluate(() => 'pointed' in globalThis)).toBe(false);
  expect(complaints).toEqual([]);
});
