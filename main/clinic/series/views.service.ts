import type { Series, SeriesVisit } from '../../../shared/contract/series.ts';
import { minutesBetween } from '../../../shared/rules/calendar.ts';
import type { Phase } from '../../../shared/rules/phases.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { visitsOfSeries } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import type { ActStep, KeptPlan } from './rules.ts';
import { findLastAct, findPlaces, findSeries, type PlaceRow, type SeriesRow } from './store.ts';

export async function seriesRow(db: Reader, id: string): Promise<SeriesRow> {
  const row = await findSeries(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'series' });
  return row;
}

export function planOf({ plan }: Pick<SeriesRow, 'plan'>): KeptPlan {
  return JSON.parse(plan) as KeptPlan;
}

/** A visit with where its series has it. */
export interface Member extends SeriesVisit {
  patientId: string;
  minutes: number;
  phases: Phase[];
  place: PlaceRow | null;
}

export async function membersOf(db: Reader, seriesId: string, act: Pick<Act, 'now'>): Promise<Member[]> {
  const rows = await visitsOfSeries(db, seriesId);
  const ids = rows.map(({ id }) => id);
  const places = new Map((await findPlaces(db, ids)).map((one) => [one.appointmentId, one]));
  return rows.map((row) => {
    const minutes = minutesBetween(row.startsAt, row.endsAt);
    const place = places.get(row.id) ?? null;
    return {
      ...{ id: row.id, version: row.version, patientId: row.patientId, phases: row.phases, minutes, place },
      ...{ startsAt: row.startsAt, endsAt: row.endsAt, status: row.status, seriesDate: row.seriesDate ?? '' },
      ...{ practitionerId: row.practitionerId, roomId: row.roomId },
      changed: place !== null && !isAt({ ...row, minutes }, place),
      fixed: row.status !== 'booked' || row.startsAt <= act.now,
    };
  });
}

interface At {
  startsAt: string;
  minutes: number;
  practitionerId: string;
  roomId: string | null;
}

function isAt(visit: At, place: At): boolean {
  return (
    visit.startsAt === place.startsAt &&
    visit.minutes === place.minutes &&
    visit.practitionerId === place.practitionerId &&
    visit.roomId === place.roomId
  );
}

export async function open(db: Reader, { id }: { id: string }, act: Act): Promise<Series> {
  const row = await seriesRow(db, id);
  const plan = planOf(row);
  const members = await membersOf(db, id, act);
  const last = await findLastAct(db, id);
  return {
    ...{ id, version: row.version, plan, shiftDays: plan.shiftDays },
    visits: members.map(({ patientId: _, phases: _2, place: _3, minutes: _4, ...visit }) => visit),
    lastAt: lastOf(members),
    lastAct:
      last === undefined
        ? null
        : {
            ...{ id: last.id, kind: last.kind, at: last.at, by: last.by },
            visits: (JSON.parse(last.steps) as ActStep[]).filter(({ did }) => did !== 'replanned').length,
          },
  };
}

/** Start of the last visit that stands. */
export function lastOf(members: readonly Pick<Member, 'startsAt' | 'status'>[]): string | null {
  const standing = members.filter(({ status }) => status !== 'cancelled' && status !== 'did-not-attend');
  return (
    standing
      .map(({ startsAt }) => startsAt)
      .toSorted()
      .at(-1) ?? null
  );
}
