import { expect, test, type Page } from '@playwright/test';
import { amina } from '../clinic/consent-cases.ts';
import { complaintsOf, expectAccessible, expectNothingCutOff, shot } from '../support/looking.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';

// Consents in which more than two people take part: by keyboard alone, and by finger on a small window.

let clinic: OpenClinic;
let child = '';
let guest = '';

test.beforeAll(async () => {
  clinic = await openClinic(async ({ as }) => {
    const henrik = await as('henrik');
    const parent = { phone: '', mayConsent: true, authority: 'birth certificate' };
    const guardians = [
      { ...parent, name: 'Grace Okoye', relation: 'mother' },
      { ...parent, name: 'Samuel Okoye', relation: 'father' },
      { ...parent, name: 'Uncle Sam', relation: 'uncle', mayConsent: false },
    ];
    child = (
      await henrik.patients.register({
        identity: { ...amina, givenName: 'Zola', birthDate: '2016-03-01', guardians },
        anyway: true,
      })
    ).id;
    guest = (await henrik.patients.register({ identity: amina, anyway: true })).id;
  });
});
test.afterAll(() => clinic.stop());

const link = (patient: string) =>
  `/consents/new?patient=${patient}&techniques=dry-needling&regions=leg-posterior:right`;

async function byKey(page: Page, role: 'button' | 'checkbox' | 'radio' | 'switch', name: string | RegExp) {
  const found = page.getByRole(role, { name }).last();
  await found.focus();
  await page.keyboard.press(role === 'button' ? 'Enter' : 'Space');
}

async function typeInto(page: Page, label: string | RegExp, text: string) {
  await page.getByRole('textbox', { name: label }).last().focus();
  await page.keyboard.type(text);
}

/** Yes to each line that is open, by its key. */
async function agreeToAll(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: 'Next open line' });
  while (await next.isVisible()) {
    const open = await page.getByText(/still open/).textContent();
    await next.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('y');
    await expect(page.getByText(open ?? '')).toBeHidden();
  }
}

async function drawByKey(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Signature' }).locator('[tabindex="0"]').first().focus();
  for (const key of ['Space', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'Space'])
    await page.keyboard.press(key);
}

test('a child says no, the reason is written down, both parents and the practitioner sign, without the mouse', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await enter(page, clinic.desk, 'henrik', link(child));
  await page.getByLabel('Condition').fill('Pain in the calf');
  await byKey(page, 'button', 'Compose the document');

  // Prepared without looking who is there: the document stays shut.
  await expect(page.getByText('First make sure that this is Zola Okoye')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your consent to treatment' })).toBeHidden();
  await expectAccessible(page, 'the gate');
  await shot(page, 'consent-gate');
  await byKey(page, 'checkbox', /^Name$/);
  await byKey(page, 'checkbox', 'Date of birth');
  await byKey(page, 'button', 'Open the document');
  await expect(page.getByRole('heading', { name: 'Your consent to treatment' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Uncle Sam/ })).toHaveCount(0);

  await shot(page, 'consent-talk');
  await agreeToAll(page);
  await byKey(page, 'button', 'Go on to sign');
  await byKey(page, 'button', 'Name who decides for the patient.');
  await expect(page.getByRole('checkbox', { name: /Grace Okoye/ })).toBeFocused();
  await page.keyboard.press('Space');
  await byKey(page, 'checkbox', /Samuel Okoye/);
  await byKey(page, 'radio', 'Does not agree');
  await expect(page.getByText('Zola Okoye does not agree')).toBeVisible();
  await expect(page.getByText('The child says no: write down why it goes on all the same.')).toBeVisible();
  await expectNothingCutOff(page, 'a child says no');
  await expectAccessible(page, 'a child says no');
  await shot(page, 'consent-child');
  await typeInto(page, 'Why it goes on all the same', 'Has seen the needle and wants it now');
  await byKey(page, 'button', 'Add a question');
  await typeInto(page, 'Question 1', 'Does it hurt?');
  await expect(page.getByText('Answer the open question.')).toBeVisible();
  await typeInto(page, 'Answer', 'A short cramp.');
  await expect(page.getByText('Answer the open question.')).toBeHidden();
  await byKey(page, 'button', 'Go on to sign');

  for (const name of ['Grace Okoye', 'Samuel Okoye']) {
    await expect(page.getByRole('heading', { name: `${name} signs now` })).toBeVisible();
    await drawByKey(page);
    await typeInto(page, 'Full name in letters', name);
    if (name === 'Samuel Okoye') {
      await expectAccessible(page, 'the second signer');
      await shot(page, 'consent-second-signer');
    }
    await byKey(page, 'button', /^Sign$/);
  }
  await expect(page.getByRole('heading', { name: 'Countersignature' })).toBeVisible();
  await drawByKey(page);
  await byKey(page, 'button', 'Countersign and lock');
  await expect(page.getByText('Unchanged since it was signed')).toBeVisible();
  await expect(page.getByText('Has seen the needle and wants it now').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });

  test('an interpreter, a reader and a witness take part and sign in turn', async ({ page }) => {
    const complaints = complaintsOf(page);
    await enter(page, clinic.desk, 'henrik', link(guest));
    await page.getByLabel('Condition').fill('Pain in the calf');
    await page.getByRole('checkbox', { name: 'Name', exact: true }).tap();
    await page.getByRole('checkbox', { name: 'Date of birth' }).tap();
    await page.getByRole('button', { name: 'Compose the document' }).tap();
    await expect(page.getByRole('heading', { name: 'Your consent to treatment' })).toBeVisible();
    await agreeToAll(page);

    await page.getByRole('switch', { name: 'Somebody interprets' }).setChecked(true);
    await page.getByLabel('Name of the interpreter').fill('Hodan Warsame');
    await page.getByLabel('Language', { exact: true }).fill('Somali');
    await page.getByRole('switch', { name: 'Somebody reads it aloud' }).setChecked(true);
    await page.getByLabel('Name of the reader').fill('Thandi Mokoena');
    await page.getByRole('switch', { name: 'There is a witness' }).setChecked(true);
    await page.getByText('A mark instead of a signature').tap();
    await page.getByRole('button', { name: 'Go on to sign' }).tap();
    // What is missing is named, and leads there.
    await page.getByRole('button', { name: 'Say why it is read aloud.' }).tap();
    await page.getByLabel('Why it is read aloud').fill('does not read English');
    await page.getByRole('button', { name: 'Name the witness.' }).tap();
    await page.getByLabel('Name of the witness').fill('Sam Dlamini');
    await expect(page.getByRole('button', { name: 'Name the witness.' })).toBeHidden();
    await expectNothingCutOff(page, 'the people of the talk');
    await expectAccessible(page, 'the people of the talk');
    await shot(page, 'consent-people');
    await page.getByRole('button', { name: 'Go on to sign' }).tap();

    for (const name of ['Amina Okoye', 'Hodan Warsame', 'Thandi Mokoena', 'Sam Dlamini']) {
      await expect(page.getByRole('heading', { name: `${name} signs now` })).toBeVisible();
      await drawByFinger(page);
      await page.getByLabel('Full name in letters').fill(name);
      if (name === 'Hodan Warsame') {
        await expectNothingCutOff(page, 'signing in turn');
        await shot(page, 'consent-in-turn');
      }
      await page.getByRole('button', { name: 'Sign', exact: true }).tap();
    }
    await expect(page.getByRole('heading', { name: 'Countersignature' })).toBeVisible();
    await drawByFinger(page);
    await page.getByRole('button', { name: 'Countersign and lock' }).tap();
    await expect(page.getByText('Unchanged since it was signed')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Who took part' })).toBeVisible();
    await expectNothingCutOff(page, 'complete');
    await expectAccessible(page, 'complete');
    await shot(page, 'consent-who-took-part');
    expect(complaints).toEqual([]);
  });
});

/** A stroke over the pad, by the pointer events of a finger. */
async function drawByFinger(page: Page): Promise<void> {
  const pad = page.locator('canvas[data-state]');
  await pad.scrollIntoViewIfNeeded();
  await pad.evaluate((canvas) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const finger = (type: string, part: number, buttons: number) =>
      canvas.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 7,
          pointerType: 'touch',
          bubbles: true,
          cancelable: true,
          buttons,
          pressure: buttons === 0 ? 0 : 0.6,
          clientX: left + width * part,
          clientY: top + height * (0.3 + part / 2),
        }),
      );
    finger('pointerdown', 0.2, 1);
    for (const part of [0.35, 0.5, 0.65, 0.8]) finger('pointermove', part, 1);
    finger('pointerup', 0.8, 0);
  });
  await expect(page.locator('canvas[data-state="signed"]')).toBeVisible();
}
