import { expect, test, type Page } from '@playwright/test';
import { complaintsOf, expectAccessible, expectNothingCutOff, windows } from '../support/looking.ts';
import { undo } from './support/acts.ts';
import { enter, go, openClinic, type OpenClinic } from './support/hands.ts';
import { book, today, type Seeding } from './support/seed.ts';

// The practitioner is ill this morning: leave over a booked day, the list of whom to call, and nobody forgotten on it.

async function fullMorning(seeding: Seeding): Promise<void> {
  const owner = await seeding.as('nomsa');
  await owner.staff.list();
  await book(seeding, 'lukasz', 'aiko', '10:00');
  await book(seeding, 'siobhan', 'aiko', '10:30');
  await book(seeding, 'thabo', 'aiko', '11:00');
  await book(seeding, 'jurgen', 'henrik', '10:00');
}

let clinic: OpenClinic;
test.beforeEach(async () => {
  clinic = await openClinic(fullMorning);
});
test.afterEach(() => clinic.stop());

async function look(page: Page, where: string): Promise<void> {
  for (const size of windows) {
    await page.setViewportSize(size);
    await expectNothingCutOff(page, `${where}, ${size.width}`);
    if (process.env['PALPATE_SHOTS'] !== undefined) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(250);
        await page.screenshot({
          path: `${process.env['PALPATE_SHOTS']}/${where}-${size.width}-${colorScheme}.png`,
        });
      }
      await page.emulateMedia({ colorScheme: 'light' });
    }
  }
  await page.setViewportSize(windows[0]);
  await expectAccessible(page, where);
}

test('leave over booked visits gives a list: one is moved, one called, one cancelled, and the rest is printed', async ({
  page,
}) => {
  test.slow();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/absences');
  await expect(page.getByText('Nobody is away and nothing is closed')).toBeVisible();
  await look(page, 'absences-none');

  await page.getByRole('button', { name: 'Leave or closed room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Practitioner' }).click();
  await page.getByRole('option', { name: 'Aiko Tanaka' }).click();
  await expect(dialog.getByText('3 booked visits lie in this time.', { exact: false })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Shown as' }).fill('Away until noon');
  await dialog.getByRole('checkbox', { name: 'Whole days' }).uncheck();
  await dialog.getByRole('textbox', { name: 'From' }).last().fill('8');
  await dialog.getByRole('textbox', { name: 'Until' }).fill('11:15');
  await expect(dialog.getByText('3 booked visits lie in this time.', { exact: false })).toBeVisible();
  await look(page, 'absence-dialog');
  await dialog.getByRole('button', { name: 'Record' }).click();

  await expect(page.getByRole('heading', { name: 'Aiko Tanaka · Leave' })).toBeVisible();
  const row = (name: RegExp) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
  await expect(row(/Łukasz/).getByText('+48 601 555 012')).toBeVisible();
  const offers = row(/Łukasz/)
    .getByRole('group', { name: 'Offered instead' })
    .getByRole('button');
  await expect(offers.first()).toBeVisible();
  await look(page, 'absence-list');

  await offers.first().click();
  await expect(row(/Łukasz/).getByText('Moved')).toBeVisible();
  await undo(page, 'moved');
  await expect(row(/Łukasz/).getByText('To call')).toBeVisible();
  await offers.first().click();
  await expect(row(/Łukasz/).getByText('Moved')).toBeVisible();

  await row(/Thabo/).getByRole('button', { name: 'Called…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'What was said' }).fill('Mother calls back');
  await look(page, 'absence-called');
  await page.getByRole('dialog').getByRole('button', { name: 'Write down' }).click();
  await expect(row(/Thabo/).getByText('Mother calls back')).toBeVisible();

  await row(/Siobh/).getByRole('button', { name: 'Cancel visit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Away until noon' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel visit' }).click();
  await expect(row(/Siobh/).getByText('Cancelled')).toBeVisible();
  await look(page, 'absence-worked');

  await page.getByRole('button', { name: 'Print' }).click();
  await expect(page.getByText('Page 1 of 1').first()).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Leave and closed rooms' }).click();
  await expect(page.getByRole('row', { name: /Aiko Tanaka/ })).toContainText('All called');
  await look(page, 'absences');
  expect(complaints).toEqual([]);
});

test('the whole list is worked by keyboard alone', async ({ page }) => {
  test.slow();
  await enter(page, clinic.desk, 'rosa', '/absences');
  await expect(page.getByText('Nobody is away and nothing is closed')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('combobox', { name: 'Practitioner' })).toBeFocused();
  await page.keyboard.type('Aiko');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 booked visits lie in this time.', { exact: false })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Aiko Tanaka · Leave' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Offered instead' }).first()).toBeVisible();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (label.startsWith('Move to')) break;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText('Moved', { exact: true })).toBeVisible();
});

test('hours and holidays are the owner’s to say', async ({ page }) => {
  test.slow();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'nomsa', '/settings/hours');
  await expect(page.getByText('The book is open 08:00 to 18:00 every day', { exact: false })).toBeVisible();
  await look(page, 'opening-none');
  await page.getByRole('button', { name: 'Record opening hours' }).click();
  await page.getByRole('textbox', { name: 'Monday to' }).fill('12');
  await page.getByRole('button', { name: 'Add hours on Monday' }).click();
  await page.getByRole('textbox', { name: 'Monday from' }).last().fill('1330');
  await page.getByRole('button', { name: 'To all weekdays as on Monday' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Opening hours saved')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Friday from' }).last()).toHaveValue('13:30');
  await look(page, 'opening');

  await page.getByRole('button', { name: 'Add working hours' }).click();
  await look(page, 'working-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Working hours saved')).toBeVisible();
  await expect(page.getByRole('row', { name: /Mon–Fri 08:00–12:00, 13:30–18:00/ })).toBeVisible();
  await look(page, 'working');

  await go(page, clinic.desk, '/settings/holidays');
  await page.getByRole('button', { name: 'Paste a list' }).click();
  const list = page.getByRole('textbox', { name: 'One holiday a line: date and name' });
  await list.fill(
    `2026-12-16 Day of Reconciliation\n2026-12-25\tChristmas Day\n25.12.2026 Christmas\n2026-02-30 No day\n\n${today} Water main`,
  );
  await expect(page.getByRole('button', { name: 'Record 3 holidays' })).toBeVisible();
  await look(page, 'holiday-paste');
  await page.getByRole('button', { name: 'Record 3 holidays' }).click();
  await expect(page.getByText('3 holidays recorded')).toBeVisible();
  await expect(page.getByRole('row', { name: /Christmas Day/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Water main/ })).toContainText('4 booked visits');
  await look(page, 'holidays');
  await page.getByRole('row', { name: /Christmas Day/ }).click();
  await look(page, 'holiday-dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /Christmas Day/ })).toHaveCount(0);
  await undo(page, 'Christmas Day removed');
  await expect(page.getByRole('row', { name: /Christmas Day/ })).toBeVisible();
  expect(complaints).toEqual([]);
});
