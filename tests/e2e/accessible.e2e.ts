import { expect, test, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { fillCupboard } from '../../main/demo/cupboard.ts';
import { write } from '../../main/demo/cases/steps.ts';
import { leaveNeedle } from '../../main/demo/usual.ts';
import { asPackBlock } from '../../shared/rules/block-usual.ts';
import {
  atBothSizes,
  complaintsOf,
  expectAccessible,
  expectNothingCutOff,
  schemesAt,
  violationsOf,
  windows,
} from '../support/looking.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { book, today, type Seeding } from './support/seed.ts';

// WCAG 2.2 AA by axe on every screen and its main dialogs, in light and dark, at both window sizes.

const found: Record<string, string> = {};

async function livedIn(seeding: Seeding): Promise<void> {
  const { as, people, clock } = seeding;
  const api = await as('henrik');
  await fillCupboard(api, today);
  const heel = await openHeelCase(api, people, clock, today);
  const { session } = await heelVisit(api, people, clock, heel, today, '07:40');
  await api.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
  await api.treatments.recordOutcomes({
    courseId: heel.courseId,
    sessionId: session.id,
    outcomes: [
      { measure: 'nprs', item: 'foot-plantar:right', moment: 'baseline', value: '6', measuredOn: today },
      { measure: 'nprs', item: 'foot-plantar:right', moment: 'after', value: '5', measuredOn: today },
    ],
  });
  Object.assign(found, {
    patient: heel.patientId,
    course: heel.courseId,
    consent: heel.consent.id,
    session: session.id,
  });
  const happened = await api.events.report({
    ...{ patientId: heel.patientId, courseId: heel.courseId, sessionId: null, severity: 'mild' },
    ...{ happenedOn: today, words: 'Bruise at the heel' },
  });
  found['event'] = happened.id;
  await api.tasks.add({ title: 'Order needles', notes: '', patientId: null, dueOn: today, assignedTo: null });
  found['visit'] = await book(seeding, 'lukasz', 'henrik', '11:00');
  found['other'] = seeding.ids['lukasz'] ?? '';
  await needlesInside(seeding);
}

/** Somebody needles under supervision, so that a signed note waits for another's signature. */
async function supervised(as: Seeding['as'], id: string, supervisedBy: string | null): Promise<void> {
  const owner = await as('nomsa');
  const member = (await owner.staff.list()).find((one) => one.id === id);
  await owner.staff.recordCredentials({
    ...{ id, version: member?.version ?? 1 },
    credentials: (member?.credentials ?? []).map((one) =>
      one.type === 'needling' ? { ...one, supervisedBy } : one,
    ),
  });
}

/** A needle that stayed in, the next visit of that patient with a count that is open and a stop, and a favourite. */
async function needlesInside({ as, people, clock, ids }: Seeding): Promise<void> {
  const api = await as('henrik');
  await supervised(as, ids['henrik'] ?? '', ids['aiko'] ?? null);
  const before = await leaveNeedle(api, people, clock, { day: today, dueOn: today });
  await supervised(as, ids['henrik'] ?? '', null);
  const { patientId, content } = before;
  const { safety } = await api.patients.open({ id: patientId });
  if (safety === null) throw new Error('the practitioner reads the safety record');
  const stop = { flagId: 'bleeding-disorder', answer: 'yes' as const, regions: [], side: null, note: '' };
  await api.patients.recordSafety({ id: patientId, safety: { ...safety, answers: [stop] } });
  const session = await api.treatments.begin({
    ...{ patientId, appointmentId: null, courseId: null, practitionerId: people.practitioner.id },
  });
  const blocks = content.blocks.map(({ retained: _, ...block }) => block);
  await write(api, session, { ...content, blocks });
  await api.packs.add({ name: 'Shin', blocks: blocks.map((block) => asPackBlock(block, 'relative', [])) });
  found['draft'] = session.id;
}

interface Screen {
  name: string;
  at: () => string;
  /** What must stand there before it is looked at. */
  shows: string | RegExp;
  /** Opens a dialog of the screen and says how it is called. */
  dialog?: (page: Page) => Promise<void>;
  /** Further dialogs of the same screen. */
  more?: readonly ((page: Page) => Promise<void>)[];
}

const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

const aroundTheBook: Screen[] = [
  { name: 'day', at: () => '/day', shows: /Łukasz/, dialog: click('Book') },
  {
    name: 'visit',
    at: () => `/day/${today}?appointment=${found['visit']}`,
    shows: 'To know before treating',
    dialog: click('Cancel visit…'),
  },
  {
    name: 'move',
    at: () => `/day/${today}?appointment=${found['visit']}`,
    shows: 'To know before treating',
    dialog: click('Move…'),
  },
  { name: 'patients', at: () => '/patients', shows: 'Opened last' },
  { name: 'registration', at: () => '/patients/new', shows: 'Who it is' },
];

const aboutThePatient: Screen[] = [
  { name: 'patient', at: () => `/patients/${found['patient']}`, shows: 'To know' },
  { name: 'safety', at: () => `/patients/${found['patient']}?tab=safety`, shows: 'Weight and height' },
  { name: 'consents', at: () => `/patients/${found['patient']}?tab=consents`, shows: 'Agreed' },
  {
    name: 'treatments',
    at: () => `/patients/${found['patient']}?tab=treatments`,
    shows: 'Right heel, worst with the first steps of the day',
  },
  { name: 'papers', at: () => `/patients/${found['patient']}?tab=papers`, shows: /Consent/ },
  { name: 'details', at: () => `/patients/${found['patient']}?tab=identity`, shows: 'How to reach them' },
  { name: 'new consent', at: () => `/consents/new?patient=${found['other']}`, shows: 'Compose the document' },
  {
    name: 'consent',
    at: () => `/consents/${found['consent']}`,
    shows: 'Signatures',
    dialog: click('Withdraw…'),
  },
];

const inTreatment: Screen[] = [
  {
    name: 'start of a treatment',
    at: () => `/treatments/new?patient=${found['other']}`,
    shows: 'What was done before',
  },
  {
    name: 'treatment',
    at: () => `/treatments/${found['session']}`,
    shows: 'Injections given (1)',
    dialog: click('Record injection…'),
  },
  {
    name: 'needles that are counted',
    at: () => `/treatments/${found['draft']}`,
    shows: '1 needle is not accounted for',
    dialog: click('It is out'),
    more: [
      click('Open…'),
      click('Keep as favourite: Dry needling'),
      async (page) => {
        await page.getByRole('button', { name: 'Add technique' }).click();
        await page.getByRole('menuitem', { name: 'Arrange favourites…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    ],
  },
  {
    name: 'course',
    at: () => `/courses/${found['course']}`,
    shows: 'Change since the start',
    dialog: click('Record measures…'),
  },
  {
    name: 'revision of a course',
    at: () => `/courses/${found['course']}`,
    shows: 'Change since the start',
    dialog: click('Revise…'),
  },
  {
    name: 'letter',
    at: () => `/courses/${found['course']}`,
    shows: 'Change since the start',
    dialog: click('Write letter…'),
  },
];

const inTheCupboard: Screen[] = [
  { name: 'cupboard', at: () => '/stock', shows: 'Procaine 1 % vial 20 mL', dialog: click('Receive') },
  { name: 'to see to', at: () => '/stock?view=todo', shows: 'LD-24 090' },
  {
    name: 'recipes',
    at: () => '/stock?view=recipes',
    shows: 'Neck and shoulder',
    dialog: click('New recipe'),
  },
  {
    name: 'substances',
    at: () => '/stock?view=catalogue&substance=procaine',
    shows: 'Made from',
    dialog: click('Enter a substance'),
  },
  { name: 'register of injections', at: () => '/stock?view=injections', shows: /1 line/ },
];

const afterVisits: Screen[] = [
  { name: 'tasks', at: () => '/tasks', shows: 'Order needles', dialog: click('New task') },
  { name: 'events', at: () => '/events', shows: 'Bruise at the heel' },
  {
    name: 'event',
    at: () => `/events/${found['event']}`,
    shows: 'How it stands',
    dialog: click('Add what is known now'),
  },
  {
    name: 'recall',
    at: () => '/recall?by=lot&text=LD24117',
    shows: 'Who received it',
    dialog: click('Start a recall'),
  },
];

const ofNotes: Screen[] = [
  {
    name: 'notes that wait',
    at: () => '/notes',
    shows: 'Waiting for a supervisor',
    dialog: click('Name another…'),
  },
  { name: 'directory', at: () => '/directory', shows: 'Traditional acupuncture' },
  {
    name: 'text blocks',
    at: () => '/settings/phrases',
    shows: 'No text blocks yet',
    dialog: click('Add a text block'),
  },
  {
    name: 'letter texts',
    at: () => '/settings/letters',
    shows: 'Question to a surgeon',
    dialog: async (page) => {
      await page.getByRole('gridcell', { name: 'Question to a surgeon' }).dblclick();
      await expect(page.getByRole('dialog').getByText('Dear colleague,').last()).toBeVisible();
    },
  },
  { name: 'own entry', at: () => '/settings/listing', shows: 'I agree to be listed' },
];

const onPaper: Screen[] = [
  { name: 'paper', at: () => `/papers/treatment-summary/${found['session']}`, shows: /Page 1 of/ },
  { name: 'day sheet', at: () => '/papers/day-sheet/all', shows: /Page 1 of/ },
  { name: 'slip', at: () => `/papers/appointment-slip/${found['patient']}`, shows: /Page 1 of/ },
  { name: 'labels', at: () => `/labels?what=file&patients=${found['patient']}`, shows: /Page 1 of/ },
  { name: 'labels for nobody', at: () => '/labels', shows: 'For whom?' },
];

let clinic: OpenClinic;
test.beforeAll(async () => {
  clinic = await openClinic(livedIn, ten);
});
test.afterAll(async () => clinic.stop());

for (const [where, screens] of Object.entries({
  'around the book': aroundTheBook,
  'about the patient': aboutThePatient,
  'in treatment': inTreatment,
  'in the cupboard': inTheCupboard,
  'after visits': afterVisits,
  'of notes': ofNotes,
  'on paper': onPaper,
}))
  test(`nobody is shut out of any screen ${where}`, async ({ page }) => {
    test.setTimeout(240_000);
    const complaints = complaintsOf(page);
    await page.setViewportSize(windows[0]);
    await enter(page, clinic.desk, 'henrik');
    // Every screen is looked at, whatever the one before has shown.
    const problems: string[] = [];
    for (const { name, at, shows, dialog, more = [] } of screens) {
      const look = async () => {
        await go(page, clinic.desk, at());
        await expect(
          page.getByRole('main').or(page.getByRole('complementary')).getByText(shows).first(),
        ).toBeVisible();
        await atBothSizes(page, async (width) => {
          await expectNothingCutOff(page, `${name}, ${width}`);
          await expectAccessible(page, `${name}, ${width}`, schemesAt(width));
        });
        for (const [index, open] of [...(dialog === undefined ? [] : [dialog]), ...more].entries()) {
          await open(page);
          await expectAccessible(page, `${name}, dialog ${index + 1}`);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toBeHidden();
        }
      };
      await test.step(name, look).catch((error: unknown) => problems.push(`${name}: ${String(error)}`));
    }
    expect(problems).toEqual([]);
    expect(complaints).toEqual([]);
  });

test('a fault that is put into the page is found', async ({ page }) => {
  await enter(page, clinic.desk, 'henrik', '/patients');
  await expect(page.getByText('Opened last')).toBeVisible();
  await page.evaluate(() => {
    const unnamed = document.createElement('button');
    unnamed.className = 'seeded';
    document.querySelector('main')?.append(unnamed);
  });
  expect((await violationsOf(page)).map(({ id }) => id)).toContain('button-name');
  await expect(expectAccessible(page, 'seeded')).rejects.toThrow(/seeded/);
});

test('words that only the dark swallows are found', async ({ page }) => {
  await enter(page, clinic.desk, 'henrik', '/patients');
  await expect(page.getByText('Opened last')).toBeVisible();
  await page.evaluate(() => {
    const pale = document.createElement('p');
    pale.className = 'pale';
    pale.textContent = 'Nobody reads this in the dark';
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const paint = () => {
      pale.style.cssText = dark.matches ? 'color: #333; background: #222' : 'color: #111; background: #fff';
    };
    dark.addEventListener('change', paint);
    paint();
    document.querySelector('main')?.prepend(pale);
  });
  await expect(expectAccessible(page, 'pale', ['light'])).resolves.toBeUndefined();
  await expect(expectAccessible(page, 'pale')).rejects.toThrow(/pale, dark[^]*color-contrast/);
});
