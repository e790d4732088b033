import { v7 as newId } from 'uuid';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { freeze, hashOf } from '../canonical.ts';
import { findDrawn, insertDocument, type DocumentKind, type DocumentRow } from './store.ts';

/** A paper about something signed: what it says, and how to draw that. */
export interface SignedPaper<View> {
  kind: DocumentKind;
  subjectId: string;
  patientId: string;
  title: string;
  /** Everything that the drawing reads: equal views give equal bytes. */
  view: View;
  archivedAt: string;
}

/**
 * The archived bytes of a signed paper: drawn at first demand, outside any transaction, and the same ever after.
 * Of two windows that draw at once, the one that comes second gets what the first has put away.
 */
export async function fromFirstDrawing<View>(db: Db, paper: SignedPaper<View>, draw: (view: View) => Promise<Uint8Array>): Promise<DocumentRow> {
  const { text, sha256: sourceHash } = freeze(paper.view);
  const known = { kind: paper.kind, subjectId: paper.subjectId, sourceHash };
  const earlier = await findDrawn(db, known);
  if (earlier !== undefined) return earlier;
  const bytes = await draw(paper.view);
  return db.transaction().execute((tx) => putAway(tx, { ...known, patientId: paper.patientId, title: paper.title, source: text, bytes, archivedAt: paper.archivedAt }));
}

export async function putAway(tx: Tx, paper: Omit<DocumentRow, 'id' | 'sha256'>): Promise<DocumentRow> {
  const earlier = await findDrawn(tx, paper);
  if (earlier !== undefined) return earlier;
  const row = { ...paper, id: newId(), sha256: hashOf(paper.bytes) };
  await insertDocument(tx, row);
  return row;
}

/** As a file that a window can show, print and save; its name carries no patient's name. */
export function asFile(bytes: Uint8Array, fileName: string): File {
  return new File([Uint8Array.from(bytes)], fileName, { type: 'application/pdf' });
}

export function rendered(bytes: Uint8Array, title: string, state: Rendered['state'], fileName: string): Rendered {
  return { file: asFile(bytes, fileName), title, state, sha256: hashOf(bytes) };
}
