import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { PatientLimit } from '../../../shared/contract/limits.ts';
import type { Limit } from '../../../shared/rules/limits.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientHeader, reflag } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { choicesOf, nameOfLimit } from './rules.ts';
import {
  findLimits,
  insertLift,
  insertLimits,
  patientOfLimit,
  type KnownLimit,
  type LimitRow,
} from './store.ts';

export { choicesOf, nameOfLimit } from './rules.ts';

/** As the rules judge it, with the words that a person must see. */
export type KnownRefusal = Limit & Pick<LimitRow, 'id' | 'words' | 'saidBy' | 'how' | 'consentId'>;

export async function choices(_: Reader, __: unknown, act: Act): Promise<Outputs['limits']['choices']> {
  return choicesOf(act.reference);
}

export async function ofPatient(
  db: Reader,
  { patientId }: Inputs['limits']['ofPatient'],
  act: Act,
): Promise<PatientLimit[]> {
  act.about({ patientId });
  return (await findLimits(db, [patientId])).map((row) => shown(row, act.reference));
}

/** Everything that this patient ever refused beyond a document, lifted or not. */
export async function refusalsOf(db: Reader, patientId: string): Promise<KnownRefusal[]> {
  return (await findLimits(db, [patientId])).map(
    ({ lift, id, kind, refId, words, saidBy, how, consentId, at }) => ({
      id,
      kind,
      refId,
      words,
      saidBy,
      how,
      consentId,
      at,
      liftedAt: lift?.at ?? null,
    }),
  );
}

/** What stands, by what has been written: a clock that was set back lifts nothing and hides nothing. */
export function standingNow<T extends { liftedAt: string | null }>(refusals: readonly T[]): T[] {
  return refusals.filter(({ liftedAt }) => liftedAt === null);
}

export async function record(tx: Tx, input: Inputs['limits']['record'], act: Act): Promise<PatientLimit> {
  const { patientId, kind, refId, words, saidBy, how } = input;
  await patientHeader(tx, patientId);
  if (!choicesOf(act.reference).some((one) => one.kind === kind && one.refId === refId))
    throw new Refusal('INVALID', { field: 'refId', problem: 'unknown' });
  const row: LimitRow = {
    id: newId(),
    patientId,
    kind,
    refId,
    words: words.trim(),
    saidBy,
    how,
    receivedBy: act.who.displayName,
    consentId: null,
    at: act.now,
  };
  await insertLimits(tx, [row]);
  await tell(tx, row, 'C', act);
  return shown({ ...row, lift: null }, act.reference);
}

/** Lines refused in a consent that is about to be completed: they stand beyond it. */
export async function keepRefusedLines(
  tx: Tx,
  lines: readonly Pick<LimitRow, 'kind' | 'refId'>[],
  from: { consentId: string; patientId: string; saidBy: string },
  act: Act,
): Promise<void> {
  const once = new Map(lines.map(({ kind, refId }) => [`${kind} ${refId}`, { kind, refId }]));
  const rows = [...once.values()].map((line): LimitRow => ({
    ...line,
    ...from,
    id: newId(),
    words: '',
    how: 'consent',
    receivedBy: act.who.displayName,
    at: act.now,
  }));
  await insertLimits(tx, rows);
  if (rows.length === 0) return;
  await reflag(tx, from.patientId);
  act.changed('limits', undefined, from.patientId);
}

export async function lift(tx: Tx, input: Inputs['limits']['lift'], act: Act): Promise<PatientLimit> {
  const patientId = await patientOfLimit(tx, input.id);
  if (patientId === undefined) throw new Refusal('NOT_FOUND', { what: 'limit' });
  const all = await findLimits(tx, [patientId]);
  const meant = all.find(({ id }) => id === input.id);
  if (meant === undefined || meant.lift !== null) throw new Refusal('WRONG_STATUS', { status: 'lifted' });
  const { words, saidBy, how } = input;
  const said = { words: words.trim(), saidBy, how, receivedBy: act.who.displayName, at: act.now };
  for (const one of all) {
    if (one.kind === meant.kind && one.refId === meant.refId && one.lift === null)
      await insertLift(tx, { limitId: one.id, ...said });
  }
  await tell(tx, meant, 'U', act);
  return shown({ ...meant, lift: { limitId: meant.id, ...said } }, act.reference);
}

async function tell(tx: Tx, { id, patientId }: LimitRow, action: 'C' | 'U', act: Act): Promise<void> {
  await reflag(tx, patientId);
  act.about({ patientId, entityId: id, action });
  act.changed('limits', id, patientId);
}

function shown({ lift: taken, patientId: _, ...row }: KnownLimit, reference: Reference): PatientLimit {
  const lifted =
    taken === null
      ? null
      : {
          words: taken.words,
          saidBy: taken.saidBy,
          how: taken.how,
          receivedBy: taken.receivedBy,
          at: taken.at,
        };
  return { ...row, name: nameOfLimit(reference, row), lifted };
}
