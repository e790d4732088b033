import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playKnee } from '../../main/demo/cases/knee.ts';
import { playNeck } from '../../main/demo/cases/neck.ts';
import { playHeel } from '../../main/demo/cases/heel.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let course: Record<'neck' | 'knee' | 'heel', string>;
let letterId: string;
beforeAll(async () => {
  clinic = await caseClinic();
  const { henrik, people, clock } = clinic;
  const heel = await playHeel(henrik, people, clock, firstDay);
  const neck = await playNeck(henrik, people, clock, addDays(firstDay, 1));
  const knee = await playKnee(henrik, people, clock, addDays(firstDay, 16));
  const { identity, version } = await henrik.patients.open({ id: neck.patientId });
  await henrik.patients.revise({
    ...{ id: neck.patientId, version, anyway: true },
    identity: {
      ...identity,
      deskNote: 'Owes for the last visit',
      referrer: { name: 'Dr Ilse Brandt', addressLines: ['4 Elbe Road'] },
    },
  });
  course = { neck: neck.courseId, knee: knee.courseId, heel: heel.courseId };
  letterId = neck.letterId;
}, 60_000);
afterAll(() => clinic.close());

const textOf = async (file: Blob) =>
  (await read(new Uint8Array(await file.arrayBuffer()))).pages
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');

describe('a letter', { timeout: 30_000 }, () => {
  it('starts from the course, addressed to the one it is for', async () => {
    const { henrik } = clinic;
    const surgeon = await henrik.documents.draftLetter({ courseId: course.neck, templateId: 'surgeon' });
    expect(surgeon.to.name).toBe('Mr Adeyemi Okafor, spinal surgeon');
    expect(surgeon.text).toContain('suggested');
    expect(surgeon.text).toContain('not now');
    expect(surgeon.text).toContain('Back of neck, right: 7 to 2 (−5): much better: above meaningful change');
    const referrer = await henrik.documents.draftLetter({ courseId: course.neck, templateId: 'referrer' });
    expect(referrer.to).toEqual({ name: 'Dr Ilse Brandt', addressLines: ['4 Elbe Road'] });
    const own = await henrik.documents.draftLetter({ courseId: course.knee, templateId: 'patient' });
    expect(own.to.name).toBe('Bjarne Achterberg');
    expect(own.text).toMatch(/^Dear Bjarne Achterberg,/);
    expect(own.text).toContain('without pain medicine since');
  });

  it('names what was injected with its class, and findings away from the complaint', async () => {
    const { henrik } = clinic;
    const heel = await henrik.documents.draftLetter({ courseId: course.heel, templateId: 'family-doctor' });
    expect(heel.text).toMatch(/Injected: Lidocaine[^;]*, 10 mg in 1 visit \(drug\)/);
    expect(heel.text).toContain('6 to 5 (−1): slight change, below 2 points');
    const knee = await henrik.documents.draftLetter({ courseId: course.knee, templateId: 'family-doctor' });
    expect(knee.text).toContain('away from the complaint');
    expect(knee.text).toContain('Injected: nothing.');
    for (const { text } of [heel, knee]) expect(text).not.toMatch(/\bcured\b|healed by/i);
  });

  it('is seen as a draft before it is filed, with its copies, and never with a note of the desk', async () => {
    const { henrik } = clinic;
    const { to, text } = await henrik.documents.draftLetter({
      courseId: course.neck,
      templateId: 'referrer',
    });
    const letter = {
      ...{ courseId: course.neck, to, text },
      copyTo: [{ name: 'Dr Amara Nwosu', addressLines: ['3 Mill Lane'] }],
    };
    const before = (await henrik.documents.ofPatient({ patientId: await patientOf(course.neck) })).length;
    const shown = await henrik.documents.previewLetter(letter);
    expect(shown.state).toBe('draft');
    expect((await henrik.documents.ofPatient({ patientId: await patientOf(course.neck) })).length).toBe(
      before,
    );
    const { documentId } = await henrik.documents.writeLetter(letter);
    const words = await textOf((await henrik.documents.fromArchive({ id: documentId })).file);
    expect(words).toContain('Copy to: Dr Amara Nwosu, 3 Mill Lane');
    expect(words).toContain('Dr Ilse Brandt');
    expect(words).not.toContain('Owes');
    expect(words).toContain('Back of neck, right');
    const bare = await henrik.documents.writeLetter({ ...letter, text: 'Dear colleague', figures: false });
    const fewer = await textOf((await henrik.documents.fromArchive({ id: bare.documentId })).file);
    expect(fewer).not.toContain('Back of neck');
    expect(await refusal(henrik.documents.previewLetter({ ...letter, text: ' ' }))).toMatchObject({
      code: 'DRAFT_INCOMPLETE',
    });
    expect((await henrik.documents.fromArchive({ id: letterId })).state).toBe('signed');
  });
});

describe('the course summary', { timeout: 30_000 }, () => {
  it('shows the pictures in words too, decisions, doses by class, and the needles', async () => {
    const { henrik } = clinic;
    const heel = await textOf((await henrik.documents.courseSummary({ courseId: course.heel })).file);
    expect(heel).toContain('Course in pictures');
    expect(heel).toContain('meaningful change from 4');
    expect(heel).toMatch(/Lidocaine.*Drug 1 1 mL 10 mg LD-24 117/);
    const neck = await textOf((await henrik.documents.courseSummary({ courseId: course.neck })).file);
    expect(neck).toContain('course ended: aim reached, as the patient says');
    expect(neck).toContain('Needles: 12 used, 12 counted out.');
    const knee = await textOf((await henrik.documents.courseSummary({ courseId: course.knee })).file);
    expect(knee).toMatch(/grade 4 of 4.*grade 1 of 4/);
    expect(knee).toContain('0.33 to 8 (+7.67): large change');
  });
});

async function patientOf(courseId: string): Promise<string> {
  return (await clinic.henrik.treatments.courseProgress({ id: courseId })).course.patientId;
}
