import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, openHeelCase, playHeel, registerHeel } from '../../main/demo/cases/heel.ts';
import { bookAt } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Rendered } from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

/** The bytes, and whether they are what the answer says of them. Kept for looking at where a folder is named. */
async function bytesOf(printed: Rendered, name = ''): Promise<Buffer> {
  const bytes = Buffer.from(await printed.file.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(printed.sha256);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const folder = process.env['PAPER_OUT'];
  if (folder !== undefined && name !== '') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.pdf`), bytes);
  }
  return bytes;
}

describe('a paper', { timeout: 30_000 }, () => {
  it('of a signed visit is drawn once and keeps its bytes when clinic and book change', async () => {
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    const first = await henrik.documents.treatmentSummary({ id: heel.sessionId });
    expect(first.state).toBe('signed');
    await bytesOf(first, 'summary');
    const { profile } = await clinic.owner.practice.overview();
    const { version, ...known } = profile;
    await clinic.owner.practice.reviseProfile({ profile: { ...known, name: 'Another Name' }, version });
    await bookAt(henrik, clinic.people, {
      patientId: heel.patientId,
      date: addDays(firstDay, 7),
      time: '10:00',
      minutes: 30,
    });
    const second = await henrik.documents.treatmentSummary({ id: heel.sessionId });
    expect(second.sha256).toBe(first.sha256);
    expect(
      (await henrik.documents.ofPatient({ patientId: heel.patientId })).filter(
        ({ kind }) => kind === 'treatment-summary',
      ),
    ).toHaveLength(1);
  });

  it('asked for by two windows at once is filed once', async () => {
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    const other = await clinic.as('aiko');
    const [one, two] = await Promise.all([
      henrik.documents.treatmentSummary({ id: heel.sessionId }),
      other.documents.treatmentSummary({ id: heel.sessionId }),
    ]);
    expect(two.sha256).toBe(one.sha256);
    expect(
      (await henrik.documents.ofPatient({ patientId: heel.patientId })).filter(
        ({ kind }) => kind === 'treatment-summary',
      ),
    ).toHaveLength(1);
  });

  it('handed out again as a copy says so and is not the archived file', async () => {
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    const original = await henrik.documents.treatmentSummary({ id: heel.sessionId });
    const copy = await henrik.documents.treatmentSummary({ id: heel.sessionId, copy: true });
    expect(copy.state).toBe('copy');
    expect(copy.sha256).not.toBe(original.sha256);
    await bytesOf(copy, 'summary-copy');
    const [filed] = (await henrik.documents.ofPatient({ patientId: heel.patientId })).filter(
      ({ kind }) => kind === 'treatment-summary',
    );
    expect(filed).toMatchObject({ sha256: original.sha256, bytes: (await bytesOf(original)).length });
    // Each copy has a number of its own, so that its file can be told from the one before.
    const second = await henrik.documents.fromArchive({ id: filed?.id ?? '', copy: true });
    expect(new Set([original.sha256, copy.sha256, second.sha256]).size).toBe(3);
    expect((await read(Uint8Array.from(await bytesOf(second)))).pages[0]?.text).toContain('COPY 2, printed');
    expect((await henrik.documents.fromArchive({ id: filed?.id ?? '' })).sha256).toBe(original.sha256);
  });

  it('of an unsigned visit is a draft and is not filed', async () => {
    const known = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, known, firstDay);
    const draft = await henrik.documents.treatmentSummary({ id: session.id });
    expect(draft.state).toBe('draft');
    await bytesOf(draft, 'summary-draft');
    expect(await henrik.documents.ofPatient({ patientId: known.patientId })).toEqual([]);
    expect((await henrik.documents.courseSummary({ courseId: known.courseId })).state).toBe('draft');
  });

  it('of an amended visit stands beside the paper that was signed first', async () => {
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    const before = await henrik.documents.treatmentSummary({ id: heel.sessionId });
    await henrik.treatments.amend({
      id: heel.sessionId,
      kind: 'addendum',
      reason: 'Patient called',
      text: 'Better on the next morning',
    });
    const after = await henrik.documents.treatmentSummary({ id: heel.sessionId });
    expect(after.sha256).not.toBe(before.sha256);
    const filed = (await henrik.documents.ofPatient({ patientId: heel.patientId })).filter(
      ({ kind }) => kind === 'treatment-summary',
    );
    expect(filed.map(({ sha256 }) => sha256).toSorted()).toEqual([before.sha256, after.sha256].toSorted());
  });

  it('of a consent is kept as signed, and as withdrawn beside it', async () => {
    const { consent, patientId } = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const signed = await henrik.documents.consent({ id: consent.id });
    expect(signed.state).toBe('signed');
    await bytesOf(signed, 'consent');
    expect((await henrik.documents.consent({ id: consent.id })).sha256).toBe(signed.sha256);
    await henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'Stop',
    });
    const withdrawn = await henrik.documents.consent({ id: consent.id });
    expect(withdrawn.sha256).not.toBe(signed.sha256);
    expect((await henrik.documents.ofPatient({ patientId })).map(({ sha256 }) => sha256)).toEqual(
      expect.arrayContaining([signed.sha256, withdrawn.sha256]),
    );
  });

  it('of a consent that nobody has signed is a draft', async () => {
    const { patientId } = await registerHeel(henrik, clinic.clock, firstDay);
    const { heelPlan } = await import('../../main/demo/cases/heel.ts');
    const consent = await henrik.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId,
      appointmentId: null,
      practitionerId: clinic.people.practitioner.id,
      plan: heelPlan,
    });
    expect((await henrik.documents.consent({ id: consent.id })).state).toBe('draft');
  });

  it('of the day lists the visits, and hides the alerts from the desk', async () => {
    const known = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    await bookAt(henrik, clinic.people, {
      patientId: known.patientId,
      date: firstDay,
      time: '11:00',
      minutes: 30,
    });
    const sheet = await henrik.documents.daySheet({ date: firstDay, practitionerId: null });
    expect(sheet.state).toBe('report');
    await bytesOf(sheet, 'day-sheet');
    const rosa = await clinic.as('rosa');
    await bytesOf(await rosa.documents.daySheet({ date: firstDay, practitionerId: null }), 'day-sheet-desk');
  });

  it('that is a letter is refused without text', async () => {
    const { courseId } = await registerHeel(henrik, clinic.clock, firstDay);
    const refused = await refusal(
      henrik.documents.writeLetter({ courseId, to: { name: 'Dr Naidoo', addressLines: [] }, text: ' \n ' }),
    );
    expect(refused).toEqual({ code: 'DRAFT_INCOMPLETE', data: { missing: ['text'] } });
  });

  it('that was printed is in the audit trail with its patient', async () => {
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    await henrik.documents.treatmentSummary({ id: heel.sessionId });
    const auditor = await clinic.as('ingrid');
    const [row] = (await auditor.upkeep.auditTrail({ before: null, limit: 5 })).filter(({ procedure }) =>
      procedure.endsWith('treatmentSummary'),
    );
    expect(row).toMatchObject({
      action: 'R',
      patientId: heel.patientId,
      entityId: heel.sessionId,
      outcome: 'done',
    });
  });
});
