import { v7 as newId } from 'uuid';
import type { ClosureKind } from '../../../shared/contract/hours.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { overview } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { assertClosureTime, assertDate } from './rules.ts';
import * as store from './store.ts';
import { asClosure } from './views.service.ts';

type Saved = { id: string; version: number };
type Said = Pick<Inputs['hours']['saveHoliday'], 'from' | 'to' | 'label' | 'id' | 'version' | 'withdrawn'>;

export function saveHoliday(tx: Tx, input: Inputs['hours']['saveHoliday'], act: Act): Promise<Saved> {
  return save(tx, 'holiday', null, input, act);
}

export function saveClosure(tx: Tx, input: Inputs['hours']['saveClosure'], act: Act): Promise<Saved> {
  return save(tx, input.kind, input.resourceId, input, act);
}

/** Each date as a whole day; one that has a holiday of that name already is passed over. */
export async function importHolidays(
  tx: Tx,
  { holidays }: Inputs['hours']['importHolidays'],
  act: Act,
): Promise<{ recorded: Saved[]; passedOver: number }> {
  for (const { date } of holidays) assertDate(date, 'holidays');
  const dates = holidays.map(({ date }) => date).toSorted();
  const standing = await store.findClosures(tx, { from: dates[0] ?? '', to: dates.at(-1) ?? '' });
  const nameOf = (date: string, label: string) => `${date} ${fold(label)}`;
  const known = new Set(
    standing
      .filter(({ kind, withdrawnAt }) => kind === 'holiday' && withdrawnAt === null)
      .map(({ fromDate, label }) => nameOf(fromDate, label)),
  );
  const recorded: Saved[] = [];
  for (const { date, label } of holidays) {
    if (known.has(nameOf(date, label))) continue;
    known.add(nameOf(date, label));
    const whole = { from: { date, time: '00:00' }, to: { date, time: '24:00' } };
    recorded.push(await save(tx, 'holiday', null, { ...whole, label }, act));
  }
  return { recorded, passedOver: holidays.length - recorded.length };
}

export async function withdrawHolidays(
  tx: Tx,
  { ids }: Inputs['hours']['withdrawHolidays'],
  act: Act,
): Promise<{ withdrawn: number }> {
  let withdrawn = 0;
  for (const id of new Set(ids)) {
    const row = await store.findClosure(tx, id);
    if (row === undefined || row.kind !== 'holiday') throw new Refusal('NOT_FOUND', { what: 'closure' });
    if (row.withdrawnAt !== null) continue;
    withdrawn++;
    await put(tx, { ...row, withdrawnAt: act.now, version: row.version + 1 }, act);
  }
  return { withdrawn };
}

async function save(
  tx: Tx,
  kind: ClosureKind,
  resourceId: string | null,
  said: Said,
  act: Act,
): Promise<Saved> {
  const before = said.id === undefined ? undefined : await known(tx, said.id, said.version, kind, act);
  assertClosureTime(said);
  if (resourceId !== null) await requireResource(tx, kind, resourceId);
  const withdrawn = said.withdrawn ?? (before !== undefined && before.withdrawnAt !== null);
  return put(
    tx,
    {
      id: before?.id ?? newId(),
      kind,
      practitionerId: kind === 'leave' ? resourceId : null,
      roomId: kind === 'room-closed' ? resourceId : null,
      deviceId: kind === 'device-out' ? resourceId : null,
      fromDate: said.from.date,
      fromTime: said.from.time,
      toDate: said.to.date,
      toTime: said.to.time,
      label: said.label,
      recordedBy: before?.recordedBy ?? act.who.userId,
      recordedAt: before?.recordedAt ?? act.now,
      withdrawnAt: withdrawn ? (before?.withdrawnAt ?? act.now) : null,
      version: (before?.version ?? 0) + 1,
    },
    act,
  );
}

async function put(tx: Tx, row: store.ClosureRow, act: Act): Promise<Saved> {
  await store.putClosure(tx, row);
  act.about({ entityId: row.id, version: row.version, action: row.version === 1 ? 'C' : 'U' });
  act.changed('hours', row.id);
  return { id: row.id, version: row.version };
}

/** As the writer has read it. What is of another kind is not there for this procedure: its permission differs. */
async function known(
  db: Reader,
  id: string,
  version: number | undefined,
  kind: ClosureKind,
  act: Act,
): Promise<store.ClosureRow> {
  const row = await store.findClosure(db, id);
  if (row === undefined || (row.kind === 'holiday') !== (kind === 'holiday'))
    throw new Refusal('NOT_FOUND', { what: 'closure' });
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: asClosure(row, act) });
  return row;
}

async function requireResource(db: Reader, kind: ClosureKind, id: string): Promise<void> {
  const { rooms, devices } = await overview(db);
  const there =
    kind === 'leave'
      ? (await memberBy(db, id))?.treats === true
      : (kind === 'room-closed' ? rooms : devices).some((one) => one.id === id);
  if (!there) throw new Refusal('NOT_FOUND', { what: kind === 'leave' ? 'practitioner' : kind });
}
