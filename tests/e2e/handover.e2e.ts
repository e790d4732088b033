import { expect, test } from '@playwright/test';
import { amina, heelPlan } from '../clinic/consent-cases.ts';
import { expectAccessible, expectNothingCutOff } from '../support/looking.ts';
import { passwordOf } from '../support/people.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';

// A consent in the patient's own hands, on a touch screen, and back at the desk.

test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true });

let clinic: OpenClinic;
const found = { patient: '', consent: '' };
test.beforeAll(async () => {
  clinic = await openClinic(async ({ as, ids }) => {
    const api = await as('henrik');
    found.patient = (await api.patients.register({ identity: amina, anyway: true })).id;
    const draft = await api.consents.prepare({
      patientId: found.patient,
      appointmentId: null,
      practitionerId: ids['henrik'] ?? '',
      identity: ['name', 'birth-date'],
      plan: {
        ...heelPlan,
        preparations: [...heelPlan.preparations, { parts: ['zeel-type-complex'], route: null }],
      },
    });
    found.consent = draft.id;
  });
});
test.afterAll(async () => clinic.stop());

test('the patient opens it with the date of birth, asks, decides by touch, and the desk comes back by a sign-in', async ({
  page,
}) => {
  await enter(page, clinic.desk, 'henrik', `/consents/${found.consent}`);
  await page.getByRole('button', { name: 'Hand over to the patient' }).tap();
  await page.getByRole('button', { name: 'Hand over', exact: true }).tap();

  await test.step('nothing is shown before the date of birth', async () => {
    await expect(page.getByRole('heading', { name: 'Your date of birth, please' })).toBeVisible();
    await expect(page.getByText('Amina')).toHaveCount(0);
    await expectAccessible(page, 'handed over');
    await page.screenshot({ path: 'test-results/handover-door.png' });
    const date = async (day: string) => {
      await page.getByRole('textbox', { name: 'Day' }).fill(day);
      await page.getByRole('textbox', { name: 'Month' }).fill('5');
      await page.getByRole('textbox', { name: 'Year' }).fill('1984');
      await page.getByRole('button', { name: 'Open my document' }).tap();
    };
    await date('3');
    await expect(page.getByText('This does not match.')).toBeVisible();
    await date('2');
    await expect(page.getByText('For Amina Okoye')).toBeVisible();
  });

  await test.step('each part stands alone, and both answers are as near', async () => {
    const next = page.getByRole('button', { name: 'Go on' });
    const shots = new Set<string>();
    for (;;) {
      const section = (await page.locator('[data-section]').getAttribute('data-section')) ?? '';
      if (section === 'signatures') break;
      if (!shots.has(section)) {
        shots.add(section);
        await expectAccessible(page, 'handed over');
        await expectNothingCutOff(page, 'handed over');
        await page.screenshot({ path: `test-results/handover-${section}.png` });
      }
      const answers = page.getByRole('radio', { name: section === 'biological' ? 'No' : 'Yes' });
      for (const answer of await answers.all()) {
        await answer.tap();
        await expect(answer).toBeChecked();
      }
      if (section === 'drugs') {
        await page.getByRole('button', { name: 'I have a question' }).tap();
        await page.getByRole('textbox', { name: 'What would you like to know?' }).fill('Does it burn?');
        await page.getByRole('button', { name: 'Keep my question' }).tap();
        await expect(page.getByText('Your question is kept.')).toBeVisible();
      }
      const count = await page.getByText(/^Part \d+ of \d+$/).textContent();
      await next.tap();
      await expect(page.getByText(count ?? '', { exact: true })).toHaveCount(0);
    }
    expect([...shots]).toEqual(
      expect.arrayContaining(['techniques', 'regions', 'drugs', 'biological', 'risks']),
    );
  });

  await test.step('a question keeps it from being signed, and the address bar leads nowhere', async () => {
    await expect(page.getByText('your questions are answered first')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign', exact: true })).toHaveCount(0);
    await page.evaluate(() => {
      location.hash = '#/patients';
    });
    await expect(page.getByText('You say yes to')).toBeVisible();
    await expect(page.getByRole('navigation', { name: /Main|Palpate/ })).toHaveCount(0);
    await page.evaluate((at) => {
      location.hash = at;
    }, `#/consents/${found.consent}`);
  });

  await test.step('the desk comes back by a staff sign-in, and the question waits there', async () => {
    await page.getByRole('button', { name: 'For the staff' }).tap();
    await expect(page.getByRole('textbox', { name: 'User name' })).toBeVisible();
    await expectAccessible(page, 'handed over');
    await page.getByRole('textbox', { name: 'User name' }).fill('henrik');
    await page.getByRole('textbox', { name: 'Password' }).fill(passwordOf('henrik'));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Does it burn?').first()).toBeVisible();
  });
});
