import type { Api } from '../../shared/contract/index.ts';

/** A text that is drafted, dropped, drafted again, published and taken back, and read in another language. */
export async function reword(api: Api, mark: string): Promise<void> {
  const id = 'tens';
  const shipped = await api.templates.open({ id });
  const save = () =>
    api.templates.saveDraft({
      ...{ id, basedOn: shipped.version, version: 0 },
      body: {
        blocks: shipped.body.blocks.map((block) =>
          block.kind === 'feel' ? { ...block, paragraphs: [`It pulls at the skin (${mark}).`] } : block,
        ),
      },
    });
  const dropped = await save();
  await api.templates.discardDraft({ id, version: dropped.draft?.version ?? 0 });
  const { draft } = await save();
  const why = { version: draft?.version ?? 0, reason: 'Clearer', material: false, reviewOn: null };
  const { version } = await api.templates.publish({ id, ...why });
  await api.templates.retire({ id, version, reason: 'The old one was clearer' });
  await api.templates.setReview({ id, reviewOn: '2027-11-01' });
  const inGerman = { id, language: 'de' };
  const [first] = await api.templates.texts(inGerman);
  if (first === undefined) throw new Error(`${id} has no text`);
  const { key, english } = first;
  for (const text of [`${first.text} ${mark}`, ''])
    await api.templates.saveTexts({ ...inGerman, texts: [{ key, english, text }] });
  await api.templates.approve({ ...inGerman, version: shipped.version });
  await api.templates.approveWords({ language: 'de' });
}
