import { expect, test } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { expectAccessible } from '../support/looking.ts';
import { choose, fill } from './support/acts.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// The patient says stop between two points of one visit.

let clinic: OpenClinic;
const found = { patient: '', session: '' };
test.beforeAll(async () => {
  clinic = await openClinic(async ({ as, people, clock }) => {
    const api = await as('henrik');
    const heel = await openHeelCase(api, people, clock, today);
    const { session } = await heelVisit(api, people, clock, heel, today);
    await api.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
    found.patient = heel.patientId;
    found.session = session.id;
  }, `${today}T09:00:00.000Z`);
});
test.afterAll(async () => clinic.stop());

test('what was given stays, nothing more is covered, and everybody sees why', async ({ page }) => {
  await enter(page, clinic.desk, 'henrik', `/treatments/${found.session}`);
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  await expect(block).toContainText('lot LD-24 117');

  await test.step('in two presses and the patient’s own words', async () => {
    await page.getByRole('button', { name: 'Patient says stop…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw consent' });
    await dialog.getByText('Everything', { exact: true }).click();
    await dialog.getByText('Spoken', { exact: true }).click();
    await dialog.getByLabel("In the patient's words").fill('Stop, that is enough for me.');
    await expectAccessible(page, 'the patient says stop', ['light']);
    await page.screenshot({ path: 'test-results/withdrawal-dialog.png' });
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('nothing covers what is planned any more, and what was given stays', async () => {
    const gate = page.getByRole('alert').or(page.getByRole('status'));
    await expect(gate.filter({ hasText: 'No signed consent covers this yet' })).toContainText(
      'Lidocaine (lignocaine) plain (Drug) – withdrawn',
    );
    await expect(page.getByText('Covered by a signed consent')).toHaveCount(0);
    await expect(block).toContainText('lot LD-24 117');
    await page.screenshot({ path: 'test-results/withdrawal-session.png' });
  });

  await test.step('the second point is refused, and the first stays', async () => {
    await block.getByRole('button', { name: 'Record injection…' }).click();
    const dialog = page.getByRole('dialog', { name: /Record an injection/ });
    await dialog.getByRole('combobox', { name: 'Substance' }).fill('lidocaine');
    await page.getByRole('option', { name: /^Lidocaine \(lignocaine\) plain/ }).click();
    await fill(dialog, { 'Batch / lot': 'LD-24 118', Strength: '1', 'Volume per point': '1' });
    await dialog.getByLabel('Expiry').fill('31.12.2027');
    await choose(dialog, 'Container', 'single dose ampoule');
    await choose(dialog, 'Strength unit', '%');
    await choose(dialog, 'Route', 'periosteal');
    await choose(dialog, 'Aspiration before injecting', 'negative');
    await dialog.getByRole('button', { name: 'Record as given' }).click();
    const gate = dialog.getByRole('alert').or(dialog.getByRole('status'));
    await expect(gate.filter({ hasText: 'No signed consent covers this yet' })).toContainText('withdrawn');
    await page.screenshot({ path: 'test-results/withdrawal-refused.png' });
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(block).toContainText('lot LD-24 117');
    await expect(block).not.toContainText('LD-24 118');
  });

  await test.step('the consent says so, with the words', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients/${found.patient}?tab=consents`);
    await expect(page.getByText('Withdrawn').first()).toBeVisible();
  });
});
