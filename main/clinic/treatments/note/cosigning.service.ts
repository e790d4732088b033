import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import { waitingOf } from './drafts.service.ts';
import { cosignatureHash } from './frozen-note.ts';
import { insertCosignature } from './notes.store.ts';
import { announceSession, sessionRow } from '../visit/session.service.ts';
import { findToCosign } from './supervision.store.ts';
import { sessionOf } from '../visit/views.service.ts';

type Output<K extends keyof Outputs['treatments']> = Outputs['treatments'][K];

export async function toCosign(db: Reader, _: unknown, act: Act): Promise<Output<'toCosign'>> {
  const rows = await findToCosign(db, act.who.userId);
  return Promise.all(rows.map(async (row) => ({ ...(await waitingOf(db, row)), signedAt: row.signedAt })));
}

/** The supervisor signs over the note as it stands, with words of their own; the author's text stays what it is. */
export async function cosign(
  tx: Tx,
  { id, statement }: Inputs['treatments']['cosign'],
  act: Act,
): Promise<Output<'cosign'>> {
  const row = await sessionRow(tx, id);
  const session = await sessionOf(tx, row, act.reference);
  if (session.contentHash === null) throw new Refusal('NOT_SIGNED', {});
  const mine = session.supervisors.find((one) => one.id === act.who.userId);
  if (mine === undefined) throw new Refusal('NOT_SUPERVISOR', {});
  if (session.status === 'entered-in-error') throw new Refusal('WRONG_STATUS', { status: session.status });
  if (mine.cosigned !== null) throw new Refusal('WRONG_STATUS', { status: 'cosigned' });
  // Nobody signs for a text that is no longer the one that was signed.
  if (!session.intact) throw new Refusal('CONTENT_CHANGED', {});
  const signature = {
    ...{ sessionId: id, supervisorId: act.who.userId, supervisor: act.who.displayName, statement },
    ...{ noteHash: session.amendments.at(-1)?.contentHash ?? session.contentHash, at: act.now },
  };
  const contentHash = cosignatureHash(signature);
  await insertCosignature(tx, { ...signature, contentHash });
  announceSession(row, act);
  act.about({ afterHash: contentHash });
  return { at: act.now, contentHash };
}
