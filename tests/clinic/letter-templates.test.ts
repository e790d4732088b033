import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playNeck } from '../../main/demo/cases/neck.ts';
import { letterFields } from '../../shared/rules/letter-text.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let courseId: string;
let patientId: string;
beforeAll(async () => {
  clinic = await caseClinic();
  const { henrik, people, clock } = clinic;
  ({ courseId, patientId } = await playNeck(henrik, people, clock, firstDay));
}, 60_000);
afterAll(() => clinic.close());

const wording = (name: string, text: string) => ({
  id: null,
  number: 0,
  recipient: 'insurer' as const,
  name,
  text,
});
const draft = async (templateId: string) => {
  const { text, ...rest } = await clinic.henrik.documents.draftLetter({ courseId, templateId });
  return { ...rest, text: text.replaceAll('\u00a0', ' ') };
};

describe('the wording of letters', { timeout: 30_000 }, () => {
  it('ships for each kind of recipient, and each says what imaging there is and which file shows it', async () => {
    const shipped = await clinic.henrik.letters.list();
    expect(shipped.map(({ recipient }) => recipient)).toEqual([
      'referrer',
      'surgeon',
      'family-doctor',
      'patient',
      'insurer',
    ]);
    expect(shipped.every(({ number, shipped: ships, retired }) => number === 0 && ships && !retired)).toBe(
      true,
    );
    const { text } = await draft('surgeon');
    expect(text).toContain('Imaging: X-ray: narrowed discs C5-C6 (16 July 2026; file: x-ray-neck.png).');
    expect(text).toContain(
      'Earlier treatment: Analgesic and anti-inflammatory tablets (result: No lasting relief).',
    );
    expect(text).not.toContain('Medicines:');
    expect(text).not.toContain('No pain medicine since');
    expect(text).not.toMatch(/[{}]/);
  });

  it('is changed version beside version, and an old letter still says what it was begun with', async () => {
    const { henrik } = clinic;
    const before = await draft('surgeon');
    const { documentId } = await henrik.documents.writeLetter({
      ...{
        courseId,
        to: { name: 'Mr Okafor', addressLines: [] },
        text: before.text,
        template: before.template,
      },
    });
    const changed = await henrik.letters.save({
      ...{ id: 'surgeon', number: 0, recipient: 'surgeon' as const, name: 'Short question' },
      text: 'Dear {recipient},\n\nOperate on {patient}? {surgery}.',
    });
    expect(changed).toMatchObject({ number: 1, shipped: true, changed: { by: 'Dr Henrik Sørensen' } });
    expect((await draft('surgeon')).text).toMatch(
      /^Dear Mr Adeyemi Okafor, spinal surgeon,\n\nOperate on Solveig Marchetti\? .*suggested/,
    );
    const { documentId: later } = await henrik.documents.writeLetter({
      courseId,
      to: { name: 'Mr Okafor', addressLines: [] },
      text: 'Operate?',
      template: { id: 'surgeon', number: 1 },
    });
    const papers = await henrik.documents.ofPatient({ patientId });
    const titleOf = (id: string) => papers.find((one) => one.id === id)?.title;
    expect(titleOf(documentId)).toBe('Letter to Mr Okafor (Question to a surgeon)');
    expect(titleOf(later)).toBe('Letter to Mr Okafor (Short question, version 1)');
    const raw = clinic.host.clinic?.store.raw;
    const source = raw
      ?.prepare('SELECT source FROM documents WHERE id = ?')
      .pluck()
      .get(documentId) as string;
    expect((JSON.parse(source) as { view: { template: { text: string } } }).view.template.text).toContain(
      'I would be grateful for your view',
    );
    const back = await henrik.letters.restore({ id: 'surgeon', number: 1 });
    expect(back).toMatchObject({ number: 2, name: 'Question to a surgeon' });
    expect((await draft('surgeon')).text).toBe(before.text);
    expect(
      (await henrik.letters.history({ id: 'surgeon' })).map(({ number, name }) => [number, name]),
    ).toEqual([
      [2, 'Question to a surgeon'],
      [1, 'Short question'],
      [0, 'Question to a surgeon'],
    ]);
  });

  it('refuses a field that does not exist by its name: nothing of the desk or of a visit can be put in', async () => {
    const { henrik } = clinic;
    for (const name of ['deskNote', 'narrative', 'alerts', 'Patient', '', 'constructor'])
      expect(await refusal(henrik.letters.save(wording('Wrong', `About {${name}}`)))).toEqual({
        code: 'LETTER_REFUSED',
        data: { problem: 'unknown-placeholder', name },
      });
    expect(
      await refusal(henrik.letters.preview({ recipient: 'other', text: 'About {patient' })),
    ).toMatchObject({
      data: { problem: 'open-brace', name: '{patient' },
    });
    expect(await refusal(henrik.letters.save(wording('Empty', '  \n ')))).toMatchObject({ code: 'INVALID' });
  });

  it('with every field that there is says nothing of the desk, and nothing of the inside of a visit', async () => {
    const { henrik } = clinic;
    const { identity, version } = await henrik.patients.open({ id: patientId });
    const noted = { ...identity, deskNote: 'Owes for the last visit' };
    await henrik.patients.revise({ id: patientId, version, identity: noted });
    const all = await henrik.letters.save(
      wording('Everything', letterFields.map((field) => `${field}: {${field}}`).join('\n')),
    );
    const { text } = await draft(all.id);
    expect(text).toContain('patient: Solveig Marchetti');
    expect(text).toContain('born: 19 May 1974');
    expect(text).toContain('techniques: ');
    expect(text).not.toContain('decisions: ');
    for (const inside of ['Owes', 'chest wall', 'Stretch twice', 'breathless'])
      expect(text).not.toContain(inside);
    expect(text).not.toMatch(/\bcured\b|completely safe/i);
  });

  it('puts in what was typed as it was typed: braces in a record are no fields', async () => {
    const { henrik } = clinic;
    const course = await henrik.treatments.openCourse({
      patientId,
      course: {
        ...{
          complaint: 'Says {surgery} and {deskNote}',
          regions: [{ region: 'knee', side: 'left' }],
          since: '',
        },
        ...{ goal: '', plannedSessions: 3, stopRule: '', history: [], surgeryDecisions: [] },
      },
    });
    const { text } = await henrik.documents.draftLetter({ courseId: course.id, templateId: 'patient' });
    expect(text).toContain('Says {surgery} and {deskNote}');
  });

  it('is taken out of use and brought back, under a name that no other has', async () => {
    const { henrik } = clinic;
    const made = await henrik.letters.save(wording('Sick fund', 'About {patient}'));
    expect(await refusal(henrik.letters.save(wording('sick FUND', 'x')))).toMatchObject({
      code: 'NAME_TAKEN',
    });
    expect(await refusal(henrik.letters.restore({ id: made.id, number: 1 }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const retired = await henrik.letters.retire({ id: made.id, number: 1 });
    expect(retired).toMatchObject({ retired: true, number: 2 });
    expect((await henrik.letters.list()).at(-1)).toMatchObject({ id: made.id, retired: true });
    expect(await refusal(henrik.letters.retire({ id: made.id, number: 2 }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    const { number: _, ...again } = wording('Sick fund', 'About {patient} again');
    expect(await refusal(henrik.letters.save({ ...again, id: made.id, number: 1 }))).toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await henrik.letters.save({ ...again, id: made.id, number: 2 })).toMatchObject({
      retired: false,
      number: 3,
    });
  });

  it('is looked at with an invented patient, and only by whoever may change it', async () => {
    const { file, text } = await clinic.henrik.letters.preview({
      recipient: 'patient',
      text: 'Dear {patient},\n\nImaging: {imaging}',
    });
    expect(text).toBe(
      'Dear Anna Example,\n\nImaging: X-ray: narrowed discs C5-C6 (3 April 2026; file: x-ray.png)',
    );
    const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
    expect(pages.map((page) => page.text).join(' ')).toContain('Anna Example');
    const rosa = await clinic.as('rosa');
    for (const asked of [rosa.letters.list(), rosa.letters.save(wording('x', 'x'))])
      expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps its versions in the store, whoever writes there', () => {
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    raw.pragma('recursive_triggers = OFF');
    const stands = () => JSON.stringify(raw.prepare('SELECT * FROM letterTemplateVersions').all());
    const before = stands();
    for (const sql of [
      "UPDATE letterTemplateVersions SET text = 'x'",
      'DELETE FROM letterTemplateVersions',
      "INSERT OR REPLACE INTO letterTemplateVersions SELECT templateId, number, recipient, name, 'x', retired, by, at FROM letterTemplateVersions",
      "INSERT INTO letterTemplateVersions SELECT templateId, number + 7, recipient, name, 'x', retired, by, at FROM letterTemplateVersions WHERE number = 1",
    ])
      expect(() => raw.exec(sql)).toThrow('APPEND_ONLY:letterTemplateVersions');
    expect(stands()).toBe(before);
    raw.pragma('recursive_triggers = ON');
  });
});
