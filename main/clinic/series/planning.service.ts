import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { SeriesDecision, SeriesPlan } from '../../../shared/contract/series.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Phase } from '../../../shared/rules/phases.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { appointmentRow, bookVisit, currentOf, phasesFor, setSeries } from '../appointments/service.ts';
import { appointmentTypeBy } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { requireCourse } from '../treatments/service.ts';
import { answered, assertFree, assess, type Asked, type Assessed } from './assessing.service.ts';
import { ended, orClash, record } from './ledger.service.ts';
import {
  type ActStep,
  datesOfExtension,
  datesOfPlan,
  type KeptPlan,
  plannedStart,
  spokenStart,
} from './rules.ts';
import { insertSeries, putPlace, updateSeriesPlan } from './store.ts';
import { planOf, seriesRow } from './views.service.ts';

type Planning = Inputs['series']['preview'];
type Done = Outputs['series']['book'];

export async function preview(db: Reader, input: Planning, act: Act): Promise<Outputs['series']['preview']> {
  return answered(await assessPlan(db, input, true, act));
}

export async function book(tx: Tx, input: Planning, act: Act): Promise<Done> {
  const visit = input.appointment === null ? null : await currentOf(tx, input.appointment, act);
  if (visit !== null && visit.status === 'cancelled')
    throw new Refusal('WRONG_STATUS', { status: visit.status });
  const assessed = await assessPlan(tx, input, false, act);
  assertFree(assessed);
  const { plan } = input;
  const seriesId = newId();
  const kept: KeptPlan = { ...plan, plannedTo: assessed.at(-1)?.date ?? plan.from, shiftDays: 0 };
  await insertSeries(tx, {
    ...{ id: seriesId, patientId: plan.patientId, courseId: plan.courseId, plan: JSON.stringify(kept) },
    ...{ plannedAt: act.now, plannedBy: act.who.userId, version: 1 },
  });
  const steps: ActStep[] = [];
  if (visit !== null) {
    const { id, startsAt, practitionerId, roomId } = visit;
    const seriesDate = dateAt(startsAt, act.clinic.zone);
    const minutes = (Date.parse(visit.endsAt) - Date.parse(startsAt)) / 60_000;
    const courseSet = visit.courseId === null && plan.courseId !== null;
    const joining = courseSet ? { courseId: plan.courseId } : {};
    const version = await setSeries(tx, visit, { seriesId, seriesDate, ...joining }, act);
    await putPlace(tx, id, { appointmentId: id, startsAt, minutes, practitionerId, roomId, version });
    steps.push({ appointmentId: id, did: 'joined', untouched: true, before: null, courseSet });
  }
  steps.push(...(await bookAll(tx, assessed, { seriesId, plan }, act)));
  const { id: actId } = await record(tx, seriesId, 'book', steps, kept, act);
  return ended(tx, { seriesId, actId, visits: steps.length, patientId: plan.patientId }, act);
}

export async function previewExtension(
  db: Reader,
  input: Inputs['series']['previewExtension'],
  act: Act,
): Promise<Outputs['series']['previewExtension']> {
  const { assessed } = await assessExtension(db, planOf(await seriesRow(db, input.id)), input, true, act);
  return answered(assessed);
}

export async function extend(tx: Tx, input: Inputs['series']['extend'], act: Act): Promise<Done> {
  const row = await seriesRow(tx, input.id);
  if (row.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  const plan = planOf(row);
  const { assessed, plannedTo } = await assessExtension(tx, plan, input, false, act);
  assertFree(assessed);
  const version = row.version + 1;
  await updateSeriesPlan(tx, row.id, { plan: JSON.stringify({ ...plan, plannedTo }), version });
  const steps = await bookAll(tx, assessed, { seriesId: row.id, plan }, act);
  const { id: actId } = await record(tx, row.id, 'extend', steps, plan, act);
  return ended(tx, { seriesId: row.id, actId, visits: steps.length, patientId: plan.patientId }, act);
}

async function assessPlan(
  db: Reader,
  { plan, appointment, decisions }: Planning,
  choices: boolean,
  act: Act,
): Promise<Assessed[]> {
  const visit = appointment === null ? null : await appointmentRow(db, appointment.id);
  if (visit !== null && visit.patientId !== plan.patientId)
    throw new Refusal('NOT_FOUND', { what: 'appointment' });
  if (visit !== null && visit.seriesId !== null)
    throw new Refusal('INVALID', { field: 'appointment', problem: 'in-series' });
  if (plan.courseId !== null) await requireCourse(db, plan.courseId, plan.patientId);
  const bookedOn = visit === null ? null : dateAt(visit.startsAt, act.clinic.zone);
  const phases = await phasesOfPlan(db, plan);
  const dates = datesOfPlan(plan, decisions, bookedOn);
  const all = dates.map((date): Asked => {
    const isVisit = date === bookedOn;
    return {
      ...askedOf(date, phases, isVisit ? [] : decisions),
      appointmentId: isVisit ? (visit?.id ?? null) : null,
      standsAt: isVisit ? (visit?.startsAt ?? null) : null,
      booked: isVisit,
    };
  });
  return assess(db, all, plan, { aside: new Set(), choices }, act);
}

async function assessExtension(
  db: Reader,
  plan: KeptPlan,
  { count, decisions }: { count: number; decisions: readonly SeriesDecision[] },
  choices: boolean,
  act: Act,
): Promise<{ assessed: Assessed[]; plannedTo: string }> {
  const phases = await phasesOfPlan(db, plan);
  const dates = datesOfExtension(plan, count, decisions);
  const all = dates.map(({ date }) => askedOf(date, phases, decisions));
  const assessed = await assess(db, all, plan, { aside: new Set(), choices }, act);
  return { assessed, plannedTo: dates.at(-1)?.ruleDate ?? plan.plannedTo };
}

async function phasesOfPlan(db: Reader, { typeId, minutes }: SeriesPlan): Promise<Phase[]> {
  const type = await appointmentTypeBy(db, typeId);
  if (type.retired) throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  return phasesFor(type.phases, minutes);
}

function askedOf(date: string, phases: readonly Phase[], decisions: readonly SeriesDecision[]): Asked {
  const said = decisions.find((one) => one.date === date);
  return {
    ...{ date, phases, appointmentId: null, standsAt: null, booked: false },
    ...{ decision: said?.act ?? null, startsAt: said?.startsAt ?? null },
    outsideHours: said?.outsideHours ?? false,
  };
}

async function bookAll(
  tx: Tx,
  assessed: readonly Assessed[],
  { seriesId, plan }: { seriesId: string; plan: SeriesPlan },
  act: Act,
): Promise<ActStep[]> {
  const { zone } = act.clinic;
  const steps: ActStep[] = [];
  for (const { date, startsAt, decision, asked } of assessed) {
    if (asked.booked || decision === 'skipped' || startsAt === null) continue;
    const { patientId, practitionerId, roomId, typeId, minutes, note, courseId } = plan;
    const wish = { patientId, practitionerId, roomId, typeId, minutes, note, courseId };
    const said = { start: spokenStart(startsAt, zone), outsideHours: asked.outsideHours };
    const of = { seriesId, seriesDate: date };
    const { id, version } = await orClash(date, bookVisit(tx, { ...wish, ...said }, act, of));
    const place = {
      minutes,
      practitionerId,
      roomId,
      startsAt: plannedStart(date, plan.time, startsAt, zone),
    };
    await putPlace(tx, id, { appointmentId: id, ...place, version });
    steps.push({ appointmentId: id, did: 'booked', untouched: true, before: null });
  }
  if (steps.length === 0) throw new Refusal('INVALID', { field: 'plan', problem: 'no-dates' });
  return steps;
}
