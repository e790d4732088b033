import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { BoardRow } from '../../../shared/contract/board.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { day as dayOf, identitiesOf, visitTimesOf } from '../appointments/service.ts';
import { techniquesCovered } from '../consents/service.ts';
import { mayNow } from '../may.ts';
import { overview } from '../practice/service.ts';
import { stopsOf } from '../register/service.ts';
import { safetyBefore } from '../safety/service.ts';
import { lacking, rosterOf } from '../staff/service.ts';
import { openNotesBefore, sessionsOfAppointments } from '../treatments/service.ts';
import { checksOf, type Findings, isStillToBegin } from './rules.ts';

/** The whole board in one go: the number of readings does not grow with the number of visits. */
export async function day(
  db: Reader,
  { date }: { date: string },
  act: Act,
): Promise<Outputs['board']['day']> {
  const { zone, waitingLongMinutes, waitingTooLongMinutes, absentAfterMinutes } = act.clinic;
  const { appointments } = await dayOf(db, { date }, act);
  const ids = appointments.map(({ id }) => id);
  const times = await visitTimesOf(db, ids);
  const identities = await identitiesOf(db, ids);
  const open = new Set(
    (await sessionsOfAppointments(db, ids)).flatMap((one) => (one.signed ? [] : [one.appointmentId])),
  );
  const found = await findingsOf(
    db,
    appointments.filter(({ status }) => isStillToBegin(status)),
    date,
    act,
  );
  const may = {
    ...{ safety: mayNow(act, 'safety.read'), notes: mayNow(act, 'notes.read') },
    consents: mayNow(act, 'consents.read'),
  };
  const rows = appointments.map((visit): BoardRow => {
    const findings = found.get(visit.id);
    return {
      ...visit,
      arrivedAt: times.get(visit.id)?.arrivedAt ?? null,
      beganAt: times.get(visit.id)?.beganAt ?? null,
      identity: identities.get(visit.id) ?? null,
      noteOpen: open.has(visit.id),
      checks: findings === undefined ? [] : checksOf(findings, may),
    };
  });
  return {
    ...{ date, zone, now: act.now, rows },
    ...{ waitingLongMinutes, waitingTooLongMinutes, absentAfterMinutes },
  };
}

async function findingsOf(
  db: Reader,
  visits: readonly Appointment[],
  date: string,
  act: Act,
): Promise<Map<string, Findings>> {
  const types = new Map((await overview(db)).appointmentTypes.map((type) => [type.id, type.techniques]));
  const roster = await rosterOf(db);
  const planned = visits.map((visit) => ({
    id: visit.id,
    patientId: visit.patient.id,
    techniques: types.get(visit.typeId) ?? [],
    // What expires before the visit does not hold for it.
    at: visit.startsAt > act.now ? visit.startsAt : act.now,
  }));
  const safety = await safetyBefore(db, planned, act);
  const covered = await techniquesCovered(db, planned);
  const stops = mayNow(act, 'consents.read') ? await stopsOf(db, act) : new Map<string, never>();
  const notes = await openNotesBefore(
    db,
    planned.map(({ patientId }) => patientId),
    visits.map(({ id }) => id),
  );
  return new Map(
    visits.map((visit, index): [string, Findings] => {
      const techniques = types.get(visit.typeId) ?? [];
      const held = visit.consent === 'valid' || visit.consent === 'expiring';
      const isCovered = techniques.length === 0 ? held : covered.has(visit.id);
      return [
        visit.id,
        {
          openQuestions: safety[index]?.open ?? 0,
          contraindications: safety[index]?.stops ?? [],
          consent: isCovered
            ? visit.consent === 'expiring'
              ? 'expiring'
              : 'covered'
            : visit.consent === 'awaiting-countersign'
              ? 'awaiting-countersign'
              : 'missing',
          stops: isCovered ? [] : (stops.get(visit.patient.id) ?? []),
          lacks: lacking(roster, visit.practitionerId, techniques, date, act.reference),
          earlierNotes: (notes.get(visit.patient.id) ?? []).map(({ sessionId, startedAt }) => ({
            sessionId,
            date: dateAt(startedAt, act.clinic.zone),
          })),
        },
      ];
    }),
  );
}
