import type { Store } from '../../main/db/open.ts';

export interface RawVisit {
  patientId: string;
  practitionerId: string;
  roomId: string | null;
  typeId: string;
  startsAt: string;
  endsAt: string;
}

const phases = JSON.stringify([
  { name: 'Visit', practitioner: true, room: true, deviceKind: null, patient: true, stretches: true },
]);

/** A visit written past every service: what it keeps busy first, then its row, in one transaction. */
export function writeVisit(raw: Store['raw'], visit: RawVisit, id: string = crypto.randomUUID()): string {
  const { patientId, practitionerId, roomId, typeId, startsAt, endsAt } = visit;
  const claim = raw.prepare(
    'INSERT INTO appointmentClaims (id, appointmentId, resource, resourceId, startsAt, endsAt) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const write = raw.transaction(() => {
    claim.run(crypto.randomUUID(), id, 'practitioner', practitionerId, startsAt, endsAt);
    if (roomId !== null) claim.run(crypto.randomUUID(), id, 'room', roomId, startsAt, endsAt);
    claim.run(crypto.randomUUID(), id, 'patient', patientId, startsAt, endsAt);
    raw
      .prepare(
        `INSERT INTO appointments (id, patientId, practitionerId, roomId, typeId, startsAt, endsAt, phases, status, statusAt, lateCancelled, note, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'booked', '2026-11-23T07:00:00.000Z', 0, '', 1)`,
      )
      .run(id, patientId, practitionerId, roomId, typeId, startsAt, endsAt, phases);
  });
  write.immediate();
  return id;
}
