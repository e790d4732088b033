import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neckContent, neckPlan, openNeckCase } from '../../main/demo/cases/neck.ts';
import { agree, answerAsked, comeIn, write } from '../../main/demo/cases/steps.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

const shoulder = { region: 'shoulder-girdle', side: 'right' } as const;
const lineId = 'retained:shoulder-girdle:right';
const staying: ConsentPlan = {
  ...neckPlan,
  retained: { places: [shoulder], days: 3, removedBy: 'clinic' },
};
const left = {
  siteId: 'trapezius-descendens',
  side: 'right' as const,
  count: 1,
  dueOn: addDays(firstDay, 2),
  removedBy: 'clinic' as const,
};

/** The first visit: four needles placed, three taken out, and what is said of the fourth. */
async function visit({
  plan = staying,
  block = { retained: [left] },
  out = '3',
}: {
  plan?: ConsentPlan;
  block?: Pick<ProcedureBlock, 'retained' | 'lost'>;
  out?: string;
}) {
  const { henrik, people, clock } = clinic;
  const neck = await openNeckCase(henrik, people, clock, firstDay, plan);
  const { session } = await comeIn(henrik, people, clock, {
    ...{ patientId: neck.patientId, courseId: neck.courseId },
    ...{ date: firstDay, time: '08:00', minutes: 30 },
  });
  const content = neckContent({ date: firstDay, pain: { before: '7', after: '5' }, grades: [3, 2] });
  const written = await write(henrik, session, {
    ...content,
    blocks: content.blocks.map((one) => ({ ...one, values: { ...one.values, needlesOut: out }, ...block })),
  });
  const { id, version } = await answerAsked(henrik, written, 'Band lifted off the chest wall');
  return { neck, id, version };
}

const sign = ({ id, version }: { id: string; version: number }) =>
  clinic.henrik.treatments.sign({ id, version });

async function codes(id: string): Promise<string[]> {
  return codesOf((await clinic.henrik.treatments.open({ id })).issues, 'refuse');
}

describe('a needle that stays in', { timeout: 30_000 }, () => {
  it('is asked in a line of its own, place by place, and nothing is ticked before', async () => {
    const { henrik, people, clock } = clinic;
    const { patientId } = await openNeckCase(henrik, people, clock, firstDay);
    const draft = await henrik.consents.prepare({
      ...{ patientId, appointmentId: null, practitionerId: people.practitioner.id, identity: [] },
      plan: {
        ...staying,
        retained: {
          ...{ days: 3, removedBy: 'clinic' },
          places: [shoulder, { region: 'neck-posterior', side: 'right' }],
        },
      },
    });
    expect(draft.document.retained?.map((line) => [line.lineId, line.decision, line.days])).toEqual([
      [lineId, 'undecided', 3],
      ['retained:neck-posterior:right', 'undecided', 3],
    ]);
    expect(draft.document.retained?.[0]?.text.join(' ')).toMatch(/3 days at most.*We take it out here/);
    expect(draft.lacks).toContain(lineId);
  });

  it('is refused in a plan without a technique whose needle can stay', async () => {
    const { henrik, people, clock } = clinic;
    const { patientId } = await openNeckCase(henrik, people, clock, firstDay);
    const answer = await refusal(
      henrik.consents.prepare({
        ...{ patientId, appointmentId: null, practitionerId: people.practitioner.id, identity: [] },
        plan: { ...staying, techniques: ['low-level-laser'] },
      }),
    );
    expect(answer).toMatchObject({ code: 'INVALID', data: { problem: 'no-needle' } });
  });

  it('explains the count where the patient agreed to it, and is on record until it is out', async () => {
    const { neck, ...note } = await visit({});
    expect(await codes(note.id)).toEqual([]);
    expect((await sign(note)).status).toBe('signed');
    const { henrik, clock } = clinic;
    const [needle] = await henrik.needles.ofPatient({ patientId: neck.patientId });
    expect(needle).toMatchObject({ ...left, remaining: 1, leftOn: firstDay, overdue: false, removals: [] });
    expect((await henrik.needles.due({ by: addDays(firstDay, 1) })).length).toBe(0);
    const task = { title: 'Take out a needle that was left in on purpose', dueOn: left.dueOn };
    const listed = async () =>
      (await henrik.tasks.ofPatient({ patientId: neck.patientId })).filter(({ ruleId }) => ruleId === null);
    expect(await listed()).toMatchObject([{ ...task, state: 'open' }]);
    clock.set(`${addDays(firstDay, 3)}T09:00:00.000Z`);
    expect(await henrik.needles.due({ by: addDays(firstDay, 3) })).toMatchObject([
      { id: needle?.id, overdue: true, patient: neck.name },
    ]);
    const out = await henrik.needles.recordRemoval({
      ...{ id: needle?.id ?? '', count: 1, how: 'removed', removedBy: 'Sister Okafor' },
      ...{ removedOn: addDays(firstDay, 3), words: '' },
    });
    expect(out).toMatchObject({ remaining: 0, overdue: false });
    expect(await listed()).toMatchObject([{ ...task, state: 'done' }]);
    expect(await henrik.needles.due({ by: addDays(firstDay, 30) })).toEqual([]);
  });

  it('prints a sheet to take home in the words of the consent, and says so when nothing is in any more', async () => {
    const { neck, ...note } = await visit({});
    await sign(note);
    const paper = await clinic.henrik.documents.removalSheet({ patientId: neck.patientId });
    expect(paper).toMatchObject({ state: 'report', title: 'Removal sheet' });
    const { pages } = await read(new Uint8Array(await paper.file.arrayBuffer()));
    const text = pages.map((page) => page.text).join(' ');
    for (const said of [
      'Shoulder girdle, right',
      '1 needle',
      'Wednesday 25 November 2026',
      'Keep the plaster clean',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/safe|never|guarantee/i);
  });

  it('does not let a note be signed whose count is not explained, or explained with too little', async () => {
    const { henrik } = clinic;
    const { neck: _, id } = await visit({});
    const attempts: [what: string, Pick<ProcedureBlock, 'retained' | 'lost'>, out: string, code: string][] = [
      ['nothing at all', {}, '3', 'needle-count'],
      ['more out than in', {}, '5', 'needle-count'],
      ['fewer than are missing', { retained: [left] }, '2', 'needles-do-not-add-up'],
      ['more than are missing', { retained: [{ ...left, count: 2 }] }, '3', 'needles-do-not-add-up'],
      ['any though all came out', { retained: [left] }, '4', 'needles-do-not-add-up'],
      [
        'an untreated place',
        { retained: [{ ...left, siteId: 'supraspinatus' }] },
        '3',
        'needle-left-elsewhere',
      ],
      ['one place twice', { retained: [left, left] }, '2', 'needle-left-twice'],
      ['no day', { retained: [{ ...left, dueOn: null }] }, '3', 'needle-left-until'],
      ['a day before', { retained: [{ ...left, dueOn: addDays(firstDay, -1) }] }, '3', 'needle-left-until'],
      [
        'longer than agreed',
        { retained: [{ ...left, dueOn: addDays(firstDay, 4) }] },
        '3',
        'needle-left-too-long',
      ],
      ['nobody to take it out', { retained: [{ ...left, removedBy: null }] }, '3', 'needle-left-remover'],
      ['lost without a word', { lost: { count: 1, reason: '', done: '' } }, '3', 'needle-lost-unexplained'],
    ];
    for (const [what, block, out, code] of attempts) {
      const { session } = await henrik.treatments.open({ id });
      const written = await write(henrik, session, {
        ...session.content,
        blocks: session.content.blocks.map(({ retained: _r, lost: _l, ...one }) => ({
          ...{ ...one, values: { ...one.values, needlesOut: out } },
          ...block,
        })),
      });
      expect(await codes(id), what).toEqual([code]);
      expect(await refusal(sign(written)), what).toMatchObject({ code: 'RECORD_REFUSED' });
    }
  });

  it('is asked about when somebody else takes it out than was agreed', async () => {
    const { neck: _, ...note } = await visit({ block: { retained: [{ ...left, removedBy: 'patient' }] } });
    const { issues } = await clinic.henrik.treatments.open({ id: note.id });
    expect(codesOf(issues, 'ask')).toContain('needle-left-other-remover');
    expect((await sign(note)).status).toBe('signed');
  });

  it('does not stay without a line of its own in the consent', async () => {
    const { neck: _, ...note } = await visit({ plan: neckPlan });
    expect(await refusal(sign(note))).toMatchObject({
      code: 'CONSENT_MISSING',
      data: {
        missing: [{ kind: 'retained-needle', id: 'shoulder-girdle:right', reason: 'not-disclosed' }],
      },
    });
  });

  it('does not stay where the patient said no to it, and the rest goes on', async () => {
    const { henrik, people } = clinic;
    const { neck, ...note } = await visit({});
    await agree(henrik, people, {
      ...{ patientId: neck.patientId, appointmentId: null, plan: staying, name: neck.name },
      decide: (line) => (line.lineId === lineId ? 'refused' : 'accepted'),
    });
    expect(await refusal(sign(note))).toMatchObject({
      code: 'CONSENT_MISSING',
      data: { missing: [{ kind: 'retained-needle', reason: 'refused' }] },
    });
    const { session } = await henrik.treatments.open({ id: note.id });
    const out = await write(henrik, session, {
      ...session.content,
      blocks: session.content.blocks.map(({ retained: _, ...block }) => ({
        ...block,
        values: { ...block.values, needlesOut: '4' },
      })),
    });
    expect((await sign(out)).status).toBe('signed');
  });

  it('does not stay once that line is taken back, in the midst of the visit too', async () => {
    const { neck, ...note } = await visit({});
    await clinic.henrik.consents.withdraw({
      ...{ id: neck.consentId, scope: 'lines', lineIds: [lineId], how: 'spoken', words: 'Take it out' },
    });
    expect(await refusal(sign(note))).toMatchObject({
      code: 'CONSENT_MISSING',
      data: { missing: [{ kind: 'retained-needle', reason: 'withdrawn' }] },
    });
  });

  it('comes out once and not before it was put in', async () => {
    const { neck, ...note } = await visit({
      block: { retained: [{ ...left, count: 2 }] },
      out: '2',
    });
    await sign(note);
    const { henrik } = clinic;
    const [needle] = await henrik.needles.ofPatient({ patientId: neck.patientId });
    const removal = {
      ...{ id: needle?.id ?? '', count: 1, how: 'fell-out' as const },
      ...{ removedBy: neck.name, removedOn: firstDay, words: 'Found on the floor' },
    };
    const attempt = (change: object) => refusal(henrik.needles.recordRemoval({ ...removal, ...change }));
    expect(await attempt({ count: 3 })).toMatchObject({ data: { field: 'count' } });
    expect(await attempt({ removedOn: addDays(firstDay, -1) })).toMatchObject({
      data: { field: 'removedOn' },
    });
    expect(await attempt({ removedOn: addDays(firstDay, 1) })).toMatchObject({
      data: { field: 'removedOn' },
    });
    expect(await attempt({ how: 'not-found', words: ' ' })).toMatchObject({ data: { field: 'words' } });
    expect(await henrik.needles.recordRemoval(removal)).toMatchObject({ remaining: 1 });
    expect(await henrik.needles.recordRemoval(removal)).toMatchObject({ remaining: 0 });
    expect(await attempt({})).toMatchObject({ code: 'WRONG_STATUS' });
  });
});

describe('a needle that was not found', { timeout: 30_000 }, () => {
  it('is explained by how that came and what was done, and stands in the note', async () => {
    const lost = { count: 1, reason: 'Handle came off under the drape', done: 'Searched, X-ray asked for' };
    const { neck, ...note } = await visit({ plan: neckPlan, block: { lost } });
    const signed = await sign(note);
    expect(signed.status).toBe('signed');
    expect(signed.content.blocks[0]?.lost).toEqual(lost);
    expect(await clinic.henrik.events.ofPatient({ patientId: neck.patientId })).toMatchObject([
      { kind: 'near-miss', severity: 'mild', details: { nearMiss: 'needle-count' }, sessionId: note.id },
    ]);
  });
});
