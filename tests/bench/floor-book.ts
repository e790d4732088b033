import type { Raw } from '../../main/db/open.ts';
import type { BookedVisit } from './big-book.ts';

/** The barest book on the same store: one table, one statement to each answer, no guard. */
export interface FloorBook {
  between: (from: string, to: string, practitioner?: string) => unknown[];
  perDay: (from: string, to: string) => unknown[];
  /** The first `count` gaps of so many minutes between 08:00 and 17:00 by UTC+2, practitioner by practitioner. */
  openings: (
    practitioners: readonly string[],
    from: string,
    minutes: number,
    count: number,
  ) => { practitioner: string; startsAt: string }[];
  /** Written to the disk when it returns. */
  move: (index: number) => void;
  cancel: (index: number) => void;
}

export function newFloorBook(raw: Raw, visits: readonly BookedVisit[]): FloorBook {
  raw.exec(`
    CREATE TABLE book (id TEXT PRIMARY KEY, patient INTEGER NOT NULL, practitioner TEXT NOT NULL, startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, cancelled INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE INDEX bookByStart ON book (startsAt);
    CREATE INDEX bookOf ON book (practitioner, startsAt);`);
  const insert = raw.prepare('INSERT INTO book VALUES (?, ?, ?, ?, ?, 0)');
  raw.transaction(() => {
    for (const { id, patient, practitioner, startsAt, endsAt } of visits)
      insert.run(id, patient, practitioner, startsAt, endsAt);
  })();
  const columns = 'b.id, b.practitioner, b.startsAt, b.endsAt, p.name, p.birthDate, p.phone';
  const all = raw.prepare(
    `SELECT ${columns} FROM book b JOIN patients p ON p.number = b.patient WHERE b.startsAt >= ? AND b.startsAt < ? ORDER BY b.startsAt`,
  );
  const own = raw.prepare(
    `SELECT ${columns} FROM book b JOIN patients p ON p.number = b.patient WHERE b.practitioner = ? AND b.startsAt >= ? AND b.startsAt < ? ORDER BY b.startsAt`,
  );
  const days = raw.prepare(
    'SELECT substr(startsAt, 1, 10) AS day, practitioner, count(*) AS visits FROM book WHERE startsAt >= ? AND startsAt < ? GROUP BY day, practitioner',
  );
  const busy = raw.prepare(
    'SELECT startsAt, endsAt FROM book WHERE practitioner = ? AND startsAt >= ? AND startsAt < ? ORDER BY startsAt',
  );
  const move = raw.prepare('UPDATE book SET startsAt = ?, endsAt = ? WHERE id = ?');
  const cancel = raw.prepare('UPDATE book SET cancelled = 1 WHERE id = ?');
  const last = (index: number) => visits.at(-1 - (index % visits.length))?.id;
  const written = (work: () => void) => raw.transaction(work).immediate();
  return {
    between: (from, to, practitioner) =>
      practitioner === undefined ? all.all(from, to) : own.all(practitioner, from, to),
    perDay: (from, to) => days.all(from, to),
    openings(practitioners, from, minutes, count) {
      const found: { practitioner: string; startsAt: string }[] = [];
      const length = minutes * 60_000;
      for (let day = 0; found.length < count && day < 365; day += 1) {
        const opens = Date.parse(from) + day * 86_400_000 + 6 * 3_600_000;
        const closes = opens + 9 * 3_600_000;
        for (const practitioner of practitioners) {
          let at = opens;
          const rows = busy.all(practitioner, iso(opens), iso(closes)) as {
            startsAt: string;
            endsAt: string;
          }[];
          for (const row of [...rows, { startsAt: iso(closes), endsAt: iso(closes) }]) {
            if (Date.parse(row.startsAt) - at >= length) found.push({ practitioner, startsAt: iso(at) });
            at = Math.max(at, Date.parse(row.endsAt));
          }
        }
      }
      return found.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)).slice(0, count);
    },
    move: (index) =>
      written(() => move.run(iso(4e12 + index * 1_800_000), iso(4e12 + index * 1_800_000 + 1), last(index))),
    cancel: (index) => written(() => cancel.run(last(index))),
  };
}

function iso(millis: number): string {
  return new Date(millis).toISOString();
}
