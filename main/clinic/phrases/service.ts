import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Phrase } from '../../../shared/contract/phrases.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { Refusal } from '../refusal.ts';
import * as store from './store.ts';

export async function list(db: Reader, _: unknown, act: Act): Promise<Phrase[]> {
  return (await store.findPhrases(db, act.who.userId)).map(asPhrase);
}

export async function save(tx: Tx, input: Inputs['phrases']['save'], act: Act): Promise<Phrase> {
  const known = input.id === null ? null : await mine(tx, { ...input, id: input.id }, act);
  if (known !== null && (known.ownerId !== null) !== input.own)
    throw new Refusal('INVALID', { field: 'own', problem: 'fixed' });
  if (!input.own) mayKeepClinics(act);
  const ownerId = input.own ? act.who.userId : null;
  const code = input.code.toLowerCase();
  const same = await store.findByCode(tx, ownerId, code);
  if (same !== undefined && same.id !== input.id) throw new Refusal('NAME_TAKEN', { field: 'code' });
  const row: store.PhraseRow = {
    ...{ id: known?.id ?? newId(), ownerId, code, text: input.text, retiredAt: null },
    version: (known?.version ?? 0) + 1,
  };
  if (known === null) await store.insertPhrase(tx, row);
  else await store.updatePhrase(tx, row.id, { code, text: row.text, version: row.version });
  announce(row, act, known === null ? 'C' : 'U');
  return asPhrase(row);
}

export async function retire(
  tx: Tx,
  input: Inputs['phrases']['retire'],
  act: Act,
): Promise<Record<string, never>> {
  const known = await mine(tx, input, act);
  await store.updatePhrase(tx, known.id, { retiredAt: act.now, version: known.version + 1 });
  announce({ ...known, version: known.version + 1 }, act, 'U');
  return {};
}

/** One's own, or the clinic's for those who keep its texts; somebody else's is not there. */
async function mine(
  tx: Tx,
  { id, version }: { id: string; version: number },
  act: Act,
): Promise<store.PhraseRow> {
  const known = await store.findPhrase(tx, id);
  if (known === undefined || (known.ownerId !== null && known.ownerId !== act.who.userId))
    throw new Refusal('NOT_FOUND', { what: 'phrase' });
  if (known.ownerId === null) mayKeepClinics(act);
  if (known.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: known.version, current: asPhrase(known) });
  return known;
}

function mayKeepClinics(act: Act): void {
  if (!mayNow(act, 'templates.write')) throw new Refusal('FORBIDDEN', { permission: 'templates.write' });
}

function announce({ id, version }: store.PhraseRow, act: Act, action: 'C' | 'U'): void {
  act.about({ entityId: id, version, action });
  act.changed('phrases', id);
}

function asPhrase({ id, code, text, ownerId, version }: store.PhraseRow): Phrase {
  return { id, code, text, own: ownerId !== null, version };
}
