import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type {
  ContactState,
  Exposure,
  RecallContact,
  RecallCriteria,
  RecallFinding,
  RecallHead,
} from '../../../shared/contract/recall.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import {
  contactWishes,
  patientIdentity,
  peopleByIds,
  phonesOf,
  requirePatient,
} from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { freezeLots } from '../stock/service.ts';
import { memberBy } from '../staff/service.ts';
import { csvField, lacking } from './rules.ts';
import { find, receivedBy } from './search.service.ts';
import * as store from './store.ts';

export { held, heldIssues, noteUsed, recalledAmong } from './held.service.ts';
export { noteMentions } from './mentions.service.ts';
export { letterTo, recallLettersPdf, recallListPdf } from './recall.pdf.ts';

type Input<K extends keyof Inputs['recall']> = Inputs['recall'][K];
type Answer<K extends keyof Outputs['recall']> = Outputs['recall'][K];

export async function search(db: Reader, criteria: RecallCriteria, act: Act): Promise<RecallFinding> {
  act.about({ entityId: `${criteria.by}:${lotKey(criteria.text)}`, action: 'E' });
  return find(db, criteria, act);
}

export async function ofPatient(
  db: Reader,
  { patientId }: Input<'ofPatient'>,
  act: Act,
): Promise<Exposure[]> {
  await requirePatient(db, patientId);
  act.about({ patientId });
  return receivedBy(db, patientId, act);
}

/** What a recall rests on: what it looked for, which keys count, and whom it had found as it began. */
interface Kept {
  criteria: RecallCriteria;
  keys: string[];
  patientIds: string[];
}

export async function start(
  tx: Tx,
  { criteria, maybes, reason }: Input<'start'>,
  act: Act,
): Promise<RecallHead> {
  const missing = lacking(criteria);
  if (missing !== null) throw new Refusal('INVALID', { field: missing, problem: 'empty' });
  if (reason.trim() === '') throw new Refusal('INVALID', { field: 'reason', problem: 'empty' });
  const finding = await find(tx, criteria, act);
  const named = new Set(maybes.map(lotKey));
  const meantKeys = (kind: RecallFinding['matches'][number]['kind']) =>
    finding.matches.filter((one) => one.kind === kind && (one.match === 'sure' || named.has(one.key)));
  const lots = new Set(meantKeys('lot').map(({ key }) => key));
  // A lot that nobody has received yet is called back all the same, so that nobody will; part of a number is no lot.
  const alone = finding.matches.every(({ key, kind }) => kind === 'words' || !named.has(key));
  if (criteria.by !== 'vial' && criteria.by !== 'product' && alone) lots.add(lotKey(criteria.text));
  const keys = new Set([...lots, ...meantKeys('words').map(({ key }) => key)]);
  if (keys.size === 0) throw new Refusal('INVALID', { field: 'text', problem: 'nothing-found' });
  const meant = narrowed(finding, keys);
  const id = newId();
  const kind = criteria.by === 'needle-lot' || criteria.by === 'device' ? criteria.by : 'lot';
  const kept: Kept = {
    criteria,
    keys: [...keys].toSorted(),
    patientIds: [...new Set(meant.exposures.map(({ patient }) => patient.id))],
  };
  const title = titleOf(criteria, meant, [...lots].toSorted(), act);
  await store.insertRecall(tx, {
    ...{ id, criteria: JSON.stringify(criteria), title, reason: reason.trim() },
    ...{ found: JSON.stringify(kept), startedBy: act.who.displayName, at: act.now },
  });
  await freezeLots(
    tx,
    meant.shelf.map(({ lotId }) => lotId),
    title,
    act,
  );
  await store.insertKeys(tx, id, kind, [...lots], kind === 'lot' ? (criteria.substanceId ?? '') : '');
  act.about({ entityId: id, action: 'C' });
  act.changed('recall', id);
  act.changed('stock');
  return headBy(tx, id, act);
}

export async function list(db: Reader, _: unknown, act: Act): Promise<RecallHead[]> {
  act.about({ entityId: 'recalls', action: 'E' });
  const heads = [];
  for (const { id } of await store.findRecalls(db)) heads.push(await headBy(db, id, act));
  return heads;
}

export async function open(db: Reader, { id }: Input<'open'>, act: Act): Promise<Answer<'open'>> {
  const { finding, criteria } = await foundBy(db, id, act);
  act.about({ entityId: id, action: 'E' });
  const contacts = await contactsOf(db, id, finding, act);
  return { head: await headBy(db, id, act), criteria, finding, contacts, letters: await lettersOf(db, id) };
}

export async function contacts(db: Reader, { id }: Input<'contacts'>, act: Act): Promise<Answer<'contacts'>> {
  const { finding } = await foundBy(db, id, act);
  act.about({ entityId: id, action: 'E' });
  const lines = await contactsOf(db, id, finding, act);
  return { head: await headBy(db, id, act), contacts: lines, letters: await lettersOf(db, id) };
}

export async function recordContact(
  tx: Tx,
  { id, patientId, state, words }: Input<'recordContact'>,
  act: Act,
): Promise<RecallContact> {
  await assertRuns(tx, id);
  const { finding } = await foundBy(tx, id, act);
  const line = (await contactsOf(tx, id, finding, act)).find(({ patient }) => patient.id === patientId);
  if (line === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  if (line.patient.diedOn !== null) throw new Refusal('WRONG_STATUS', { status: 'deceased' });
  if (line.patient.contact === 'none' && !mayNow(act, 'recall.run'))
    throw new Refusal('WRONG_STATUS', { status: 'no-contact' });
  await store.insertContacts(tx, [
    {
      ...{ id: newId(), recallId: id, patientId, state, words: words.trim() },
      ...{ by: act.who.displayName, at: act.now },
    },
  ]);
  act.about({ patientId, entityId: id, action: 'U' });
  act.changed('recall', id, patientId);
  const now = (await contactsOf(tx, id, finding, act)).find(({ patient }) => patient.id === patientId);
  return now ?? line;
}

export async function writeLetters(
  tx: Tx,
  { id, subject, text, patientIds }: Input<'writeLetters'>,
  act: Act,
): Promise<Answer<'writeLetters'>> {
  await assertRuns(tx, id);
  if (text.trim() === '') throw new Refusal('DRAFT_INCOMPLETE', { missing: ['text'] });
  const { finding } = await foundBy(tx, id, act);
  const lines = await contactsOf(tx, id, finding, act);
  const asked = new Set(patientIds);
  const to = lines.filter(({ patient, state }) =>
    asked.size === 0
      ? patient.diedOn === null && state !== 'reached' && patient.contact !== 'none'
      : asked.has(patient.id) && patient.diedOn === null,
  );
  if (to.length === 0) throw new Refusal('DRAFT_INCOMPLETE', { missing: ['patients'] });
  const letterId = newId();
  const people = to.map(({ patient }) => patient.id);
  await store.insertLetter(tx, {
    ...{ id: letterId, recallId: id, subject, text: text.trim(), patientIds: JSON.stringify(people) },
    ...{ by: act.who.displayName, byTitle: (await memberBy(tx, act.who.userId))?.title ?? '', at: act.now },
  });
  await store.insertContacts(
    tx,
    people.map((patientId) => ({
      ...{ id: newId(), recallId: id, patientId, state: 'letter' as const, words: '' },
      ...{ by: act.who.displayName, at: act.now },
    })),
  );
  act.about({ entityId: id, action: 'U' });
  act.changed('recall', id);
  return {
    id: letterId,
    subject,
    text: text.trim(),
    patients: people.length,
    by: act.who.displayName,
    at: act.now,
  };
}

export async function end(tx: Tx, { id, words }: Input<'end'>, act: Act): Promise<RecallHead> {
  await assertRuns(tx, id);
  if (words.trim() === '') throw new Refusal('INVALID', { field: 'words', problem: 'empty' });
  await store.insertEnd(tx, { recallId: id, words: words.trim(), by: act.who.displayName, at: act.now });
  act.about({ entityId: id, action: 'U' });
  act.changed('recall', id);
  act.changed('stock');
  return headBy(tx, id, act);
}

/** What was called back may be used again: the notice was withdrawn, the device mended, or the number was the wrong one. */
export async function lift(tx: Tx, { id, words }: Input<'lift'>, act: Act): Promise<RecallHead> {
  await recallBy(tx, id);
  if ((await store.findLift(tx, id)) !== undefined) throw new Refusal('WRONG_STATUS', { status: 'lifted' });
  if (words.trim() === '') throw new Refusal('INVALID', { field: 'words', problem: 'empty' });
  await store.insertLift(tx, { recallId: id, words: words.trim(), by: act.who.displayName, at: act.now });
  act.about({ entityId: id, action: 'U' });
  act.changed('recall', id);
  act.changed('stock');
  return headBy(tx, id, act);
}

const columns = [
  ...['patient number', 'name', 'born', 'died', 'contact', 'what', 'substance', 'product', 'lot as typed'],
  ...[
    'match',
    'expiry',
    'at',
    'practitioner',
    'mL',
    'mg',
    'mixed with',
    'entered wrongly',
    'note',
    'events since',
    'words around it',
  ],
];

export async function csv(db: Reader, { id }: Input<'csv'>, act: Act): Promise<Answer<'csv'>> {
  const { head, finding, contacts: lines } = await open(db, { id }, act);
  const states = new Map(lines.map(({ patient, state }) => [patient.id, state]));
  const rows = finding.exposures.map((one) => [
    ...[one.patient.number, one.patient.name, one.patient.birthDate, one.patient.diedOn ?? ''],
    ...[states.get(one.patient.id) ?? '', one.what, one.substance, one.product, one.lot, one.match],
    ...[one.expiryDate ?? '', one.at, one.practitioner, one.volume ?? '', one.doseMg ?? ''],
    ...[one.mixedWith.join(' + '), one.reversed ? 'yes' : 'no', one.note, String(one.events), one.words],
  ]);
  const text = [columns, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n');
  // The mark by which spreadsheets know UTF-8.
  const file = new File([`\uFEFF${text}\r\n`], `recall-${head.at.slice(0, 10)}.csv`, { type: 'text/csv' });
  return { file, title: `Recall ${head.at.slice(0, 10)}` };
}

/** What the papers of a recall are drawn from. */
export async function letterBy(
  db: Reader,
  id: string,
): Promise<{ letter: store.LetterRow; patientIds: string[] }> {
  const letter = await store.findLetter(db, id);
  if (letter === undefined) throw new Refusal('NOT_FOUND', { what: 'letter' });
  return { letter, patientIds: JSON.parse(letter.patientIds) as string[] };
}

async function foundBy(db: Reader, id: string, act: Act): Promise<{ finding: RecallFinding } & Kept> {
  const kept = JSON.parse((await recallBy(db, id)).found) as Kept;
  const finding = await find(db, kept.criteria, act);
  return { ...kept, finding: narrowed(finding, new Set(kept.keys)) };
}

/** Without the maybes that nobody has called sure. */
function narrowed(finding: RecallFinding, keys: ReadonlySet<string>): RecallFinding {
  const exposures = finding.exposures.filter(({ key }) => keys.has(key));
  return {
    ...finding,
    exposures,
    matches: finding.matches.filter(({ key }) => keys.has(key)),
    shelf: finding.shelf.filter(({ lot }) => keys.has(lotKey(lot))),
  };
}

async function contactsOf(
  db: Reader,
  id: string,
  finding: RecallFinding,
  act: Act,
): Promise<RecallContact[]> {
  const kept = JSON.parse((await recallBy(db, id)).found) as Kept;
  const before = new Set(kept.patientIds);
  // Whoever was found when it began stays on the list, whatever has become of the note.
  const ids = [...new Set([...finding.exposures.map(({ patient }) => patient.id), ...before])];
  const history = Map.groupBy(await store.findContacts(db, id), ({ patientId }) => patientId);
  const [phones, wishOf] = [await phonesOf(db, ids, act), await contactWishes(db, ids)];
  const lines: RecallContact[] = [];
  for (const patient of await peopleByIds(db, ids)) {
    const own = history.get(patient.id) ?? [];
    const { addressLines } = await patientIdentity(db, patient.id);
    lines.push({
      patient: {
        ...patient,
        phones: phones.get(patient.id) ?? [],
        hasAddress: addressLines.some((line) => line.trim() !== ''),
        contact: wishOf(patient.id),
      },
      state: own.at(-1)?.state ?? 'not-called',
      history: own.map(({ id: contactId, state, words, by, at }) => ({
        id: contactId,
        state,
        words,
        by,
        at,
      })),
      added: !before.has(patient.id),
    });
  }
  return lines.toSorted((a, b) => a.patient.name.localeCompare(b.patient.name, 'en'));
}

async function lettersOf(db: Reader, id: string): Promise<Answer<'contacts'>['letters']> {
  return (await store.findLetters(db, id)).map(({ id: letterId, subject, text, patientIds, by, at }) => ({
    ...{ id: letterId, subject, text, by, at },
    patients: (JSON.parse(patientIds) as string[]).length,
  }));
}

/** What is called back stays with those who may search for it: the desk calls without it. */
async function headBy(db: Reader, id: string, act: Act): Promise<RecallHead> {
  const row = await recallBy(db, id);
  const told = mayNow(act, 'recall.run');
  const { patientIds } = JSON.parse(row.found) as Kept;
  const last = new Map<string, ContactState>(patientIds.map((one) => [one, 'not-called']));
  for (const { patientId, state } of await store.findContacts(db, id)) last.set(patientId, state);
  const [ended, lifted] = [await store.findEnd(db, id), await store.findLift(db, id)];
  const states = { 'not-called': 0, reached: 0, letter: 0, unreachable: 0 };
  for (const state of last.values()) states[state] += 1;
  return {
    ...{ id, title: told ? row.title : '', reason: told ? row.reason : '' },
    ...{ startedBy: row.startedBy, at: row.at },
    ended: ended === undefined ? null : { words: ended.words, by: ended.by, at: ended.at },
    lifted: lifted === undefined ? null : { words: lifted.words, by: lifted.by, at: lifted.at },
    ...{ patients: last.size, states },
  };
}

async function recallBy(db: Reader, id: string): Promise<store.RecallRow> {
  const row = await store.findRecall(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'recall' });
  return row;
}

async function assertRuns(db: Reader, id: string): Promise<void> {
  await recallBy(db, id);
  if ((await store.findEnd(db, id)) !== undefined) throw new Refusal('WRONG_STATUS', { status: 'ended' });
}

/** `Lidocaine 1 % ampoule, lot LD-24 117`: what stands over the list, on the shelf and in the log. */
function titleOf(
  { by, text, substanceId, product, expiryDate }: RecallCriteria,
  { exposures: found, shelf }: RecallFinding,
  keys: readonly string[],
  { reference }: Act,
): string {
  const exposures = found.filter(({ what: how }) => how !== 'words');
  const products = [...new Set([...shelf, ...exposures].map((one) => one.product))].filter(
    (one) => one !== '',
  );
  const substance = substanceId === null ? '' : (reference.substances.get(substanceId)?.name ?? substanceId);
  // As it is called on the package; what was typed to find it may be part of the name.
  const what = products.length > 0 ? products.slice(0, 2).join(', ') : product.trim() || substance;
  const kind = {
    lot: 'lot',
    vial: 'opened vial of lot',
    'needle-lot': 'needle lot',
    device: 'device',
    product: expiryDate === null ? 'lot' : `expiry ${expiryDate}, lot`,
  }[by];
  // As it stands on the package, not as whoever was in a hurry typed it.
  const lots = [...shelf, ...exposures].map(({ lot }) => lot);
  const written = lots.filter((lot, at) => lots.findIndex((one) => lotKey(one) === lotKey(lot)) === at);
  const typed = by === 'product' ? [] : by === 'vial' ? keys : [text.trim()];
  const numbers = written.length > 0 ? written.slice(0, 3) : typed;
  const which = numbers.length === 0 ? '' : `${kind} ${numbers.join(', ')}`;
  const title = [what, which].filter((part) => part !== '').join(', ');
  return (title === '' ? keys.join(', ') : title).slice(0, 200);
}
