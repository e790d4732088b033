import type { SeriesObstacle } from '../../../shared/contract/errors.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import {
  type Claim,
  claimsOf,
  layOut,
  type Phase,
  stretchTo,
  type Units,
} from '../../../shared/rules/phases.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { notOpen } from '../hours/service.ts';
import { devicesOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { phasesOf } from './claiming.service.ts';
import { type ClaimRow, findClaims } from './claims.store.ts';
import { announce } from './desk.service.ts';
import { findOfCourses, findOfSeries, updateSeries } from './runs.store.ts';
import { findExpiredHolds } from './slots.store.ts';
import type { AppointmentRow } from './store.ts';

/** A place in the book that somebody wishes for. */
export interface Wanted {
  patientId: string;
  practitionerId: string;
  roomId: string | null;
  /** Already made to the length. */
  phases: readonly Phase[];
  startsAt: string;
  minutes: number;
}

/**
 * What stands in the way of a booking, or null; answers what `book` and `move` would. Visits in `aside` do not count,
 * because they are about to give their place up.
 */
export async function obstacleOf(
  db: Reader,
  wanted: Wanted,
  { aside, outsideHours }: { aside: ReadonlySet<string>; outsideHours: boolean },
  act: Act,
): Promise<SeriesObstacle | null> {
  const { practitionerId, roomId, startsAt } = wanted;
  if (startsAt < act.now) return { kind: 'past' };
  const endsAt = plusMinutes(startsAt, wanted.minutes);
  const spans = layOut(wanted.phases, startsAt);
  const whole = [spans[0]?.startsAt ?? startsAt, spans.at(-1)?.endsAt ?? startsAt] as const;
  const expired = await findExpiredHolds(db, act.now);
  const busyAt = async (resources: Parameters<typeof findClaims>[1]) =>
    (await findClaims(db, resources, whole)).filter(({ appointmentId, holdId }) => {
      return !(appointmentId !== null && aside.has(appointmentId)) && !expired.includes(holdId ?? '');
    });
  const units: Units = {};
  for (const kind of new Set(spans.flatMap(({ deviceKind }) => deviceKind ?? []))) {
    const ofKind = (await devicesOf(db)).filter((one) => one.kind === kind && !one.retired);
    if (ofKind.length === 0) return { kind: 'device-needed', deviceKind: kind };
    const busy = await busyAt(ofKind.map(({ id }) => ({ resource: 'device', resourceId: id })));
    const needed = (id: string) => claimsOf(spans, { ...wanted, units: { [kind]: id } });
    const free = ofKind.filter(({ id }) => meeting(needed(id), busy) === null);
    const first = meeting(needed(ofKind[0]?.id ?? ''), busy);
    if (free.length === 0 && first !== null) return taken('device', first);
    const isOut = async (id: string) =>
      (await notOpen(db, { practitionerId: null, roomId: null, deviceIds: [id] }, startsAt, endsAt, act))
        ?.why === 'device-out';
    const out = await Promise.all(free.map(({ id }) => isOut(id)));
    units[kind] = (free.find((_, index) => out[index] === false) ?? free[0])?.id ?? '';
  }
  const closed = await notOpen(
    db,
    { practitionerId, roomId, deviceIds: Object.values(units) },
    startsAt,
    endsAt,
    act,
  );
  if (closed !== null && !(closed.why === 'outside-hours' && outsideHours))
    return { kind: 'closed', why: closed.why, label: closed.label };
  const claims = claimsOf(spans, { ...wanted, units });
  const busy = await busyAt(claims.map(({ resource, resourceId }) => ({ resource, resourceId })));
  const met = meeting(claims, busy);
  return met === null ? null : taken(met.resource, met);
}

function meeting(claims: readonly Claim[], busy: readonly ClaimRow[]): ClaimRow | null {
  for (const { resource, resourceId, startsAt, endsAt } of claims) {
    const met = busy.find(
      (one) =>
        one.resource === resource &&
        one.resourceId === resourceId &&
        one.startsAt < endsAt &&
        one.endsAt > startsAt,
    );
    if (met !== undefined) return met;
  }
  return null;
}

function taken(by: ClaimRow['resource'], { startsAt, endsAt }: ClaimRow): SeriesObstacle {
  return { kind: 'taken', by, startsAt, endsAt };
}

/** The parts of a kind of visit, or of one in the book, made to a length. */
export function phasesFor(phases: readonly Phase[], minutes: number): Phase[] {
  const fitted = stretchTo(phases, minutes);
  if (fitted === null) throw new Refusal('INVALID', { field: 'minutes', problem: 'too-short-for-phases' });
  return fitted;
}

export interface RunVisit extends Omit<AppointmentRow, 'phases'> {
  phases: Phase[];
}

/** Visits of a series in the order of its plan, cancelled ones included. */
export async function visitsOfSeries(db: Reader, seriesId: string): Promise<RunVisit[]> {
  return (await findOfSeries(db, seriesId)).map((row) => ({ ...row, phases: phasesOf(row) }));
}

/** Visits of these courses by time, cancelled ones included. */
export function visitsOfCourses(db: Reader, courseIds: readonly string[]): Promise<AppointmentRow[]> {
  return courseIds.length === 0 ? Promise.resolve([]) : findOfCourses(db, courseIds);
}

/** Says to which series a visit belongs and on which of its dates; answers with the visit's new version. */
export async function setSeries(
  tx: Tx,
  row: Pick<AppointmentRow, 'id' | 'patientId' | 'version'>,
  to: { seriesId: string | null; seriesDate: string | null; courseId?: string | null },
  act: Act,
): Promise<number> {
  const version = row.version + 1;
  await updateSeries(tx, row.id, { ...to, version });
  announce({ ...row, version } as AppointmentRow, act);
  return version;
}
