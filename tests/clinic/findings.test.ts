import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areaStrokes, strokePoints } from '../../shared/contract/body-chart.ts';
import type { Finding } from '../../shared/contract/finding.ts';
import { courseInput, type CourseInput, type SessionContent } from '../../shared/contract/treatments.ts';
import { someone } from '../support/patients.ts';
import { newFindingOf } from '../support/findings.ts';
import { refusalOf } from '../support/refused.ts';
import { read } from '../paper/reading.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeAll(async () => {
  clinic = await caseClinic();
}, 60_000);
afterAll(() => clinic.close());

async function newCourse(): Promise<{ patientId: string; courseId: string }> {
  const rosa = await clinic.as('rosa');
  const { id: patientId } = await rosa.patients.register({
    identity: someone({ givenName: 'Ada', familyName: 'Okoro', birthDate: '1970-03-03' }),
    anyway: true,
  });
  const { id: courseId } = await clinic.henrik.treatments.openCourse({
    patientId,
    course: {
      complaint: 'Neck pain',
      regions: [{ region: 'neck-posterior', side: 'right' }],
      since: '',
      goal: '',
      plannedSessions: 6,
      stopRule: '',
      history: [],
      surgeryDecisions: [],
    },
  });
  return { patientId, courseId };
}

let days = 0;

/** The next visit of the course, a day after whatever visit came last, with those findings. */
async function visit(
  { patientId, courseId }: { patientId: string; courseId: string | null },
  findings: Finding[],
  more: Partial<SessionContent> = {},
) {
  const date = addDays(firstDay, ++days);
  clinic.clock.set(`${date}T09:00:00.000Z`);
  const api = clinic.henrik.treatments;
  const begun = await api.begin({
    ...{ patientId, courseId, appointmentId: null },
    practitionerId: clinic.people.practitioner.id,
  });
  const content = { ...begun.content, findings, ...more };
  const saved = await api.save({ id: begun.id, version: begun.version, courseId, content });
  return {
    date,
    id: begun.id,
    version: saved.version,
    content,
    issues: saved.issues.map(({ code }) => code),
  };
}

const levator = (change: Partial<Finding> = {}) =>
  newFindingOf({ siteId: 'levator-scapulae', side: 'right', grade: 3, ...change });
const circle = (figure: string, points: number) => ({
  figure,
  points: Array.from({ length: points }, (_, at): [number, number] => [
    5000 + Math.round(900 * Math.cos(at)),
    5000 + Math.round(900 * Math.sin(at)),
  ]),
});

describe('an area of referred pain', () => {
  it('is kept line by line as it was drawn', async () => {
    const area = [circle('back', 20), circle('head-right', strokePoints)];
    const { id } = await visit(await newCourse(), [
      levator({
        referredArea: area,
        referredRegions: [{ region: 'leg-posterior', side: 'left' }],
        referredQuality: 'ache',
      }),
    ]);
    const { session } = await clinic.henrik.treatments.open({ id });
    expect(session.content.findings[0]).toMatchObject({
      referredArea: area,
      referredRegions: [{ region: 'leg-posterior', side: 'left' }],
      referredQuality: 'ache',
    });
  });

  it.each<[string, unknown]>([
    ['more points than a line has', [circle('back', strokePoints + 1)]],
    ['more lines than an area has', Array.from({ length: areaStrokes + 1 }, () => circle('back', 5))],
    ['a line that encloses nothing', [circle('back', 2)]],
    [
      'a point outside its figure',
      [
        {
          figure: 'back',
          points: [
            [1, 1],
            [2, 2],
            [10_001, 3],
          ],
        },
      ],
    ],
    [
      'a point below nothing',
      [
        {
          figure: 'back',
          points: [
            [1, 1],
            [2, 2],
            [-1, 3],
          ],
        },
      ],
    ],
    [
      'half a point',
      [
        {
          figure: 'back',
          points: [
            [1, 1],
            [2, 2],
            [1.5, 3],
          ],
        },
      ],
    ],
    [
      'a line without a figure',
      [
        {
          points: [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
        },
      ],
    ],
  ])('is refused with %s', async (_, area) => {
    const finding = { ...levator(), referredArea: area } as Finding;
    expect(await refusalOf(visit(await newCourse(), [finding]))).toMatchObject({
      code: 'INVALID',
    });
  });

  it('on a figure or region that the chart does not have cannot be signed', async () => {
    const { issues } = await visit(await newCourse(), [
      levator({
        referredArea: [circle('moon', 6)],
        referredRegions: [{ region: 'no-such-region', side: 'left' }],
      }),
      levator({ mark: { figure: 'side-left', x: 4000, y: 2000 } }),
      levator({ mark: { figure: 'side-right', x: 4000, y: 2000 } }),
      levator({ mark: { figure: 'moon', x: 4000, y: 2000 } }),
    ]);
    expect(issues.filter((code) => code === 'unknown-figure')).toHaveLength(2);
    expect(issues).toContain('unknown-region');
    expect(issues.filter((code) => code === 'mark-of-other-side')).toHaveLength(1);
  });
});

describe('where the skin hurts', () => {
  it('is a dermatome of the complaint, kept through a revision, and one that exists', async () => {
    const { patientId, courseId } = await newCourse();
    const { henrik } = clinic;
    const known = async () => {
      const course = (await henrik.treatments.coursesOf({ patientId })).find(({ id }) => id === courseId);
      if (course === undefined) throw new Error('no course');
      return course;
    };
    const revise = async (dermatomes: string[]) => {
      const course = await known();
      const input = { ...courseInput.parse(course), dermatomes } as CourseInput;
      return henrik.treatments.reviseCourse({
        ...{ id: courseId, version: course.version, course: input, reason: 'Sensation was tested' },
      });
    };
    await revise(['C4', 'C5']);
    expect(await known()).toMatchObject({ dermatomes: ['C4', 'C5'] });
    expect(await refusalOf(revise(['C9']))).toMatchObject({ code: 'INVALID' });
    expect(await known()).toMatchObject({ dermatomes: ['C4', 'C5'] });
  });
});

describe('a finding that was placed and not examined', () => {
  const { grade: _, ...placed } = levator();

  it('is kept in the draft, and holds the signature by its name', async () => {
    const { id, version, issues } = await visit(await newCourse(), [placed]);
    expect(issues).toContain('finding-without-grade');
    expect(await refusalOf(clinic.henrik.treatments.sign({ id, version }))).toMatchObject({
      code: 'RECORD_REFUSED',
      data: {
        issues: expect.arrayContaining([
          expect.objectContaining({
            ...{ level: 'refuse', code: 'finding-without-grade', at: placed.id, fieldKey: 'grade' },
            params: { site: 'levator-scapulae:right' },
          }),
        ]),
      },
    });
  });

  it('is answered by none as well: 0 is a grade', async () => {
    const { issues } = await visit(await newCourse(), [{ ...placed, grade: 0 }]);
    expect(issues).not.toContain('finding-without-grade');
  });
});

describe('a finding of an earlier visit', () => {
  it('is asked for at each visit until it is examined or left, and never copied', async () => {
    const course = await newCourse();
    const [a, b] = [levator(), newFindingOf({ siteId: 'soleus', side: 'left', grade: 2 })];
    const first = await visit(course, [a, b]);

    const second = await visit(course, []);
    expect(second.content.findings).toEqual([]);
    expect(second.issues).toContain('findings-not-re-examined');
    const known = async (id: string) => {
      const { open } = await clinic.henrik.treatments.earlierVisits({ id });
      return open.map(({ finding: { id: of, grade }, startedAt }) => [of, grade, startedAt.slice(0, 10)]);
    };
    expect(await known(second.id)).toEqual([
      [a.id, 3, first.date],
      [b.id, 2, first.date],
    ]);
    const a2 = levator({ continues: a.id, grade: 1, structureType: 'taut-band' });
    const saved = await clinic.henrik.treatments.save({
      ...{ id: second.id, version: second.version, courseId: course.courseId },
      content: { ...second.content, findings: [a2], left: [b.id] },
    });
    expect(saved.issues.map(({ code }) => code)).not.toContain('findings-not-re-examined');

    const third = await visit(course, [levator({ continues: a2.id, grade: 0, resolved: true })]);
    expect(third.issues).toContain('findings-not-re-examined');
    expect(await known(third.id)).toEqual([
      [a2.id, 1, second.date],
      [b.id, 2, first.date],
    ]);

    const fourth = await visit(course, []);
    expect(await known(fourth.id)).toEqual([[b.id, 2, first.date]]);
  });

  it('holds the signature until then', async () => {
    const course = await newCourse();
    await visit(course, [levator()]);
    const { id, version } = await visit(course, []);
    const refusal = await refusalOf(clinic.henrik.treatments.sign({ id, version }));
    expect(refusal).toMatchObject({ code: 'RECORD_REFUSED' });
    expect(JSON.stringify(refusal)).toContain('findings-not-re-examined');
  });

  it('has its words on the paper of the visit: what it was, what it is, and that it was left', async () => {
    const course = await newCourse();
    const [a, b] = [levator(), newFindingOf({ siteId: 'soleus', side: 'left', grade: 2 })];
    await visit(course, [a, b]);
    const gone = levator({ continues: a.id, grade: 0, resolved: true });
    const { id } = await visit(course, [gone], { left: [b.id] });
    const { file } = await clinic.henrik.documents.treatmentSummary({ id });
    const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
    const text = pages
      .map((page) => page.text)
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    expect(text).toContain('Levator scapulae, right');
    expect(text).toMatch(/0 of 4 no longer there Before, [0-9A-Za-z ]+: 3 of 4/);
    expect(text).toContain('Soleus, left: tender point in soft tissue, tenderness 2 of 4 when last examined');
  });

  it('is of this patient and this course; without a course of the one visit before', async () => {
    const [course, other] = [await newCourse(), await newCourse()];
    await visit(course, [levator()]);
    await visit(other, [levator({ siteId: 'soleus' })]);
    const loose = { patientId: course.patientId, courseId: null };
    await visit(loose, [levator({ siteId: 'masseter' })]);
    const seen = async (id: string) =>
      (await clinic.henrik.treatments.earlierVisits({ id })).visits.map(
        ({ findings }) => findings[0]?.siteId,
      );
    const next = await visit(course, []);
    expect(await seen(next.id)).toEqual(['levator-scapulae']);
    const later = await visit(loose, []);
    expect(await seen(later.id)).toEqual([undefined]);
  });
});
