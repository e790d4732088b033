import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { newDesk } from '../support/desk.ts';
import { readWords } from '../support/founding.ts';
import { fixedClock } from '../support/clock.ts';
import { complaintsOf } from '../support/looking.ts';
import { answer, choose, down, fill, find, saved, signWithMouse } from './support/acts.ts';
import { nine, standStill } from './support/hands.ts';

// The third case in full: from an empty folder to a printed summary of an injection and a laser in one visit.

const password = 'lantern orchard copper';
const heel = 'Heel, plantar fascia origin';

test('an empty clinic discloses, is held by the gate, treats, signs and prints the heel case', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const desk = await newDesk({ now: fixedClock(nine).now });
  try {
    const complaints = complaintsOf(page);
    await standStill(page);
    await page.goto(desk.launchAddress());
    await test.step('first run: clinic, owner who treats, recovery kit typed back', () => firstRun(page));
    await test.step('credentials, room, laser, appointment type', () => furnish(page));
    await test.step('register the patient', () => register(page));
    await test.step('book on the grid and arrive', () => bookAndArrive(page));
    await test.step('safety questions', () => askSafety(page));
    await test.step('start treatment with a course', () => startCourse(page));
    await test.step('finding and injection block', () => recordFinding(page));
    await test.step('the gate refuses and leads to the consent', () => meetTheGate(page));
    await test.step('disclose, decide, sign, countersign', () => consent(page));
    await test.step('record the injection', () => giveInjection(page));
    await test.step('laser, held while nobody wears goggles', () => giveLaser(page));
    await test.step('sign', () => sign(page));
    await test.step('preview and save the summary', () => print(page));
    expect(complaints).toEqual([]);
  } finally {
    await desk.stop();
  }
});

async function firstRun(page: Page): Promise<void> {
  await fill(page, { 'Name of the clinic': 'Praxis am Hang', Address: 'Hangweg 4\n79098 Freiburg' });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Full name').fill('Dr. Ida Brandl');
  await page.getByRole('textbox', { name: 'User name' }).fill('ida');
  await page.getByRole('checkbox', { name: 'I treat patients and want a column in the day view' }).check();
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.getByRole('textbox', { name: 'Password again' }).fill(password);
  await page.getByRole('button', { name: 'Found the clinic' }).click();
  const words = await readWords(page);
  expect(words).toHaveLength(12);
  await page.getByRole('button', { name: 'I have the sheet in my hand' }).click();
  await page.getByRole('textbox', { name: '1', exact: true }).focus();
  for (const word of words) {
    await page.keyboard.type(word);
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Check the words' }).click();
}

async function furnish(page: Page): Promise<void> {
  await page.getByRole('row', { name: /Ida Brandl/ }).click();
  // Each dialog proposes the next kind of credential that is missing.
  for (let count = 1; count <= 12; count++) {
    await page.getByRole('button', { name: 'Add a credential' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a credential' });
    await dialog.getByRole('textbox', { name: 'Valid to' }).fill('31.12.2099');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }
  const injecting = page.getByRole('listitem').filter({ hasText: 'Soft tissue and attachment injection' });
  await expect(injecting).not.toContainText(/missing/i);
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: 'Add a room' }).click();
  await page.getByLabel('Name').fill('Room 1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Room 1/ })).toBeVisible();
  await page.getByRole('button', { name: 'Add a device' }).click();
  const device = page.getByRole('dialog');
  await device.getByRole('textbox', { name: 'Name' }).fill('Laser 808');
  await device.getByRole('textbox', { name: 'Serial number' }).fill('L-808-1');
  await choose(device, 'Laser class', '3B');
  await device.getByLabel('Last power check').fill('1.9.2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /L-808-1/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: 'Add a type' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Treatment');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Treatment/ })).toBeVisible();
  await page.getByRole('button', { name: 'Open the clinic' }).click();
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeVisible();
}

async function register(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByRole('button', { name: 'Register a patient' }).first().click();
  await fill(page, { 'Given name': 'Thandeka', 'Family name': 'Oyelaran-Voss' });
  await page.getByLabel('Birth date').fill('29.2.1968');
  await page.getByLabel('Phone', { exact: true }).fill('+27 21 555 0177');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Thandeka Oyelaran-Voss' })).toBeVisible();
}

async function bookAndArrive(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Day' }).click();
  const ground = page.locator('[data-column]').first();
  await ground.click({ position: { x: 60, y: down('10:00') } });
  const dialog = page.getByRole('dialog', { name: 'Book a visit' });
  await expect(dialog.getByLabel('Start')).toHaveValue('10:00');
  await find(dialog, 'Patient', 'oyelaran', /Thandeka/);
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Thandeka Oyelaran-Voss 10:00–10:30/ })).toBeVisible();
  await page.getByRole('button', { name: 'Mark as arrived' }).click();
  await page.getByRole('button', { name: 'Ask the safety questions' }).click();
}

async function askSafety(page: Page): Promise<void> {
  await answer(page, 'Allergies', 'None known');
  await answer(page, 'Medicines', 'Takes none');
  await page.getByLabel('Weight', { exact: true }).fill('80');
  for (const button of await page.getByRole('button', { name: 'All others do not apply' }).all())
    await button.click();
  await answer(page, 'Steroid injection at this site', 'Applies');
  await page.getByRole('button', { name: 'Save safety answers' }).click();
  await expect(page.getByText('Safety answers are saved.')).toBeVisible();
}

async function startCourse(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start treatment' }).click();
  await fill(page, { Since: '2 months', Goal: 'Stand through a working day' });
  await page.getByLabel('Complaint').fill('Right heel, worst with the first steps of the day');
  await page.getByRole('combobox', { name: 'Where it hurts' }).fill('sole and heel, right');
  await page.getByRole('option', { name: 'Sole and heel, right' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('When', { exact: true }).fill('19.10.2026');
  await page.getByRole('combobox', { name: 'Injected substance' }).fill('methylpred');
  await page
    .getByRole('option', { name: /Methylprednisolone/ })
    .first()
    .click();
  await page.getByLabel('Description').first().fill('Cortisone injection into the right heel');
  await page.getByLabel('Result').first().fill('No change');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Description').nth(1).fill('Physiotherapy, six visits');
  await page.getByLabel('Result').nth(1).fill('No change');
  await page.getByRole('button', { name: 'Open course and start' }).click();
  await expect(page.getByText('Session 1 of 3 planned')).toBeVisible();
}

async function recordFinding(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Substances read again' }).check();
  await page.getByRole('button', { name: 'Patient agrees' }).click();
  await expect(page.getByText('Confirmed by word')).toBeVisible();
  await page.getByRole('button', { name: 'Asked again today, unchanged' }).click();
  await page.getByLabel('Pain now before (NPRS)').fill('6');
  await choose(page, 'Position', 'prone');
  await find(page, 'Or type the site', 'heel fascia r', new RegExp(heel));
  const finding = page.getByRole('article', { name: `${heel} right` });
  await choose(finding, 'What is found', /bone surface/);
  await answer(finding, 'Tenderness 0–4', '3');
  await fill(finding, { 'Nearest joint': 'subtalar joint', Distance: '30' });
  await saved(page);
}

/** The injection block is recorded, and refused: nothing has been disclosed to anybody. */
async function meetTheGate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add technique' }).click();
  await page.getByRole('menuitem', { name: 'Soft tissue and attachment injection' }).click();
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  await choose(block, 'Variant', 'periosteal');
  await choose(block, 'Gauge', '25G');
  await fill(block, {
    'Needle length': '38',
    'Deepest insertion': '20',
    'Needles used': '1',
    'Needles disposed and counted': '1',
  });
  await find(block, 'Add a site', 'heel fascia r', new RegExp(heel));
  await choose(block, 'Guidance', 'palpation');
  await choose(block, 'Skin preparation', 'chlorhexidine');
  await expect(block.getByRole('combobox', { name: 'Treats finding' })).toHaveValue(
    /Heel, plantar fascia origin/,
  );
  await block.getByRole('button', { name: 'Record injection…' }).click();

  const dialog = page.getByRole('dialog', { name: /Record an injection/ });
  await dialog.getByRole('combobox', { name: 'Substance' }).fill('lidocaine');
  await page.getByRole('option', { name: /^Lidocaine \(lignocaine\) plain/ }).click();
  await expect(dialog.getByText('Disclosed as: Drug')).toBeVisible();
  await fill(dialog, { 'Batch / lot': 'LD-24 117', Strength: '1', 'Volume per point': '1' });
  await dialog.getByLabel('Expiry').fill('31.12.2027');
  await choose(dialog, 'Container', 'single dose ampoule');
  await choose(dialog, 'Strength unit', '%');
  await choose(dialog, 'Route', 'periosteal');
  await choose(dialog, 'Aspiration before injecting', 'negative');
  await expect(dialog.getByRole('region', { name: 'Dose' })).toContainText('10 mg');
  await dialog.getByRole('button', { name: 'Record as given' }).click();
  const gate = dialog
    .getByRole('status')
    .or(dialog.getByRole('alert'))
    .filter({ hasText: 'No signed consent covers this yet' });
  await expect(gate).toContainText('Lidocaine');
  await expect(gate).toContainText('Drug');
  await dialog.getByRole('button', { name: 'Open the consent with it' }).click();
}

async function consent(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'New consent' })).toBeVisible();
  // What the refusal named is filled in.
  await expect(page.getByRole('checkbox', { name: 'Soft tissue and attachment injection' })).toBeChecked();
  await expect(page.getByRole('group', { name: /Lidocaine/ })).toContainText('Drug');
  await expect(page.getByRole('checkbox', { name: 'Sole and heel, Right' })).toBeChecked();
  await page.getByLabel('Condition').fill('Pain under the right heel for two months');
  await page.getByText('Low energy laser (photobiomodulation)', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Name', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Date of birth' }).check();
  await page.getByRole('button', { name: 'Compose the document' }).click();

  const drugs = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Drugs', exact: true }) });
  await expect(drugs.last()).toContainText('Lidocaine');
  const lines = page.getByRole('group', { name: /^Your answer to/ });
  await expect(lines).toHaveCount(4);
  for (const line of await lines.all()) await line.getByRole('radio', { name: 'Yes, I agree' }).check();
  await expect(page.getByText('4 of 4 answered')).toBeVisible();
  await page.getByRole('button', { name: 'Go on to sign' }).click();

  await signWithMouse(page);
  await page.getByLabel('Full name in letters').fill('Thandeka Oyelaran-Voss');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Countersignature' })).toBeVisible();
  await signWithMouse(page);
  await page.getByLabel('Full name in letters').fill('Dr. Ida Brandl');
  await page.getByRole('button', { name: 'Countersign and lock' }).click();
  await page.getByRole('button', { name: 'Go to treatment' }).click();
}

async function giveInjection(page: Page): Promise<void> {
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  await block.getByRole('button', { name: 'Record injection…' }).click();
  // What was typed before the refusal is still there.
  const dialog = page.getByRole('dialog', { name: /Record an injection/ });
  await expect(dialog.getByLabel('Batch / lot')).toHaveValue('LD-24 117');
  await dialog.getByRole('button', { name: 'Record as given' }).click();
  await expect(dialog).toBeHidden();
  await expect(block).toContainText('10 mg');
  await expect(block).toContainText('lot LD-24 117');
}

async function giveLaser(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add technique' }).click();
  await page.getByRole('menuitem', { name: 'Low energy laser (photobiomodulation)' }).click();
  const laser = page.getByRole('article', { name: 'Low energy laser (photobiomodulation)' });
  await choose(laser, 'Device', /Laser 808/);
  await fill(laser, {
    Wavelength: '808',
    'Average power': '100',
    'Spot area at skin': '0.5',
    'Time per point': '40',
    Points: '2',
  });
  await choose(laser, 'Emission', 'continuous');
  await choose(laser, 'Application', /^contact/);
  await find(laser, 'Add a site', 'heel fascia r', new RegExp(heel));
  await choose(laser, 'Guidance', 'palpation');
  for (const figure of ['Energy per point: 4 J', 'Energy density: 8 J/cm²', 'Energy in session: 8 J'])
    await expect(laser).toContainText(figure);

  await page.getByLabel('Pain now after (NPRS)').fill('5');
  await choose(page, 'Aftercare given', 'spoken and printed');
  await answer(page, 'Fit to leave / fit to drive', 'yes');
  await saved(page);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(laser.getByText(/eye protection/i).last()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign and lock' })).toBeVisible();
  await choose(laser, 'Eye protection', 'patient and staff');
  await saved(page);
}

async function sign(page: Page): Promise<void> {
  for (const reason of await page.getByRole('textbox', { name: /^Reason:/ }).all())
    await reason.fill('Talked over with the patient and accepted');
  await saved(page);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(page.getByText('The note is signed and locked.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign and lock' })).toBeHidden();
}

async function print(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Preview and print' }).click();
  // The paper itself says so too, in the text that lies over its picture.
  await expect(page.getByText(/Page 1 of \d/).first()).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as…' }).click();
  const path = await (await download).path();
  expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  for (const word of ['Thandeka Oyelaran-Voss', 'Drug', 'Lidocaine', 'LD-24 117', '10 mg'])
    expect(text).toContain(word);
}
