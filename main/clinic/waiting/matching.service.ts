import type { Opening } from '../../../shared/contract/slots.ts';
import type { FreedPlace, Wish } from '../../../shared/contract/waiting.ts';
import { dateAt, minutesBetween, wallTimeAt } from '../../../shared/rules/calendar.ts';
import { millisOf, minutesOf } from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { firstOpening, givenUp } from '../appointments/service.ts';
import { overview } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { maySuit } from './rules.ts';
import { list } from './views.service.ts';

type Matches = FreedPlace['matches'];
interface Place {
  practitionerId: string;
  startsAt: string;
  endsAt: string;
}

/** Places that were given up and that somebody on the list could have. */
export async function freed(
  db: Reader,
  { appointmentId }: { appointmentId?: string | undefined },
  act: Act,
): Promise<FreedPlace[]> {
  const places = await givenUp(db, act, appointmentId);
  if (places.length === 0) return [];
  const wishes = await open(db, act);
  const found: FreedPlace[] = [];
  for (const place of places) {
    const suiting = await matchesFor(db, place, wishes, act);
    if (suiting.length > 0) found.push({ ...place, matches: suiting });
  }
  return found;
}

/** Who could begin with this practitioner between the two instants. */
export async function matches(
  db: Reader,
  { practitionerId, from, to }: { practitionerId: string; from: string; to: string },
  act: Act,
): Promise<Matches> {
  if (to <= from) throw new Refusal('INVALID', { field: 'to', problem: 'before-start' });
  return matchesFor(db, { practitionerId, startsAt: from, endsAt: to }, await open(db, act), act);
}

/** Who waits and can be called: kinds of visit that are no longer booked, and who has died, wait for nothing. */
async function open(db: Reader, act: Act): Promise<Wish[]> {
  const kinds = new Set(
    (await overview(db)).appointmentTypes.filter(({ retired }) => !retired).map(({ id }) => id),
  );
  return (await list(db, {}, act)).filter(({ typeId, patient }) => kinds.has(typeId) && !patient.deceased);
}

async function matchesFor(db: Reader, place: Place, wishes: readonly Wish[], act: Act): Promise<Matches> {
  const begins = wallTimeAt(place.startsAt, act.clinic.zone);
  const from = minutesOf(begins.time);
  const times = {
    ...{ practitionerId: place.practitionerId, date: begins.date, from },
    to: from + minutesBetween(place.startsAt, place.endsAt),
  };
  // The whole of a day's last window is looked at; a visit may begin in the place and end after it.
  const reaching = { ...times, to: Math.max(times.to, from + 5) };
  const suiting: Matches = [];
  for (const wish of wishes) {
    if (!maySuit(wish, reaching)) continue;
    const opening = await openingFor(db, wish, place, act);
    if (opening !== null) suiting.push({ wish, opening });
  }
  return suiting;
}

/** The first start within the place that the book would take for this wish. */
async function openingFor(db: Reader, wish: Wish, place: Place, act: Act): Promise<Opening | null> {
  const { zone } = act.clinic;
  const lastDay = dateAt(place.endsAt, zone);
  const asked = {
    ...{ typeId: wish.typeId, patientId: wish.patient.id, practitionerIds: [place.practitionerId] },
    ...(wish.minutes === null ? {} : { minutes: wish.minutes }),
    ...{ rooms: 'any' as const, weekdays: wish.weekdays, windows: wish.windows, step: 5, count: 1 },
    from: wish.from > dateAt(place.startsAt, zone) ? wish.from : dateAt(place.startsAt, zone),
    until: wish.until !== null && wish.until < lastDay ? wish.until : lastDay,
  };
  try {
    const opening = await firstOpening(db, asked, millisOf(place.startsAt), act);
    if (opening === null || opening.startsAt >= place.endsAt || opening.lacks.length > 0) return null;
    return opening;
  } catch (error) {
    // A unit that is out, a practitioner who has left: nobody can have this place.
    if (error instanceof Refusal) return null;
    throw error;
  }
}
