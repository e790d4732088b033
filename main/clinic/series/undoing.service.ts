import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import {
  appointmentRow,
  cancelVisit,
  moveVisit,
  phasesFor,
  setSeries,
  undoVisit,
} from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import { ended, orClash } from './ledger.service.ts';
import { type ActStep, type KeptPlan, orderOfMoves, reachOf, spokenStart } from './rules.ts';
import { findAct, findLastAct, markUndone, putPlace, updatePlaceVersion, updateSeriesPlan } from './store.ts';
import { membersOf, open, seriesRow } from './views.service.ts';

type Undoing = Inputs['series']['undo'];

/** Takes the last act on a series back as a whole; one visit that was touched since, or whose time is gone, refuses all. */
export async function undo(tx: Tx, { actId, reason }: Undoing, act: Act): Promise<Outputs['series']['undo']> {
  const done = await findAct(tx, actId);
  if (done === undefined) throw new Refusal('NOT_FOUND', { what: 'series' });
  const row = await seriesRow(tx, done.seriesId);
  const last = await findLastAct(tx, done.seriesId);
  if (last?.id !== done.id) throw new Refusal('WRONG_STATUS', { status: 'not-the-last' });
  const steps = JSON.parse(done.steps) as ActStep[];
  const members = new Map((await membersOf(tx, row.id, act)).map((one) => [one.id, one]));
  for (const { appointmentId } of steps) {
    const member = members.get(appointmentId);
    if (member === undefined || member.place?.version !== member.version)
      throw new Refusal('STALE_VERSION', {
        currentVersion: row.version,
        current: await open(tx, { id: row.id }, act),
      });
  }
  await backAll(tx, row.id, steps, reason, act);
  const planBefore = JSON.parse(done.planBefore) as KeptPlan;
  await updateSeriesPlan(tx, row.id, { plan: JSON.stringify(planBefore), version: row.version + 1 });
  await markUndone(tx, done.id, act.now);
  return ended(tx, { seriesId: row.id, actId, visits: steps.length, patientId: row.patientId }, act);
}

async function backAll(
  tx: Tx,
  seriesId: string,
  steps: readonly ActStep[],
  reason: string,
  act: Act,
): Promise<void> {
  for (const { id, version, before, date } of orderOfMoves(await movesBack(tx, seriesId, steps, act))) {
    const { practitionerId, roomId, minutes } = before;
    const start = spokenStart(before.startsAt, act.clinic.zone);
    const wish = { id, version, practitionerId, roomId, minutes, start, outsideHours: true };
    await orClash(date, moveVisit(tx, wish, act));
  }
  for (const step of steps) await stepBack(tx, seriesId, step, reason, act);
}

/** Whatever was touched before the act stays touched for the acts before it. */
async function stepBack(
  tx: Tx,
  seriesId: string,
  { appointmentId: id, did, untouched, before, courseSet = false }: ActStep,
  reason: string,
  act: Act,
): Promise<void> {
  const visit = await appointmentRow(tx, id);
  const { patientId, version, seriesDate } = visit;
  if (did === 'booked') await cancelVisit(tx, { id, version, reason, by: 'clinic' }, act);
  if (did === 'cancelled') {
    const back = await orClash(seriesDate ?? '', undoVisit(tx, { id, version }, act));
    await updatePlaceVersion(tx, id, untouched ? back.version : 0);
  }
  if (did === 'joined') {
    const apart = { seriesId: null, seriesDate: null, ...(courseSet && { courseId: null }) };
    await setSeries(tx, { id, patientId, version }, apart, act);
    await putPlace(tx, id, null);
  }
  if (before !== null) {
    const to = { seriesId, seriesDate: before.seriesDate };
    const now = await setSeries(tx, { id, patientId, version }, to, act);
    const place =
      before.place === null ? null : { appointmentId: id, ...before.place, version: untouched ? now : 0 };
    await putPlace(tx, id, place);
  }
}

async function movesBack(tx: Tx, seriesId: string, steps: readonly ActStep[], act: Act) {
  const members = await membersOf(tx, seriesId, act);
  return steps.flatMap((step) => {
    const { before } = step;
    const member = members.find(({ id }) => id === step.appointmentId);
    if (step.did !== 'moved' || before === null || member === undefined) return [];
    const from = reachOf(member.phases, member.startsAt, member.minutes);
    const to = reachOf(phasesFor(member.phases, before.minutes), before.startsAt, before.minutes);
    return [{ id: member.id, version: member.version, before, date: member.seriesDate, from, to }];
  });
}
