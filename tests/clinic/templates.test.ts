import { describe, expect, it } from 'vitest';
import { shipped, templatesFile } from '../../main/clinic/templates/shipped.rules.ts';
import { textsOf } from '../../shared/rules/template-text.ts';
import { reference } from '../support/clinic.ts';
import { decideAll, pen, refusal, register, signedConsent } from './consent-cases.ts';
import { german, templateDesk, with_ } from './template-desk.ts';

const desk = templateDesk();

describe('the texts that ship', () => {
  it('are there for every technique and every kind of signer, and nothing else is in the file', () => {
    const techniques = shipped.flatMap(({ use }) => (use.kind === 'technique' ? [use.techniqueId] : []));
    expect(techniques.toSorted()).toEqual([...reference.techniques.keys()].toSorted());
    const variants = shipped.flatMap(({ use }) => (use.kind === 'frame' ? [use.variant] : []));
    expect(variants.toSorted()).toEqual(['adult', 'guardian', 'no-capacity']);
    const file = {
      meta: { schemaVersion: 1, language: 'en', purpose: '', note: '' },
      frames: [],
      parts: [{ id: 'x', version: 1, techniqueId: 'x', blocks: [{ blockId: 'x', kind: 'done', titel: '' }] }],
    };
    expect(templatesFile.safeParse(file).success).toBe(false);
  });

  it('hold no figure: those come from the reference data', () => {
    const texts = shipped.flatMap(({ body }) => textsOf(body).map(({ english }) => english));
    expect(texts.filter((text) => /\d/.test(text))).toEqual([]);
  });

  it('can be read at the age of about twelve', () => {
    for (const { id, body } of shipped)
      expect(gradeOf(textsOf(body).map(({ english }) => english)), id).toBeLessThan(7);
    expect(
      gradeOf(['Percutaneous intramuscular interventions necessitate comprehensive deliberation.']),
    ).toBeGreaterThan(15);
  });

  it('could all be published as they are', async () => {
    for (const { id, body } of shipped) {
      const { problems } = await desk.henrik.templates.preview({ id, body, language: 'en' });
      expect(problems, id).toEqual([]);
    }
  });
});

/** Flesch-Kincaid grade: school years that a reader needs. */
function gradeOf(texts: readonly string[]): number {
  const sentences = texts.flatMap((text) => text.split(/[.?!:]+\s|[.?!:]+$/)).filter((one) => /\w/.test(one));
  const words = sentences.flatMap((one) => one.match(/[A-Za-z’'-]+/g) ?? []);
  const syllables = words.reduce((sum, word) => {
    const said = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '');
    return sum + Math.max(1, said.match(/[aeiouy]{1,2}/g)?.length ?? 0);
  }, 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

describe('a consent', () => {
  it('is put together from the frame and the part of each planned technique', async () => {
    const { document } = await desk.prepare({ techniques: ['low-level-laser', 'tens'], preparations: [] });
    expect(document.template).toMatchObject({
      id: 'consent-adult',
      variant: 'adult',
      draftedBy: 'person',
      untranslated: 0,
    });
    expect(document.template.parts).toEqual([
      { id: 'low-level-laser', version: 1 },
      { id: 'tens', version: 1 },
    ]);
    expect(document.blocks.map(({ kind }) => kind)).toEqual([
      'text', 'techniques', 'regions', 'substances', 'risks', 'alternatives', 'rights', 'statements', 'signatures',
    ]); // prettier-ignore
    const [laser] = document.techniques;
    expect(laser?.description.split('\n')).toEqual([
      expect.stringContaining('You wear glasses'),
      expect.stringContaining('Tell us at once if it feels hot'),
      'You can go on with your day.',
      expect.stringContaining('Call us if the skin'),
    ]);
    expect(document.alternatives[0]).toMatch(/^No treatment now/);
    expect(document.alternatives).toContain('Warmth, cold or massage instead of current.');
  });

  it('is worded for whoever decides', async () => {
    const child = await register(desk.tomas, {
      birthDate: '2019-03-01',
      guardians: [{ name: 'Rosa Okoye', relation: 'mother', phone: '', mayConsent: true, authority: '' }],
    });
    const { document } = await desk.prepare({}, child);
    expect(document.template).toMatchObject({ id: 'consent-guardian', variant: 'guardian' });
    expect(document.rights[0]).toMatch(/^You decide for your child/);
    const adult = await desk.prepare();
    const unable = await desk.tomas.consents.revise({
      id: adult.id,
      version: adult.version,
      plan: adult.document.plan,
      talk: {
        ...adult.document.talk,
        capacity: { understands: false, remembers: true, weighs: true, communicates: true, note: '', on: null, support: '' },
      },
    }); // prettier-ignore
    expect(unable.document.template.variant).toBe('no-capacity');
    expect(unable.document.statements.at(-1)).toMatch(/this person would want/);
  });

  it('asks for pictures, research and teaching only where that was planned, and a no to it limits nothing', async () => {
    const asked = await desk.prepare({ addOns: ['photo', 'teaching'] });
    expect(asked.document.addOns.map(({ addOnId, decision }) => [addOnId, decision])).toEqual([
      ['photo', 'undecided'],
      ['teaching', 'undecided'],
    ]);
    const waiting = await decideAll(desk.tomas, asked);
    const sign = { id: waiting.id, version: waiting.version, contentHash: waiting.contentHash, typedName: 'Amina Okoye', strokes: pen, role: 'patient', name: 'Amina Okoye' } as const; // prettier-ignore
    expect(await refusal(desk.tomas.consents.sign(sign))).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: { missing: ['add-on:photo', 'add-on:teaching'] },
    });
    const all = await signedConsent({ clinic: desk.clinic, patientId: desk.patientId, plan: { addOns: [] } });
    expect(all.status).toBe('agreed');
  });

  it('keeps what was decided when the language is changed, and says that a machine drafted the words', async () => {
    const decided = await decideAll(desk.tomas, await desk.prepare({ addOns: ['photo'] }), {
      'region:foot-plantar:left': 'refused',
    });
    const { plan, talk } = decided.document;
    const inGerman = await desk.tomas.consents.revise({ id: decided.id, version: decided.version, plan, talk: { ...talk, language: 'de' } }); // prettier-ignore
    const { document } = inGerman;
    expect(document.template).toMatchObject({ language: 'de', draftedBy: 'machine', untranslated: 0 });
    expect(document.blocks[0]?.title).toBe('Zu dieser Behandlung');
    expect(document.techniques[0]?.name).not.toBe(decided.document.techniques[0]?.name);
    const said = (lines: readonly { lineId: string; decision: string }[]) =>
      lines.map(({ lineId, decision }) => [lineId, decision]);
    for (const kind of ['techniques', 'regions', 'substances', 'addOns'] as const)
      expect(said(document[kind])).toEqual(said(decided.document[kind]));
    const nowhere = await desk.tomas.consents.revise({ id: decided.id, version: inGerman.version, plan, talk: { ...talk, language: 'xx' } }); // prettier-ignore
    expect(nowhere.document.template.language).toBe('en');
  });

  it('asks a decision again when its line says something else', async () => {
    const decided = await decideAll(desk.tomas, await desk.prepare());
    await desk.publish('dry-needling', (body) =>
      with_(body, 'done', 'A thin needle goes in at the sore spot.'),
    );
    const { plan, talk } = decided.document;
    const again = await desk.tomas.consents.revise({ id: decided.id, version: decided.version, plan, talk });
    expect(again.document.techniques.map(({ techniqueId, decision }) => [techniqueId, decision])).toEqual([
      ['dry-needling', 'undecided'],
      ['soft-tissue-injection', 'accepted'],
    ]);
  });

  it('holds the answers to the questions of its templates, by place when the language changes', async () => {
    await desk.publish('tens', (body) => ({
      blocks: [
        ...body.blocks,
        { blockId: 'sport', kind: 'question', title: 'How often do you do sport?', paragraphs: [], addOns: [], question: { answers: 'one-of', options: ['never', 'often'], required: true } },
      ],
    })); // prettier-ignore
    const texts = await desk.henrik.templates.texts({ id: 'tens', ...german });
    await desk.henrik.templates.saveTexts({
      id: 'tens',
      ...german,
      texts: texts
        .filter(({ key }) => key.startsWith('sport/'))
        .map(({ key, english }) => ({ key, english, text: `${english} auf Deutsch` })),
    });
    const record = await desk.prepare({ techniques: ['tens'], preparations: [] });
    const { plan, talk } = record.document;
    const answers = [{ blockId: 'tens-sport', answer: ['often'] }];
    const answered = await desk.tomas.consents.revise({ id: record.id, version: record.version, plan, talk: { ...talk, answers } }); // prettier-ignore
    expect(answered.document.blocks.find(({ kind }) => kind === 'question')?.question?.answer).toEqual([
      'often',
    ]);
    const told = await desk.tomas.consents.revise({ id: record.id, version: answered.version, plan, talk: { ...talk, answers, language: 'de' } }); // prettier-ignore
    const question = told.document.blocks.find(({ kind }) => kind === 'question')?.question;
    expect(question?.options).toEqual(['never auf Deutsch', 'often auf Deutsch']);
    expect(question?.answer).toEqual(['often auf Deutsch']);
  });

  it('fills in who treats and what for', async () => {
    await desk.publish('consent-adult', (body) =>
      with_(body, 'introduction', '{{practitionerName}} treats {{ patientName }} at {{clinicName}} in {{plannedSessions}} visits.'),
    ); // prettier-ignore
    const { document } = await desk.prepare();
    expect(document.blocks[0]?.paragraphs).toEqual([
      'Dr Henrik Sørensen treats Amina Okoye at Harbour Clinic in 4 visits.',
    ]);
  });
});

describe('the versions', () => {
  it('are numbered, named, dated and reasoned, and kept with what they said', async () => {
    const before = await desk.henrik.templates.open({ id: 'pens' });
    const after = await desk.publish('pens', (body) => with_(body, 'feel', 'You feel a tingle.'), {
      material: true,
      reviewOn: '2027-11-01',
    });
    expect(after).toMatchObject({
      version: 2,
      origin: 'clinic',
      hasDraft: false,
      reviewOn: '2027-11-01',
      reviewDue: false,
    });
    expect(after.versions.map(({ version, origin, material, publishedBy }) => [version, origin, material, publishedBy])).toEqual([
      [2, 'clinic', true, 'Dr Henrik Sørensen'],
      [1, 'shipped', false, 'Palpate'],
    ]); // prettier-ignore
    expect(after.versions[1]?.body).toEqual(before.body);
    const due = await desk.henrik.templates.setReview({ id: 'pens', reviewOn: '2026-01-01' });
    expect(due.reviewDue).toBe(true);
  });

  it('go back to the text before when the clinic takes its own out of use; a shipped one stays', async () => {
    await desk.publish('tcm-acupuncture', (body) => with_(body, 'feel', 'You feel a prick.'));
    const retired = await desk.henrik.templates.retire({
      id: 'tcm-acupuncture',
      version: 2,
      reason: 'Wrong',
    });
    expect(retired).toMatchObject({ version: 1, origin: 'shipped' });
    expect(retired.versions[0]).toMatchObject({ version: 2, retiredBy: 'Dr Henrik Sørensen' });
    const again = (version: number) =>
      refusal(desk.henrik.templates.retire({ id: 'tcm-acupuncture', version, reason: 'Again' }));
    expect(await again(2)).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'retired' } });
    expect(await again(1)).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'shipped' } });
    const next = await desk.publish('tcm-acupuncture', (body) => with_(body, 'feel', 'You feel a sting.'));
    expect(next.version).toBe(3);
  });

  it('say of each consent on which it was given', async () => {
    const { id } = await signedConsent({ clinic: desk.clinic, patientId: desk.patientId });
    const rows = desk.clinic.host.clinic?.db
      .selectFrom('consentTemplates')
      .selectAll()
      .where('consentId', '=', id)
      .orderBy('templateId')
      .execute();
    const { version } = await desk.henrik.templates.open({ id: 'consent-adult' });
    expect(await rows).toContainEqual({ consentId: id, templateId: 'consent-adult', version });
    expect((await rows)?.map(({ templateId }) => templateId)).toEqual([
      'consent-adult',
      'dry-needling',
      'soft-tissue-injection',
    ]);
  });

  it('cannot be changed, taken away, numbered otherwise or taken for retired by anybody', async () => {
    const db = desk.clinic.host.clinic?.db;
    if (db === undefined) throw new Error('closed');
    const row = await db.selectFrom('templateVersions').selectAll().where('templateId', '=', 'mesotherapy').executeTakeFirstOrThrow(); // prettier-ignore
    const attacks: [Promise<unknown>, string][] = [
      [db.updateTable('templateVersions').set({ material: 1 }).execute(), 'APPEND_ONLY'],
      [db.deleteFrom('templateVersions').execute(), 'APPEND_ONLY'],
      [db.replaceInto('templateVersions').values({ ...row, body: '{}' }).execute(), 'APPEND_ONLY'],
      [db.insertInto('templateVersions').values({ ...row, version: 7 }).execute(), 'TEMPLATE_NUMBER'],
      [db.insertInto('templateRetirements').values({ templateId: 'mesotherapy', version: 1, reason: 'x', retiredBy: 'x', retiredAt: row.publishedAt }).execute(), 'TEMPLATE_SHIPPED'],
      [db.updateTable('templateRetirements').set({ reason: 'x' }).execute(), 'APPEND_ONLY'],
      [db.deleteFrom('templateRetirements').execute(), 'APPEND_ONLY'],
      [db.deleteFrom('consentTemplates').execute(), 'APPEND_ONLY'],
      [db.updateTable('consentTemplates').set({ version: 9 }).execute(), 'APPEND_ONLY'],
    ]; // prettier-ignore
    for (const [attack, code] of attacks) await expect(attack).rejects.toThrow(code);
  });

  it('wait beside the clinic’s own when the program brings another text, and replace nothing', async () => {
    const own = await desk.publish('biopuncture', (body) => with_(body, 'feel', 'You feel small pricks.'));
    const part = shipped.find(({ id }) => id === 'biopuncture');
    if (part === undefined) throw new Error('not shipped');
    const kept = part.body;
    part.body = with_(kept, 'feel', 'You feel some pricks.');
    try {
      await desk.clinic.host.restart();
      if (desk.clinic.host.clinic === null) await reopen();
      const api = await desk.clinic.as('henrik');
      const found = await api.templates.open({ id: 'biopuncture' });
      expect(found).toMatchObject({ version: own.version, origin: 'clinic', shippedNewer: true });
      expect(found.versions[0]).toMatchObject({
        version: own.version + 1,
        origin: 'shipped',
        material: false,
      });
      const retired = await api.templates.retire({
        id: 'biopuncture',
        version: own.version,
        reason: 'Theirs is better',
      });
      expect(retired).toMatchObject({ version: own.version + 1, origin: 'shipped' }); // prettier-ignore
    } finally {
      part.body = kept;
      desk.tomas = await desk.clinic.as('tomas');
      desk.henrik = await desk.clinic.as('henrik');
    }
  });
});

async function reopen(): Promise<void> {
  const stranger = desk.clinic.stranger();
  await stranger.upkeep.openWithWords({ words: desk.clinic.words });
}

describe('a material version', () => {
  it('shuts the gate for everybody who agreed on an earlier one, and a change of wording for nobody', async () => {
    await signedConsent({ clinic: desk.clinic, patientId: desk.patientId });
    const other = await register(desk.tomas, { givenName: 'Bongani' });
    await signedConsent({
      clinic: desk.clinic,
      patientId: other,
      plan: { techniques: ['soft-tissue-injection'] },
    });
    const covered = async (of: string) => {
      const plan = { techniques: ['soft-tissue-injection'], sites: [], preparations: [] };
      return (await desk.henrik.consents.covers({ patientId: of, plan })).covered;
    };
    desk.clinic.clock.forward(1);
    await desk.publish('dry-needling', (body) => with_(body, 'feel', 'You may feel a prick or an ache.'));
    expect([await covered(desk.patientId), await covered(other)]).toEqual([true, true]);
    await desk.publish('dry-needling', (body) => with_(body, 'feel', 'It can hurt for a day.'), {
      material: true,
    });
    expect([await covered(desk.patientId), await covered(other)]).toEqual([false, true]);
    desk.clinic.clock.forward(1);
    await signedConsent({ clinic: desk.clinic, patientId: desk.patientId });
    expect(await covered(desk.patientId)).toBe(true);
  });
});
