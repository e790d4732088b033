import { expect, test } from '@playwright/test';
import { openNeckCase } from '../../main/demo/cases/neck.ts';
import { registerHeel } from '../../main/demo/cases/heel.ts';
import { complaintsOf } from '../support/looking.ts';
import { choose } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// A course of treatment over its weeks: measured, revised, written about, ended.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

test('a course is measured with an honest reading, its surgery decision kept, a letter archived, and ended', async ({
  page,
}) => {
  let patientId = '';
  clinic = await openClinic(async ({ as, clock }) => {
    patientId = (await registerHeel(await as('henrik'), clock, today)).patientId;
  }, ten);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/patients/${patientId}?tab=treatments`);
  await page.getByRole('link', { name: /Right heel/ }).click();
  await expect(page.getByText('Nothing was measured yet.')).toBeVisible();

  const measure = page.getByRole('dialog', { name: 'Record measures…' });
  for (const [pain, moment] of [
    ['6', 'Start of the course'],
    ['5', 'Review'],
  ] as const) {
    await page.getByRole('button', { name: 'Record measures…' }).click();
    await expect(measure.getByRole('combobox', { name: 'When' })).toHaveValue(moment);
    await measure.getByRole('textbox', { name: 'Value' }).first().fill(pain);
    await measure.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(measure).toBeHidden();
  }
  // One point is a change, and below what patients call one.
  await expect(page.getByRole('row', { name: /Pain \(NPRS\) Sole and heel/ }).first()).toContainText(
    'slight change, below 2 points',
  );
  await expect(
    page.getByRole('img', { name: /Sole and heel, right: 6 → 5 \(−1\): slight change/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^5\. Correct/ }).click();
  const correct = page.getByRole('dialog', { name: 'Correct a measurement' });
  await correct.getByRole('textbox', { name: 'What was wrong' }).fill('Four, not five');
  await correct.getByRole('textbox', { name: 'Value' }).fill('4');
  await correct.getByRole('button', { name: 'Save correction' }).click();
  await expect(
    page.getByRole('img', { name: /6 → 4 \(−2\): much better: above meaningful change/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Revise…' }).click();
  const revise = page.getByRole('dialog', { name: 'Revise the course' });
  await revise.getByRole('button', { name: 'Add decision' }).click();
  await choose(revise, 'Decision', 'Not now');
  await revise.getByRole('textbox', { name: 'Reviewed by' }).fill('Dr Osei');
  await revise.getByRole('textbox', { name: 'Reason' }).fill('Walks better than last month');
  await revise.getByRole('textbox', { name: 'Sessions' }).fill('5');
  await revise
    .getByRole('textbox', { name: 'Why the number of visits changes' })
    .fill('Two more were agreed');
  await revise.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The course is saved.')).toBeVisible();
  await expect(page.getByText('of 5 planned')).toBeVisible();
  await expect(page.getByText(/Walks better than last month/)).toBeVisible();

  await page.getByRole('button', { name: 'Write letter…' }).click();
  const letter = page.getByRole('dialog', { name: 'Letter about this course' });
  await letter.getByRole('textbox', { name: 'To', exact: true }).fill('Dr Osei');
  await choose(letter, 'What kind of letter', 'Question to a surgeon');
  await letter.getByRole('button', { name: 'Text from the record' }).click();
  await expect(letter.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(
    /6 to 4 \(−2\): much better: above meaningful change/,
  );
  await letter.getByRole('textbox', { name: 'Copy to' }).fill('Dr Nwosu, 3 Mill Lane');
  await letter.getByRole('button', { name: 'Write and archive' }).click();
  await expect(page.getByText(/Page 1 of \d/).first()).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'End course…' }).click();
  const end = page.getByRole('dialog', { name: 'End the course' });
  await choose(end, 'Why it ends', 'Referred');
  await end.getByRole('textbox', { name: 'Advice given' }).fill('Walk in soft shoes');
  await end.getByRole('button', { name: 'End the course', exact: true }).click();
  await expect(page.getByText('Plan renewed: 3 → 5 visits')).toBeVisible();
  await expect(page.getByText('Advice: Walk in soft shoes')).toBeVisible();
  await expect(page.getByText(/Ended 23 Nov 2026/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start treatment' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Course summary' }).click();
  await expect(page.getByText(/Page 1 of \d/).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a clinic words its own letter by keyboard, and writes it to the surgeon with the picture that it names', async ({
  page,
}) => {
  let courseId = '';
  clinic = await openClinic(async ({ as, clock, people }) => {
    ({ courseId } = await openNeckCase(await as('henrik'), people, clock, today));
  }, ten);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', '/settings/letters');
  await page.getByRole('button', { name: 'New letter text' }).press('Enter');
  const wording = page.getByRole('dialog', { name: 'New letter text' });
  await expect(wording.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Short question');
  await choose(wording, 'For', 'Surgeon');
  await wording.getByRole('textbox', { name: 'Text', exact: true }).focus();
  await page.keyboard.type('May I ask about ');
  // The list of fields opens under the brace; Enter puts one in, and writing goes on behind it.
  await page.keyboard.type('{imag');
  await expect(page.getByRole('option', { name: 'Imaging and files' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(wording.getByRole('textbox', { name: 'Text', exact: true })).toBeFocused();
  await page.keyboard.type('?');
  await expect(wording.getByText('May I ask about X-ray: narrowed discs C5-C6')).toBeVisible();
  await wording.getByRole('textbox', { name: 'Text', exact: true }).fill('About {deskNote}');
  await expect(wording.getByText(/There is no field “deskNote” for letters/)).toBeVisible();
  await wording.getByRole('textbox', { name: 'Text', exact: true }).fill('May I ask about {imaging}?');
  await wording.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(page.getByText('The letter text is saved.')).toBeVisible();

  await go(page, clinic.desk, `/courses/${courseId}`);
  await page.getByRole('button', { name: 'Show x-ray-neck.png' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'x-ray-neck.png' }).getByRole('img').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Write letter…' }).press('Enter');
  const letter = page.getByRole('dialog', { name: 'Letter about this course' });
  await choose(letter, 'What kind of letter', 'Short question');
  await expect(letter.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(
    /^May I ask about X-ray: narrowed discs C5-C6 \(.*file: x-ray-neck\.png\)\?$/,
  );
  await expect(letter.getByRole('textbox', { name: 'To', exact: true })).toHaveValue(/Okafor/);
  await letter.getByRole('button', { name: 'Write and archive' }).press('Enter');
  await expect(page.getByText(/Page 1 of \d/).first()).toBeVisible();
  expect(complaints).toEqual([]);
});
