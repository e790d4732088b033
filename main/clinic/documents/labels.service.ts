import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { dateAt, dayBounds } from '../../../shared/rules/calendar.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { labelsPdf, patientHeader, patientIdentity, type LabelPerson } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** More than a box of sheets; a slip of the finger must not keep the desk waiting. */
const MOST_LABELS = 1000;

/** Address or file labels on a sheet or roll; drawn anew at every demand and filed nowhere. */
export async function labels(
  db: Db,
  { formatId, what, patientIds, start, copies }: Inputs['documents']['labels'],
  act: Act,
  { resources, reference }: DrawingRoom,
  /** Whose name stands over the address, where it is not the patient's. */
  addressees: ReadonlyMap<string, string> = new Map(),
): Promise<Outputs['documents']['labels']> {
  const format = reference.labels.get(formatId);
  if (format === undefined) throw new Refusal('INVALID', { field: 'formatId', problem: 'unknown' });
  if (start > format.columns * format.rows)
    throw new Refusal('INVALID', { field: 'start', problem: 'not-on-the-sheet' });
  const wanted = [...new Set(patientIds)];
  if (wanted.length * copies > MOST_LABELS)
    throw new Refusal('INVALID', { field: 'copies', problem: 'too-many' });
  const people: LabelPerson[] = [];
  const names = new Map<string, string>();
  for (const id of wanted) {
    const { name, number } = await patientHeader(db, id);
    people.push({ ...(await patientIdentity(db, id)), id, number, addressee: addressees.get(id) });
    names.set(id, name);
  }
  const [only, ...others] = wanted;
  if (only !== undefined && others.length === 0) act.about({ patientId: only });
  const today = dateAt(act.now, act.clinic.zone);
  // Dated by the day, so that the same order gives the same file all day long.
  const drawnAt = dayBounds(today, act.clinic.zone).from;
  const { bytes, title, remarks, ...sheets } = await labelsPdf(
    stationeryOf(act.clinic, resources),
    format,
    people,
    { what, start, copies, drawnAt },
  );
  const fileName = `${what}-labels-${formatId}-${today}`;
  return {
    ...rendered(bytes, title, 'report', fileName),
    ...sheets,
    remarks: remarks.map((one) => ({ ...one, name: names.get(one.patientId) ?? '' })),
  };
}
