import type { Wish } from '../../../shared/contract/waiting.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { upcomingOf } from '../appointments/service.ts';
import { linesOf } from '../patients/service.ts';
import { byUrgency, stateOf } from './rules.ts';
import { findOffers, findWishes, type WishRow } from './store.ts';

/** Urgent first, then the longest waiting; without `all` only those that still wait. */
export async function list(db: Reader, input: Inputs['waiting']['list'], act: Act): Promise<Wish[]> {
  const wishes = await wishesFrom(db, await findWishes(db, input), act);
  return byUrgency(input.all === true ? wishes : wishes.filter(({ state }) => state === 'waiting'));
}

async function wishesFrom(
  db: Reader,
  rows: readonly (WishRow & { byName: string })[],
  act: Act,
): Promise<Wish[]> {
  const { zone } = act.clinic;
  const today = dateAt(act.now, zone);
  const lines = await linesOf(
    db,
    rows.map(({ patientId }) => patientId),
    act,
  );
  const offers = Map.groupBy(
    await findOffers(
      db,
      rows.map(({ id }) => id),
    ),
    ({ wishId }) => wishId,
  );
  const waiting = rows.filter(({ state }) => state === 'waiting').map(({ patientId }) => patientId);
  const booked = Map.groupBy(await upcomingOf(db, waiting, act), ({ patientId }) => patientId);
  return rows.flatMap((row): Wish[] => {
    const patient = lines.get(row.patientId);
    if (patient === undefined) return [];
    const { id, typeId, minutes, urgency, note, appointmentId, recordedAt, version } = row;
    const said = { from: row.fromDate, until: row.untilDate };
    const state = stateOf({ state: row.state, until: row.untilDate }, today);
    const met = (booked.get(row.patientId) ?? []).find(
      (visit) =>
        visit.typeId === typeId &&
        dateAt(visit.startsAt, zone) >= said.from &&
        dateAt(visit.startsAt, zone) <= (said.until ?? addDays(today, 3660)),
    );
    return [
      {
        ...{
          id,
          patient,
          typeId,
          minutes,
          urgency,
          note,
          state,
          appointmentId,
          recordedAt,
          version,
          ...said,
        },
        practitionerIds: JSON.parse(row.practitionerIds) as string[],
        weekdays: JSON.parse(row.weekdays) as number[],
        windows: JSON.parse(row.windows) as Wish['windows'],
        recordedBy: { id: row.recordedBy, name: row.byName },
        alreadyBooked:
          state !== 'waiting' || met === undefined ? null : { id: met.id, startsAt: met.startsAt },
        offers: (offers.get(id) ?? []).map((offer) => ({
          ...{ id: offer.id, at: offer.at, by: offer.byName, outcome: offer.outcome },
          ...{ practitionerId: offer.practitionerId, startsAt: offer.startsAt },
        })),
      },
    ];
  });
}
