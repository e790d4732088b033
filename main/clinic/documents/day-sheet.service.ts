import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db } from '../../db/schema.ts';
import { v7 as newId } from 'uuid';
import type { Act } from '../act.ts';
import { day, daySheetPdf, type DaySheetView } from '../appointments/service.ts';
import { mayNow } from '../may.ts';
import { overview, stationeryOf } from '../practice/service.ts';
import { alertsFor } from '../safety/service.ts';
import { list } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

type Visit = DaySheetView['practitioners'][number]['visits'][number];

/** The day on paper, for when the screens are dark. Alerts only for those who may read them. */
export async function daySheet(
  db: Db,
  input: { date: string; practitionerId: string | null },
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { appointments } = await day(db, { date: input.date }, act);
  const { rooms, appointmentTypes } = await overview(db);
  const mayRead = mayNow(act, 'safety.read');
  const columns: { name: string; visits: Visit[] }[] = [];
  for (const member of await list(db)) {
    const own = appointments.filter((one) => one.practitionerId === member.id && one.status !== 'cancelled');
    const wanted =
      input.practitionerId === null ? member.treats && !member.disabled : member.id === input.practitionerId;
    if (!wanted && (input.practitionerId !== null || own.length === 0)) continue;
    const visits: Visit[] = [];
    for (const one of own) {
      const type = appointmentTypes.find(({ id }) => id === one.typeId);
      const alerts = mayRead ? await alertsFor(db, one.patient.id, type?.techniques ?? [], [], [], act) : [];
      visits.push({
        startsAt: one.startsAt,
        endsAt: one.endsAt,
        patient: { name: one.patient.name, birthDate: one.patient.birthDate, number: one.patient.number },
        type: type?.name ?? '',
        room: rooms.find(({ id }) => id === one.roomId)?.name ?? '',
        status: one.status,
        alerts: alerts.filter(({ level, asked }) => level !== 'note' && asked).map(({ text }) => text),
        alertsHidden: !mayRead && one.patient.flagged,
        consent: one.consent,
        note: one.note,
      });
    }
    columns.push({
      name: member.displayName,
      visits: visits.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)),
    });
  }
  const bytes = await daySheetPdf(
    stationeryOf(act.clinic, resources),
    { date: input.date, practitioners: columns },
    { documentId: newId(), drawnAt: act.now },
  );
  return rendered(bytes, 'Day sheet', 'report', `day-sheet-${input.date}`);
}
