import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neckCourse, openNeckCase } from '../../main/demo/cases/neck.ts';
import { read } from '../paper/reading.ts';
import { fileOf, png } from '../support/scans.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let neck: { patientId: string; courseId: string };
beforeAll(async () => {
  clinic = await caseClinic();
  const { henrik, people, clock } = clinic;
  neck = await openNeckCase(henrik, people, clock, firstDay);
}, 60_000);
afterAll(() => clinic.close());

const course = async () => (await clinic.henrik.treatments.courseProgress({ id: neck.courseId })).course;
const of = () => clinic.henrik.attachments.of({ subject: 'course', subjectId: neck.courseId });
const to = () => ({ patientId: neck.patientId, subject: 'course' as const, subjectId: neck.courseId });

describe('a file of an entry of the history', { timeout: 30_000 }, () => {
  it('lies with the imaging that it shows, and others lie with other entries or with the course', async () => {
    const { henrik } = clinic;
    const [imaging, treatment] = (await course()).history;
    expect((await of()).map(({ entryId, name }) => [entryId, name])).toEqual([
      [imaging?.id, 'x-ray-neck.png'],
    ]);
    const report = fileOf(png(40, 30, 9), 'report.png');
    await henrik.attachments.add({ ...to(), entryId: treatment?.id ?? null, file: report });
    await henrik.attachments.add({ ...to(), file: fileOf(png(40, 30, 8), 'referral.png') });
    expect((await of()).map(({ entryId }) => entryId)).toEqual([imaging?.id, treatment?.id, null]);
  });

  it('is refused for an entry that the course does not have, also by the store', async () => {
    const { henrik } = clinic;
    const [entry] = (await course()).history;
    const file = fileOf(png(40, 30, 7));
    const nobody = '0193a5c2-7d11-7c9e-b1a0-000000000000';
    expect(await refusal(henrik.attachments.add({ ...to(), entryId: nobody, file }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const ofPatient = { patientId: neck.patientId, subject: 'patient' as const, subjectId: neck.patientId };
    expect(
      await refusal(henrik.attachments.add({ ...ofPatient, entryId: entry?.id ?? null, file })),
    ).toMatchObject({ code: 'NOT_FOUND' });
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    expect(() =>
      raw.exec(
        `INSERT INTO attachments SELECT 'forged', patientId, subject, subjectId, contentHash, name, mediaType, bytes, sha256, compared, addedBy, addedAt, 'nobody' FROM attachments LIMIT 1`,
      ),
    ).toThrow('ATTACHMENT_ENTRY');
  });

  it('keeps its entry as long as it stands, and the entry keeps its file when other words are changed', async () => {
    const { henrik } = clinic;
    const { version, ...before } = await course();
    const [imaging, ...others] = before.history;
    const revise = (history: typeof before.history) =>
      henrik.treatments.reviseCourse({
        ...{ id: neck.courseId, version },
        course: { ...neckCourse(firstDay), history },
      });
    expect(await refusal(revise(others))).toEqual({
      code: 'ENTRY_HAS_FILES',
      data: { names: 'x-ray-neck.png' },
    });
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    expect(() => raw.exec(`UPDATE courses SET content = json_set(content, '$.history', json('[]'))`)).toThrow(
      'COURSE_ENTRY',
    );
    if (imaging === undefined) throw new Error('the case has imaging');
    const revised = await revise([...others, { ...imaging, result: 'Narrowed at one level' }]);
    expect(revised.history.map(({ id }) => id)).toEqual([...others.map(({ id }) => id), imaging.id]);
    expect(await refusal(revise([imaging, imaging]))).toMatchObject({ code: 'INVALID' });
  });

  it('is named in the summary beside its entry, until it is marked as entered in error', async () => {
    const { henrik } = clinic;
    const words = async () => {
      const { file } = await henrik.documents.courseSummary({ courseId: neck.courseId });
      const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
      return pages
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' ');
    };
    expect(await words()).toContain('narrowed discs C5-C6 file: x-ray-neck.png');
    const [xRay] = await of();
    await henrik.attachments.markInError({ id: xRay?.id ?? '', reason: 'Of another patient' });
    expect(await words()).not.toContain('x-ray-neck.png');
    const { version, ...written } = await course();
    const kept = written.history.filter(({ kind }) => kind !== 'imaging');
    expect(
      (
        await henrik.treatments.reviseCourse({
          ...{ id: neck.courseId, version },
          course: { ...neckCourse(firstDay), history: kept },
        })
      ).history,
    ).toEqual(kept);
  });
});
