import { expect, test, type WebSocketRoute } from '@playwright/test';
import { newDesk } from '../support/desk.ts';
import { foundClinic, signIn } from '../support/founding.ts';

// What happens to the work on the screen when nobody is there, when the line breaks, and when two write at once.

test('five minutes without a sign of life lock the window, four do not', async ({ page }) => {
  const desk = await newDesk();
  try {
    await page.clock.install();
    await foundClinic(page, desk);
    await page.goto(`${desk.origin}/#/settings/clinic`);
    await page.getByLabel('Practice number').fill('half typed');
    await page.clock.fastForward('04:00');
    await page.clock.runFor(6000);
    await expect(page.getByLabel('Practice number')).toBeVisible();
    await page.clock.fastForward('01:10');
    await page.clock.runFor(6000);
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await expect(page.getByLabel('Practice number')).toBeHidden();
  } finally {
    await desk.stop();
  }
});

test('a broken line is said, made again, and costs nothing that was typed', async ({ page }) => {
  const desk = await newDesk();
  try {
    const lines: WebSocketRoute[] = [];
    let cut = false;
    await page.routeWebSocket(/\/rpc$/, (line) => {
      if (cut) return void line.close();
      line.connectToServer();
      lines.push(line);
    });
    await foundClinic(page, desk);
    await page.goto(`${desk.origin}/#/settings/clinic`);
    await page.getByLabel('Practice number').fill('half typed');

    cut = true;
    await lines.at(-1)?.close();
    await expect(page.getByText('No connection to the clinic')).toBeVisible();
    await expect(page.getByLabel('Practice number')).toHaveValue('half typed');
    cut = false;
    await expect(page.getByText('The connection was interrupted.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('ida');
    await signIn(page);
    await expect(page.getByLabel('Practice number')).toHaveValue('half typed');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved').first()).toBeVisible();
  } finally {
    await desk.stop();
  }
});

test('who saves second sees what the first one wrote, and decides', async ({ page, context }) => {
  const desk = await newDesk();
  try {
    await foundClinic(page, desk);
    await page.goto(`${desk.origin}/#/settings/clinic`);
    const other = await context.newPage();
    await other.goto(desk.launchAddress());
    await signIn(other);
    await other.getByRole('link', { name: 'Settings' }).click();

    await page.getByLabel('Phone').fill('111');
    await other.getByLabel('Phone').fill('222');
    await other.getByLabel('E-mail').fill('desk@hang.example');
    await other.getByRole('button', { name: 'Save' }).click();
    const notice = page.getByRole('status').filter({ hasText: 'Somebody else has changed the profile' });
    await expect(notice).toContainText('Phone: 222');
    await expect(page.getByLabel('Phone')).toHaveValue('111');

    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    // A window in which nobody types follows by itself.
    await expect(other.getByLabel('Phone')).toHaveValue('111');
    await expect(other.getByLabel('E-mail')).toHaveValue('desk@hang.example');
  } finally {
    await desk.stop();
  }
});
