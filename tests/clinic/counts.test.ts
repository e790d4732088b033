import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neckContent } from '../../main/demo/cases/neck.ts';
import { longRecord, signedVisits } from '../bench/big-clinic.ts';
import { costOf, type Cost } from '../support/counting.ts';
import { named } from '../support/patients.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

// Counts instead of clocks: a machine at work makes an act slow, but never makes it ask more.

let clinic: CaseClinic;
let patientId: string;

beforeAll(async () => {
  clinic = await caseClinic();
  ({ id: patientId } = await clinic.owner.patients.register({ identity: named.lukasz, anyway: true }));
});
afterAll(() => clinic.close());

const cost = (work: () => Promise<unknown>) => costOf(clinic.host, work);

/** Every act of a visit on the long record, as often as it is counted. */
async function acts(courseId: string): Promise<Record<string, Cost>> {
  const { henrik, people } = clinic;
  const begun = await henrik.treatments.begin({
    ...{ patientId, practitionerId: people.practitioner.id, courseId, appointmentId: null },
  });
  const content = neckContent({ date: firstDay, pain: { before: '5', after: '3' }, grades: [3, 2] });
  let { version } = begun;
  const save = async (narrative: string) => {
    ({ version } = await henrik.treatments.save({
      ...{ id: begun.id, version, courseId, content: { ...content, narrative } },
    }));
  };
  await save('warm');
  const counted = {
    save: await cost(() => save('counted')),
    open: await cost(() => henrik.treatments.open({ id: begun.id })),
    lines: await cost(() => henrik.treatments.sessionsOf({ patientId })),
    ghosts: await cost(() => henrik.treatments.earlierVisits({ id: begun.id })),
    progress: await cost(() => henrik.treatments.courseProgress({ id: courseId })),
    paper: await cost(() => henrik.documents.courseSummary({ courseId })),
  };
  await henrik.treatments.closeDraft({ id: begun.id, version, reason: 'only counted' });
  return counted;
}

describe('an act at a long record', () => {
  let few: Record<string, Cost>;
  let many: Record<string, Cost>;
  beforeAll(async () => {
    const { givenName, familyName } = named.lukasz;
    const courseId = await longRecord(clinic, patientId, `${givenName} ${familyName}`, 3);
    few = await acts(courseId);
    await signedVisits(clinic, { patientId, courseId, visits: 6 });
    many = await acts(courseId);
  });

  test.each(['save', 'open', 'lines', 'ghosts', 'progress', 'paper'])(
    'asks the store as often after nine visits as after three: %s',
    (name) => {
      expect(many[name]?.statements).toBe(few[name]?.statements);
    },
  );

  test('a save asks no more than it did, reads what it weighs, and waits for the disk once', () => {
    expect(few['save']).toMatchObject({ commits: 1, marks: 1 });
    expect(few['save']?.statements).toBeLessThanOrEqual(50);
    // Earlier visits come one row each, from what was found and from the count.
    expect((many['save']?.rows ?? 0) - (few['save']?.rows ?? 0)).toBeLessThanOrEqual(2 * 7);
    expect(few['save']?.answer).toBeLessThan(8_000);
  });

  test('a reading writes its entry in the log and nothing else: one wait for the disk', () => {
    for (const name of ['open', 'lines', 'ghosts'])
      expect(many[name], name).toMatchObject({ commits: 1, marks: 1 });
  });

  test('a line of the list is short, however long the note is', () => {
    const perVisit = ((many['lines']?.answer ?? 0) - (few['lines']?.answer ?? 0)) / 7;
    expect(perVisit).toBeLessThan(700);
  });
});
