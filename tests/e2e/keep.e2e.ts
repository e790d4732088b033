import { expect, test, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { passwordOf } from '../support/people.ts';
import { anotherWindow, enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today, type Seeding } from './support/seed.ts';

// Nothing that was typed is lost: to another window, to a lock, to a page that goes.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

const detailsOf = async (page: Page, patient: string) => {
  await go(page, clinic.desk, `/patients/${clinic.ids[patient]}?tab=identity`);
  await expect(page.getByRole('textbox', { name: 'Phone', exact: true })).not.toHaveValue('');
};

test('of two who change the same patient, the later one sees both texts and decides', async ({
  page,
  browser,
}) => {
  clinic = await openClinic();
  await enter(page, clinic.desk, 'rosa');
  const other = await anotherWindow(browser, clinic.desk, 'tomas');
  await detailsOf(page, 'lukasz');
  await detailsOf(other, 'lukasz');
  await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('+48 601 555 999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await other.getByRole('textbox', { name: 'Phone', exact: true }).fill('+48 601 555 111');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  const both = other.getByRole('status').or(other.getByRole('alert')).filter({ hasText: 'Saved meanwhile' });
  await expect(both).toContainText('+48 601 555 111');
  await expect(both).toContainText('+48 601 555 999');
  await other.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(other.getByText('Saved.')).toBeVisible();
  await go(page, clinic.desk, `/patients/${clinic.ids['lukasz']}`);
  await expect(page.getByText('+48 601 555 111').first()).toBeVisible();
  await other.context().close();
});

test('an idle window locks itself, keeps the draft, and shows it to its own person again', async ({
  page,
}) => {
  clinic = await openClinic();
  await page.clock.install({ time: ten });
  await enter(page, clinic.desk, 'rosa', '/patients/new');
  await page.clock.resume();
  await page.getByRole('textbox', { name: 'Given name' }).fill('Half');
  await page.getByRole('textbox', { name: 'Family name' }).fill('Typed');
  await expect(page.getByText(/Draft saved/)).toBeVisible();
  await page.clock.fastForward('02:00:00');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Given name' })).toBeHidden();
  await page.getByLabel(/Password of/).fill(passwordOf('rosa'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Given name' })).toHaveValue('Half');

  // A reload ends the sitting; the draft is with the host.
  await page.reload();
  await page.getByRole('textbox', { name: 'User name' }).fill('rosa');
  await page.getByRole('textbox', { name: 'Password' }).fill(passwordOf('rosa'));
  await page.keyboard.press('Enter');
  await go(page, clinic.desk, '/patients/new');
  await expect(page.getByRole('textbox', { name: 'Family name' })).toHaveValue('Typed');
});

const found: Record<string, string> = {};
async function running({ as, people, clock }: Seeding): Promise<void> {
  const api = await as('henrik');
  const heel = await openHeelCase(api, people, clock, today);
  const { session } = await heelVisit(api, people, clock, heel, today, '07:40');
  await api.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
  found['session'] = session.id;
  found['consent'] = heel.consent.id;
}

test('of two who write the same note, the later one is told and chooses', async ({ page, browser }) => {
  clinic = await openClinic(running, ten);
  await enter(page, clinic.desk, 'henrik', `/treatments/${found['session']}`);
  const other = await anotherWindow(browser, clinic.desk, 'henrik', `/treatments/${found['session']}`);
  const note = (window: Page) => window.getByRole('textbox', { name: 'Note', exact: true }).last();
  await expect(note(other)).toHaveValue(/Medial approach/);
  const told = page.getByText('Somebody else has saved this note meanwhile');
  const toldOther = other.getByText('Somebody else has saved this note meanwhile');
  // Both type before either has heard of the other; a slow machine may need another go to be that quick.
  await expect(async () => {
    await Promise.all([
      note(page).fill('Written in the first window.'),
      note(other).fill('Written in the second window.'),
    ]);
    await expect
      .poll(async () => (await told.count()) + (await toldOther.count()), { timeout: 4000 })
      .toBe(1);
  }).toPass();
  const loser = (await told.count()) === 1 ? page : other;
  const [mine, theirs] = loser === page ? ['first', 'second'] : ['second', 'first'];
  await expect(
    loser
      .getByRole('status')
      .or(loser.getByRole('alert'))
      .filter({ hasText: `Written in the ${theirs} window.` }),
  ).toBeVisible();
  await expect(note(loser)).toHaveValue(`Written in the ${mine} window.`);
  await loser.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(told).toHaveCount(0);
  await expect(note(loser === page ? other : page)).toHaveValue(`Written in the ${mine} window.`);
  await other.context().close();
});

test('a consent withdrawn in the midst of a visit stops the next injection and leaves the one that was given', async ({
  page,
  browser,
}) => {
  clinic = await openClinic(running, ten);
  await enter(page, clinic.desk, 'henrik', `/treatments/${found['session']}`);
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  await expect(block).toContainText('10 mg');
  await block.getByRole('button', { name: 'Record injection…' }).click();
  const dialog = page.getByRole('dialog', { name: /Record an injection/ });
  await dialog.getByRole('combobox', { name: 'Substance' }).fill('lidocaine');
  await page.getByRole('option', { name: /^Lidocaine \(lignocaine\) plain/ }).click();

  const other = await anotherWindow(browser, clinic.desk, 'aiko', `/consents/${found['consent']}`);
  await other.getByRole('button', { name: 'Withdraw…' }).click();
  const withdraw = other.getByRole('dialog', { name: 'Withdraw consent' });
  await withdraw.getByText('Everything', { exact: true }).first().click();
  await withdraw.getByText('Spoken', { exact: true }).click();
  await withdraw.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(other.getByText('This consent was taken back')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByText('No signed consent covers this yet')).toBeVisible();
  await block.getByRole('button', { name: 'Record injection…' }).click();
  await dialog.getByRole('textbox', { name: 'Batch / lot' }).fill('LD-24 118');
  await dialog.getByRole('textbox', { name: 'Expiry' }).fill('31.12.2027');
  for (const [field, option] of Object.entries({
    Container: 'single dose ampoule',
    'Strength unit': '%',
    Route: 'periosteal',
    'Aspiration before injecting': 'negative',
  })) {
    await dialog.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: option }).first().click();
  }
  await dialog.getByRole('textbox', { name: 'Strength', exact: true }).fill('1');
  await dialog.getByRole('textbox', { name: 'Volume per point' }).fill('1');
  await dialog.getByRole('button', { name: 'Record as given' }).click();
  await expect(dialog.getByText('withdrawn').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(block).toContainText('10 mg');
  await expect(block).toContainText('Injections given (1)');
  await other.context().close();
});
