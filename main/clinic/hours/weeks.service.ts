import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { assertDate, assertWeek, meeting } from './rules.ts';
import * as store from './store.ts';
import { asWorking, overview } from './views.service.ts';

export async function saveOpening(
  tx: Tx,
  input: Inputs['hours']['saveOpening'],
  act: Act,
): Promise<{ version: number }> {
  const { opening } = await overview(tx);
  if (opening.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: opening.version, current: opening });
  if (input.week !== null) assertWeek(input.week);
  const version = opening.version + 1;
  await store.putOpening(tx, input.week === null ? null : JSON.stringify(input.week), version);
  act.about({ entityId: 'opening-hours', version, action: 'U' });
  act.changed('hours', 'opening-hours');
  return { version };
}

/** A new set of hours, or a change of one; two of a practitioner never hold on the same day. */
export async function saveWorking(
  tx: Tx,
  input: Inputs['hours']['saveWorking'],
  act: Act,
): Promise<{ id: string; version: number }> {
  const before = input.id === undefined ? undefined : await knownWorking(tx, input.id, input.version);
  const { practitionerId, validFrom, validUntil } = input;
  if (before === undefined) await requirePractitioner(tx, practitionerId);
  else if (before.practitionerId !== practitionerId)
    throw new Refusal('INVALID', { field: 'practitionerId', problem: 'fixed' });
  assertDate(validFrom, 'validFrom');
  if (validUntil !== null) assertDate(validUntil, 'validUntil');
  if (validUntil !== null && validUntil < validFrom)
    throw new Refusal('INVALID', { field: 'validUntil', problem: 'before-start' });
  assertWeek(input.week);
  const withdrawn = input.withdrawn ?? (before !== undefined && before.withdrawnAt !== null);
  const row: store.WorkingRow = {
    id: before?.id ?? newId(),
    practitionerId,
    validFrom,
    validUntil,
    week: JSON.stringify(input.week),
    withdrawnAt: withdrawn ? (before?.withdrawnAt ?? act.now) : null,
    version: (before?.version ?? 0) + 1,
  };
  if (row.withdrawnAt === null) {
    const other = (await store.findAllWorking(tx)).find((one) => meeting(one, row));
    if (other !== undefined)
      throw new Refusal('HOURS_OVERLAP', { validFrom: other.validFrom, validUntil: other.validUntil });
  }
  await store.putWorking(tx, row);
  act.about({ entityId: row.id, version: row.version, action: before === undefined ? 'C' : 'U' });
  act.changed('hours', row.id);
  return { id: row.id, version: row.version };
}

async function knownWorking(tx: Tx, id: string, version: number | undefined): Promise<store.WorkingRow> {
  const row = await store.findWorking(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'working-hours' });
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: asWorking(row) });
  return row;
}
