import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { aftercarePdf, aftercareView, emergencyCardPdf } from '../aftercare/service.ts';
import { ageRuleOf } from '../consents/service.ts';
import { eventBy, eventReportPdf, settings, visitOf } from '../events/service.ts';
import { patientHeader, patientIdentity } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { letterBy, letterTo, open, recallLettersPdf, recallListPdf } from '../recall/service.ts';
import { Refusal } from '../refusal.ts';
import { sessionBy } from '../treatments/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';
import { labels } from './labels.service.ts';

type Input<K extends keyof Inputs['documents']> = Inputs['documents'][K];

/** Drawn anew each time: what is told follows what was done. */
export async function aftercare(
  db: Db,
  { id }: Input<'aftercare'>,
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const session = await sessionBy(db, id, act);
  const view = await aftercareView(db, session, act);
  act.about({ patientId: session.patientId, entityId: id });
  const bytes = await aftercarePdf(stationeryOf(act.clinic, resources), view, sheet(act));
  return rendered(bytes, 'After your treatment', 'report', 'after-your-treatment');
}

export async function emergencyCard(
  db: Db,
  _: unknown,
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { emergencyCard: text } = await settings(db);
  if (text.trim() === '') throw new Refusal('DRAFT_INCOMPLETE', { missing: ['emergencyCard'] });
  act.about({ entityId: 'emergency-card', action: 'E' });
  const bytes = await emergencyCardPdf(stationeryOf(act.clinic, resources), text, sheet(act));
  return rendered(bytes, 'Emergency card', 'report', 'emergency-card');
}

export async function eventReport(
  db: Db,
  { id }: Input<'eventReport'>,
  act: Act,
  { resources, reference }: DrawingRoom,
): Promise<Rendered> {
  const event = await eventBy(db, id, act);
  const patient = await patientHeader(db, event.patientId);
  act.about({ patientId: event.patientId, entityId: id });
  const stationery = stationeryOf(act.clinic, resources);
  const visitAt = await visitOf(db, event);
  const bytes = await eventReportPdf(stationery, reference, { event, patient, visitAt }, sheet(act));
  return rendered(bytes, 'Report of an event', 'report', `event-${event.happenedOn}`);
}

export async function recallList(
  db: Db,
  { id }: Input<'recallList'>,
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { head, contacts, finding } = await open(db, { id }, act);
  const bytes = await recallListPdf(
    stationeryOf(act.clinic, resources),
    { head, contacts, exposures: finding.exposures, truncated: finding.truncated },
    sheet(act),
  );
  return rendered(bytes, 'Recall', 'report', `recall-${dateAt(head.at, act.clinic.zone)}`);
}

/** The letters as they were written, one after the other, and the labels for their envelopes in the same order. */
export async function recallPost(
  db: Db,
  { id, formatId, start }: Input<'recallPost'>,
  act: Act,
  room: DrawingRoom,
): Promise<Outputs['documents']['recallPost']> {
  const { letter, patientIds } = await letterBy(db, id);
  const to = [];
  const on = dateAt(letter.at, act.clinic.zone);
  const { aloneFrom } = ageRuleOf(act.clinic.jurisdiction);
  const addressees = new Map<string, string>();
  for (const patientId of patientIds) {
    const header = await patientHeader(db, patientId);
    const { addressLines, guardians } = await patientIdentity(db, patientId);
    const addressee =
      ageOn(header.birthDate, on) < aloneFrom ? guardianOf(header.name, guardians) : header.name;
    addressees.set(patientId, addressee);
    to.push({ ...header, addressee, addressLines: addressLines.filter((line) => line.trim() !== '') });
  }
  const bytes = await recallLettersPdf(
    stationeryOf(act.clinic, room.resources),
    { on, subject: letter.subject, text: letter.text, from: { name: letter.by, title: letter.byTitle }, to },
    { documentId: letter.id, drawnAt: letter.at },
  );
  const onLabels = await labels(
    db,
    { formatId, what: 'address', patientIds, start, copies: 1 },
    act,
    room,
    addressees,
  );
  act.about({ entityId: letter.recallId, action: 'E' });
  return { letters: rendered(bytes, 'Recall letters', 'report', `recall-letters-${on}`), labels: onLabels };
}

/** To whom a letter about a child goes: whoever may decide for it, otherwise whoever is named, in words where nobody is. */
function guardianOf(child: string, guardians: readonly { name: string; mayConsent: boolean }[]): string {
  const named = guardians.find(({ mayConsent }) => mayConsent) ?? guardians[0];
  return named?.name ?? letterTo(child);
}

function sheet({ now }: Act): { documentId: string; drawnAt: string } {
  return { documentId: newId(), drawnAt: now };
}
