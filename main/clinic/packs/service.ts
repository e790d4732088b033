import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { PACKS, type Pack, type PackBlock } from '../../../shared/contract/packs.ts';
import type { ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import { fold as foldName } from '../../../shared/rules/names.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { packBlockOf, settingsOf } from './rules.ts';
import { findOwn, findPack, findPacks, findSettings, putPack, putSettings, type PackRow } from './store.ts';

type Input<K extends keyof Inputs['packs']> = Inputs['packs'][K];
type Saved = { id: string; version: number };

/** Longest text of one favourite; the table holds no more. */
const PACK_SIZE = 60_000;

export async function list(db: Reader, _: unknown, { who }: Act): Promise<Pack[]> {
  return (await findPacks(db, who.userId)).map(({ id, name, blocks, shared, ownerId, owner, version }) => ({
    ...{ id, name, owner, version },
    blocks: JSON.parse(blocks) as PackBlock[],
    shared: shared === 1,
    mine: ownerId === who.userId,
  }));
}

export async function add(tx: Tx, input: Input<'add'>, act: Act): Promise<Saved> {
  const own = await findOwn(tx, act.who.userId);
  if (own.length >= PACKS) throw new Refusal('TOO_MUCH', { what: 'packs', max: PACKS });
  const blocks = input.blocks.map((block) => packBlockOf(act.reference, block));
  if (blocks.includes(null)) throw new Refusal('INVALID', { field: 'blocks', problem: 'unknown' });
  const text = JSON.stringify(blocks);
  if (text.length > PACK_SIZE) throw new Refusal('TOO_MUCH', { what: 'pack', max: PACK_SIZE });
  const row: PackRow = {
    ...{ id: newId(), ownerId: act.who.userId, name: input.name, nameKey: foldName(input.name) },
    ...{ blocks: text, shared: 0, retiredAt: null, version: 1 },
    position: (own.at(-1)?.position ?? 0) + 1,
  };
  refuseTaken(own, row);
  return kept(tx, row, act, 'C');
}

export async function rename(tx: Tx, input: Input<'rename'>, act: Act): Promise<Saved> {
  const row = await ownRow(tx, input, act);
  const next = { ...row, name: input.name, nameKey: foldName(input.name), version: row.version + 1 };
  refuseTaken(await findOwn(tx, act.who.userId), next);
  return kept(tx, next, act);
}

export async function share(tx: Tx, input: Input<'share'>, act: Act): Promise<Saved> {
  const row = await ownRow(tx, input, act);
  return kept(tx, { ...row, shared: input.shared ? 1 : 0, version: row.version + 1 }, act);
}

/** Refused where another window has added or removed one meanwhile. */
export async function arrange(tx: Tx, { ids }: Input<'arrange'>, act: Act): Promise<{ arranged: number }> {
  const own = new Map((await findOwn(tx, act.who.userId)).map((row) => [row.id, row]));
  if (ids.length !== own.size || new Set(ids).size !== ids.length || ids.some((id) => !own.has(id)))
    throw new Refusal('CONTENT_CHANGED', {});
  let arranged = 0;
  for (const [index, id] of ids.entries()) {
    const row = own.get(id);
    if (row === undefined || row.position === index + 1) continue;
    await putPack(tx, { ...row, position: index + 1, version: row.version + 1 });
    arranged++;
  }
  act.about({ action: 'U' });
  act.changed('packs');
  return { arranged };
}

export async function remove(tx: Tx, input: Input<'remove'>, act: Act): Promise<Saved> {
  const row = await ownRow(tx, input, act);
  return kept(tx, { ...row, retiredAt: act.now, version: row.version + 1 }, act);
}

export async function restore(tx: Tx, input: Input<'restore'>, act: Act): Promise<Saved> {
  const row = await ownRow(tx, input, act, true);
  const own = await findOwn(tx, act.who.userId);
  if (row.retiredAt !== null && own.length >= PACKS)
    throw new Refusal('TOO_MUCH', { what: 'packs', max: PACKS });
  refuseTaken(own, row);
  return kept(tx, { ...row, retiredAt: null, version: row.version + 1 }, act);
}

export async function lastSettings(
  db: Reader,
  { deviceId, techniqueId }: Input<'lastSettings'>,
  { who }: Act,
): Promise<Outputs['packs']['lastSettings']> {
  const [row] = await findSettings(db, deviceId, techniqueId, who.userId);
  if (row === undefined) return null;
  const { usedAt, practitionerId, practitioner, settings } = row;
  const mine = practitionerId === who.userId;
  return { usedAt, mine, practitioner, values: JSON.parse(settings) as ProcedureBlock['values'] };
}

/** A note is signed: how its units were set is what the next visit with them is offered. */
export async function keepSettings(
  tx: Tx,
  blocks: readonly ProcedureBlock[],
  { reference, now, who }: Pick<Act, 'reference' | 'now' | 'who'>,
): Promise<void> {
  for (const block of blocks) {
    const deviceId = block.values['deviceId'];
    const settings = settingsOf(reference, block);
    if (typeof deviceId !== 'string' || deviceId === '' || Object.keys(settings).length === 0) continue;
    await putSettings(tx, {
      ...{ deviceId, technique: block.technique, practitionerId: who.userId, usedAt: now },
      settings: JSON.stringify(settings),
    });
  }
}

async function ownRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  { who }: Act,
  retired = false,
): Promise<PackRow> {
  const row = await findPack(tx, id);
  if (row === undefined || row.ownerId !== who.userId || (!retired && row.retiredAt !== null))
    throw new Refusal('NOT_FOUND', { what: 'pack' });
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  return row;
}

function refuseTaken(own: readonly PackRow[], { id, nameKey }: Pick<PackRow, 'id' | 'nameKey'>): void {
  if (own.some((other) => other.id !== id && other.nameKey === nameKey))
    throw new Refusal('NAME_TAKEN', { field: 'name' });
}

async function kept(tx: Tx, row: PackRow, act: Act, action: 'C' | 'U' = 'U'): Promise<Saved> {
  await putPack(tx, row);
  const { id, version } = row;
  act.about({ entityId: id, version, action });
  act.changed('packs', id);
  return { id, version };
}
