import { lotKey } from '../../../shared/rules/lot-key.ts';
import type { MentionSource } from '../../db/afterwards-tables.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { around, numbersIn, rangeOf } from './mentions.rules.ts';
import { findMentions, insertMentions } from './mentions.store.ts';

/** Keeps the numbers of what was added to a note or reported of an event, in the act that writes it. */
export async function noteMentions(
  tx: Tx,
  source: MentionSource,
  sourceId: string,
  texts: readonly string[],
): Promise<void> {
  await insertMentions(tx, source, sourceId, numbersIn(texts.join('\n')));
}

export interface Mention {
  /** Stands for this one place, where lots have a key. */
  key: string;
  patientId: string;
  sessionId: string | null;
  note: 'draft' | 'signed' | 'entered-in-error';
  at: string;
  practitioner: string;
  lot: string;
  words: string;
}

/** Where the number was written in free text. Only whoever reads the words can say whether it is the lot. */
export async function mentionsOf(
  db: Reader,
  wanted: string,
  { from, until }: { from: string | null; until: string | null },
): Promise<Mention[]> {
  const range = rangeOf(wanted);
  if (range === null) return [];
  return (await findMentions(db, range)).flatMap(({ sourceId, text, author, sessionId, note, ...row }) => {
    const found = around(text, wanted);
    if (found === null || (from !== null && row.at < from) || (until !== null && row.at >= until)) return [];
    return [
      {
        ...{ key: lotKey(sourceId), patientId: row.patientId, sessionId, at: row.at, practitioner: author },
        // Without a visit there is no note that could be a draft.
        note: sessionId === null ? ('signed' as const) : note,
        ...found,
      },
    ];
  });
}
