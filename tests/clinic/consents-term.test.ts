import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { Api } from '../../shared/contract/index.ts';
import { heelCourse } from '../../main/demo/cases/heel.ts';
import { monday } from '../support/clock.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { read } from '../paper/reading.ts';
import { refusal, register, signedConsent } from './consent-cases.ts';

type Term = NonNullable<ConsentPlan['term']>;

let clinic: Clinic;
let henrik: Api;
let tomas: Api;
let patientId: string;
let courseId: string;

beforeAll(async () => {
  clinic = await newClinic();
  henrik = await clinic.as('henrik');
  tomas = await clinic.as('tomas');
});
afterAll(() => clinic.close());
beforeEach(async () => {
  clinic.clock.set(monday);
  patientId = await register(tomas);
  ({ id: courseId } = await henrik.treatments.openCourse({
    patientId,
    course: heelCourse('2026-11-23'),
  }));
});

const agreed = (term: Term) => signedConsent({ clinic, patientId, plan: { term } });
const statusOf = async (id: string) => (await tomas.consents.open({ id })).status;

/** A visit in which the patient gives their word, some minutes long. */
async function visit(): Promise<void> {
  const practitionerId = clinic.ids['henrik'] ?? '';
  const { id, version } = await henrik.treatments.begin({
    ...{ patientId, courseId, practitionerId, appointmentId: null },
  });
  await henrik.treatments.confirmConsent({ id, version, substancesRead: true });
  clinic.clock.forward(60);
}

async function endCourse(): Promise<void> {
  const [course] = await henrik.treatments.coursesOf({ patientId });
  await henrik.courses.end({
    ...{ id: courseId, version: course?.version ?? 0 },
    ...{ why: 'patient-stopped', reason: '', advice: '' },
  });
  clinic.clock.forward(1);
}

async function paperOf(id: string): Promise<string> {
  const { file } = await henrik.documents.consent({ id });
  return (await read(new Uint8Array(await file.arrayBuffer()))).pages.map(({ text }) => text).join(' ');
}

describe('a consent holds until the first of what was agreed', { timeout: 30_000 }, () => {
  it('ends with its months', async () => {
    const { id, expiresAt } = await agreed({ months: 1, visits: 20, courseId });
    clinic.clock.set('2026-12-22T07:00:00.000Z');
    expect(await statusOf(id)).toBe('agreed');
    clinic.clock.set(expiresAt ?? '');
    clinic.clock.forward(1);
    expect(expiresAt?.slice(0, 7)).toBe('2026-12');
    expect(await statusOf(id)).toBe('expired');
  });

  it('ends with the last of its visits, though months and course go on', async () => {
    const { id } = await agreed({ months: 6, visits: 2, courseId });
    await visit();
    expect(await statusOf(id)).toBe('agreed');
    await visit();
    clinic.clock.forward(24 * 60);
    expect(await statusOf(id)).toBe('expired');
  });

  it('ends with its course, though months and visits are left', async () => {
    const { id } = await agreed({ months: 6, visits: 2, courseId });
    await visit();
    expect(await statusOf(id)).toBe('agreed');
    await endCourse();
    expect(await statusOf(id)).toBe('expired');
  });

  it('that is tied to no course and no number goes on when a course ends', async () => {
    const { id } = await agreed({ months: 6, visits: null, courseId: null });
    await visit();
    await endCourse();
    expect(await statusOf(id)).toBe('agreed');
  });

  it('cannot be given for a course that has ended', async () => {
    await endCourse();
    expect(await refusal(agreed({ months: 6, visits: null, courseId }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'plan.term.courseId', problem: 'not-open' },
    });
  });

  it('says on paper what ends it, and nothing of it where only the months were agreed', async () => {
    const both = await paperOf((await agreed({ months: 6, visits: 4, courseId })).id);
    expect(both).toMatch(
      /Ends earlier, whichever comes first\s+after 4 visits.*when this course of treatment ends/,
    );
    const visits = await paperOf((await agreed({ months: 6, visits: 1, courseId: null })).id);
    expect(visits).toContain('after 1 visit');
    expect(visits).not.toContain('when this course of treatment ends');
    expect(await paperOf((await agreed({ months: 6, visits: null, courseId: null })).id)).not.toContain(
      'Ends earlier',
    );
  });
});
