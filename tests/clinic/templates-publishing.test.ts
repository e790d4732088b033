import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { TemplateBody, TemplateRecord } from '../../shared/contract/templates.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { heelPlan, refusal, register, signedConsent } from './consent-cases.ts';

let clinic: Clinic;
let tomas: Api;
let henrik: Api;
let patientId: string;

beforeAll(async () => {
  clinic = await newClinic();
  tomas = await clinic.as('tomas');
  henrik = await clinic.as('henrik');
});
afterAll(() => clinic.close());
beforeEach(async () => {
  patientId = await register(tomas);
});

const prepare = (plan: Partial<typeof heelPlan> = {}, of = patientId) =>
  tomas.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId: of,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    plan: { ...heelPlan, ...plan },
  });

/** The body with one paragraph of a block said otherwise. */
function with_(body: TemplateBody, blockId: string, ...paragraphs: string[]): TemplateBody {
  return {
    blocks: body.blocks.map((block) => (block.blockId === blockId ? { ...block, paragraphs } : block)),
  };
}

async function draft(id: string, change: (body: TemplateBody) => TemplateBody): Promise<TemplateRecord> {
  const { body, version, draft: open } = await henrik.templates.open({ id });
  return henrik.templates.saveDraft({
    id,
    body: change(open?.body ?? body),
    basedOn: version,
    version: open?.version ?? 0,
  });
}

async function publish(
  id: string,
  change: (body: TemplateBody) => TemplateBody,
  more: { material?: boolean; reviewOn?: string } = {},
): Promise<TemplateRecord> {
  const { draft: open } = await draft(id, change);
  return henrik.templates.publish({
    id,
    version: open?.version ?? 0,
    reason: 'Clearer',
    material: more.material ?? false,
    reviewOn: more.reviewOn ?? null,
  });
}

const german = { language: 'de' };

describe('publishing', () => {
  const frame = 'consent-no-capacity';
  const without = (kind: string) => (body: TemplateBody) => ({
    blocks: body.blocks.filter((block) => block.kind !== kind),
  });
  const extra = (block: Partial<TemplateBody['blocks'][number]>) => (body: TemplateBody): TemplateBody => ({
    blocks: [{ blockId: 'extra', kind: 'text', title: '', paragraphs: ['Text.'], question: null, addOns: [], ...block }, ...body.blocks],
  }); // prettier-ignore
  const cases: [string, (body: TemplateBody) => TemplateBody, object][] = [
    ['an unknown variable', extra({ paragraphs: ['Dear {{name}}'] }), { problem: 'unknown-variable', what: 'name', block: 'extra' }],
    ['braces that do not close', extra({ paragraphs: ['Dear {{patientName}'] }), { problem: 'open-brace' }],
    ['a block without text', extra({ paragraphs: [' '] }), { problem: 'empty', block: 'extra' }],
    ['a form without the risks', without('risks'), { problem: 'missing', what: 'risks' }],
    ['a form without the other choices', without('alternatives'), { problem: 'missing', what: 'alternatives' }],
    ['a form without signatures', without('signatures'), { problem: 'missing', what: 'signatures' }],
    ['two lists of risks', extra({ kind: 'risks', paragraphs: [] }), { problem: 'twice' }],
    ['two blocks of one name', extra({ blockId: 'rights' }), { problem: 'twice', block: 'rights' }],
    ['a part of a technique in a form', extra({ kind: 'done' }), { problem: 'not-here', what: 'done' }],
    ['signatures before the end', (body) => ({ blocks: body.blocks.toReversed() }), { problem: 'not-last' }],
    ['a question without words', extra({ kind: 'question', question: { answers: 'yes-no', options: [], required: false } }), { problem: 'no-question' }],
    ['a choice of one', extra({ kind: 'question', title: 'Which?', question: { answers: 'one-of', options: ['a', 'a'], required: false } }), { problem: 'too-few-options' }],
    ['a promise', extra({ paragraphs: ['This is completely safe.'] }), { problem: 'promise', what: 'completely safe' }],
  ]; // prettier-ignore

  it.each(cases)('refuses %s, and says where', async (_, change, data) => {
    const { draft: open, body } = await draft(frame, change);
    expect(await refusal(henrik.templates.publish({ id: frame, version: open?.version ?? 0, reason: 'x', material: false, reviewOn: null }))).toMatchObject({ code: 'TEMPLATE_PROBLEM', data }); // prettier-ignore
    await henrik.templates.discardDraft({ id: frame, version: open?.version ?? 0 });
    expect(body).toEqual((await henrik.templates.open({ id: frame })).body);
  });

  it('refuses the same words again, no reason, no draft and somebody else’s newer draft', async () => {
    const go = (version: number, reason = 'x') =>
      refusal(henrik.templates.publish({ id: frame, version, reason, material: true, reviewOn: null }));
    expect(await go(1)).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: 0 } });
    await draft(frame, (body) => body);
    expect(await go(1)).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'unchanged' } });
    expect(await go(1, ' ')).toMatchObject({ code: 'INVALID', data: { field: 'reason' } });
    await draft(frame, extra({}));
    expect(await go(1)).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: 2 } });
    await henrik.templates.discardDraft({ id: frame, version: 2 });
  });

  it('belongs to those who treat and to the owner; everybody may read', async () => {
    const id = 'tens';
    const { body, version } = await tomas.templates.open({ id });
    const input = { id, body, basedOn: version, version: 0 };
    expect(await refusal(tomas.templates.saveDraft(input))).toMatchObject({ code: 'FORBIDDEN' });
    const nomsa = await clinic.as('nomsa');
    const saved = await nomsa.templates.saveDraft(input);
    expect(saved.draft?.savedBy).not.toBe('');
    await nomsa.templates.discardDraft({ id, version: 1 });
  });
});

describe('a material version', () => {
  it('asks each of them anew exactly once, in the sight of every open window', async () => {
    await signedConsent({ clinic, patientId });
    const asked = () =>
      clinic.host.clinic?.db.selectFrom('consentReopenings').select(['patientId', 'what']).execute();
    const states = async () => (await tomas.consents.ofPatient({ patientId })).map(({ status }) => status);
    clinic.clock.forward(1);
    const before = (await asked()) ?? [];
    await publish('dry-needling', (body) => with_(body, 'feel', 'It may ache a little.'));
    expect(await asked()).toEqual(before);
    expect(await states()).toEqual(['agreed']);

    const notices = await tomas.changes.follow({ after: null });
    const next = notices.next();
    await publish('dry-needling', (body) => with_(body, 'feel', 'It can ache for two days.'), {
      material: true,
    });
    const opened = ((await asked()) ?? []).slice(before.length);
    expect(opened.filter((one) => one.patientId === patientId)).toEqual([{ patientId, what: 'Clearer' }]);
    expect(new Set(opened.map((one) => one.patientId)).size).toBe(opened.length);
    expect(await states()).toEqual(['invalidated']);
    const plan = { techniques: ['dry-needling'], sites: [], preparations: [] };
    expect((await henrik.consents.covers({ patientId, plan })).missing).toContainEqual(
      expect.objectContaining({ kind: 'technique', id: 'dry-needling', reason: 'reopened' }),
    );
    const left = new Set(['consents', 'treatments']);
    for (let heard = await next; left.size > 0; heard = await notices.next())
      if (heard.done !== true && heard.value.patientId === patientId) left.delete(heard.value.topic);
    await notices.return?.();
  });
});

describe('languages', () => {
  const id = 'magnetic-pemf';
  const mark = async () =>
    (await henrik.templates.open({ id })).languages.find(({ language }) => language === 'de');

  it('are marked as machine-drafted until a named person has approved exactly these words', async () => {
    expect(await mark()).toMatchObject({ state: 'machine', approvedBy: null });
    await henrik.templates.approve({ id, ...german, version: 1 });
    expect(await mark()).toMatchObject({ state: 'approved', approvedBy: 'Dr Henrik Sørensen' });
    const [first] = await henrik.templates.texts({ id, ...german });
    if (first === undefined) throw new Error('no text');
    await henrik.templates.saveTexts({ id, ...german, texts: [{ key: first.key, english: first.english, text: `${first.text} Ja.` }] }); // prettier-ignore
    expect(await mark()).toMatchObject({ state: 'machine', approvedBy: null });
    await henrik.templates.saveTexts({
      id,
      ...german,
      texts: [{ key: first.key, english: first.english, text: '' }],
    });
    expect(await mark()).toMatchObject({ state: 'approved' });
  });

  it('are out of date or missing where the English text has changed, and cannot be approved so', async () => {
    const changed = await publish(id, (body) => with_(body, 'feel', 'Most people feel nothing at all.'));
    expect(await mark()).toMatchObject({ state: 'missing', complete: (await mark())!.texts - 1 });
    const late = henrik.templates.approve({ id, ...german, version: changed.version });
    expect(await refusal(late)).toMatchObject({ code: 'DRAFT_INCOMPLETE' });
    expect(await refusal(henrik.templates.approve({ id, ...german, version: 1 }))).toMatchObject({ code: 'STALE_VERSION' });
    const key = 'feel/paragraphs/0';
    const write = (english: string, text: string) =>
      henrik.templates.saveTexts({ id, ...german, texts: [{ key, english, text }] });
    expect(await refusal(write('Something else', 'Etwas'))).toMatchObject({ code: 'CONTENT_CHANGED' });
    expect(await refusal(write('Most people feel nothing at all.', '{{name}}'))).toMatchObject({ code: 'TEMPLATE_PROBLEM' });
    await write('Most people feel nothing at all.', 'Die meisten spüren gar nichts.');
    expect((await mark())?.state).toBe('machine');
    await publish(id, (body) => with_(body, 'feel', 'Most feel nothing.'));
    const [text] = (await henrik.templates.texts({ id, ...german })).filter((one) => one.key === key);
    expect(text).toMatchObject({ state: 'out-of-date', madeFrom: 'Most people feel nothing at all.' });
    expect((await mark())?.state).toBe('out-of-date');
    const { document } = await henrik.templates.preview({ id, body: (await henrik.templates.open({ id })).body, ...german }); // prettier-ignore
    expect(document.template.untranslated).toBeGreaterThan(0);
  }); // prettier-ignore

  it('are no longer machine-drafted in a document once words and templates have been read by a person', async () => {
    const ids = ['consent-adult', 'magnetic-rpms'];
    for (const one of ids) {
      const { version, languages } = await henrik.templates.open({ id: one });
      const left = languages.find(({ language }) => language === 'de');
      if (left !== undefined && left.complete < left.texts) {
        const texts = (await henrik.templates.texts({ id: one, ...german }))
          .filter(({ text }) => text === '')
          .map(({ key, english }) => ({ key, english, text: english }));
        await henrik.templates.saveTexts({ id: one, ...german, texts });
      }
      await henrik.templates.approve({ id: one, ...german, version });
    }
    const plan = { techniques: ['magnetic-rpms'], preparations: [] };
    const record = await prepare(plan);
    const inGerman = () =>
      tomas.consents.open({ id: record.id }).then(({ version, document }) =>
        tomas.consents.revise({ id: record.id, version, plan: document.plan, talk: { ...document.talk, language: 'de' } }),
      ); // prettier-ignore
    expect((await inGerman()).document.template.draftedBy).toBe('machine');
    expect((await henrik.templates.words()).find(({ language }) => language === 'de')?.state).toBe('machine');
    await henrik.templates.approveWords(german);
    expect((await henrik.templates.words()).find(({ language }) => language === 'de')).toMatchObject({ state: 'approved', approvedBy: 'Dr Henrik Sørensen' }); // prettier-ignore
    expect((await inGerman()).document.template.draftedBy).toBe('person');
  });
});

describe('the preview', () => {
  it('shows an unpublished text as the patient will read it, on screen and on paper, of an invented person', async () => {
    const { body } = await tomas.templates.open({ id: 'consent-guardian' });
    const changed = with_(body, 'rights', 'You decide for {{patientName}}.');
    const { document } = await tomas.templates.preview({
      id: 'consent-guardian',
      body: changed,
      language: 'en',
    });
    expect(document.rights).toEqual(['You decide for Ada Sample.']);
    expect(document.template.variant).toBe('guardian');
    const { file } = await tomas.templates.previewPaper({
      id: 'consent-guardian',
      body: changed,
      language: 'ar',
    });
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
    expect((await henrik.templates.open({ id: 'consent-guardian' })).version).toBe(1);
  });
});
