import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKneeCase } from '../../main/demo/cases/knee.ts';
import { beginCourse, complain, noteVisit } from '../../main/demo/notes.ts';
import { comeIn, weeksAfter } from '../../main/demo/cases/steps.ts';
import { newDraw } from '../../main/demo/random.ts';
import type { CourseInput, Measured } from '../../shared/contract/treatments.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

const complaint = complain(newDraw(1, 'courses'));

/** A course of short visits; `visit` holds one a week with the pain that is told. */
async function shortCourse() {
  const { henrik, people, clock } = clinic;
  const { patientId } = await openKneeCase(henrik, people, clock, firstDay);
  const courseId = await beginCourse(henrik, people, { id: patientId, name: 'Bjarne Achterberg' }, complaint);
  let week = 0;
  const begin = async () => {
    const date = weeksAfter(firstDay, week++);
    const { session } = await comeIn(henrik, people, clock, {
      ...{ patientId, courseId, date },
      ...{ time: '11:00', minutes: 30 },
    });
    return { session, date };
  };
  const visit = async (pain: number) => {
    const { session, date } = await begin();
    expect(await noteVisit(henrik, { session, complaint, date, pain })).toBe('signed');
    return session.id;
  };
  const course = async () => {
    const found = (await henrik.treatments.coursesOf({ patientId })).find(({ id }) => id === courseId);
    if (found === undefined) throw new Error('the course is gone');
    return found;
  };
  return { patientId, courseId, begin, visit, course };
}

const item = `${complaint.region}:${complaint.side}`;
const progressOf = (id: string) => clinic.henrik.treatments.courseProgress({ id });

describe('what is measured beside a visit', { timeout: 30_000 }, () => {
  it('says of what: an activity, medicine or questionnaire without its name is refused, not dropped', async () => {
    const { courseId } = await shortCourse();
    for (const measure of ['psfs', 'analgesic-days', 'questionnaire'] as const)
      expect(
        await refusal(
          clinic.henrik.treatments.recordOutcomes({
            ...{ courseId, sessionId: null },
            outcomes: [{ measure, item: '', moment: 'review', value: '4', measuredOn: firstDay }],
          }),
        ),
      ).toMatchObject({ code: 'INVALID', data: { field: 'outcomes.0.item', problem: 'missing' } });
  });
});

describe('pain told at a visit', { timeout: 30_000 }, () => {
  it('is an outcome of the course when the note is signed, and pending until then', async () => {
    const { courseId, begin, visit } = await shortCourse();
    const { session } = await begin();
    await clinic.henrik.treatments.save({
      ...{ id: session.id, version: session.version, courseId },
      content: { ...session.content, common: { painBefore: '6' } },
    });
    const open = await progressOf(courseId);
    expect(open.outcomes).toEqual([]);
    expect(open.pending.map(({ item: of, value }) => [of, value])).toEqual([[item, '6']]);
    await visit(6);
    const signed = await progressOf(courseId);
    expect(
      signed.outcomes.map(({ measure, moment, value, recordedBy }) => [measure, moment, value, recordedBy]),
    ).toEqual([
      ['nprs', 'before', '6', 'Dr Henrik Sørensen'],
      ['nprs', 'after', '4', 'Dr Henrik Sørensen'],
    ]);
  });

  it('is told for every place that hurts, before and after, with what else was measured', async () => {
    const { henrik } = clinic;
    const { courseId, begin, course } = await shortCourse();
    const { version, ...written } = await course();
    const regions: CourseInput['regions'] = [...written.regions, { region: 'lumbar', side: 'left' }];
    await henrik.treatments.reviseCourse({ id: courseId, version, course: { ...written, regions } });
    const { session, date } = await begin();
    const measured = [
      { measure: 'nprs', item, moment: 'before', value: '7', details: {} },
      { measure: 'nprs', item: 'lumbar:left', moment: 'before', value: '3', details: {} },
      { measure: 'nprs', item, moment: 'after', value: '5', details: {} },
      {
        measure: 'analgesic-days',
        item: 'Tramadol',
        moment: 'before',
        value: '4',
        details: { dose: '50 mg twice a day', opioid: true },
      },
    ] as const;
    await henrik.treatments.save({
      ...{ id: session.id, version: session.version, courseId },
      content: { ...session.content, measured: [...measured] },
    });
    const { session: saved } = await henrik.treatments.open({ id: session.id });
    const noted = await noteVisit(henrik, {
      session: saved,
      ...{ complaint, date, pain: 7 },
      measured: [...measured],
    });
    expect(noted).toBe('signed');
    const { outcomes } = await progressOf(courseId);
    expect(outcomes.map(({ measure, item: of, moment, value }) => [measure, of, moment, value])).toEqual(
      measured.map(({ measure, item: of, moment, value }) => [measure, of, moment, value]),
    );
    expect(outcomes.at(-1)?.details).toEqual({ dose: '50 mg twice a day', opioid: true });
  });

  it('cannot be signed off its scale', async () => {
    const { henrik } = clinic;
    const { courseId, begin } = await shortCourse();
    const { session } = await begin();
    const { issues } = await henrik.treatments.save({
      ...{ id: session.id, version: session.version, courseId },
      content: {
        ...session.content,
        measured: [
          { measure: 'nprs', item, moment: 'before', value: '11', details: {} },
          { measure: 'psfs', item: '', moment: 'before', value: '4', details: {} },
        ],
      },
    });
    expect(issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'refuse', code: 'measure-off-scale' }),
        expect.objectContaining({ level: 'refuse', code: 'measure-of-nothing' }),
      ]),
    );
  });

  it('counts no more when its note was entered in error', async () => {
    const { courseId, visit } = await shortCourse();
    await visit(8);
    const wrong = await visit(2);
    expect((await progressOf(courseId)).changes.map(({ to }) => to)).toEqual(['2']);
    await clinic.henrik.treatments.amend({
      ...{ id: wrong, kind: 'entered-in-error', reason: 'Note of another patient', text: '' },
    });
    const { changes, outcomes } = await progressOf(courseId);
    expect(changes.map(({ to }) => to)).toEqual(['6']);
    expect(outcomes.filter(({ voided }) => voided?.reason === 'Note of another patient')).toHaveLength(2);
  });
});

describe('a wrongly entered outcome', () => {
  const pain = (value: string, measuredOn: string): Measured => ({
    ...{ measure: 'nprs', item, moment: 'review', value, measuredOn },
  });

  it('is taken back with a reason, stays readable, and the right one stands beside it', async () => {
    const { henrik } = clinic;
    const { courseId } = await shortCourse();
    await henrik.treatments.recordOutcomes({ courseId, sessionId: null, outcomes: [pain('9', firstDay)] });
    const [wrong] = (await progressOf(courseId)).outcomes;
    const outcomes = await henrik.courses.correctOutcome({
      outcomeId: wrong?.id ?? '',
      reason: 'Six, not nine',
      right: { value: '6', details: {} },
    });
    expect(outcomes.map(({ value, voided }) => [value, voided?.reason ?? null, voided?.by ?? null])).toEqual([
      ['9', 'Six, not nine', 'Dr Henrik Sørensen'],
      ['6', null, null],
    ]);
    const again = { outcomeId: wrong?.id ?? '', reason: 'Once more', right: null };
    expect((await refusal(henrik.courses.correctOutcome(again))).code).toBe('WRONG_STATUS');
    const off = { outcomeId: outcomes[1]?.id ?? '', reason: 'Twelve', right: { value: '12', details: {} } };
    expect((await refusal(henrik.courses.correctOutcome(off))).code).toBe('INVALID');
  });

  it('no longer makes tablets stopped, and one medicine does not speak for another', async () => {
    const { henrik, clock } = clinic;
    const { courseId } = await shortCourse();
    const days = (medicine: string, value: string, weeks: number): Measured => ({
      ...{ measure: 'analgesic-days', item: medicine, moment: 'review', value },
      measuredOn: weeksAfter(firstDay, weeks),
    });
    clock.set(`${weeksAfter(firstDay, 3)}T09:00:00.000Z`);
    const record = (outcomes: Measured[]) =>
      henrik.treatments.recordOutcomes({ courseId, sessionId: null, outcomes });
    await record([days('Paracetamol', '0', 1), days('Paracetamol', '0', 2)]);
    expect((await progressOf(courseId)).analgesicStoppedOn).toBe('2026-11-24');
    await record([days('Tramadol', '3', 2)]);
    expect((await progressOf(courseId)).analgesicStoppedOn).toBeNull();
    const { outcomes } = await progressOf(courseId);
    const tramadol = outcomes.find(({ item: of }) => of === 'Tramadol');
    await henrik.courses.correctOutcome({ outcomeId: tramadol?.id ?? '', reason: 'Not hers', right: null });
    expect((await progressOf(courseId)).analgesicStoppedOn).toBe('2026-11-24');
  });
});

describe('a course without meaningful change', { timeout: 30_000 }, () => {
  it('asks for a decision after the agreed visits, and rests after it until as many more have passed', async () => {
    const { henrik } = clinic;
    const { courseId, visit, begin, course } = await shortCourse();
    expect((await course()).reviewAfter).toBe(3);
    await visit(6);
    await visit(6);
    expect((await course()).review).toBeNull();
    await visit(5);
    expect((await course()).review).toEqual({ why: 'no-change', visits: 3 });
    const { session } = await begin();
    const next = await henrik.treatments.open({ id: session.id });
    expect(next.course?.review).toEqual({ why: 'no-change', visits: 3 });
    await henrik.courses.review({ id: courseId, decision: 'change-plan', reason: 'Needle the hip as well' });
    expect((await course()).review).toBeNull();
    const { events } = await progressOf(courseId);
    expect(events).toEqual([
      expect.objectContaining({
        ...{ kind: 'review', decision: 'change-plan', by: 'Dr Henrik Sørensen', visits: 4 },
      }),
    ]);
  });

  it('is silent where two points are reached, and says when pain rose', async () => {
    const one = await shortCourse();
    for (const pain of [6, 5, 4]) await one.visit(pain);
    expect((await one.course()).review).toBeNull();
  });

  it('says when pain rose', async () => {
    const { visit, course } = await shortCourse();
    for (const pain of [4, 5, 7]) await visit(pain);
    expect((await course()).review).toEqual({ why: 'worse', visits: 3 });
  });
});

describe('the plan of a course', { timeout: 30_000 }, () => {
  it('is renewed beside the old one, with its reason', async () => {
    const { henrik } = clinic;
    const { courseId, course } = await shortCourse();
    const { version, ...written } = await course();
    await henrik.treatments.reviseCourse({
      ...{ id: courseId, version, course: { ...written, plannedSessions: 6 } },
      reason: 'Walks further every week',
    });
    expect((await progressOf(courseId)).events).toEqual([
      expect.objectContaining({
        ...{ kind: 'plan', plannedFrom: 4, plannedTo: 6, reason: 'Walks further every week', visits: 0 },
      }),
    ]);
  });

  it('keeps every decision about surgery, whoever revises it', async () => {
    const { henrik } = clinic;
    const { courseId, course } = await shortCourse();
    const { version, ...written } = await course();
    const suggested = {
      ...{ state: 'suggested' as const, on: firstDay, reason: 'Torn meniscus', reviewedBy: 'Mr Okafor' },
    };
    const first = await henrik.treatments.reviseCourse({
      ...{ id: courseId, version, course: { ...written, surgeryDecisions: [suggested] } },
    });
    for (const surgeryDecisions of [
      [],
      [{ ...suggested, reason: '' }],
      [{ ...suggested, state: 'not-now' as const }],
    ])
      expect(
        await refusal(
          henrik.treatments.reviseCourse({
            ...{ id: courseId, version: first.version, course: { ...written, surgeryDecisions } },
          }),
        ),
      ).toEqual({ code: 'INVALID', data: { field: 'surgeryDecisions', problem: 'must-stay' } });
    for (const [field, lacking] of [
      ['reason', { ...suggested, reason: ' ' }],
      ['reviewedBy', { ...suggested, reviewedBy: '' }],
      ['on', { ...suggested, on: '2031-01-01' }],
    ] as const)
      expect(
        await refusal(
          henrik.treatments.reviseCourse({
            ...{ id: courseId, version: first.version },
            course: { ...written, surgeryDecisions: [suggested, lacking] },
          }),
        ),
      ).toMatchObject({ code: 'INVALID', data: { field: `surgeryDecisions.1.${field}` } });
    const added = await henrik.treatments.reviseCourse({
      ...{ id: courseId, version: first.version },
      course: { ...written, surgeryDecisions: [suggested, { ...suggested, state: 'not-now' }] },
    });
    expect(added.surgeryDecisions.map(({ state }) => state)).toEqual(['suggested', 'not-now']);
    const raw = clinic.host.clinic?.store.raw;
    for (const attack of [
      `UPDATE courses SET content = json_set(content, '$.surgeryDecisions', json('[]')) WHERE id = '${courseId}'`,
      `UPDATE courses SET content = json_set(content, '$.surgeryDecisions[0].reason', 'none') WHERE id = '${courseId}'`,
      `DELETE FROM courses WHERE id = '${courseId}'`,
    ])
      expect(() => raw?.exec(attack), attack).toThrow(/COURSE_DECISION|APPEND_ONLY/);
  });
});

describe('the end of a course', { timeout: 30_000 }, () => {
  it('takes down the result in figures, and can be taken up again', async () => {
    const { henrik } = clinic;
    const { courseId, visit, course } = await shortCourse();
    for (const pain of [6, 5]) await visit(pain);
    const { version } = await course();
    const ended = await henrik.courses.end({
      ...{ id: courseId, version, why: 'no-meaningful-change' },
      ...{ reason: 'Two visits', advice: 'Back to the referrer' },
    });
    expect(ended.endedOn).toBe(weeksAfter(firstDay, 1));
    const { events } = await progressOf(courseId);
    expect(events[0]).toMatchObject({
      ...{ kind: 'ended', why: 'no-meaningful-change', visits: 2, analgesicStoppedOn: null },
      result: [{ measure: 'nprs', item, from: '6', to: '5', band: 'slightly-better' }],
    });
    const twice = { id: courseId, version: ended.version, why: 'other', reason: '', advice: '' } as const;
    expect((await refusal(henrik.courses.end(twice))).code).toBe('WRONG_STATUS');
    expect(
      (await refusal(henrik.courses.review({ id: courseId, decision: 'go-on', reason: 'Anyway' }))).code,
    ).toBe('WRONG_STATUS');
    const open = await henrik.courses.reopen({
      ...{ id: courseId, version: ended.version, reason: 'Pain came back' },
    });
    expect(open.endedOn).toBeNull();
    expect((await progressOf(courseId)).events.map(({ kind }) => kind)).toEqual(['ended', 'reopened']);
    const stale = { id: courseId, version: 1, why: 'other', reason: '', advice: '' } as const;
    expect((await refusal(henrik.courses.end(stale))).code).toBe('STALE_VERSION');
  });

  it('is not mixed up with missed visits, which are told apart', async () => {
    const { henrik, people } = clinic;
    const { patientId, courseId } = await shortCourse();
    const { id } = await henrik.appointments.book({
      ...{ patientId, practitionerId: people.practitioner.id, roomId: null, courseId },
      ...{ typeId: people.appointmentTypeId, start: { date: weeksAfter(firstDay, 1), time: '10:00' } },
      ...{ minutes: 30, note: '' },
    });
    const { appointment } = await henrik.appointments.panel({ id });
    await henrik.appointments.cancel({
      ...{ id, version: appointment.version, reason: 'ill', by: 'patient' },
    });
    expect((await progressOf(courseId)).missed).toEqual([
      { on: weeksAfter(firstDay, 1), status: 'cancelled' },
    ]);
  });
});
