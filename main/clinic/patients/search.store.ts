import type { ExpressionBuilder } from 'kysely';
import type { Reader, Schema } from '../../db/schema.ts';
import type { Query } from './query.rules.ts';

type Patients = ExpressionBuilder<Schema, 'patients'>;

/** Sorts after every character that a word can go on with. */
const end = '\u{10FFFF}';

/** How many hits inside words are looked at; more than a list shows, fewer than a common ending has. */
const insideHits = 300;

/** Numbers of those who have a word that begins so, for each of the words, in the order of the list. */
export async function findByBeginnings(
  db: Reader,
  words: readonly string[],
  limit: number,
): Promise<number[]> {
  const [first, ...others] = words.toSorted((a, b) => b.length - a.length);
  if (first === undefined) return [];
  let found = db
    .selectFrom('patientWords as w')
    .select(['w.number', 'w.sortKey'])
    .distinct()
    .where('w.word', '>=', first)
    .where('w.word', '<', first + end);
  for (const word of others) {
    // Where even the longest beginning is common, thousands of single looks cost more than one pass over the other word.
    found = found.where((eb) => {
      const starting = eb
        .selectFrom('patientWords as o')
        .select('o.number')
        .where('o.word', '>=', word)
        .where('o.word', '<', word + end);
      return first.length <= 2
        ? eb('w.number', 'in', starting)
        : eb.exists(starting.whereRef('o.number', '=', 'w.number'));
    });
  }
  const rows = await found.orderBy('w.sortKey').orderBy('w.number').limit(limit).execute();
  return rows.map((row) => row.number);
}

/** The same within the days of birth or the phone numbers that were typed: they leave far fewer than a name does. */
export async function findAmongPatients(
  db: Reader,
  { words, births, phone }: Query,
  limit: number,
): Promise<number[]> {
  let found = db.selectFrom('patients').select('number');
  if (births.length > 0) found = found.where((eb) => isBornIn(eb, births));
  if (phone !== null) found = found.where((eb) => eb('number', 'in', numbersWith(eb, [phone])));
  for (const word of words) found = found.where((eb) => hasBeginning(eb, word));
  const rows = await found.orderBy('sortKey').orderBy('number').limit(limit).execute();
  return rows.map((row) => row.number);
}

/** Whoever has these letters inside a word; words of one or two letters must begin one. */
export async function findInside(
  db: Reader,
  { words, births, phone }: Query,
  limit: number,
): Promise<number[]> {
  const long = words.filter((word) => [...word].length >= 3);
  if (long.length === 0 || phone !== null) return [];
  let found = db
    .selectFrom('patients')
    .select('number')
    .where((eb) => eb('number', 'in', numbersWith(eb, long)));
  for (const word of words) if (!long.includes(word)) found = found.where((eb) => hasBeginning(eb, word));
  if (births.length > 0) found = found.where((eb) => isBornIn(eb, births));
  const rows = await found.orderBy('sortKey').orderBy('number').limit(limit).execute();
  return rows.map((row) => row.number);
}

/** Who could be the same person: born that day, reachable there, or called exactly so. */
export async function findLookalikes(
  db: Reader,
  words: readonly string[],
  birthDate: string,
  phone: string,
): Promise<number[]> {
  const born = await db
    .selectFrom('patients')
    .select('number')
    .where('birthDate', '=', birthDate)
    .limit(200)
    .execute();
  const [first = '', ...others] = words.toSorted((a, b) => b.length - a.length);
  let called = db.selectFrom('patientWords as w').select('w.number').where('w.word', '=', first);
  for (const word of others) {
    called = called.where((eb) =>
      eb.exists(
        eb
          .selectFrom('patientWords as o')
          .select('o.number')
          .whereRef('o.number', '=', 'w.number')
          .where('o.word', '=', word),
      ),
    );
  }
  const rows = [...born, ...(await called.limit(200).execute())];
  if (phone.length >= 7) {
    const reachable = db
      .selectFrom('patients')
      .select('number')
      .where((eb) => eb('number', 'in', numbersWith(eb, [phone.slice(-7)])));
    rows.push(...(await reachable.limit(50).execute()));
  }
  return [...new Set(rows.map((row) => row.number))];
}

function isBornIn(eb: Patients, births: Query['births']) {
  return eb.or(
    births.map(({ from, to }) => eb.and([eb('birthDate', '>=', from), eb('birthDate', '<=', to)])),
  );
}

function hasBeginning(eb: Patients, word: string) {
  const starting = eb
    .selectFrom('patientWords as o')
    .select('o.number')
    .where('o.word', '>=', word)
    .where('o.word', '<', word + end);
  return eb.exists(starting.whereRef('o.number', '=', 'patients.number'));
}

/** Patient numbers whose folded text holds all these letters; quoted, so that no sign in them is read as a command. */
function numbersWith(eb: Patients, parts: readonly string[]) {
  const question = parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ');
  return eb
    .selectFrom('patientTrigrams')
    .select('patientTrigrams.rowid')
    .where('patientTrigrams', 'match', question)
    .limit(insideHits);
}
