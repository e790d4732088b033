import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  neckContent,
  neckPlan,
  neckVisits,
  openNeckCase,
  playNeck,
  type NeckVisit,
} from '../../main/demo/cases/neck.ts';
import { answerAsked, comeIn, write } from '../../main/demo/cases/steps.ts';
import type { SessionContent } from '../../shared/contract/treatments.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

const firstVisit: NeckVisit = { date: firstDay, pain: { before: '7', after: '5' }, grades: [3, 2] };

/** The first visit, typed and saved as changed; nothing is answered yet. */
async function firstNote(
  change: (content: SessionContent) => SessionContent = (content) => content,
  plan = neckPlan,
) {
  const { henrik, people, clock } = clinic;
  const neck = await openNeckCase(henrik, people, clock, firstDay, plan);
  const { session } = await comeIn(henrik, people, clock, {
    patientId: neck.patientId,
    courseId: neck.courseId,
    date: firstDay,
    time: '08:00',
    minutes: 30,
  });
  const written = await write(henrik, session, change(neckContent(firstVisit)));
  return { neck, session: written };
}

/** Changes the values of the needling block, for all its sites. */
function needling(values: Record<string, string>, without: readonly string[] = []) {
  return (content: SessionContent): SessionContent => ({
    ...content,
    blocks: content.blocks.map((block) => ({
      ...block,
      values: Object.fromEntries(
        Object.entries({ ...block.values, ...values }).filter(([key]) => !without.includes(key)),
      ),
    })),
  });
}

describe('the neck and shoulder case', { timeout: 30_000 }, () => {
  it('goes from seven to two in three visits of three and puts the operation off', async () => {
    const { henrik, people, clock } = clinic;
    const neck = await playNeck(henrik, people, clock, firstDay);
    const progress = await henrik.treatments.courseProgress({ id: neck.courseId });
    expect(progress.course.sessionsSoFar).toBe(3);
    expect(progress.course.plannedSessions).toBe(3);
    expect(progress.sessions.map(({ status }) => status)).toEqual(['signed', 'signed', 'signed']);
    expect(progress.changes).toEqual([
      { measure: 'nprs', item: 'neck-posterior:right', from: '7', to: '2', band: 'much-better' },
    ]);
    expect(progress.course.surgeryDecisions.map(({ state, reviewedBy }) => [state, reviewedBy])).toEqual([
      ['suggested', 'Mr Adeyemi Okafor, spinal surgeon'],
      ['not-now', 'Dr Henrik Sørensen'],
    ]);
    const numbers: number[] = [];
    for (const id of neck.sessionIds)
      numbers.push((await henrik.treatments.open({ id })).session.sessionNumber);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('files the letter to the surgeon as a PDF that stays the same', async () => {
    const { henrik, people, clock } = clinic;
    const { letterId, patientId } = await playNeck(henrik, people, clock, firstDay);
    const letter = await henrik.documents.fromArchive({ id: letterId });
    expect(letter.state).toBe('signed');
    expect(
      Buffer.from(await letter.file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await henrik.documents.fromArchive({ id: letterId })).sha256).toBe(letter.sha256);
    expect(
      (await henrik.documents.ofPatient({ patientId })).map(({ kind, title }) => [kind, title]),
    ).toContainEqual(['letter', 'Letter to Mr Adeyemi Okafor']);
  });

  it('prints pneumothorax in the consent before the first needle, because both sites lie over the lung', async () => {
    const { henrik, people, clock } = clinic;
    const { consentId } = await openNeckCase(henrik, people, clock, firstDay);
    const { document, status } = await henrik.consents.open({ id: consentId });
    expect(status).toBe('agreed');
    expect(document.risks.map(({ riskId }) => riskId)).toContain('pneumothorax');
  });

  it('asks about needles of 20 mm and more over the lung, and locks the note once that is answered', async () => {
    const { session } = await firstNote();
    const { issues } = await clinic.henrik.treatments.open({ id: session.id });
    expect(codesOf(issues, 'refuse')).toEqual([]);
    expect(codesOf(issues, 'ask')).toEqual(['lung-field-length']);
    expect(
      await refusal(clinic.henrik.treatments.sign({ id: session.id, version: session.version })),
    ).toMatchObject({ code: 'RECORD_REFUSED' });
    const answered = await answerAsked(clinic.henrik, session, 'Band lifted off the chest wall');
    expect((await clinic.henrik.treatments.sign({ id: session.id, version: answered.version })).status).toBe(
      'signed',
    );
  });

  it('does not ask about a needle of 15 mm', async () => {
    const { session } = await firstNote(needling({ needleLength: '15', insertionDepth: '10' }));
    const { issues } = await clinic.henrik.treatments.open({ id: session.id });
    expect(codesOf(issues, 'ask')).toEqual([]);
  });

  it('refuses a site over the lung without its depth, whatever reason is given', async () => {
    const { session } = await firstNote(needling({}, ['insertionDepth']));
    const answered = await answerAsked(clinic.henrik, session, 'Depth not measured');
    const refused = await refusal(
      clinic.henrik.treatments.sign({ id: session.id, version: answered.version }),
    );
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(codesOf(refused.data['issues'] as never)).toContain('lung-field-depth');
  });

  it('cannot be signed with four needles in and three out', async () => {
    const { session } = await firstNote(needling({ needlesOut: '3' }));
    const answered = await answerAsked(clinic.henrik, session, 'Counted again');
    const refused = await refusal(
      clinic.henrik.treatments.sign({ id: session.id, version: answered.version }),
    );
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(refused.data['issues']).toEqual([
      expect.objectContaining({
        level: 'refuse',
        code: 'needle-count',
        at: 'needling',
        fieldKey: 'needlesOut',
        params: expect.objectContaining({ in: '4', out: '3' }),
      }),
    ]);
    const mended = await write(
      clinic.henrik,
      answered,
      needling({ needlesOut: '4' })({ ...answered.content }),
    );
    expect((await clinic.henrik.treatments.sign({ id: session.id, version: mended.version })).status).toBe(
      'signed',
    );
  });

  it('refuses the note where the consent names no region over the lung', async () => {
    const plan = {
      ...neckPlan,
      regions: [{ region: 'forearm-anterior', side: 'right' as const }],
      sites: [],
    };
    const { session } = await firstNote(undefined, plan);
    const answered = await answerAsked(clinic.henrik, session, 'Band lifted off the chest wall');
    const refused = await refusal(
      clinic.henrik.treatments.sign({ id: session.id, version: answered.version }),
    );
    expect(refused.code).toBe('CONSENT_MISSING');
    const kinds = (refused.data['missing'] as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toContain('region');
    expect(kinds).toContain('lung-field');
  });

  it('sees a change of five points as above, and of one as below meaningful change', async () => {
    const { henrik, people, clock } = clinic;
    const neck = await openNeckCase(henrik, people, clock, firstDay);
    const visits = neckVisits(firstDay);
    const measure = (value: string, measuredOn: string, moment: 'baseline' | 'before') => ({
      measure: 'nprs' as const,
      item: 'neck-posterior:right',
      moment,
      value,
      measuredOn,
    });
    await henrik.treatments.recordOutcomes({
      courseId: neck.courseId,
      sessionId: null,
      outcomes: [measure('7', visits[0]?.date ?? '', 'baseline')],
    });
    clock.set(`${visits[1]?.date}T08:00:00.000Z`);
    await henrik.treatments.recordOutcomes({
      courseId: neck.courseId,
      sessionId: null,
      outcomes: [measure('6', visits[1]?.date ?? '', 'before')],
    });
    const { changes } = await henrik.treatments.courseProgress({ id: neck.courseId });
    expect(changes.map(({ band }) => band)).toEqual(['slightly-better']);
  });
});
