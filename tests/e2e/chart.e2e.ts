import { expect, test, type Page } from '@playwright/test';
import { complaintsOf } from '../support/looking.ts';
import { newFindingOf } from '../support/findings.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';
import { today, type Seeding } from './support/seed.ts';

// The body chart by keyboard alone, and by touch on the tablet of the treatment room.

let clinic: OpenClinic;
let sessionId = '';
const aWeekAgo = '2026-11-16T07:00:00.000Z';
const seenBefore = { siteId: 'levator-scapulae', side: 'right', grade: 3 } as const;

test.use({ hasTouch: true });
test.beforeAll(async () => {
  clinic = await openClinic(async (seeding) => {
    sessionId = await secondVisit(seeding);
  });
});
test.afterAll(async () => clinic.stop());

/** A patient whose first visit found one thing a week ago, and whose second one runs. */
async function secondVisit({ as, clock, ids, people }: Seeding): Promise<string> {
  const api = await as('henrik');
  const patientId = ids['lukasz'] ?? '';
  const { id: courseId } = await api.treatments.openCourse({
    patientId,
    course: {
      complaint: 'Neck pain',
      regions: [{ region: 'neck-posterior', side: 'right' }],
      since: 'three months',
      goal: '',
      plannedSessions: 4,
      stopRule: '',
      history: [],
      surgeryDecisions: [],
    },
  });
  const visit = { patientId, appointmentId: null, courseId, practitionerId: people.practitioner.id };
  const now = `${today}T07:00:00.000Z`;
  clock.set(aWeekAgo);
  const first = await api.treatments.begin(visit);
  await api.treatments.save({
    id: first.id,
    version: first.version,
    courseId,
    content: { ...first.content, findings: [newFindingOf(seenBefore)] },
  });
  clock.set(now);
  const second = await api.treatments.begin(visit);
  await api.treatments.save({
    id: second.id,
    version: second.version,
    courseId,
    content: {
      ...second.content,
      blocks: [{ id: 'needles', technique: 'dry-needling', values: {}, sites: [] }],
    },
  });
  return second.id;
}

const chart = (page: Page) => page.getByRole('application', { name: /^Body chart/ });
const marks = (page: Page) => page.getByRole('list', { name: 'Marks of today' });

test('by keyboard alone: examine again, add a finding, say where its pain goes, take it off and put it back', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/treatments/${sessionId}`);
  await test.step('the visit before stands behind, pale', async () => {
    await expect(page.locator('[data-mark][data-faint]')).toHaveCount(1);
    await page.getByRole('radio', { name: 'Today' }).focus();
    await page.keyboard.press('Space');
    await expect(page.locator('[data-mark][data-faint]')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-mark][data-faint]')).toHaveCount(1);
  });
  await test.step('what was found then is examined today, not copied', async () => {
    const grades = page.getByRole('group', { name: 'Tenderness of Levator scapulae, right today' });
    await grades.getByRole('button', { name: /^2,/ }).focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name: 'Levator scapulae right' });
    await expect(card).toContainText('tenderness 3 → 2');
    await expect(card).toContainText('Trigger point criteria not met');
  });
  await test.step('arrows find a site, Enter adds it', async () => {
    await chart(page).focus();
    await page.keyboard.press('PageDown');
    await expect(chart(page)).toHaveAccessibleName(/Sides/);
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText(/Head and face, right · 1 of/)).toBeVisible();
    const said = page.locator('p[aria-live]').filter({ hasText: ' of ' });
    await page.keyboard.press('ArrowDown');
    await expect(said).not.toContainText('Head and face');
    const name = ((await said.textContent()) ?? '').split(' · ')[0] ?? '';
    await page.keyboard.press('Enter');
    await expect(marks(page).locator('[data-row]').filter({ hasText: name })).toBeVisible();
    // Placed is not examined: how tender it is, is asked where it was placed.
    const strip = page.getByRole('group', { name: /^Tenderness of .* today$/ });
    await expect(strip.locator('[aria-pressed="true"]')).toHaveCount(0);
    await strip.getByRole('button', { name: /^3,/ }).focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('article').filter({ hasText: 'What is found' }).last();
    await expect(card.getByRole('radio', { name: '3', exact: true })).toBeChecked();
  });
  await test.step('Delete takes the last one off, undo puts it back', async () => {
    const rows = marks(page).getByRole('listitem');
    await expect(rows).toHaveCount(2);
    await marks(page).locator('[data-row]').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Delete');
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await expect(rows).toHaveCount(2);
  });
  await test.step('where pain goes, from the list', async () => {
    const card = page.getByRole('article').filter({ hasText: 'What is found' }).last();
    await card.getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    await card.getByRole('combobox', { name: 'Spreads to (regions)' }).focus();
    await page.keyboard.type('calf, left');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(card).toContainText('Calf, left');
  });
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('by touch: one tap adds a needled point, a finger draws where pain goes, two fingers zoom', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await enter(page, clinic.desk, 'henrik', `/treatments/${sessionId}`);
  await page
    .getByRole('article', { name: 'Dry needling' })
    .getByRole('button', { name: 'Place on chart' })
    .tap();
  await test.step('a needled point', async () => {
    const before = await marks(page).getByRole('listitem').count();
    let actions = 0;
    await page.locator('[data-figure="back"] [data-shape="shoulder-girdle-left"]').tap();
    actions += 1;
    await expect(marks(page).getByRole('listitem')).toHaveCount(before + 1);
    await expect(page.getByRole('article', { name: 'Dry needling' })).toContainText('left');
    console.log(`actions: add point ${actions}`);
    expect(actions).toBe(1);
  });
  await test.step('what was found is treated by a tap on its sign', async () => {
    await page.getByRole('button', { name: 'Place on chart' }).first().tap();
    await page.locator('[data-figure="back"] [data-shape="head-face-left"]').tap();
    await page
      .getByRole('article', { name: 'Dry needling' })
      .getByRole('button', { name: 'Place on chart' })
      .tap();
    await page
      .locator('[data-figure="back"] [data-mark]:not([data-faint])', { hasText: 'Occipitalis' })
      .tap();
    await expect(
      marks(page).locator('[data-row]', { hasText: 'Dry needling: Occipitalis, left' }),
    ).toBeVisible();
  });
  await test.step('an area by hand', async () => {
    const card = page.getByRole('article', { name: 'Occipitalis left' });
    await card.getByRole('button', { name: 'Draw area' }).tap();
    // The figure moves down as the tools come; only then is it where a finger would meet it.
    await expect(card.getByRole('button', { name: 'Drawing…' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Done' })).toBeVisible();
    const box = await page.locator('[data-figure="back"]').boundingBox();
    if (box === null) throw new Error('no figure to draw on');
    await drag(page, ring(box.x + box.width / 2, box.y + box.height / 3, 24));
    await expect(page.getByRole('button', { name: 'Undo line' })).toBeEnabled();
    // The draft is saved meanwhile and what stands above the chart may move it under the finger, which taps again.
    await expect(async () => {
      const done = page.getByRole('button', { name: 'Done' });
      if (await done.isVisible()) await done.tap();
      await expect(card.getByRole('button', { name: '1 line drawn' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 10_000 });
  });
  await test.step('zoom stays within the card', async () => {
    const scrolled = await page.evaluate(() => document.documentElement.clientWidth);
    const box = await page.locator('[data-figure="back"]').boundingBox();
    if (box === null) throw new Error('no figure to zoom');
    const [x, y] = [box.x + box.width / 2, box.y + 90];
    await spread(page, { x, y }, 20, 60);
    await expect(page.getByRole('button', { name: 'Farther' })).toBeEnabled();
    await expect(page.getByRole('button', { name: 'Whole figures' })).not.toHaveText(/100/);
    await page.getByRole('button', { name: 'Whole figures' }).tap();
    await expect(page.getByRole('button', { name: 'Whole figures' })).toHaveText(/100/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(scrolled);
  });
});

type At = { x: number; y: number };

function ring(x: number, y: number, r: number): At[] {
  return Array.from({ length: 20 }, (_, step) => {
    const angle = (step / 20) * 2 * Math.PI;
    return { x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) };
  });
}

/** Two fingers that move apart, each from `from` to `to` pixels beside the middle. */
async function spread(page: Page, { x, y }: At, from: number, to: number): Promise<void> {
  const glass = await page.context().newCDPSession(page);
  const fingers = (off: number) => [
    { x: x - off, y, id: 1 },
    { x: x + off, y, id: 2 },
  ];
  await glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) });
  for (let off = from; off <= to; off += 5)
    await glass.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(off) });
  await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await glass.detach();
}

/** One finger over the glass. */
async function drag(page: Page, way: readonly At[]): Promise<void> {
  const glass = await page.context().newCDPSession(page);
  const [first, ...rest] = way;
  if (first === undefined) return;
  await glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] });
  for (const point of rest)
    await glass.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await glass.detach();
}
