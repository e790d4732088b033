import { expect, test, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { neckContent, neckCourse, neckPlan } from '../../main/demo/cases/neck.ts';
import { agree, answerAsked, confirmVisit, screenPatient, write } from '../../main/demo/cases/steps.ts';
import { complaintsOf, expectAccessible } from '../support/looking.ts';
import { anotherWindow, enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today, type Seeding } from './support/seed.ts';

// After the visit: the desk calls, something serious happens, a lot is called back.

let clinic: OpenClinic;
const found = { session: '' };

async function livedIn({ as, people, clock, ids }: Seeding): Promise<void> {
  const api = await as('henrik');
  const patientId = ids['anna'] ?? '';
  await screenPatient(api, patientId, { weight: { kg: '70', measuredOn: today } });
  const course = await api.treatments.openCourse({ patientId, course: neckCourse(today) });
  await agree(api, people, {
    patientId,
    appointmentId: null,
    plan: neckPlan,
    name: 'Anna-Maria van der Berg',
  });
  const begun = await api.treatments.begin({
    ...{ patientId, appointmentId: null, courseId: course.id },
    practitionerId: people.practitioner.id,
  });
  const { version } = await confirmVisit(api, begun);
  const content = neckContent({ date: today, pain: { before: '5', after: '3' }, grades: [3, 2] });
  const neck = await answerAsked(api, await write(api, { ...begun, version }, content), 'Palpated anew');
  await api.treatments.sign({ id: neck.id, version: neck.version });

  const { id: productId } = await api.stock.saveProduct({
    ...{ id: null, version: 0 },
    product: {
      ...{ name: 'Lidocaine 1 % ampoule 5 mL', maker: 'Harbour Pharma', substanceId: 'lidocaine' },
      ...{ strengthValue: '1', strengthUnit: '%', containerType: 'single-dose-ampoule', containerMl: '5' },
      ...{ gtin: '', openDays: 28, lowAt: 0 },
    },
  });
  await api.stock.receive({
    ...{ productId, lotNumber: 'LD-24 117', expiryDate: '2027-12-31', containers: 10, patientId: null },
  });
  const heel = await openHeelCase(api, people, clock, today);
  const { session } = await heelVisit(api, people, clock, heel, today, '07:40');
  await api.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
  const { identity, version: known } = await api.patients.open({ id: heel.patientId });
  await api.patients.revise({
    ...{ id: heel.patientId, version: known },
    identity: { ...identity, addressLines: ['12 Quay Street', 'Cape Town 8001'] },
  });
  found.session = session.id;
}

test.beforeAll(async () => {
  clinic = await openClinic(livedIn, ten);
});
test.afterAll(async () => clinic.stop());

/** Tab until the element has the focus, as a hand without a mouse does. */
async function tabTo(page: Page, name: string, role: 'button' | 'radio' = 'button'): Promise<void> {
  const wanted = page.getByRole('dialog').getByRole(role, { name, exact: true });
  for (let count = 0; count < 40; count++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached`);
}

test('what follows from a visit is worked off, reported and called back', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/treatments/${found.session}`);

  await test.step('reception asks by telephone, and a worrying answer stands before the practitioner at once', async () => {
    const rosa = await anotherWindow(browser, clinic.desk, 'rosa', '/tasks');
    const card = rosa.getByRole('region', { name: 'Anna-Maria van der Berg', exact: true });
    await expect(card).toContainText('Are you short of breath');
    await expectAccessible(rosa, 'tasks');
    await card.getByRole('button', { name: 'No answer' }).click();
    await expect(rosa.getByText('1 call without an answer')).toBeVisible();
    await rosa.screenshot({ path: 'test-results/tasks.png' });
    await card.getByLabel('In their words').fill('Since this morning');
    await card.getByRole('button', { name: /Short of breath, chest pain or cough/ }).click();
    await expect(rosa.getByText('Waits for a practitioner').first()).toBeVisible();
    await expect(page.getByText('1 worrying answer waits for a practitioner.')).toBeVisible();
    await page.getByRole('link', { name: 'Look at it now' }).click();
    const raised = page.getByRole('region', { name: 'Anna-Maria van der Berg', exact: true });
    await raised.getByLabel('Seen to').fill('Sent to the emergency room');
    await raised.getByRole('button', { name: 'Seen to' }).click();
    await expect(page.getByText('Nothing to do')).toBeVisible();
    await rosa.context().close();
  });

  await test.step('a serious event, reported by keyboard alone, stops what was agreed', async () => {
    await go(page, clinic.desk, `/treatments/${found.session}`);
    const menu = page.getByRole('button', { name: 'Afterwards' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    const report = page.getByRole('menuitem', { name: 'Report an event' });
    // A menu that is still opening takes its first line once more.
    await expect(async () => {
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await expect(report).toBeFocused({ timeout: 500 });
    }).toPass({ timeout: 10_000 });
    await report.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Report an event' });
    await expect(dialog.getByLabel('What happened')).toBeFocused();
    await page.keyboard.type('Collapsed at home, admitted');
    await page.keyboard.press('Tab');
    // One radio group: the arrows choose, from mild to serious.
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: 'Serious' })).toBeChecked();
    await page.screenshot({ path: 'test-results/event-dialog.png' });
    await expectAccessible(page, 'report of an event', ['light']);
    await tabTo(page, 'Report');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('No signed consent covers this yet').first()).toBeVisible();
  });

  await test.step('a lot is called back: found however it is typed, the shelf frozen, letters and labels made', async () => {
    await go(page, clinic.desk, '/recall?by=lot&text=ld24.117');
    await expect(page.getByRole('main').getByText('Thandeka Oyelaran-Voss').first()).toBeVisible();
    await expectAccessible(page, 'recall');
    await page.screenshot({ path: 'test-results/recall.png' });
    await page.getByRole('button', { name: 'Start a recall' }).click();
    await page.getByRole('dialog').getByLabel('Whose notice, and why').fill('Notice of the maker');
    await page.getByRole('button', { name: 'Start the recall' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('LD');
    await page.screenshot({ path: 'test-results/recall-case.png' });
    await expectAccessible(page, 'a recall');
    await page.getByRole('button', { name: 'Write letters' }).click();
    await page.getByRole('button', { name: 'Write letters and labels' }).click();
    await page.getByRole('button', { name: 'Letters and labels' }).click();
    await expect(page.getByText(/Page 1 of 1/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Labels', exact: true }).click();
    await expect(page.getByText(/Page 1 of 1/).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await go(page, clinic.desk, '/stock');
    await page.getByText('Lidocaine 1 % ampoule 5 mL').first().click();
    await expect(page.getByText(/frozen/i).first()).toBeVisible();
  });
  expect(complaints).toEqual([]);
});
