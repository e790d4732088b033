import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  kneeContent,
  kneeCourse,
  kneeReview,
  kneeVisit,
  openKneeCase,
  playKnee,
} from '../../main/demo/cases/knee.ts';
import { answerAsked, comeIn, weeksAfter, write } from '../../main/demo/cases/steps.ts';
import { remoteFromComplaint } from '../../shared/rules/findings.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

const tablets = (days: string, measuredOn: string) => ({
  measure: 'analgesic-days' as const,
  item: 'Paracetamol',
  moment: 'review' as const,
  value: days,
  measuredOn,
});

describe('the knee case after the ski accident', { timeout: 30_000 }, () => {
  it('goes from hardly walking to stairs in eight visits, with tablets stopped', async () => {
    const { henrik, people, clock } = clinic;
    const knee = await playKnee(henrik, people, clock, firstDay);
    const progress = await henrik.treatments.courseProgress({ id: knee.courseId });
    expect(progress.course.sessionsSoFar).toBe(8);
    const change = Object.fromEntries(
      progress.changes.map(({ measure, from, to, band }) => [measure, { from, to, band }]),
    );
    expect(change['nprs']).toEqual({ from: '9', to: '2', band: 'much-better' });
    expect(change['psfs']).toEqual({ from: '0.33', to: '8', band: 'large' });
    expect(change['analgesic-days']).toMatchObject({ from: '7', to: '0' });
    const chart = progress.outcomes
      .filter(({ measure }) => measure === 'analgesic-days')
      .map(({ value }) => value);
    expect(chart).toEqual(['7', '6', '5', '3', '2', '1', '0', '0', '0']);
    // The first of the seven clear days that the seventh visit reported.
    expect(progress.analgesicStoppedOn).toBe('2026-12-29');
  });

  it('marks findings at the pelvis and the back as remote from the knee', async () => {
    const { findings } = kneeContent(firstDay, 1);
    const remote = findings
      .filter((finding) => remoteFromComplaint(reference, finding, kneeCourse(firstDay).regions))
      .map(({ siteId }) => siteId);
    expect(remote).toEqual(expect.arrayContaining(['gluteus-minimus', 'quadratus-lumborum']));
    expect(remote.length).toBeGreaterThanOrEqual(2);
  });

  it('does not call tablets stopped before fourteen clear days, nor across a week that nobody reported', async () => {
    const { henrik, people, clock } = clinic;
    const knee = await openKneeCase(henrik, people, clock, firstDay);
    const stopped = async () =>
      (await henrik.treatments.courseProgress({ id: knee.courseId })).analgesicStoppedOn;
    const report = async (days: string, weeks: number) => {
      const day = weeksAfter(firstDay, weeks);
      clock.set(`${day}T09:00:00.000Z`);
      await henrik.treatments.recordOutcomes({
        courseId: knee.courseId,
        sessionId: null,
        outcomes: [tablets(days, day)],
      });
    };
    await report('3', 0);
    await report('0', 1);
    expect(await stopped()).toBeNull();
    await report('0', 3);
    expect(await stopped()).toBeNull();
    await report('0', 4);
    expect(await stopped()).toBe('2026-12-08');
    await report('2', 5);
    expect(await stopped()).toBeNull();
  });

  it('asks for a reason for a ninth visit until the plan is renewed', async () => {
    const { henrik, people, clock } = clinic;
    const knee = await playKnee(henrik, people, clock, firstDay);
    const date = weeksAfter(firstDay, 9);
    const { session } = await comeIn(henrik, people, clock, {
      patientId: knee.patientId,
      courseId: knee.courseId,
      date,
      time: '09:00',
      minutes: 40,
    });
    expect(session.sessionNumber).toBe(9);
    const written = await write(henrik, session, kneeContent(date, 9));
    const { issues } = await henrik.treatments.open({ id: session.id });
    expect(issues).toContainEqual(
      expect.objectContaining({ level: 'ask', code: 'beyond-plan', params: { value: '9', max: '8' } }),
    );
    expect((await refusal(henrik.treatments.sign({ id: session.id, version: written.version }))).code).toBe(
      'RECORD_REFUSED',
    );
    const [course] = await henrik.treatments.coursesOf({ patientId: knee.patientId });
    await henrik.treatments.reviseCourse({
      id: knee.courseId,
      version: course?.version ?? 0,
      course: { ...kneeCourse(firstDay), plannedSessions: 12 },
    });
    expect(codesOf((await henrik.treatments.open({ id: session.id })).issues)).not.toContain('beyond-plan');
    const answered = await answerAsked(henrik, written, 'Palpated and agreed');
    expect((await henrik.treatments.sign({ id: session.id, version: answered.version })).status).toBe(
      'signed',
    );
  });

  it('does not count a visit that was entered in error, nor one of traditional acupuncture', async () => {
    const { henrik, people, clock } = clinic;
    const knee = await openKneeCase(henrik, people, clock, firstDay);
    const first = await kneeVisit(henrik, people, clock, knee, 1, firstDay);
    await kneeVisit(henrik, people, clock, knee, 2, firstDay);
    const sessionsSoFar = async () =>
      (await henrik.treatments.coursesOf({ patientId: knee.patientId }))[0]?.sessionsSoFar;
    expect(await sessionsSoFar()).toBe(2);
    await henrik.treatments.amend({
      id: first,
      kind: 'entered-in-error',
      reason: 'Note of another patient',
      text: '',
    });
    expect(await sessionsSoFar()).toBe(1);
    const date = weeksAfter(firstDay, 2);
    const { session } = await comeIn(henrik, people, clock, {
      patientId: knee.patientId,
      courseId: knee.courseId,
      date,
      time: '09:00',
      minutes: 40,
    });
    const content = kneeContent(date, 3);
    await write(henrik, session, {
      ...content,
      blocks: [{ id: 'tcm', technique: 'tcm-acupuncture', values: {}, sites: [] }],
    });
    expect(await sessionsSoFar()).toBe(1);
  });

  it('prints the course with its findings first and last', async () => {
    const { henrik, people, clock } = clinic;
    const knee = await openKneeCase(henrik, people, clock, firstDay);
    await kneeVisit(henrik, people, clock, knee, 1, firstDay);
    await kneeVisit(henrik, people, clock, knee, 8, firstDay);
    await kneeReview(henrik, clock, knee, firstDay);
    const printed = await henrik.documents.courseSummary({ courseId: knee.courseId });
    expect(printed.state).toBe('signed');
    expect(
      Buffer.from(await printed.file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await henrik.documents.courseSummary({ courseId: knee.courseId })).sha256).toBe(printed.sha256);
  });
});
