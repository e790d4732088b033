import { v7 as newId } from 'uuid';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Span } from '../../../shared/rules/wall-clock.ts';
import type { Db, Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import {
  day,
  daySheetPdf,
  freeTimes,
  heldBy,
  restingIn,
  stretches,
  type DaySheetList,
} from '../appointments/service.ts';
import { openTimes } from '../hours/service.ts';
import { mayNow } from '../may.ts';
import { overview, roomBy, stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { alertsFor } from '../safety/service.ts';
import { list } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

type Visit = DaySheetList['visits'][number];
type Kind = DaySheetList['kind'];

/** What a list says of people, rooms and kinds by their ids. */
interface Names {
  types: ReadonlyMap<string, { name: string; techniques: readonly string[] }>;
  rooms: ReadonlyMap<string, string>;
  devices: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

/** The day on paper, for when the screens are dark: of the clinic, of one practitioner or of one room. */
export async function daySheet(
  db: Db,
  { date, practitionerId, roomId }: Inputs['documents']['daySheet'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  if (practitionerId !== null && roomId !== null && roomId !== undefined)
    throw new Refusal('INVALID', { field: 'roomId', problem: 'one-or-the-other' });
  const { appointments } = await day(db, { date }, act);
  const { rooms, devices, appointmentTypes } = await overview(db);
  const team = await list(db);
  const names: Names = {
    types: new Map(appointmentTypes.map((type) => [type.id, type])),
    rooms: new Map(rooms.map(({ id, name }) => [id, name])),
    devices: new Map(devices.map(({ id, name }) => [id, name])),
    people: new Map(team.map(({ id, displayName }) => [id, displayName])),
  };
  const lists: DaySheetList[] = [];
  if (roomId !== null && roomId !== undefined) {
    const { name } = await roomBy(db, roomId);
    const own = appointments.filter((one) => one.roomId === roomId);
    lists.push(await listOf(db, 'room', name, own, null, names, act));
  } else {
    if (practitionerId !== null && !names.people.has(practitionerId))
      throw new Refusal('NOT_FOUND', { what: 'practitioner' });
    const wanted = team.filter(({ id, treats, disabled }) =>
      practitionerId === null
        ? (treats && !disabled) || appointments.some((one) => one.practitionerId === id)
        : id === practitionerId,
    );
    const hours = await openTimes(
      db,
      wanted.map(({ id }) => id),
      [],
      [],
      { from: date, to: date },
      act,
    );
    for (const { id, displayName } of wanted) {
      const own = appointments.filter((one) => one.practitionerId === id);
      const open = hours.practitioners.get(id) ?? [];
      lists.push(await listOf(db, 'practitioner', displayName, own, open, names, act));
    }
  }
  const bytes = await daySheetPdf(
    stationeryOf(act.clinic, resources),
    { date, lists },
    { documentId: newId(), drawnAt: act.now },
  );
  return rendered(bytes, 'Day sheet', 'report', `day-sheet-${date}`);
}

async function listOf(
  db: Reader,
  kind: Kind,
  name: string,
  own: readonly Appointment[],
  open: readonly Span[] | null,
  names: Names,
  act: Act,
): Promise<DaySheetList> {
  const standing = own.filter(({ status }) => status !== 'cancelled');
  const visits: Visit[] = [];
  for (const one of standing) visits.push(await visitOf(db, kind, one, names, act));
  const holding = standing.filter(({ status }) => status !== 'did-not-attend');
  return {
    kind,
    name,
    open: open === null ? null : stretches(open),
    free: freeTimes(
      open,
      holding.flatMap((one) => heldBy(one, kind)),
    ),
    visits,
    cancelled: own
      .filter(({ status }) => status === 'cancelled')
      .map(({ startsAt, patient, lateCancelled }) => ({
        startsAt,
        name: patient.name,
        number: patient.number,
        late: lateCancelled,
      })),
  };
}

/** Alerts only for those who may read them. */
async function visitOf(db: Reader, kind: Kind, one: Appointment, names: Names, act: Act): Promise<Visit> {
  const type = names.types.get(one.typeId);
  const mayRead = mayNow(act, 'safety.read');
  const alerts = mayRead
    ? await alertsFor(db, one.patient.id, [...(type?.techniques ?? [])], [], [], act)
    : [];
  const units = new Set(one.phases.map(({ deviceId }) => deviceId).filter((id) => id !== null));
  const beside = kind === 'room' ? names.people.get(one.practitionerId) : names.rooms.get(one.roomId ?? '');
  return {
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    held: heldBy(one, kind),
    resting: restingIn(one),
    patient: { name: one.patient.name, birthDate: one.patient.birthDate, number: one.patient.number },
    type: type?.name ?? '',
    place: [beside ?? '', ...[...units].map((id) => names.devices.get(id) ?? '')].filter(
      (text) => text !== '',
    ),
    status: one.status,
    overbooked: one.overbooked?.reason ?? null,
    alerts: alerts.filter(({ level, asked }) => level !== 'note' && asked).map(({ text }) => text),
    alertsHidden: !mayRead && one.patient.flagged,
    consent: one.consent,
    note: one.note,
  };
}
