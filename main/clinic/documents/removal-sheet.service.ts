import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { ofPatient } from '../appointments/service.ts';
import { removalSheetPdf, sheetOf } from '../needles/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { list } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** What a patient takes home with a needle still in. */
export async function removalSheet(
  db: Db,
  { patientId }: Inputs['documents']['removalSheet'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { words, ...sheet } = await sheetOf(db, patientId, act);
  const [next] = (await ofPatient(db, { patientId }, act))
    .filter(({ status, startsAt }) => status === 'booked' && startsAt > act.now)
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const members = new Map((await list(db)).map((member) => [member.id, member.displayName]));
  act.about({ patientId });
  const bytes = await removalSheetPdf(
    { ...stationeryOf(act.clinic, resources), words: words.paper },
    {
      ...sheet,
      nextVisit:
        next === undefined
          ? null
          : { startsAt: next.startsAt, practitioner: members.get(next.practitionerId) ?? '' },
    },
    { documentId: newId(), drawnAt: act.now },
    words.removal,
  );
  return rendered(bytes, 'Removal sheet', 'report', `removal-sheet-${dateAt(act.now, act.clinic.zone)}`);
}
