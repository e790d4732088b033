import type { Inputs } from '../../../shared/contract/index.ts';
import type { Identity, PatientLine } from '../../../shared/contract/patients.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { likeness } from '../../../shared/rules/likeness.ts';
import { fold, phoneKey } from '../../../shared/rules/names.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { isEmptyQuery, readQuery } from './query.rules.ts';
import { fullName, maskedLine, numberText } from './rules.ts';
import { findAmongPatients, findByBeginnings, findInside, findLookalikes } from './search.store.ts';
import { findLines, findLinesByNumber, findOpened, type LineRow } from './store.ts';

const recentKept = 20;

/** The number first, then who is called so from the beginning of a word, then who has the letters inside one. */
export async function search(
  db: Reader,
  { text, limit }: Inputs['patients']['search'],
  act: Act,
): Promise<PatientLine[]> {
  const query = readQuery(text, dateAt(act.now, act.clinic.zone));
  if (isEmptyQuery(query)) return [];
  const found = new Set<number>(query.number === null ? [] : [query.number]);
  const byName =
    query.births.length > 0 || query.phone !== null
      ? findAmongPatients(db, query, limit)
      : findByBeginnings(db, query.words, limit);
  for (const number of await byName) found.add(number);
  if (found.size < limit) for (const number of await findInside(db, query, limit)) found.add(number);
  const lines = new Map(
    (await findLinesByNumber(db, [...found])).map((row) => [row.number, lineFor(act)(row)]),
  );
  return [...found].flatMap((number) => lines.get(number) ?? []).slice(0, limit);
}

/** The patients that this person opened last, newest first. */
export async function recent(db: Reader, _: unknown, act: Act): Promise<PatientLine[]> {
  const opened = new Set(await findOpened(db, act.who.userId, recentKept * 10));
  const lines = await linesOf(db, [...opened], act);
  return [...opened].flatMap((id) => lines.get(id) ?? []).slice(0, recentKept);
}

/** Lines by patient id, masked for those who may not see who it is. */
export async function linesOf(
  db: Reader,
  ids: readonly string[],
  act: Act,
): Promise<Map<string, PatientLine>> {
  if (ids.length === 0) return new Map();
  return new Map((await findLines(db, [...new Set(ids)])).map((row) => [row.id, lineFor(act)(row)]));
}

/** Whoever checks the clinic without working at its desk sees initials and years. */
export function isMasked(act: Act): boolean {
  return !mayNow(act, 'patients.write');
}

/** Records that could be the same person's, likely ones first; empty while none is likely. */
export async function lookalikes(db: Reader, identity: Identity): Promise<LineRow[]> {
  const words = fold(fullName(identity)).split(' ');
  const numbers = await findLookalikes(db, words, identity.birthDate, phoneKey(identity.phone));
  const judged = (await findLinesByNumber(db, numbers)).map((row) => ({
    row,
    level: likeness(identity, row).level,
  }));
  const likely = judged.filter(({ level }) => level === 'likely');
  if (likely.length === 0) return [];
  return [...likely, ...judged.filter(({ level }) => level === 'possible')]
    .slice(0, 10)
    .map(({ row }) => row);
}

function lineFor(act: Act): (row: LineRow) => PatientLine {
  return isMasked(act) ? (row) => maskedLine(lineOf(row)) : lineOf;
}

function lineOf({
  id,
  number,
  givenName,
  familyName,
  preferredName,
  birthDate,
  phone,
  flagged,
  diedOn,
}: LineRow): PatientLine {
  return {
    id,
    number: numberText(number),
    name: fullName({ givenName, familyName }),
    preferredName,
    birthDate,
    phone,
    flagged: flagged === 1,
    deceased: diedOn !== null,
  };
}
