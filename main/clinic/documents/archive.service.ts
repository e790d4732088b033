import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze, hashOf } from '../canonical.ts';
import { draw, type DrawingRoom, type Source } from './drawing.service.ts';
import { findDrawn, insertCopy, insertDocument, lastCopy, type DocumentRow } from './store.ts';

export interface SignedPaper {
  /** The consent, session, course or letter that it shows. */
  subjectId: string;
  patientId: string;
  title: string;
  /** What makes it another paper: equal prints are the same file for ever. */
  print: unknown;
  source: Source;
}

/**
 * The archived file of a signed paper: drawn at first demand, outside any transaction, and the same bytes ever after.
 * Of two windows that draw at once, the one that comes second gets what the first has put away.
 */
export async function archivedPaper(db: Db, paper: SignedPaper, room: DrawingRoom): Promise<DocumentRow> {
  const known = {
    kind: paper.source.kind,
    subjectId: paper.subjectId,
    sourceHash: freeze(paper.print).sha256,
  };
  const earlier = await findDrawn(db, known);
  if (earlier !== undefined) return earlier;
  const row = await drawnRow(paper, room);
  return db.transaction().execute((tx) => putAway(tx, row));
}

/** The row as it will stand in the archive; drawn before the transaction that writes it. */
export async function drawnRow(paper: SignedPaper, room: DrawingRoom): Promise<DocumentRow> {
  const bytes = await draw(paper.source, 'final', room);
  return {
    id: paper.source.documentId,
    kind: paper.source.kind,
    subjectId: paper.subjectId,
    patientId: paper.patientId,
    title: paper.title,
    source: freeze(paper.source).text,
    sourceHash: freeze(paper.print).sha256,
    bytes,
    sha256: hashOf(bytes),
    archivedAt: paper.source.drawnAt,
  };
}

export async function putAway(tx: Tx, row: DocumentRow): Promise<DocumentRow> {
  const earlier = await findDrawn(tx, row);
  if (earlier !== undefined) return earlier;
  await insertDocument(tx, row);
  return row;
}

/**
 * The file as it lies in the archive, or a copy that says so on every page, with its number and the moment. Each copy is
 * written down, so that its file can be told from any other.
 */
export async function handedOut(
  db: Db,
  row: DocumentRow,
  copy: boolean,
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  if (!copy) return rendered(row.bytes, row.title, 'signed', row.kind);
  for (;;) {
    const number = 1 + (await lastCopy(db, row.id));
    const bytes = await draw(JSON.parse(row.source) as Source, { number, at: act.now }, room);
    const out = rendered(bytes, row.title, 'copy', row.kind);
    const { displayName: printedBy } = act.who;
    const one = { documentId: row.id, number, printedBy, printedAt: act.now, sha256: out.sha256 };
    // Of two windows that print at once, the second takes the next number.
    if (await db.transaction().execute((tx) => insertCopy(tx, one))) return out;
  }
}

/** A file that a window can show, print and save; its name carries no patient's name. */
export function rendered(
  bytes: Uint8Array,
  title: string,
  state: Rendered['state'],
  fileName: string,
): Rendered {
  const file = new File([Uint8Array.from(bytes)], `${fileName}.pdf`, { type: 'application/pdf' });
  return { file, title, state, sha256: hashOf(bytes) };
}
