import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import { complaintsOf } from '../support/looking.ts';
import { pdf, png } from '../support/scans.ts';
import { anotherWindow, enter, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// Aiko injects under Dr Sørensen's supervision: she signs, he co-signs; then somebody calls, and sends pictures.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

test('a supervised note is signed, co-signed by the supervisor, and a call is written down with a text block', async ({
  page,
  browser,
}) => {
  let sessionId = '';
  let patientId = '';
  clinic = await openClinic(async ({ as, clock, people, ids }) => {
    const owner = await as('nomsa');
    const aiko = (await owner.staff.list()).find(({ id }) => id === ids['aiko']);
    await owner.staff.recordCredentials({
      ...{ id: ids['aiko'] ?? '', version: aiko?.version ?? 1 },
      credentials: (aiko?.credentials ?? []).map((one) => ({
        ...one,
        supervisedBy: one.type === 'injection' ? (ids['henrik'] ?? '') : null,
      })),
    });
    const window = await as('aiko');
    const her = { ...people, practitioner: { id: ids['aiko'] ?? '', name: 'Aiko Tanaka' } };
    const heel = await openHeelCase(window, her, clock, today);
    const { session } = await heelVisit(window, her, clock, heel, today, '07:30');
    await window.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
    await answerAsked(window, session, 'Talked over and accepted');
    const henrik = await as('henrik');
    const text = 'Usual after needling. Warmth, no sport today.';
    await henrik.phrases.save({ id: null, version: 0, code: 'warm', text, own: true });
    ({ patientId } = heel);
    sessionId = session.id;
  }, ten);
  const complaints = complaintsOf(page);

  await enter(page, clinic.desk, 'aiko', `/treatments/${sessionId}`);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(page.getByText('Awaiting the co-signature of Dr Henrik Sørensen')).toBeVisible();

  const his = await anotherWindow(browser, clinic.desk, 'henrik', '/board');
  await his.getByRole('button', { name: '1 note waits for your co-signature' }).click();
  await his.getByRole('row', { name: /Thandeka Oyelaran-Voss/ }).click();
  await his.getByRole('button', { name: 'Co-sign', exact: true }).click();
  await expect(his.getByText(/Co-signed by Dr Henrik Sørensen/)).toBeVisible();
  await expect(page.getByText(/Co-signed by Dr Henrik Sørensen/)).toBeVisible();

  await his.goto(`${clinic.desk.origin}/#/patients/${patientId}?tab=treatments`);
  await his.getByRole('button', { name: 'Note of a call' }).click();
  await his.getByRole('textbox', { name: 'Who called' }).fill('The patient');
  await his.getByRole('textbox', { name: 'About what' }).fill('Sore heel');
  await his.getByRole('textbox', { name: 'What was advised' }).click();
  await his.keyboard.type('.warm ');
  const advised = his.getByRole('textbox', { name: 'What was advised' });
  await expect(advised).toHaveValue('Usual after needling. Warmth, no sport today.');
  // The trade's words, the patient's name and what he has taught it are known; the others are offered by key.
  await his.keyboard.type(' Tendernes over the Bosphorus, Oyelaran knows the fasciitis. ');
  const odd = his.getByRole('group', { name: 'Spelling: What was advised' });
  await expect(odd.getByRole('button')).toHaveText(['Tendernes', 'Bosphorus']);
  await his.keyboard.press('F7');
  await his.keyboard.press('Enter');
  await his.getByRole('menuitem', { name: 'Tenderness', exact: true }).click();
  await expect(advised).toHaveValue(/Tenderness over the Bosphorus/);
  await odd.getByRole('button', { name: 'Bosphorus' }).click();
  await his.getByRole('menuitem', { name: 'Add to my words' }).click();
  await expect(odd).toBeHidden();
  await advised.fill('Usual after needling. Warmth, no sport today.');
  await his.getByRole('button', { name: 'Sign the note' }).click();
  await expect(his.getByText('Usual after needling. Warmth, no sport today.')).toBeVisible();
  await expect(his.getByRole('button', { name: 'Sign the note' })).toBeHidden();
  await files(his);
  expect(complaints).toEqual([]);
});

/** Pictures and papers lie with a signed note; whatever else is dropped on it stays outside, by what it is and not by its name. */
async function files(page: Page): Promise<void> {
  const box = page.getByRole('region', { name: /^Files/ });
  const drop = async (name: string, type: string, bytes: Buffer, blanks = 0) => {
    const data = await page.evaluateHandle(
      ({ content, called, kind, after }) => {
        const transfer = new DataTransfer();
        const raw = Uint8Array.from(atob(content), (sign) => sign.codePointAt(0) ?? 0);
        transfer.items.add(new File([raw, ' '.repeat(after)], called, { type: kind }));
        return transfer;
      },
      { content: bytes.toString('base64'), called: name, kind: type, after: blanks },
    );
    await box
      .getByText(/No picture|KB/)
      .first()
      .dispatchEvent('drop', { dataTransfer: data });
  };
  await drop('heel.png', 'image/png', png(240, 180));
  // A picture is drawn anew, without what a camera writes beside it.
  await expect(box.getByRole('button', { name: 'Show heel.jpg' })).toBeVisible();
  await drop('letter.pdf', 'application/pdf', pdf());
  await expect(box.getByRole('button', { name: 'Show letter.pdf' })).toBeVisible();

  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "taken"</script></svg>',
  );
  const html = Buffer.from('<!doctype html><img src=x onerror="document.title = 1">');
  for (const [name, type, bytes] of [
    ['report.pdf', 'application/pdf', program],
    ['scan.svg', 'image/svg+xml', svg],
    ['scan.png', 'image/png', html],
  ] as const) {
    await drop(name, type, bytes);
    await expect(box.getByRole('alert').filter({ hasText: name })).toBeVisible();
    await expect(box.getByRole('button', { name: `Show ${name}` })).toBeHidden();
  }
  await drop('large.pdf', 'application/pdf', pdf(), 25 * 1024 * 1024);
  await expect(box.getByRole('alert').filter({ hasText: 'large.pdf' })).toBeVisible();
  expect(await page.title()).toBe('Palpate');

  await box.getByRole('button', { name: 'Show letter.pdf' }).click();
  await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Keep a copy…' }).click();
  const kept = await coming;
  expect(kept.suggestedFilename()).toBe('letter.pdf');
  expect(readFileSync(await kept.path())).toEqual(pdf());
  await page.keyboard.press('Escape');
  await box.getByRole('button', { name: 'Entered in error…' }).first().click();
  await page.getByRole('textbox', { name: 'Why' }).fill('Of another patient');
  await page.keyboard.press('Enter');
  await expect(box.getByText('entered in error', { exact: true })).toBeVisible();
}
