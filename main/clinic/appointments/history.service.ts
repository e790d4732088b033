import type {
  AppointmentStatus,
  IdentityItem,
  Reliability,
  VisitStep,
} from '../../../shared/contract/appointments.ts';
import { addMonths, dateAt, dayBounds } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { requirePatient } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import {
  findIdentityChecks,
  findOverbookingAt,
  findSteps,
  findStepsOfPatient,
  findTimes,
  type StepRow,
} from './history.store.ts';
import { countMissed } from './missed.rules.ts';
import { findAppointment } from './store.ts';

/** Everything that was done with one visit, oldest first. */
export async function history(db: Reader, { id }: { id: string }, act: Act): Promise<VisitStep[]> {
  const row = await findAppointment(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'appointment' });
  act.about({ patientId: row.patientId, entityId: id, version: row.version });
  const steps = await findSteps(db, id);
  const undone = new Set(steps.map(({ undoes }) => undoes));
  const identity = (await findIdentityChecks(db, [id])).map((check): VisitStep => ({
    ...{ id: check.id, at: check.at, by: { id: check.by, name: check.byName }, kind: 'identity' },
    ...{ from: null, to: null, reason: '', askedBy: null, noticeMinutes: null, late: false, waived: null },
    ...{ formerly: null, confirmed: JSON.parse(check.items) as IdentityItem[], undone: false },
  }));
  return [...steps.map((step) => stepOf(step, undone.has(step.id))), ...identity].toSorted((a, b) =>
    a.at === b.at ? a.id.localeCompare(b.id) : a.at < b.at ? -1 : 1,
  );
}

/** How the patient has kept to visits within the last twelve months. */
export async function reliability(
  db: Reader,
  { patientId }: { patientId: string },
  act: Act,
): Promise<Reliability> {
  await requirePatient(db, patientId);
  const { zone } = act.clinic;
  const since = addMonths(dateAt(act.now, zone), -12);
  const steps = await findStepsOfPatient(db, patientId, dayBounds(since, zone).from);
  return { since, ...countMissed(steps, zone) };
}

/** When the patient came and when the treatment began, as far as it was not taken back. */
export async function visitTimesOf(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { arrivedAt: string | null; beganAt: string | null }>> {
  const steps = ids.length === 0 ? [] : await findTimes(db, ids);
  const undone = new Set(steps.map(({ undoes }) => undoes));
  const standing = steps.filter(({ id, undoes }) => undoes === null && !undone.has(id));
  const byVisit = Map.groupBy(standing, ({ appointmentId }) => appointmentId);
  return new Map(
    [...byVisit].map(([id, of]) => {
      const first = (status: string) => of.find(({ toStatus }) => toStatus === status)?.at ?? null;
      return [id, { arrivedAt: first('arrived'), beganAt: first('in-treatment') }];
    }),
  );
}

/** The overbooking with which the visit took its present place; null when it stands over nothing. */
export async function standingOverbooking(db: Reader, appointmentId: string): Promise<string | null> {
  const steps = await findSteps(db, appointmentId);
  const placed = steps.findLast(({ fromStatus, formerly }) => fromStatus === null || formerly !== null);
  if (placed === undefined) return null;
  return (await findOverbookingAt(db, appointmentId, placed.at))?.id ?? null;
}

function stepOf(step: StepRow, undone: boolean): VisitStep {
  const { cancelledBy, noticeMinutes, waived } = step;
  const kind =
    step.undoes !== null
      ? 'undone'
      : step.formerly !== null
        ? 'moved'
        : (step.toStatus as Exclude<AppointmentStatus, 'booked'>);
  return {
    ...{ id: step.id, at: step.at, by: { id: step.by, name: step.byName }, kind },
    from: step.fromStatus as AppointmentStatus | null,
    to: step.toStatus as AppointmentStatus,
    ...{ reason: step.reason, askedBy: cancelledBy, noticeMinutes, waived },
    late: step.late === 1,
    formerly: step.formerly === null ? null : (JSON.parse(step.formerly) as VisitStep['formerly']),
    confirmed: [],
    undone,
  };
}
