import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { decideAll, heelPlan } from '../clinic/consent-cases.ts';
import { read, tools } from '../paper/reading.ts';
import {
  atBothSizes,
  complaintsOf,
  expectAccessible,
  expectNothingCutOff,
  shot,
} from '../support/looking.ts';
import { signWithMouse } from './support/acts.ts';
import { enter, go, openClinic, type OpenClinic } from './support/hands.ts';

// A form goes out, is signed with a pen, comes back as a scan and becomes a consent.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

/** What the page hands to a printer or a disk is kept where a test can see it. */
async function keepFiles(page: Page): Promise<(kind: string) => Promise<Uint8Array>> {
  await page.addInitScript(() => {
    const made: Blob[] = [];
    const make = URL.createObjectURL.bind(URL);
    Object.assign(window, { made, open: () => null });
    URL.createObjectURL = (blob: Blob) => {
      made.push(blob);
      return make(blob);
    };
  });
  return async (kind) => {
    const all = await page.evaluate(async (type) => {
      const { made } = window as unknown as { made: Blob[] };
      const last = made.filter((blob) => blob.type === type).at(-1);
      return last === undefined ? [] : [...new Uint8Array(await last.arrayBuffer())];
    }, kind);
    return Uint8Array.from(all);
  };
}

/** The paper under a scanner: its pages as pictures, or as they are where nothing here can draw them. */
function scanned(pdf: Uint8Array): { name: string; mimeType: string; buffer: Buffer }[] {
  if (!tools.pdftoppm) return [{ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) }];
  const folder = mkdtempSync(join(tmpdir(), 'palpate-scan-'));
  try {
    writeFileSync(join(folder, 'form.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', '150', '-png', join(folder, 'form.pdf'), join(folder, 'page')]);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .toSorted()
      .map((name) => ({ name, mimeType: 'image/png', buffer: readFileSync(join(folder, name)) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a form is printed, signed with a pen, scanned, compared and countersigned; what is printed later is a copy', async ({
  page,
}) => {
  let consentId = '';
  clinic = await openClinic(async ({ as, ids }) => {
    const tomas = await as('tomas');
    const draft = await tomas.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId: ids['siobhan'] ?? '',
      appointmentId: null,
      practitionerId: ids['henrik'] ?? '',
      plan: heelPlan,
    });
    consentId = (await decideAll(tomas, draft)).id;
  });
  const complaints = complaintsOf(page);
  const lastFile = await keepFiles(page);
  const look = (where: string) =>
    atBothSizes(page, async (width) => {
      await expectNothingCutOff(page, where);
      await shot(page, `${where}-${width}`);
    });
  await enter(page, clinic.desk, 'henrik', `/consents/${consentId}`);
  await page.getByRole('button', { name: 'Go on to sign' }).click();
  await page.getByRole('button', { name: 'Print to sign on paper' }).click();
  await expect(page.getByText('To be signed by hand, not a consent yet')).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await lastFile('application/pdf')).length).toBeGreaterThan(1000);
  const form = await lastFile('application/pdf');
  for (const { text } of (await read(form)).pages) {
    expect(text).toContain('TO SIGN: not a consent until signed and attached');
    expect(text).toMatch(/Code \w{4}(-\w{4}){4}/);
  }

  await go(page, clinic.desk, `/consents/${consentId}`);
  await expect(page.getByText(/Printed to be signed by hand/)).toBeVisible();
  await look('paper-out');
  await page.getByRole('button', { name: 'Attach signed paper' }).click();
  await expect(page.getByText('No page yet')).toBeVisible();
  await page.locator('input[type=file][multiple]').setInputFiles(scanned(form));
  await expect(page.getByText('The code was read from the picture: it is this very text')).toBeVisible();
  await page.getByRole('button', { name: 'Attach as signed' }).click();
  await expect(page.getByText('Compare this first').first()).toBeVisible();
  for (const box of await page
    .getByRole('group', { name: 'Compared, point by point' })
    .getByRole('checkbox')
    .all())
    await box.check();
  await page.getByRole('textbox', { name: /name in letters/ }).fill('Siobhán O’Connor');
  await expectAccessible(page, 'comparing');
  await look('paper-compare');
  await page.getByRole('button', { name: 'Attach as signed' }).click();

  await expect(page.getByRole('heading', { name: 'Countersignature' })).toBeVisible();
  await expect(page.getByText(/Signed by hand on paper, 23 November 2026/)).toBeVisible();
  await page.getByRole('button', { name: 'Show the signed paper' }).click();
  await expect(page.getByRole('img', { name: /of the signed paper/ }).first()).toBeVisible();
  await look('paper-scan');
  await page.keyboard.press('Escape');
  await signWithMouse(page);
  await page.getByRole('button', { name: 'Countersign and lock' }).click();
  await expect(page.getByText('Unchanged since it was signed')).toBeVisible();

  await page.getByRole('button', { name: 'Preview and print' }).click();
  await expect(page.getByText('Signed original from the archive')).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect
    .poll(async () => (await read(await lastFile('application/pdf'))).pages[0]?.text ?? '')
    .toMatch(/COPY 1, printed 23 November 2026, \d\d:\d\d: reprint of the archived document/);

  const code = /Code (\w{4}(-\w{4}){4})/.exec((await read(form)).pages[0]?.text ?? '')?.[1] ?? '';
  await go(page, clinic.desk, '/consents?view=check');
  await page.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing was found changed' })).toBeVisible();
  await expect(page.getByText(/by hand on 23 November 2026/)).toBeVisible();
  await expect(page.getByText(/page by page, what came in when it was compared/)).toBeVisible();
  await expectAccessible(page, 'checking');
  await look('paper-check');
  expect(complaints).toEqual([]);
});
