import type { ExpressionBuilder } from 'kysely';
import type { Reader, Schema } from '../../db/schema.ts';
import type { Query } from './query.rules.ts';

type Patients = ExpressionBuilder<Schema, 'patients'>;

/** Sorts after every character that a word can go on with. */
const end = '\u{10FFFF}';

/** How many hits inside words are looked at; more than a list shows, fewer than a common ending has. */
const insideHits = 300;

/** Whoever has a word that begins so, for each of the words, in the order of the list. */
export async function findByBeginnings(db: Reader, words: readonly string[], limit: number): Promise<string[]> {
  const [first = '', ...others] = words.toSorted((a, b) => b.length - a.length);
  let found = db
    .selectFrom('patientWords as w')
    .select(['w.patientId', 'w.sortKey'])
    .distinct()
    .where('w.word', '>=', first)
    .where('w.word', '<', first + end);
  for (const word of others) {
    found = found.where((eb) =>
      eb.exists(
        eb
          .selectFrom('patientWords as o')
          .select('o.word')
          .whereRef('o.patientId', '=', 'w.patientId')
          .where('o.word', '>=', word)
          .where('o.word', '<', word + end),
      ),
    );
  }
  const rows = await found.orderBy('w.sortKey').orderBy('w.patientId').limit(limit).execute();
  return rows.map((row) => row.patientId);
}

/** The same within the days of birth or the phone numbers that were typed: they leave far fewer than a name does. */
export async function findAmongPatients(db: Reader, { words, births, phone }: Pick<Query, 'words' | 'births' | 'phone'>, limit: number): Promise<string[]> {
  let found = db.selectFrom('patients').select('patients.id');
  if (births.length > 0) found = found.where((eb) => isBornIn(eb, births));
  if (phone !== null) found = found.where((eb) => eb('number', 'in', numbersWith(eb, [phone])));
  for (const word of words) found = found.where((eb) => hasBeginning(eb, word));
  const rows = await found.orderBy('sortKey').orderBy('id').limit(limit).execute();
  return rows.map((row) => row.id);
}

/** Whoever has these letters inside a word; words of one or two letters must begin one. */
export async function findInside(db: Reader, { words, births, phone }: Query, limit: number): Promise<string[]> {
  const long = words.filter((word) => [...word].length >= 3);
  if (long.length === 0 || phone !== null) return [];
  let found = db.selectFrom('patients').select('patients.id').where((eb) => eb('number', 'in', numbersWith(eb, long)));
  for (const word of words) if (!long.includes(word)) found = found.where((eb) => hasBeginning(eb, word));
  if (births.length > 0) found = found.where((eb) => isBornIn(eb, births));
  const rows = await found.orderBy('sortKey').orderBy('id').limit(limit).execute();
  return rows.map((row) => row.id);
}

export async function findByNumber(db: Reader, number: number): Promise<string[]> {
  const row = await db.selectFrom('patients').select('id').where('number', '=', number).executeTakeFirst();
  return row === undefined ? [] : [row.id];
}

/** Who could be the same person: born that day, reachable there, or called exactly so. */
export async function findLookalikes(db: Reader, words: readonly string[], birthDate: string, phone: string): Promise<string[]> {
  const born = db.selectFrom('patients').select('id').where('birthDate', '=', birthDate).limit(200).execute();
  const [first, ...others] = words;
  let called = db.selectFrom('patientWords as w').select('w.patientId as id').where('w.word', '=', first ?? '');
  for (const word of others) {
    called = called.where((eb) =>
      eb.exists(eb.selectFrom('patientWords as o').select('o.word').whereRef('o.patientId', '=', 'w.patientId').where('o.word', '=', word)),
    );
  }
  const rows = [...(await born), ...(await called.limit(200).execute())];
  if (phone.length >= 7) {
    const numbers = db.selectFrom('patients').select('patients.id').where((eb) => eb('number', 'in', numbersWith(eb, [phone.slice(-7)])));
    rows.push(...(await numbers.limit(50).execute()));
  }
  return [...new Set(rows.map((row) => row.id))];
}

function isBornIn(eb: Patients, births: Query['births']) {
  return eb.or(births.map(({ from, to }) => eb.and([eb('birthDate', '>=', from), eb('birthDate', '<=', to)])));
}

function hasBeginning(eb: Patients, word: string) {
  return eb.exists(
    eb
      .selectFrom('patientWords as o')
      .select('o.word')
      .whereRef('o.patientId', '=', 'patients.id')
      .where('o.word', '>=', word)
      .where('o.word', '<', word + end),
  );
}

/** Patient numbers whose folded text holds all these letters; quoted, so that no sign in them is read as a command. */
function numbersWith(eb: Patients, parts: readonly string[]) {
  const question = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ');
  return eb.selectFrom('patientTrigrams').select('patientTrigrams.rowid').where('patientTrigrams', 'match', question).limit(insideHits);
}
