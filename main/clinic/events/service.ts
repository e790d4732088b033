import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { AdverseEvent } from '../../../shared/contract/events.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientHeader } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { announceReopening } from '../reopenings/service.ts';
import { findEvents, insertEvent, isOfPatient } from './store.ts';

/** Takes down what happened. A serious event stops the patient's consents and pauses its course; the store sees to that itself. */
export async function report(tx: Tx, input: Inputs['events']['report'], act: Act): Promise<AdverseEvent> {
  const { patientId, courseId, sessionId, happenedOn } = input;
  const { birthDate } = await patientHeader(tx, patientId);
  if (courseId !== null && !(await isOfPatient(tx, 'courses', courseId, patientId)))
    throw new Refusal('NOT_FOUND', { what: 'course' });
  if (sessionId !== null && !(await isOfPatient(tx, 'treatmentSessions', sessionId, patientId)))
    throw new Refusal('NOT_FOUND', { what: 'session' });
  if (happenedOn > dateAt(act.now, act.clinic.zone))
    throw new Refusal('INVALID', { field: 'happenedOn', problem: 'in-future' });
  if (happenedOn < birthDate) throw new Refusal('INVALID', { field: 'happenedOn', problem: 'before-birth' });
  const words = input.words.trim();
  if (words === '') throw new Refusal('INVALID', { field: 'words', problem: 'empty' });
  const event = { ...input, words, id: newId(), reportedBy: act.who.displayName, at: act.now };
  await insertEvent(tx, event);
  act.about({ patientId, entityId: event.id, action: 'C' });
  announceReopening(patientId, act);
  return event;
}

export async function ofPatient(
  db: Reader,
  { patientId }: Inputs['events']['ofPatient'],
  act: Act,
): Promise<AdverseEvent[]> {
  act.about({ patientId });
  return findEvents(db, patientId);
}
