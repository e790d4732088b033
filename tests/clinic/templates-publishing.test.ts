import { describe, expect, it } from 'vitest';
import type { TemplateBody } from '../../shared/contract/templates.ts';
import { refusal, signedConsent } from './consent-cases.ts';
import { german, templateDesk, with_ } from './template-desk.ts';

const desk = templateDesk();

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
    const { draft: open, body } = await desk.draft(frame, change);
    expect(await refusal(desk.henrik.templates.publish({ id: frame, version: open?.version ?? 0, reason: 'x', material: false, reviewOn: null }))).toMatchObject({ code: 'TEMPLATE_PROBLEM', data }); // prettier-ignore
    await desk.henrik.templates.discardDraft({ id: frame, version: open?.version ?? 0 });
    expect(body).toEqual((await desk.henrik.templates.open({ id: frame })).body);
  });

  it('refuses the same words again, no reason, no draft and somebody else’s newer draft', async () => {
    const go = (version: number, reason = 'x') =>
      refusal(desk.henrik.templates.publish({ id: frame, version, reason, material: true, reviewOn: null }));
    expect(await go(1)).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: 0 } });
    await desk.draft(frame, (body) => body);
    expect(await go(1)).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'unchanged' } });
    expect(await go(1, ' ')).toMatchObject({ code: 'INVALID', data: { field: 'reason' } });
    await desk.draft(frame, extra({}));
    expect(await go(1)).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: 2 } });
    await desk.henrik.templates.discardDraft({ id: frame, version: 2 });
  });

  it('belongs to those who treat and to the owner; everybody may read', async () => {
    const id = 'tens';
    const { body, version } = await desk.tomas.templates.open({ id });
    const input = { id, body, basedOn: version, version: 0 };
    expect(await refusal(desk.tomas.templates.saveDraft(input))).toMatchObject({ code: 'FORBIDDEN' });
    const nomsa = await desk.clinic.as('nomsa');
    const saved = await nomsa.templates.saveDraft(input);
    expect(saved.draft?.savedBy).not.toBe('');
    await nomsa.templates.discardDraft({ id, version: 1 });
  });
});

describe('a material version', () => {
  it('asks each of them anew exactly once, in the sight of every open window', async () => {
    await signedConsent({ clinic: desk.clinic, patientId: desk.patientId });
    const asked = () =>
      desk.clinic.host.clinic?.db.selectFrom('consentReopenings').select(['patientId', 'what']).execute();
    const states = async () =>
      (await desk.tomas.consents.ofPatient({ patientId: desk.patientId })).map(({ status }) => status);
    desk.clinic.clock.forward(1);
    const before = (await asked()) ?? [];
    await desk.publish('dry-needling', (body) => with_(body, 'feel', 'It may ache a little.'));
    expect(await asked()).toEqual(before);
    expect(await states()).toEqual(['agreed']);

    const notices = await desk.tomas.changes.follow({ after: null });
    const next = notices.next();
    await desk.publish('dry-needling', (body) => with_(body, 'feel', 'It can ache for two days.'), {
      material: true,
    });
    const opened = ((await asked()) ?? []).slice(before.length);
    expect(opened.filter((one) => one.patientId === desk.patientId)).toEqual([
      { patientId: desk.patientId, what: 'Clearer' },
    ]);
    expect(new Set(opened.map((one) => one.patientId)).size).toBe(opened.length);
    expect(await states()).toEqual(['invalidated']);
    const plan = { techniques: ['dry-needling'], sites: [], preparations: [] };
    expect((await desk.henrik.consents.covers({ patientId: desk.patientId, plan })).missing).toContainEqual(
      expect.objectContaining({ kind: 'technique', id: 'dry-needling', reason: 'reopened' }),
    );
    const left = new Set(['consents', 'treatments']);
    for (let heard = await next; left.size > 0; heard = await notices.next())
      if (heard.done !== true && heard.value.patientId === desk.patientId) left.delete(heard.value.topic);
    await notices.return?.();
  });
});

describe('languages', () => {
  const id = 'magnetic-pemf';
  const mark = async () =>
    (await desk.henrik.templates.open({ id })).languages.find(({ language }) => language === 'de');

  it('are marked as machine-drafted until a named person has approved exactly these words', async () => {
    expect(await mark()).toMatchObject({ state: 'machine', approvedBy: null });
    await desk.henrik.templates.approve({ id, ...german, version: 1 });
    expect(await mark()).toMatchObject({ state: 'approved', approvedBy: 'Dr Henrik Sørensen' });
    const [first] = await desk.henrik.templates.texts({ id, ...german });
    if (first === undefined) throw new Error('no text');
    await desk.henrik.templates.saveTexts({ id, ...german, texts: [{ key: first.key, english: first.english, text: `${first.text} Ja.` }] }); // prettier-ignore
    expect(await mark()).toMatchObject({ state: 'machine', approvedBy: null });
    await desk.henrik.templates.saveTexts({
      id,
      ...german,
      texts: [{ key: first.key, english: first.english, text: '' }],
    });
    expect(await mark()).toMatchObject({ state: 'approved' });
  });

  it('are out of date or missing where the English text has changed, and cannot be approved so', async () => {
    const changed = await desk.publish(id, (body) => with_(body, 'feel', 'Most people feel nothing at all.'));
    expect(await mark()).toMatchObject({ state: 'missing', complete: (await mark())!.texts - 1 });
    const late = desk.henrik.templates.approve({ id, ...german, version: changed.version });
    expect(await refusal(late)).toMatchObject({ code: 'DRAFT_INCOMPLETE' });
    expect(await refusal(desk.henrik.templates.approve({ id, ...german, version: 1 }))).toMatchObject({ code: 'STALE_VERSION' });
    const key = 'feel/paragraphs/0';
    const write = (english: string, text: string) =>
      desk.henrik.templates.saveTexts({ id, ...german, texts: [{ key, english, text }] });
    expect(await refusal(write('Something else', 'Etwas'))).toMatchObject({ code: 'CONTENT_CHANGED' });
    expect(await refusal(write('Most people feel nothing at all.', '{{name}}'))).toMatchObject({ code: 'TEMPLATE_PROBLEM' });
    await write('Most people feel nothing at all.', 'Die meisten spüren gar nichts.');
    expect((await mark())?.state).toBe('machine');
    await desk.publish(id, (body) => with_(body, 'feel', 'Most feel nothing.'));
    const [text] = (await desk.henrik.templates.texts({ id, ...german })).filter((one) => one.key === key);
    expect(text).toMatchObject({ state: 'out-of-date', madeFrom: 'Most people feel nothing at all.' });
    expect((await mark())?.state).toBe('out-of-date');
    const { document } = await desk.henrik.templates.preview({ id, body: (await desk.henrik.templates.open({ id })).body, ...german }); // prettier-ignore
    expect(document.template.untranslated).toBeGreaterThan(0);
  }); // prettier-ignore

  it('are no longer machine-drafted in a document once words and templates have been read by a person', async () => {
    const ids = ['consent-adult', 'magnetic-rpms'];
    for (const one of ids) {
      const { version, languages } = await desk.henrik.templates.open({ id: one });
      const left = languages.find(({ language }) => language === 'de');
      if (left !== undefined && left.complete < left.texts) {
        const texts = (await desk.henrik.templates.texts({ id: one, ...german }))
          .filter(({ text }) => text === '')
          .map(({ key, english }) => ({ key, english, text: english }));
        await desk.henrik.templates.saveTexts({ id: one, ...german, texts });
      }
      await desk.henrik.templates.approve({ id: one, ...german, version });
    }
    const plan = { techniques: ['magnetic-rpms'], preparations: [] };
    const record = await desk.prepare(plan);
    const inGerman = () =>
      desk.tomas.consents.open({ id: record.id }).then(({ version, document }) =>
        desk.tomas.consents.revise({ id: record.id, version, plan: document.plan, talk: { ...document.talk, language: 'de' } }),
      ); // prettier-ignore
    expect((await inGerman()).document.template.draftedBy).toBe('machine');
    expect((await desk.henrik.templates.words()).find(({ language }) => language === 'de')?.state).toBe(
      'machine',
    );
    await desk.henrik.templates.approveWords(german);
    expect((await desk.henrik.templates.words()).find(({ language }) => language === 'de')).toMatchObject({ state: 'approved', approvedBy: 'Dr Henrik Sørensen' }); // prettier-ignore
    expect((await inGerman()).document.template.draftedBy).toBe('person');
  });
});

describe('the preview', () => {
  it('shows an unpublished text as the patient will read it, on screen and on paper, of an invented person', async () => {
    const { body } = await desk.tomas.templates.open({ id: 'consent-guardian' });
    const changed = with_(body, 'rights', 'You decide for {{patientName}}.');
    const { document } = await desk.tomas.templates.preview({
      id: 'consent-guardian',
      body: changed,
      language: 'en',
    });
    expect(document.rights).toEqual(['You decide for Ada Sample.']);
    expect(document.template.variant).toBe('guardian');
    const { file } = await desk.tomas.templates.previewPaper({
      id: 'consent-guardian',
      body: changed,
      language: 'ar',
    });
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
    expect((await desk.henrik.templates.open({ id: 'consent-guardian' })).version).toBe(1);
  });
});
