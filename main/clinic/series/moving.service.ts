import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { MoveDecision } from '../../../shared/contract/series.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { appointmentRow, cancelVisit, moveVisit, phasesFor, setSeries } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import { answered, assertFree, assess, type Asked, type Assessed } from './assessing.service.ts';
import { ended, orClash, record } from './ledger.service.ts';
import {
  type ActStep,
  type KeptPlan,
  orderOfMoves,
  plannedStart,
  reachOf,
  spokenStart,
  type StepBefore,
} from './rules.ts';
import { putPlace, type SeriesRow, updatePlaceVersion, updateSeriesPlan } from './store.ts';
import { type Member, membersOf, open, planOf, seriesRow } from './views.service.ts';

type Moving = Inputs['series']['previewMove'];
type Done = Outputs['series']['move'];

export async function previewMove(
  db: Reader,
  input: Moving,
  act: Act,
): Promise<Outputs['series']['previewMove']> {
  const { touched } = await scopeOf(db, input, act);
  const { assessed, left } = await assessMove(db, touched, input, true, act);
  return { ...answered(assessed), seen: touched.map(known), stays: left };
}

export async function move(tx: Tx, input: Inputs['series']['move'], act: Act): Promise<Done> {
  const { row, touched } = await scopeOf(tx, input, act);
  await assertSeen(tx, row, touched, input.seen, act);
  const { assessed, moves } = await assessMove(tx, touched, input, false, act);
  assertFree(assessed);
  const plan = planOf(row);
  const { practitionerId, roomId, time, minutes, shiftDays } = input;
  const after: KeptPlan = {
    ...{ ...plan, practitionerId, roomId, time, minutes },
    shiftDays: plan.shiftDays + shiftDays,
  };
  await updateSeriesPlan(tx, row.id, { plan: JSON.stringify(after), version: row.version + 1 });
  const steps = await moveAll(tx, row.id, touched, moves, input, act);
  const { id: actId } = await record(tx, row.id, 'move', steps, plan, act);
  const visits = steps.filter(({ did }) => did === 'moved').length;
  return ended(tx, { seriesId: row.id, actId, visits, patientId: row.patientId }, act);
}

export async function cancel(tx: Tx, input: Inputs['series']['cancel'], act: Act): Promise<Done> {
  const { row, touched } = await scopeOf(tx, input, act);
  await assertSeen(tx, row, touched, input.seen, act);
  const plan = planOf(row);
  const steps: ActStep[] = [];
  for (const member of touched) {
    const { id } = member;
    const said = { ...known(member), reason: input.reason, by: input.by };
    const { version } = await cancelVisit(tx, said, act);
    await updatePlaceVersion(tx, id, version);
    steps.push({ appointmentId: id, did: 'cancelled', untouched: isUntouched(member), before: null });
  }
  await updateSeriesPlan(tx, row.id, { plan: row.plan, version: row.version + 1 });
  const { id: actId } = await record(tx, row.id, 'cancel', steps, plan, act);
  return ended(tx, { seriesId: row.id, actId, visits: steps.length, patientId: row.patientId }, act);
}

/** The visits that an act from this one reaches: none that has begun, is past or is off. */
async function scopeOf(
  db: Reader,
  { appointmentId, scope }: { appointmentId: string; scope: 'following' | 'all' },
  act: Act,
): Promise<{ row: SeriesRow; touched: Member[] }> {
  const { seriesId, status, seriesDate } = await appointmentRow(db, appointmentId);
  if (seriesId === null) throw new Refusal('NOT_FOUND', { what: 'series' });
  const members = await membersOf(db, seriesId, act);
  const touched = members.filter(
    (one) => !one.fixed && (scope === 'all' || one.seriesDate >= (seriesDate ?? '')),
  );
  if (touched.length === 0) throw new Refusal('WRONG_STATUS', { status });
  return { row: await seriesRow(db, seriesId), touched };
}

async function assertSeen(
  db: Reader,
  row: SeriesRow,
  touched: readonly Member[],
  seen: readonly { id: string; version: number }[],
  act: Act,
): Promise<void> {
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  if (versions.size === touched.length && touched.every(({ id, version }) => versions.get(id) === version))
    return;
  throw new Refusal('STALE_VERSION', {
    currentVersion: row.version,
    current: await open(db, { id: row.id }, act),
  });
}

interface Move {
  member: Member;
  visit: Assessed;
  from: readonly [string, string];
  to: readonly [string, string];
}

async function assessMove(
  db: Reader,
  touched: readonly Member[],
  input: Moving,
  choices: boolean,
  act: Act,
): Promise<{ assessed: Assessed[]; moves: Move[]; left: number }> {
  const said = new Map(input.decisions.map((one) => [one.appointmentId, one]));
  const moving = touched.filter(({ id, changed }) => {
    return !changed || input.changedToo || id === input.appointmentId;
  });
  const all = moving.map((one) => askedOf(one, input, said.get(one.id)));
  const aside = new Set(
    all.flatMap(({ appointmentId, decision }) => (decision === 'keep' ? [] : (appointmentId ?? []))),
  );
  const place = { ...input, patientId: touched[0]?.patientId ?? '' };
  const assessed = await assess(db, all, place, { aside, choices }, act);
  const moves = assessed.flatMap((visit, index): Move[] => {
    const member = moving[index];
    if (member === undefined || visit.startsAt === null || visit.decision === 'kept') return [];
    const from = reachOf(member.phases, member.startsAt, member.minutes);
    return [{ member, visit, from, to: reachOf(visit.asked.phases, visit.startsAt, input.minutes) }];
  });
  return { assessed, moves, left: touched.length - moving.length };
}

function askedOf(one: Member, { shiftDays, minutes }: Moving, said: MoveDecision | undefined): Asked {
  return {
    ...{ date: addDays(one.seriesDate, shiftDays), appointmentId: one.id, standsAt: one.startsAt },
    ...{ booked: false, phases: phasesFor(one.phases, minutes), decision: said?.act ?? null },
    ...{ startsAt: said?.startsAt ?? null, outsideHours: said?.outsideHours ?? false },
  };
}

async function moveAll(
  tx: Tx,
  seriesId: string,
  touched: readonly Member[],
  moves: readonly Move[],
  { practitionerId, roomId, time, minutes, shiftDays }: Moving,
  act: Act,
): Promise<ActStep[]> {
  const { zone } = act.clinic;
  const steps: ActStep[] = [];
  const versions = new Map(touched.map(({ id, version }) => [id, version]));
  const moved = new Set(moves.map(({ member }) => member.id));
  for (const { member, visit } of orderOfMoves(moves)) {
    const { id, version } = member;
    const start = spokenStart(visit.startsAt ?? member.startsAt, zone);
    const wish = { id, version, practitionerId, roomId, minutes, start };
    const said = { ...wish, outsideHours: visit.asked.outsideHours };
    versions.set(id, (await orClash(visit.date, moveVisit(tx, said, act))).version);
  }
  for (const member of touched) {
    const { id, patientId, startsAt } = member;
    const seriesDate = addDays(member.seriesDate, shiftDays);
    const visit = moves.find((one) => one.member.id === id)?.visit;
    const current = versions.get(id) ?? member.version;
    const version = await setSeries(tx, { id, patientId, version: current }, { seriesId, seriesDate }, act);
    const planned = plannedStart(seriesDate, time, visit?.startsAt ?? startsAt, zone);
    const place = { practitionerId, roomId, minutes, version, startsAt: planned };
    await putPlace(tx, id, { appointmentId: id, ...place });
    const did = moved.has(id) ? 'moved' : 'replanned';
    steps.push({ appointmentId: id, did, untouched: isUntouched(member), before: beforeOf(member) });
  }
  return steps;
}

function beforeOf({ startsAt, minutes, practitionerId, roomId, seriesDate, place }: Member): StepBefore {
  return {
    ...{ startsAt, minutes, practitionerId, roomId, seriesDate },
    place:
      place === null
        ? null
        : {
            startsAt: place.startsAt,
            minutes: place.minutes,
            practitionerId: place.practitionerId,
            roomId: place.roomId,
          },
  };
}

function isUntouched({ place, version }: Member): boolean {
  return place?.version === version;
}

function known({ id, version }: Member): { id: string; version: number } {
  return { id, version };
}
