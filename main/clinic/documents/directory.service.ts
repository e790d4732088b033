import { v7 as newId } from 'uuid';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { directoryPdf, find } from '../directory/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** Who here offers what, as it was narrowed. */
export async function directory(
  db: Db,
  filter: Inputs['documents']['directory'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const entries = await find(db, filter, act);
  const bytes = await directoryPdf(
    stationeryOf(act.clinic, resources),
    { entries, traditional: filter.traditional },
    { documentId: newId(), drawnAt: act.now },
  );
  const title = filter.traditional ? 'Traditional acupuncture' : 'Practitioners';
  return rendered(bytes, title, 'report', 'practitioners');
}
