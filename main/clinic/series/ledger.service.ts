import { v7 as newId } from 'uuid';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import type { ActStep, KeptPlan } from './rules.ts';
import { type ActRow, insertAct } from './store.ts';
import { lastOf, membersOf, seriesRow } from './views.service.ts';

/** Keeps what an act did, so that it can be taken back as a whole. */
export async function record(
  tx: Tx,
  seriesId: string,
  kind: ActRow['kind'],
  steps: readonly ActStep[],
  planBefore: KeptPlan,
  act: Act,
): Promise<{ id: string }> {
  const id = newId();
  await insertAct(tx, {
    ...{ id, seriesId, kind, at: act.now, by: act.who.userId, undoneAt: null },
    ...{ steps: JSON.stringify(steps), planBefore: JSON.stringify(planBefore) },
  });
  return { id };
}

export async function ended(
  tx: Tx,
  { patientId, ...done }: { seriesId: string; actId: string; visits: number; patientId: string },
  act: Act,
): Promise<Outputs['series']['book']> {
  const { version } = await seriesRow(tx, done.seriesId);
  act.about({ patientId, entityId: done.seriesId, version, action: version === 1 ? 'C' : 'U' });
  return { ...done, lastAt: lastOf(await membersOf(tx, done.seriesId, act)) };
}

/** One visit of a series that the book refuses takes the whole act with it, and is named. */
export async function orClash<T>(date: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refusal = error as Refusal;
    const clash = (obstacle: Refusal<'SERIES_CLASH'>['data']['dates'][number]['obstacle']) =>
      new Refusal('SERIES_CLASH', { count: 1, dates: [{ date, obstacle }] });
    if (isOf(refusal, 'SLOT_TAKEN'))
      throw clash({ kind: 'taken', by: refusal.data.by, startsAt: null, endsAt: null });
    if (isOf(refusal, 'NOT_OPEN'))
      throw clash({ kind: 'closed', why: refusal.data.why, label: refusal.data.label });
    if (isOf(refusal, 'DEVICE_NEEDED')) throw clash({ kind: 'device-needed', deviceKind: refusal.data.kind });
    throw error;
  }
}

function isOf<C extends Refusal['code']>(refusal: Refusal, code: C): refusal is Refusal<C> {
  return refusal.code === code;
}
