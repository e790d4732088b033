import { expect, test, type WebSocketRoute } from '@playwright/test';
import { enter, go, nine, openClinic, signIn, type OpenClinic } from './support/hands.ts';

// What happens to the work on the screen when nobody is there, when the line breaks, and when two write at once.

let clinic: OpenClinic;
test.beforeAll(async () => {
  clinic = await openClinic();
});
test.afterAll(() => clinic.stop());

test('five minutes without a sign of life lock the window, four do not', async ({ page }) => {
  await page.clock.install({ time: nine });
  await page.goto(clinic.desk.launchAddress());
  await signIn(page, 'nomsa');
  await go(page, clinic.desk, '/settings/clinic');
  await page.getByLabel('Practice number').fill('half typed');
  await page.clock.fastForward('04:00');
  await page.clock.runFor(6000);
  await expect(page.getByLabel('Practice number')).toBeVisible();
  await page.clock.fastForward('01:10');
  await page.clock.runFor(6000);
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page.getByLabel('Practice number')).toBeHidden();
});

test('a broken line is said, made again, and costs nothing that was typed', async ({ page }) => {
  const lines: WebSocketRoute[] = [];
  let cut = false;
  await page.routeWebSocket(/\/rpc$/, (line) => {
    if (cut) return void line.close();
    line.connectToServer();
    lines.push(line);
  });
  await enter(page, clinic.desk, 'nomsa', '/settings/clinic');
  await page.getByLabel('Practice number').fill('half typed');

  cut = true;
  await lines.at(-1)?.close();
  await expect(page.getByText('No connection to the clinic')).toBeVisible();
  await expect(page.getByLabel('Practice number')).toHaveValue('half typed');
  cut = false;
  await expect(page.getByText('The connection was interrupted.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('nomsa');
  await signIn(page, 'nomsa');
  await expect(page.getByLabel('Practice number')).toHaveValue('half typed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved').first()).toBeVisible();
});

test('who saves second sees what the first one wrote, and decides', async ({ page, context }) => {
  await enter(page, clinic.desk, 'nomsa', '/settings/clinic');
  const other = await context.newPage();
  await enter(other, clinic.desk, 'nomsa');
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
});
