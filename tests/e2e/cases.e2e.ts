import { expect, test } from '@playwright/test';
import { kneeContent, playKnee } from '../../main/demo/cases/knee.ts';
import { neckContent, neckVisits, openNeckCase } from '../../main/demo/cases/neck.ts';
import { comeIn, write } from '../../main/demo/cases/steps.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { complaintsOf } from '../support/looking.ts';
import { saved } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// The first two cases at the desk: needles that are not all out, and a ninth visit of eight. The third is heel.e2e.ts.

let clinic: OpenClinic;
const found = { neck: '', knee: '', kneeVisit: '' };

test.beforeAll(async () => {
  test.setTimeout(120_000);
  clinic = await openClinic(async ({ as, clock, people }) => {
    const api = await as('henrik');
    const knee = await playKnee(api, people, clock, addDays(today, -63));
    const neck = await openNeckCase(api, people, clock, today);
    const visit = neckVisits(today)[0];
    if (visit === undefined) throw new Error('the case has visits');
    const seen = { date: today, minutes: 30 };
    const begun = await comeIn(api, people, clock, { ...neck, ...seen, time: '07:30' });
    const content = neckContent(visit);
    await write(api, begun.session, {
      ...content,
      blocks: content.blocks.map((block) => ({ ...block, values: { ...block.values, needlesOut: '3' } })),
    });
    clock.set(ten);
    const ninth = await api.treatments.begin({
      ...{ patientId: knee.patientId, courseId: knee.courseId, appointmentId: null },
      practitionerId: people.practitioner.id,
    });
    await write(api, ninth, kneeContent(today, 9));
    Object.assign(found, { neck: begun.session.id, knee: knee.courseId, kneeVisit: ninth.id });
  }, ten);
});
test.afterAll(async () => clinic.stop());

test('the neck is not signed with a needle missing, and its pain is told place by place', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/treatments/${found.neck}`);
  await expect(page.getByText('Session 1 of 3 planned')).toBeVisible();
  await page.getByRole('textbox', { name: 'Back of neck, right' }).first().fill('7');
  await page.keyboard.press('Tab');
  await page.keyboard.type('5');
  await saved(page);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(
    page.getByText('4 needles in, 3 needles out. Count again before signing.').first(),
  ).toBeVisible();
  // The count of the whole block; each site below it may have one of its own.
  await page.getByRole('textbox', { name: 'Needles removed and counted' }).first().fill('4');
  for (const reason of await page.getByRole('textbox', { name: /^Reason:/ }).all())
    await reason.fill('Band lifted off the chest wall');
  await saved(page);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(page.getByText('The note is signed and locked.')).toBeVisible();
  await page.getByRole('button', { name: 'Course', exact: true }).click();
  await expect(
    page.getByRole('img', { name: /Back of neck, right: 7: measured once.*Shoulder girdle, right: 5/ }),
  ).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the knee has come from nine to two, and a ninth visit of eight asks for a renewed plan', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/courses/${found.knee}`);
  await expect(page.getByText('Session 9 of 8 planned')).toBeVisible();
  await expect(
    page.getByRole('img', {
      name: /Knee, left: 9 → 2 \(−7\): much better.*mean of all activities: 0\.33 → 8 \(\+7\.67\): large/,
    }),
  ).toBeVisible();
  await expect(page.getByText(/^Pain medicine stopped on .* at least 14 days without/)).toBeVisible();
  await go(page, clinic.desk, `/treatments/${found.kneeVisit}`);
  await expect(page.getByText('Remote from complaint').nth(1)).toBeVisible();
  const beyond = page.getByText('Visit 9 of 8 planned: renew the plan, or say why.');
  await expect(beyond.first()).toBeVisible();
  await page.getByRole('button', { name: 'Course', exact: true }).click();
  await page.getByRole('button', { name: 'Revise…' }).click();
  const revise = page.getByRole('dialog', { name: 'Revise the course' });
  await revise.getByRole('textbox', { name: 'Sessions' }).fill('12');
  await revise
    .getByRole('textbox', { name: 'Why the number of visits changes' })
    .fill('Walks further every week');
  await revise.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Plan renewed: 8 → 12 visits')).toBeVisible();
  await go(page, clinic.desk, `/treatments/${found.kneeVisit}`);
  await expect(page.getByText('Session 9 of 12 planned')).toBeVisible();
  await expect(beyond).toHaveCount(0);
  expect(complaints).toEqual([]);
});
