import { today, type Seeding } from './seed.ts';

const phase = (
  name: string,
  minutes: number,
  change: Partial<{
    practitioner: boolean;
    room: boolean;
    deviceKind: 'laser' | null;
    patient: boolean;
    stretches: boolean;
  }> = {},
) => ({
  ...{ name, minutes, practitioner: true, room: true, deviceKind: null, patient: true, stretches: false },
  ...change,
});

export interface BookDay {
  resting: string;
  beside: string;
  over: string;
  laserVisit: string;
  room1: string;
  room2: string;
  laser: string;
}

/** A Monday with everything that a book can show: parts, rest, a laser, leave, a holiday, a closed room, one too many. */
export async function bookDay({ as, ids, people }: Seeding): Promise<BookDay> {
  const owner = await as('nomsa');
  const rosa = await as('rosa');
  const { rooms, devices } = await owner.practice.overview();
  const [room1 = '', room2 = ''] = rooms.map(({ id }) => id);
  const laser = devices[0]?.id ?? '';
  const needling = await owner.practice.saveAppointmentType({
    ...{ name: 'Needling with rest', minutes: 45, tint: 'plum', techniques: ['dry-needling'] },
    phases: [
      phase('Prepare', 5, { practitioner: false, patient: false }),
      phase('Needle', 20, { stretches: true }),
      phase('Rest', 15, { practitioner: false }),
      phase('Remove', 10),
      phase('Clean', 10, { practitioner: false, patient: false }),
    ],
  });
  const withLaser = await owner.practice.saveAppointmentType({
    ...{ name: 'Laser', minutes: 30, tint: 'sky', techniques: ['low-level-laser'] },
    phases: [
      phase('Look', 10, { stretches: true }),
      phase('Laser', 20, { practitioner: false, deviceKind: 'laser' }),
    ],
  });
  const book = (
    patient: string,
    practitioner: string,
    time: string,
    more: Partial<{
      typeId: string;
      roomId: string;
      minutes: number;
      date: string;
      reason: string;
      note: string;
    }> = {},
  ) =>
    (more.reason === undefined ? rosa : owner).appointments.book({
      ...{ patientId: ids[patient] ?? '', practitionerId: ids[practitioner] ?? '' },
      ...{ roomId: more.roomId ?? null, typeId: more.typeId ?? people.appointmentTypeId },
      ...{ start: { date: more.date ?? today, time }, minutes: more.minutes ?? 30, note: more.note ?? '' },
      ...(more.reason === undefined ? {} : { exception: { reason: more.reason } }),
    });
  const resting = await book('lukasz', 'henrik', '09:00', {
    typeId: needling.id,
    roomId: room1,
    minutes: 45,
  });
  const beside = await book('siobhan', 'henrik', '09:20', { roomId: room2, minutes: 15 });
  const laserVisit = await book('jurgen', 'aiko', '10:00', { typeId: withLaser.id, roomId: room2 });
  await book('suharti', 'aiko', '11:00', { typeId: withLaser.id, roomId: room1, minutes: 45 });
  await book('jurgen', 'henrik', '13:00', { note: 'brings MRI' });
  const over = await book('suharti', 'henrik', '13:15', { reason: 'in great pain' });
  await book('siobhan', 'henrik', '15:00', { typeId: needling.id, roomId: room1, minutes: 60 });
  for (const [index, date] of ['2026-11-24', '2026-11-25', '2026-11-26'].entries()) {
    await book('lukasz', 'henrik', `0${8 + (index % 2)}:30`, { date, typeId: needling.id, minutes: 45 });
    await book('jurgen', 'henrik', '11:00', { date });
    await book('suharti', 'aiko', '14:00', { date, typeId: withLaser.id });
  }
  const off = await book('jurgen', 'aiko', '16:00');
  await rosa.appointments.cancel({ id: off.id, version: off.version, reason: 'Ill', by: 'patient' });
  const closed = (
    kind: 'leave' | 'room-closed' | 'device-out',
    resourceId: string,
    date: string,
    [from, to]: [string, string],
    label: string,
  ) =>
    owner.hours.saveClosure({ kind, resourceId, from: { date, time: from }, to: { date, time: to }, label });
  await closed('leave', ids['aiko'] ?? '', today, ['12:00', '14:00'], 'Dentist');
  await closed('room-closed', room2, today, ['13:00', '18:00'], 'Painters');
  await closed('device-out', laser, today, ['14:00', '16:00'], 'Power check');
  await closed('leave', ids['henrik'] ?? '', '2026-11-27', ['00:00', '24:00'], 'Annual leave');
  await owner.hours.saveHoliday({
    from: { date: '2026-12-16', time: '00:00' },
    to: { date: '2026-12-16', time: '24:00' },
    label: 'Day of Reconciliation',
  });
  return {
    resting: resting.id,
    beside: beside.id,
    over: over.id,
    laserVisit: laserVisit.id,
    room1,
    room2,
    laser,
  };
}
