import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import {
  type AdverseEvent,
  type AfterwardsSettings,
  afterwardsSettings,
  type EventDetails,
  type EventFollowUp,
} from '../../../shared/contract/events.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientHeader } from '../patients/service.ts';
import { noteMentions } from '../recall/service.ts';
import { Refusal } from '../refusal.ts';
import { announceReopening } from '../reopenings/service.ts';
import { type Changes, contradicts, nothingChanged, nothingKnown, standingOf, toReport } from './rules.ts';
import * as store from './store.ts';

export { eventReportPdf } from './report.pdf.ts';

type Input<K extends keyof Inputs['events']> = Inputs['events'][K];

/** Takes down what happened. A serious event stops the patient's consents and pauses its course; the store sees to that itself. */
export async function report(tx: Tx, input: Input<'report'>, act: Act): Promise<AdverseEvent> {
  const { patientId, courseId, sessionId, happenedOn, severity } = input;
  const kind = input.kind ?? 'event';
  const { birthDate } = await patientHeader(tx, patientId);
  if (courseId !== null && !(await store.isOfPatient(tx, 'courses', courseId, patientId)))
    throw new Refusal('NOT_FOUND', { what: 'course' });
  if (sessionId !== null && !(await store.isOfPatient(tx, 'treatmentSessions', sessionId, patientId)))
    throw new Refusal('NOT_FOUND', { what: 'session' });
  if (happenedOn > dateAt(act.now, act.clinic.zone)) throw invalid('happenedOn', 'in-future');
  if (happenedOn < birthDate) throw invalid('happenedOn', 'before-birth');
  const words = said(input.words);
  const details = detailsOf(input.details ?? {}, { severity, kind, happenedOn }, act);
  const row = { ...{ id: newId(), patientId, courseId, sessionId, severity, happenedOn, words, kind } };
  await store.insertEvent(tx, {
    ...row,
    details: JSON.stringify(details),
    reportedBy: act.who.displayName,
    at: act.now,
  });
  const { productName, lotNumber, needleLot, device, type, action } = details;
  await noteMentions(tx, 'event', row.id, [words, productName, lotNumber, needleLot, device, type, action]);
  act.about({ patientId, entityId: row.id, action: 'C' });
  act.changed('events', row.id, patientId);
  if (severity === 'serious') announceReopening(patientId, act);
  return eventBy(tx, row.id, act);
}

export async function followUp(tx: Tx, input: Input<'followUp'>, act: Act): Promise<AdverseEvent> {
  const before = await eventBy(tx, input.id, act);
  const { id: eventId, words, severity = null, ...given } = input;
  const changes: Changes = { ...nothingChanged, ...defined(given) };
  if (before.kind === 'near-miss' && severity !== null && severity !== 'mild')
    throw invalid('severity', 'near-miss');
  if (
    contradicts(severity ?? before.standing.severity, changes.seriousness ?? before.standing.seriousness) &&
    (severity !== null || changes.seriousness !== null)
  )
    throw invalid('seriousness', 'not-serious');
  const today = dateAt(act.now, act.clinic.zone);
  for (const field of ['resolvedOn', 'reportedOn'] as const) {
    const on = changes[field];
    if (on !== null && on > today) throw invalid(field, 'in-future');
    if (on !== null && on < before.happenedOn) throw invalid(field, 'before-event');
  }
  const id = newId();
  await store.insertFollowUp(tx, {
    ...{ id, eventId, severity, changes: JSON.stringify(changes), words: said(words) },
    ...{ by: act.who.displayName, at: act.now },
  });
  await noteMentions(tx, 'follow-up', id, [words, changes.action]);
  const { patientId } = before;
  act.about({ patientId, entityId: eventId, action: 'U' });
  act.changed('events', eventId, patientId);
  if (severity === 'serious' && before.standing.severity !== 'serious') announceReopening(patientId, act);
  return eventBy(tx, eventId, act);
}

export async function open(db: Reader, { id }: Input<'open'>, act: Act): Promise<AdverseEvent> {
  const event = await eventBy(db, id, act);
  act.about({ patientId: event.patientId, entityId: id, action: 'E' });
  return event;
}

export async function ofPatient(
  db: Reader,
  { patientId }: Input<'ofPatient'>,
  act: Act,
): Promise<AdverseEvent[]> {
  act.about({ patientId });
  return eventsOf(db, patientId, act);
}

/** The same for another paper or screen, which names its own subject. */
export async function eventsOf(db: Reader, patientId: string, act: Act): Promise<AdverseEvent[]> {
  return eventsFrom(db, await store.findEvents(db, patientId), act);
}

export async function list(
  db: Reader,
  { open }: Input<'list'>,
  act: Act,
): Promise<Outputs['events']['list']> {
  const all = await eventsFrom(db, await store.findLatestEvents(db), act);
  const wanted = open ? all.filter(isOpen) : all;
  const lines = [];
  for (const event of wanted) {
    const { id, name, number } = await patientHeader(db, event.patientId);
    lines.push({ ...event, patient: { id, name, number } });
  }
  return lines;
}

const closed = new Set(['recovered', 'lasting', 'died']);

function isOpen({ kind, standing, toReport }: AdverseEvent): boolean {
  if (standing.inError) return false;
  return toReport.length > 0 || (kind === 'event' && !closed.has(standing.outcome));
}

export async function afterLastTime(
  db: Reader,
  { sessionId }: Input<'afterLastTime'>,
  act: Act,
): Promise<Outputs['events']['afterLastTime']> {
  const visit = await visitBy(db, sessionId);
  act.about({ patientId: visit.patientId, entityId: sessionId, action: 'E' });
  const previous = await store.findVisitBefore(db, visit);
  const answer = await store.lastAnswer(db, sessionId);
  const since = previous?.startedAt;
  const events = (await eventsOf(db, visit.patientId, act)).filter(
    ({ at, standing }) => !standing.inError && (since === undefined || at >= since),
  );
  return {
    previous: previous === undefined ? null : { sessionId: previous.id, startedAt: previous.startedAt },
    events,
    answer:
      answer === undefined
        ? null
        : { answer: answer.answer, words: answer.words, by: answer.by, at: answer.at },
  };
}

export async function answerAfterwards(
  tx: Tx,
  { sessionId, answer, words }: Input<'answerAfterwards'>,
  act: Act,
): Promise<{ at: string }> {
  const visit = await visitBy(tx, sessionId);
  await store.insertAnswer(tx, {
    ...{ id: newId(), sessionId, answer, words: words.trim() },
    ...{ by: act.who.displayName, at: act.now },
  });
  act.about({ patientId: visit.patientId, entityId: sessionId, action: 'U' });
  act.changed('events', sessionId, visit.patientId);
  return { at: act.now };
}

export async function settings(db: Reader): Promise<AfterwardsSettings & { version: number }> {
  const { content, version } = await store.findSettings(db);
  return { ...afterwardsSettings.parse(JSON.parse(content)), version };
}

export async function saveSettings(
  tx: Tx,
  input: Input<'saveSettings'>,
  act: Act,
): Promise<{ version: number }> {
  const before = await settings(tx);
  if (before.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: before.version, current: before });
  assertDays(input.settings.followUps ?? [], act);
  const version = before.version + 1;
  await store.updateSettings(tx, JSON.stringify(input.settings), version);
  act.about({ entityId: 'afterwards', version, action: 'U' });
  act.changed('events');
  return { version };
}

/** Days of the clinic's own stay within the days in which a source says that the answer matters. */
function assertDays(followUps: AfterwardsSettings['followUps'], { reference }: Act): void {
  for (const [index, { ruleId, days }] of followUps.entries()) {
    const rule = reference.data.aftercare.followUps.find(({ id }) => id === ruleId);
    if (rule === undefined) throw invalid(`followUps.${index}.ruleId`, 'unknown');
    const { fromDays, untilDays } = rule.window;
    if (days.some((day) => day < fromDays || day > untilDays))
      throw invalid(`followUps.${index}.days`, 'out-of-range');
  }
}

export async function eventBy(db: Reader, id: string, act: Act): Promise<AdverseEvent> {
  const row = await store.findEvent(db, id);
  const [event] = row === undefined ? [] : await eventsFrom(db, [row], act);
  if (event === undefined) throw new Refusal('NOT_FOUND', { what: 'event' });
  return event;
}

async function eventsFrom(
  db: Reader,
  rows: readonly store.KnownEventRow[],
  act: Act,
): Promise<AdverseEvent[]> {
  const wanted = await settings(db);
  const all = await store.findFollowUps(
    db,
    rows.map(({ id }) => id),
  );
  const { zone, jurisdiction } = act.clinic;
  const today = dateAt(act.now, zone);
  return rows.map(({ details: kept, late, ...row }) => {
    const details = { ...nothingKnown, ...(JSON.parse(kept) as Partial<EventDetails>) };
    const followUps = all
      .filter(({ eventId }) => eventId === row.id)
      .map(({ id, severity, changes, words, by, at }): EventFollowUp => ({
        ...{ id, severity, words, by, at },
        ...nothingChanged,
        ...(JSON.parse(changes) as Changes),
      }));
    const event = { ...row, details, followUps, late: late === 1 };
    const known = { ...event, standing: standingOf(event, followUps) };
    return { ...known, toReport: toReport(known, wanted, { today, zone, jurisdiction }) };
  });
}

/** When the visit began that an event belongs to. */
export async function visitOf(
  db: Reader,
  { sessionId }: Pick<AdverseEvent, 'sessionId'>,
): Promise<string | null> {
  return sessionId === null ? null : (await visitBy(db, sessionId)).startedAt;
}

async function visitBy(db: Reader, sessionId: string) {
  const visit = await store.findVisit(db, sessionId);
  if (visit === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  return visit;
}

function detailsOf(
  given: NonNullable<Input<'report'>['details']>,
  { severity, kind, happenedOn }: Pick<AdverseEvent, 'severity' | 'kind' | 'happenedOn'>,
  { reference, now, clinic }: Act,
): EventDetails {
  const details: EventDetails = { ...nothingKnown, ...defined(given) };
  const known = [
    ['techniqueId', reference.techniques],
    ['siteId', reference.sites],
    ['substanceId', reference.substances],
    ['riskId', reference.risks],
  ] as const;
  for (const [field, entries] of known) {
    const id = details[field];
    if (id !== null && !entries.has(id)) throw invalid(`details.${field}`, 'unknown');
  }
  if (kind === 'near-miss' && severity !== 'mild') throw invalid('severity', 'near-miss');
  if (contradicts(severity, details.seriousness)) throw invalid('details.seriousness', 'not-serious');
  if (details.resolvedOn !== null && details.resolvedOn > dateAt(now, clinic.zone))
    throw invalid('details.resolvedOn', 'in-future');
  if (details.resolvedOn !== null && details.resolvedOn < happenedOn)
    throw invalid('details.resolvedOn', 'before-event');
  return details;
}

function said(text: string): string {
  const words = text.trim();
  if (words === '') throw invalid('words', 'empty');
  return words;
}

/** What was left out says nothing. */
function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function invalid(field: string, problem: string): Refusal {
  return new Refusal('INVALID', { field, problem });
}
