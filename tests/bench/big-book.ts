import { v7 as newId } from 'uuid';
import { newDraw } from '../../main/demo/random.ts';
import { addDays, readWallTime, weekday } from '../../shared/rules/calendar.ts';
import { claimsOf, layOut, plainPhases, type Phase } from '../../shared/rules/phases.ts';
import { giveCredentials } from '../clinic/case-clinic.ts';
import { harbourClinic, reference } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import type { BigClinic } from './big-clinic.ts';

/** A visit as the barest book would keep it. */
export interface BookedVisit {
  id: string;
  patient: number;
  practitioner: string;
  startsAt: string;
  endsAt: string;
}

export interface BigBook {
  practitioners: readonly string[];
  rooms: readonly string[];
  /** Needles rest while the practitioner sees somebody else; then the laser, then the room is cleaned. */
  laserTypeId: string;
  visits: readonly BookedVisit[];
  firstDay: string;
  lastDay: string;
  loadedIn: number;
}

const part = (name: string, minutes: number, change: Partial<Phase> = {}): Phase => ({
  name,
  minutes,
  practitioner: true,
  room: true,
  deviceKind: null,
  patient: true,
  stretches: false,
  ...change,
});

/** Half hours of a working day, 08:00 to 16:30. */
const places = 18;
const oftenTaken = 0.85;
/** Of the next ten working days: whoever looks for an opening has to look. */
const soonTaken = 0.97;

/**
 * Three years of visits of four practitioners, two years behind today and one ahead, or so many times that. Visits and
 * what they claim go in by bare statements: each by the contract would take as many waits for the disk. The database
 * refuses overlaps and unclaimed visits here as ever.
 */
export async function bigBook(clinic: BigClinic, today: string, times: number): Promise<BigBook> {
  const start = performance.now();
  const { practitioners, rooms, laserTypeId } = await equip(clinic);
  const firstDay = addDays(today, -730 * times);
  const lastDay = addDays(today, 365 * times);
  const raw = clinic.host.clinic?.store.raw;
  if (raw === undefined) throw new Error('the clinic is closed');
  const phases = [...plainPhases('Treatment', 25), part('Clean', 5, { practitioner: false, patient: false })];
  const claim = raw.prepare(
    'INSERT INTO appointmentClaims (id, appointmentId, holdId, resource, resourceId, startsAt, endsAt, overbookingId) VALUES (?, ?, NULL, ?, ?, ?, ?, NULL)',
  );
  const visit = raw.prepare(
    `INSERT INTO appointments (id, patientId, practitionerId, roomId, typeId, startsAt, endsAt, phases, status, statusAt, lateCancelled, note, courseId, seriesId, seriesDate, version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', NULL, NULL, NULL, 1)`,
  );
  const draw = newDraw(20_261_122, 'book');
  const planned = JSON.stringify(phases);
  const visits: BookedVisit[] = [];
  const bookMonth = raw.transaction((days: readonly string[]) => {
    for (const date of days) {
      const soon = date >= today && date < addDays(today, 14);
      const status = date < today ? 'left' : 'booked';
      for (let place = 0; place < places; place += 1) {
        for (const [index, practitioner] of practitioners.entries()) {
          if (!draw.chance(soon ? soonTaken : oftenTaken)) continue;
          const reading = readWallTime({ date, time: clockOf(480 + place * 30) }, harbourClinic.zone);
          if (reading.kind !== 'exact') continue;
          const spans = layOut(phases, reading.instant);
          const [treated] = spans;
          if (treated === undefined) continue;
          // Neighbours in time are far apart in the list: nobody is with two practitioners at once.
          const patient = (visits.length * 7919) % clinic.patientIds.length;
          const id = newId();
          const roomId = rooms[index] ?? null;
          const patientId = clinic.patientIds[patient] ?? '';
          for (const one of claimsOf(spans, { practitionerId: practitioner, roomId, patientId, units: {} }))
            claim.run(newId(), id, one.resource, one.resourceId, one.startsAt, one.endsAt);
          const { startsAt, endsAt } = treated;
          visit.run(
            ...[id, patientId, practitioner, roomId, clinic.people.appointmentTypeId],
            ...[startsAt, endsAt, planned, status, startsAt],
          );
          visits.push({ id, patient: patient + 1, practitioner, startsAt, endsAt });
        }
      }
    }
  });
  let month: string[] = [];
  for (let date = firstDay; date < lastDay; date = addDays(date, 1)) {
    if (weekday(date) < 6) month.push(date);
    if (month.length < 20) continue;
    bookMonth(month);
    month = [];
  }
  bookMonth(month);
  return {
    practitioners,
    rooms,
    laserTypeId,
    visits,
    firstDay,
    lastDay,
    loadedIn: performance.now() - start,
  };
}

/** Four practitioners with every credential, a room for each, two lasers. */
async function equip({
  owner,
  ids,
  people,
}: BigClinic): Promise<Pick<BigBook, 'practitioners' | 'rooms' | 'laserTypeId'>> {
  const every = reference.data.techniques.credentialTypes.map(({ id }) => id);
  const practitioners = [people.practitioner.id, ids['aiko'] ?? ''];
  for (const userName of ['ines', 'pieter']) {
    const member = {
      userName,
      displayName: `Dr ${userName}`,
      title: 'Physiotherapist',
      roles: ['practitioner' as const],
      treats: true,
    };
    practitioners.push((await owner.staff.add({ ...member, password: passwordOf('henrik') })).id);
  }
  for (const id of practitioners.slice(1)) await giveCredentials(owner, id, every);
  const rooms = people.roomId === null ? [] : [people.roomId];
  for (const name of ['Room 2', 'Room 3', 'Room 4']) rooms.push((await owner.practice.saveRoom({ name })).id);
  await owner.practice.saveDevice({
    kind: 'laser',
    name: 'Laser 904',
    serial: 'L-904-1',
    laserClass: '3B',
    lastPowerCheck: '2026-09-01',
  });
  const { id: laserTypeId } = await owner.practice.saveAppointmentType({
    name: 'Needles and laser',
    minutes: 45,
    tint: 'plum',
    techniques: ['dry-needling', 'low-level-laser'],
    phases: [
      part('Needle', 15, { stretches: true }),
      part('Rest', 15, { practitioner: false }),
      part('Laser', 15, { deviceKind: 'laser' }),
      part('Clean', 5, { practitioner: false, patient: false }),
    ],
  });
  return { practitioners, rooms, laserTypeId };
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
