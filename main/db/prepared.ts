import type { CompiledQuery } from 'kysely';
import type { Db, Reader } from './schema.ts';

/** A question that is worded anew for every asking costs ten times its answer: these are worded once and asked with other values. */
type Wording<A extends readonly string[], O> = (db: Reader, ...asked: A) => { compile(): CompiledQuery<O> };
type Question<A extends readonly string[], O> = (db: Reader, ...asked: A) => Promise<O>;

/** Asks for every row. Each value must go into the question as it is: the wording may not depend on it. */
export function every<A extends readonly string[], O>(wording: Wording<A, O>): Question<A, O[]> {
  let known: ((asked: A) => CompiledQuery<O>) | undefined;
  return async (db, ...asked) => {
    known ??= worded(db, wording);
    return (await (db as Db).executeQuery(known(asked))).rows;
  };
}

/** Asks for one row, or undefined. */
export function first<A extends readonly string[], O>(wording: Wording<A, O>): Question<A, O | undefined> {
  const ask = every(wording);
  return async (db, ...asked) => (await ask(db, ...asked))[0];
}

/** Stands for a value that no one can have typed. */
const blank = (place: number) => `\u0000${place}`;

function worded<A extends readonly string[], O>(
  db: Reader,
  wording: Wording<A, O>,
): (asked: A) => CompiledQuery<O> {
  const blanks = Array.from({ length: wording.length - 1 }, (_, place) => blank(place));
  const query = wording(db, ...(blanks as unknown as A)).compile();
  const places = query.parameters.map((value) => blanks.indexOf(String(value)));
  const lost = blanks.some((_, place) => !places.includes(place));
  const altered = query.parameters.some((value, at) => String(value).includes('\u0000') && places[at] === -1);
  if (lost || altered) throw new Error(`the wording depends on what is asked: ${query.sql}`);
  return (asked) => ({
    ...query,
    parameters: query.parameters.map((value, at) => asked[places[at] ?? -1] ?? value),
  });
}
