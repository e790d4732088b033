import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { LetterTemplate, LetterWording } from '../../../shared/contract/letters.ts';
import { letterProblem } from '../../../shared/rules/letter-text.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { shippedLetters } from './shipped.rules.ts';
import { findStanding, findVersions, insertVersion, type VersionRow } from './store.ts';

export async function list(db: Reader): Promise<LetterTemplate[]> {
  const written = new Map((await findStanding(db)).map((row) => [row.templateId, row]));
  const ids = [...new Set([...Object.keys(shippedLetters), ...written.keys()])];
  return ids
    .map((id) => templateOf(id, written.get(id)))
    .toSorted(
      (a, b) =>
        Number(a.retired) - Number(b.retired) || orderOf(a) - orderOf(b) || a.name.localeCompare(b.name),
    );
}

/** Also a retired one: a letter that was begun with it can be finished. */
export async function templateBy(db: Reader, id: string): Promise<LetterTemplate> {
  const [newest] = await findVersions(db, id);
  if (newest === undefined && !Object.hasOwn(shippedLetters, id))
    throw new Refusal('NOT_FOUND', { what: 'letter template' });
  return templateOf(id, newest);
}

/** The wording of one version, as it was then. */
export async function wordingBy(
  db: Reader,
  { id, number }: { id: string; number: number },
): Promise<{ id: string; number: number; name: string; text: string }> {
  const version = (await history(db, { id })).find((one) => one.number === number);
  if (version === undefined) throw new Refusal('NOT_FOUND', { what: 'letter template' });
  return { id, number, name: version.name, text: version.text };
}

export async function history(
  db: Reader,
  { id }: Inputs['letters']['history'],
): Promise<Outputs['letters']['history']> {
  const rows = await findVersions(db, id);
  const shipped = shippedOf(id);
  if (rows.length === 0 && shipped === null) throw new Refusal('NOT_FOUND', { what: 'letter template' });
  const origin = shipped === null ? [] : [{ ...shipped, number: 0, retired: false, changed: null }];
  return [...rows.map(versionOf), ...origin];
}

export async function save(
  tx: Tx,
  { id, number, ...wording }: Inputs['letters']['save'],
  act: Act,
): Promise<LetterTemplate> {
  checkWording(wording.text);
  if (id === null) return write(tx, newId(), 0, wording, act);
  const known = await standing(tx, { id, number });
  return write(tx, id, known.number, wording, act);
}

export async function retire(tx: Tx, input: Inputs['letters']['retire'], act: Act): Promise<LetterTemplate> {
  const known = await standing(tx, input);
  if (known.retired) throw new Refusal('WRONG_STATUS', { status: 'retired' });
  return write(tx, known.id, known.number, { ...known, retired: true }, act);
}

export async function restore(
  tx: Tx,
  input: Inputs['letters']['restore'],
  act: Act,
): Promise<LetterTemplate> {
  const shipped = shippedOf(input.id);
  if (shipped === null) throw new Refusal('NOT_FOUND', { what: 'shipped letter' });
  const known = await standing(tx, input);
  return write(tx, known.id, known.number, shipped, act);
}

/** What cannot be filled in is refused by its name: there is no field for notes of visits and of the desk. */
export function checkWording(text: string): void {
  const problem = letterProblem(text);
  if (problem !== null) throw new Refusal('LETTER_REFUSED', problem);
}

async function standing(tx: Tx, { id, number }: { id: string; number: number }): Promise<LetterTemplate> {
  const known = await templateBy(tx, id);
  if (known.number !== number)
    throw new Refusal('STALE_VERSION', { currentVersion: known.number, current: known });
  return known;
}

async function write(
  tx: Tx,
  id: string,
  after: number,
  { recipient, name, text, retired = false }: LetterWording & { retired?: boolean },
  act: Act,
): Promise<LetterTemplate> {
  if (!retired) await nameIsFree(tx, id, name);
  const row: VersionRow = {
    ...{ templateId: id, number: after + 1, recipient, name, text, retired: retired ? 1 : 0 },
    ...{ by: act.who.displayName, at: act.now },
  };
  await insertVersion(tx, row);
  act.about({ entityId: id, version: row.number, action: after === 0 ? 'C' : 'U' });
  act.changed('letters', id);
  return templateOf(id, row);
}

/** Two letters of one name could not be told apart where they are chosen. */
async function nameIsFree(tx: Tx, id: string, name: string): Promise<void> {
  const same = (await list(tx)).some(
    (one) => one.id !== id && !one.retired && one.name.toLowerCase() === name.toLowerCase(),
  );
  if (same) throw new Refusal('NAME_TAKEN', { field: 'name' });
}

function shippedOf(id: string): LetterWording | null {
  return Object.hasOwn(shippedLetters, id) ? (shippedLetters[id] ?? null) : null;
}

function templateOf(id: string, row: VersionRow | undefined): LetterTemplate {
  const shipped = shippedOf(id);
  if (row !== undefined) return { id, shipped: shipped !== null, ...versionOf(row) };
  if (shipped === null) throw new Error('neither written nor shipped');
  return { id, shipped: true, ...shipped, number: 0, retired: false, changed: null };
}

function versionOf({ number, recipient, name, text, retired, by, at }: VersionRow) {
  return { number, recipient, name, text, retired: retired === 1, changed: { by, at } };
}

const order = ['referrer', 'surgeon', 'family-doctor', 'patient', 'insurer', 'other'];

function orderOf({ recipient }: LetterTemplate): number {
  return order.indexOf(recipient);
}
