import { expect, test, type Page } from '@playwright/test';
import { newDesk, type TestDesk } from '../support/desk.ts';

// What the page can and cannot do in a real Chromium, under the very headers that the desk sends.

let desk: TestDesk;
test.beforeAll(async () => {
  desk = await newDesk();
});
test.afterAll(async () => desk.stop());

async function open(page: Page): Promise<{ requests: string[]; complaints: string[] }> {
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(desk.launchAddress());
  await expect(page.locator('#root')).not.toBeEmpty();
  return { requests, complaints };
}

test('the first screen comes without a complaint and without a request to anywhere else', async ({
  page,
}) => {
  const { requests, complaints } = await open(page);
  await page.waitForTimeout(500);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => new URL(url).origin !== desk.origin && !url.startsWith('blob:'))).toEqual(
    [],
  );
  expect(new URL(page.url()).search).toBe('');
});

test('inline script, eval and foreign pictures, frames and calls are blocked', async ({ page }) => {
  await open(page);
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    // A text node, because setting the script's text would be stopped even earlier.
    script.append(document.createTextNode('globalThis.ranInline = true'));
    document.head.append(script);
    const picture = new Image();
    picture.src = 'https://example.org/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(picture, frame);
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    const fetched = await fetch('https://example.org/').then(
      () => 'fetched',
      () => 'refused',
    );
    await new Promise((later) => setTimeout(later, 200));
    return { violations, fetched, ranInline: 'ranInline' in globalThis };
  });
  expect(blocked.ranInline).toBe(false);
  expect(blocked.fetched).toBe('refused');
  for (const directive of ['img-src', 'frame-src', 'style-src-elem', 'connect-src']) {
    expect(blocked.violations).toContain(directive);
  }
});

test('text is never run as code', async ({ page }) => {
  await open(page);
  const result = await page.evaluate(() => {
    const attempt = (act: () => void) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const probe = document.createElement('div');
    return {
      markup: attempt(() => (probe.innerHTML = '<img src=x onerror="globalThis.ran = true">')),
      handler: attempt(() => (probe.setAttribute('onclick', 'globalThis.ran = true'), probe.click())),
      timer: attempt(() => setTimeout('globalThis.ran = true', 0)),
      foreignWorker: attempt(() => new Worker('https://example.org/worker.js')),
      policy: attempt(() =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
        ).trustedTypes.createPolicy('mine', {}),
      ),
      children: probe.childElementCount,
      ran: 'ran' in globalThis,
    };
  });
  expect(result).toEqual({
    markup: 'TypeError',
    handler: 'TypeError',
    timer: 'TypeError',
    foreignWorker: 'TypeError',
    policy: 'TypeError',
    children: 0,
    ran: false,
  });
});

test('no Node, no Electron and no key is in reach of the page', async ({ page, context }) => {
  await open(page);
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1' });
});

test('a reload keeps the desk open, a used address does not open it again', async ({ page, browser }) => {
  const address = desk.launchAddress();
  await page.goto(address);
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  expect((await other.goto(address))?.status()).toBe(403);
  expect((await other.goto(desk.origin))?.status()).toBe(403);
  await stranger.close();
});

test('the desk does not need a Temporal of the browser’s own', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'));
  const { complaints } = await open(page);
  expect(complaints).toEqual([]);
});
