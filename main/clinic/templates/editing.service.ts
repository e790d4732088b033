import type { Inputs } from '../../../shared/contract/index.ts';
import type { TemplateRecord, TemplateText } from '../../../shared/contract/templates.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze, hashOf } from '../canonical.ts';
import { Refusal } from '../refusal.ts';
import { announceReopened } from '../reopenings/service.ts';
import { problemsOf, translationProblem } from './check.rules.ts';
import { tellIn, textsIn, toldText, wordsText } from './languages.rules.ts';
import { bodyOf } from './rules.ts';
import {
  deleteDraft,
  deleteText,
  findDraft,
  insertApproval,
  insertRetirement,
  insertVersion,
  insertWordApproval,
  putDraft,
  putReview,
  putText,
  type DraftRow,
} from './store.ts';
import { shelfIn, wordsReadBy } from './told.service.ts';
import { currentVersion, shippedOrRefuse, templateRecord, texts } from './views.service.ts';

type Input<K extends keyof Inputs['templates']> = Inputs['templates'][K];

export async function saveDraft(tx: Tx, input: Input<'saveDraft'>, act: Act): Promise<TemplateRecord> {
  const { id, body, basedOn, version } = input;
  shippedOrRefuse(id);
  const { versions } = await currentVersion(tx, id);
  if (!versions.some((row) => row.version === basedOn)) throw new Refusal('NOT_FOUND', { what: 'version' });
  const draft = await findDraft(tx, id);
  await assertKnown(tx, draft, version, id, act);
  await putDraft(tx, {
    templateId: id,
    body: freeze(body).text,
    basedOn: draft?.basedOn ?? basedOn,
    savedBy: act.who.displayName,
    savedAt: act.now,
    version: version + 1,
  });
  return told(tx, id, act, version === 0 ? 'C' : 'U');
}

export async function discardDraft(
  tx: Tx,
  { id, version }: Input<'discardDraft'>,
  act: Act,
): Promise<TemplateRecord> {
  await draftAtHand(tx, id, version, act);
  await deleteDraft(tx, id);
  return told(tx, id, act, 'D');
}

/** Checked as a whole, numbered after every version there ever was, never to be changed. */
export async function publish(tx: Tx, input: Input<'publish'>, act: Act): Promise<TemplateRecord> {
  const { id, version, reason, material, reviewOn } = input;
  const { use } = shippedOrRefuse(id);
  const draft = await draftAtHand(tx, id, version, act);
  if (reason.trim() === '') throw new Refusal('INVALID', { field: 'reason', problem: 'missing' });
  const [problem] = problemsOf(bodyOf(draft), use);
  if (problem !== undefined) throw new Refusal('TEMPLATE_PROBLEM', { ...problem });
  const { versions, current } = await currentVersion(tx, id);
  const { text, sha256 } = freeze(bodyOf(draft));
  // The same words again are nothing to be told of, and would re-open consents for nothing.
  if (current.bodyHash === sha256) throw new Refusal('WRONG_STATUS', { status: 'unchanged' });
  const next = (versions[0]?.version ?? 0) + 1;
  await insertVersion(tx, {
    templateId: id,
    version: next,
    origin: 'clinic',
    body: text,
    bodyHash: sha256,
    reason: reason.trim(),
    material: material ? 1 : 0,
    publishedBy: act.who.displayName,
    publisherId: act.who.userId,
    publishedAt: act.now,
  });
  // The store itself asks everybody anew who agreed to other words; open windows are told here.
  if (material) await announceReopened(tx, 'template', reason.trim(), act);
  await deleteDraft(tx, id);
  await putReview(tx, { templateId: id, dueOn: reviewOn, setBy: act.who.displayName, setAt: act.now });
  return told(tx, id, act, 'C');
}

export async function retire(tx: Tx, input: Input<'retire'>, act: Act): Promise<TemplateRecord> {
  const { id, version, reason } = input;
  const { versions } = await currentVersion(tx, id);
  const row = versions.find((one) => one.version === version);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'version' });
  if (row.origin === 'shipped') throw new Refusal('WRONG_STATUS', { status: 'shipped' });
  if (row.retiredAt !== null) throw new Refusal('WRONG_STATUS', { status: 'retired' });
  if (reason.trim() === '') throw new Refusal('INVALID', { field: 'reason', problem: 'missing' });
  await insertRetirement(tx, {
    templateId: id,
    version,
    reason: reason.trim(),
    retiredBy: act.who.displayName,
    retiredAt: act.now,
  });
  return told(tx, id, act, 'U');
}

export async function setReview(
  tx: Tx,
  { id, reviewOn }: Input<'setReview'>,
  act: Act,
): Promise<TemplateRecord> {
  shippedOrRefuse(id);
  await putReview(tx, { templateId: id, dueOn: reviewOn, setBy: act.who.displayName, setAt: act.now });
  return told(tx, id, act, 'U');
}

export async function saveTexts(
  tx: Tx,
  { id, language, texts: written }: Input<'saveTexts'>,
  act: Act,
): Promise<TemplateText[]> {
  const known = new Map((await texts(tx, { id, language }, act)).map((one) => [one.key, one]));
  for (const { key, english, text } of written) {
    const present = known.get(key);
    if (present === undefined || present.english !== english) throw new Refusal('CONTENT_CHANGED', {});
    if (text.trim() === '') {
      await deleteText(tx, { templateId: id, language, textKey: key });
      continue;
    }
    const problem = translationProblem(key, english, text);
    if (problem !== null) throw new Refusal('TEMPLATE_PROBLEM', { ...problem });
    // Unchanged words stay whose they were: only what a person has written counts as written by one.
    if (present.text === text && present.madeFrom === null) continue;
    await putText(tx, {
      ...{ templateId: id, language, textKey: key, english, text },
      savedBy: act.who.displayName,
      savedAt: act.now,
    });
  }
  await told(tx, id, act, 'U');
  return texts(tx, { id, language }, act);
}

export async function approve(tx: Tx, input: Input<'approve'>, act: Act): Promise<TemplateRecord> {
  const { id, language, version } = input;
  shippedOrRefuse(id);
  if (!act.reference.translations.has(language)) throw new Refusal('NOT_FOUND', { what: 'language' });
  const { current } = await currentVersion(tx, id);
  if (current.version !== version)
    throw new Refusal('STALE_VERSION', {
      currentVersion: current.version,
      current: await templateRecord(tx, id, act),
    });
  const shelf = await shelfIn(tx, act.reference, language);
  const template = { id, version, body: bodyOf(current) };
  const { left, mark } = tellIn(shelf, template, hashOf);
  if (left.length > 0) throw new Refusal('DRAFT_INCOMPLETE', { missing: left.slice(0, 20) });
  if (mark.state !== 'approved')
    await insertApproval(tx, {
      templateId: id,
      version,
      language,
      textsHash: hashOf(toldText(textsIn(shelf, id, template.body))),
      approvedBy: act.who.displayName,
      approverId: act.who.userId,
      approvedAt: act.now,
    });
  return told(tx, id, act, 'U');
}

/** Names of techniques, risks, substances and the form itself, which ship for all templates alike. */
export async function approveWords(
  tx: Tx,
  { language }: Input<'approveWords'>,
  act: Act,
): Promise<{ approvedBy: string }> {
  const translation = act.reference.translations.get(language);
  if (translation === undefined) throw new Refusal('NOT_FOUND', { what: 'language' });
  const known = await wordsReadBy(tx, act.reference, language);
  if (known !== null) return { approvedBy: known.approvedBy };
  await insertWordApproval(tx, {
    language,
    textsHash: hashOf(wordsText(translation)),
    approvedBy: act.who.displayName,
    approverId: act.who.userId,
    approvedAt: act.now,
  });
  act.about({ entityId: `words-${language}`, action: 'U' });
  act.changed('templates', language);
  return { approvedBy: act.who.displayName };
}

async function draftAtHand(tx: Tx, id: string, version: number, act: Act): Promise<DraftRow> {
  shippedOrRefuse(id);
  const draft = await findDraft(tx, id);
  await assertKnown(tx, draft, version, id, act);
  if (draft === undefined) throw new Refusal('WRONG_STATUS', { status: 'no-draft' });
  return draft;
}

async function assertKnown(
  db: Reader,
  draft: DraftRow | undefined,
  version: number,
  id: string,
  act: Act,
): Promise<void> {
  if ((draft?.version ?? 0) === version) return;
  throw new Refusal('STALE_VERSION', {
    currentVersion: draft?.version ?? 0,
    current: await templateRecord(db, id, act),
  });
}

async function told(tx: Tx, id: string, act: Act, action: 'C' | 'U' | 'D'): Promise<TemplateRecord> {
  act.about({ entityId: id, action });
  act.changed('templates', id);
  return templateRecord(tx, id, act);
}
