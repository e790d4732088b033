import type { Cover } from '../../../../shared/contract/consents.ts';
import type { MissingCover, RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Administration } from '../../../../shared/contract/administration.ts';
import type { SessionView, TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { checkBlock, checkSession as checkVisit } from '../../../../shared/rules/block-check.ts';
import { siteKey } from '../../../../shared/rules/block-form.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { checkFinding } from '../../../../shared/rules/findings.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { coverAsOf, coverFor, type SessionPlan } from '../../consents/service.ts';
import { saidOnce, weigh, type Alert } from '../../safety/service.ts';
import { retainedIssues } from '../../needles/service.ts';
import { overview } from '../../practice/service.ts';
import { heldIssues } from '../../recall/service.ts';
import { restingIssues } from '../../timers/service.ts';
import { consentAgeIssues } from './consent-age.service.ts';
import { findCourse } from '../course/course.store.ts';
import { reexamineIssues } from './earlier.service.ts';
import { grantIssues } from './grants.service.ts';
import { deviceIssues } from './devices.rules.ts';
import type { FrozenNote } from '../note/frozen-note.ts';
import { measureIssues } from '../course/measures.service.ts';
import { findSignedNote } from '../store.ts';

export interface SessionCheck {
  alerts: Alert[];
  hits: SessionView['hits'];
  issues: RecordIssue[];
  cover: Cover;
}

/** What the note still needs and what speaks against it. A signed note answers with what was known when it was signed. */
export async function checkSession(db: Reader, session: TreatmentSession, act: Act): Promise<SessionCheck> {
  if (session.signedAt !== null) {
    const note = await findSignedNote(db, session.id);
    const frozen = note === undefined ? undefined : (JSON.parse(note.content) as FrozenNote);
    return {
      alerts: (frozen?.alerts ?? []) as Alert[],
      hits: frozen?.hits ?? [],
      issues: [],
      cover: frozen?.cover ?? { covered: true, consentIds: [], missing: [] },
    };
  }
  if (session.kind === 'phone' || session.closed !== null)
    return { alerts: [], hits: [], issues: callIssues(session), cover: nothingToCover };
  const plan = planOf(session);
  const substances = [...new Set(plan.preparations.flatMap(({ parts }) => parts))];
  const {
    alerts: found,
    hits,
    safety,
  } = await weigh(db, session.patientId, { ...plan, substances }, act, {
    confirmedAt: session.safetyConfirmedAt,
    overrides: session.content.overrides ?? [],
  });
  const alerts = saidOnce(found);
  const asked = [db, session.patientId, plan] as const;
  // Recorded afterwards: what held when it took place.
  const cover =
    session.late === null
      ? await coverFor(...asked, act.now, act.reference, session.id)
      : await coverAsOf(...asked, session.startedAt, act.reference, session.id);
  const issues = [
    ...formIssues(session, act),
    ...givenIssues(session, act),
    ...(await machineIssues(db, session, act)),
    ...(await heldIssues(db, session)),
    ...(await restingIssues(db, session.id)),
    // What speaks against a substance was asked when it was given, and answered there.
    ...found.flatMap(({ issue, substanceId }) => (issue === null || substanceId !== null ? [] : [issue])),
    ...(await retainedIssues(db, { ...session, blocks: session.content.blocks }, act)),
    ...(await courseIssues(db, session)),
    ...(await reexamineIssues(db, session)),
    ...(await withdrawnMeanwhile(db, session, plan, cover, act)),
    ...(await consentAgeIssues(db, session, cover, { alerts, safety })),
    ...(await grantIssues(db, session, act)),
  ];
  return { alerts, hits: hits.map((hit) => ({ ...hit, source: [...hit.source] })), issues, cover };
}

const nothingToCover: Cover = { covered: true, consentIds: [], missing: [] };

/** A call is told whole: who called, about what, and what was advised. */
function callIssues({ content, closed }: TreatmentSession): RecordIssue[] {
  if (closed !== null) return [];
  return (['caller', 'about', 'advice'] as const)
    .filter((field) => (content.phone?.[field] ?? '').trim() === '')
    .map((field) => ({ level: 'refuse', code: 'call-incomplete', fieldKey: field }));
}

/** Everything that was done in the visit, as the consent question needs it. */
export function planOf({
  content,
  administrations,
}: Pick<TreatmentSession, 'content' | 'administrations'>): SessionPlan {
  const given = administrations.filter(({ reversedAt }) => reversedAt === null);
  const retained = content.blocks.flatMap((block) => block.retained ?? []);
  const sites = [...content.blocks.flatMap((block) => block.sites), ...given.flatMap((one) => one.sites)];
  return {
    techniques: [...new Set(content.blocks.map(({ technique }) => technique))],
    sites: [
      ...new Map(sites.map(({ siteId, side }) => [siteKey({ siteId, side }), { siteId, side }])).values(),
    ],
    preparations: [...Map.groupBy(given, ({ syringeId }) => syringeId).values()].map((parts) => ({
      parts: parts.map(({ substanceId }) => substanceId),
    })),
    ...(retained.length > 0 && { retained: retained.map(({ siteId, side }) => ({ siteId, side })) }),
  };
}

/** Each visit has its own word: what was said on another day counts for that day. */
export function isConfirmedToday(
  { startedAt, consentConfirmedAt }: { startedAt: string; consentConfirmedAt: string | null },
  zone: string,
): boolean {
  return consentConfirmedAt !== null && dateAt(consentConfirmedAt, zone) === dateAt(startedAt, zone);
}

export const notConfirmed: RecordIssue = { level: 'refuse', code: 'consent-not-confirmed' };
export const substancesNotRead: RecordIssue = { level: 'refuse', code: 'substances-not-read' };

function formIssues(
  { content, startedAt, safetyConfirmedAt, consentConfirmedAt, sessionNumber }: TreatmentSession,
  { reference, clinic, now }: Act,
): RecordIssue[] {
  const sessionDate = dateAt(startedAt, clinic.zone);
  const context = { sessionDate, reasons: content.reasons };
  const issues: RecordIssue[] = [
    ...checkVisit(reference, {
      common: content.common,
      blocks: content.blocks,
      firstVisit: sessionNumber <= 1,
    }),
    ...content.findings.flatMap((finding) => checkFinding(reference, finding, sessionDate)),
    ...content.blocks.flatMap((block) => checkBlock(reference, block, context)),
    ...measureIssues(content),
    ...endIssues(content.common['endedAt'], startedAt, now),
  ];
  if (safetyConfirmedAt === null || dateAt(safetyConfirmedAt, clinic.zone) !== sessionDate) {
    issues.push({ level: 'refuse', code: 'safety-not-confirmed', fieldKey: 'screeningConfirmedAt' });
  }
  if (content.blocks.length > 0 && !isConfirmedToday({ startedAt, consentConfirmedAt }, clinic.zone))
    issues.push(notConfirmed);
  const findings = new Set(content.findings.map(({ id }) => id));
  for (const block of content.blocks) {
    for (const site of block.sites) {
      const at = { at: block.id, fieldKey: 'findingId', params: { site: siteKey(site) } };
      if (site.findingId !== undefined && !findings.has(site.findingId))
        issues.push({ level: 'refuse', code: 'unknown-finding', ...at });
    }
  }
  return issues;
}

/** A visit ends after it has begun, and not in the future. */
function endIssues(ended: unknown, startedAt: string, now: string): RecordIssue[] {
  if (typeof ended !== 'string' || ended === '') return [];
  const at = { level: 'refuse', fieldKey: 'endedAt' } as const;
  if (ended < startedAt) return [{ ...at, code: 'ends-before-start' }];
  return ended > now ? [{ ...at, code: 'ends-in-future' }] : [];
}

/** Injection blocks and what was given under them must fit: nothing given without its block, no injection without a substance. */
function givenIssues({ content, administrations }: TreatmentSession, { reference }: Act): RecordIssue[] {
  const kept = administrations.filter(({ reversedAt }) => reversedAt === null);
  const blocks = new Map(content.blocks.map((block) => [block.id, block]));
  const empty = content.blocks.filter(
    ({ id, technique }) =>
      reference.techniques.get(technique)?.delivers === 'substance' &&
      !kept.some(({ blockId }) => blockId === id),
  );
  return [
    ...empty.map((block): RecordIssue => ({ level: 'refuse', code: 'nothing-given', at: block.id })),
    ...kept.flatMap((one) => strayIssues(one, blocks.get(one.blockId))),
  ];
}

function strayIssues(
  given: Administration,
  block: TreatmentSession['content']['blocks'][number] | undefined,
): RecordIssue[] {
  const params = { part: given.substanceId };
  if (block === undefined) return [{ level: 'refuse', code: 'given-without-block', at: given.id, params }];
  const treated = new Set(block.sites.map(siteKey));
  return given.sites
    .filter((site) => !treated.has(siteKey(site)))
    .map((site): RecordIssue => ({
      level: 'refuse',
      code: 'site-not-in-block',
      at: block.id,
      fieldKey: 'sites',
      params: { ...params, site: siteKey(site) },
    }));
}

async function machineIssues(
  db: Reader,
  { content, startedAt }: TreatmentSession,
  { reference, clinic }: Act,
): Promise<RecordIssue[]> {
  if (!content.blocks.some(({ values }) => 'deviceId' in values)) return [];
  const { devices } = await overview(db);
  return content.blocks.flatMap((block) =>
    deviceIssues(reference, block, devices, dateAt(startedAt, clinic.zone)),
  );
}

/** A visit beyond the agreed number needs a reason until the plan is renewed. */
async function courseIssues(db: Reader, session: TreatmentSession): Promise<RecordIssue[]> {
  const course = session.courseId === null ? undefined : await findCourse(db, session.courseId);
  if (course === undefined) return [];
  const { plannedSessions } = JSON.parse(course.content) as { plannedSessions: number };
  if (session.sessionNumber <= plannedSessions) return [];
  return [
    {
      level: 'ask',
      code: 'beyond-plan',
      fieldKey: 'sessionNumber',
      params: { value: String(session.sessionNumber), max: String(plannedSessions) },
    },
  ];
}

/**
 * A patient may stop in the midst of a visit. What was done until then belongs into the record: it can be signed with a
 * statement of what came before the stop, if all of it was covered when the visit began or anything was given.
 */
async function withdrawnMeanwhile(
  db: Reader,
  session: TreatmentSession,
  plan: SessionPlan,
  cover: Cover,
  act: Act,
): Promise<RecordIssue[]> {
  if (cover.covered || cover.missing.some(({ reason }) => !endsMeanwhile.has(reason))) return [];
  // What was done is in the record; a needle that is still in comes out when the patient no longer wants it.
  if (cover.missing.some(({ kind }) => kind === 'retained-needle')) return [];
  const moments = [
    session.startedAt,
    session.safetyConfirmedAt,
    session.consentConfirmedAt,
    ...session.administrations.map(({ givenAt }) => givenAt),
  ];
  for (const moment of moments) {
    if (moment === null) continue;
    const earlier = await coverAsOf(db, session.patientId, plan, moment, act.reference, session.id);
    if (earlier.covered) return [{ level: 'ask', code: consentEndedMeanwhile, params: { since: moment } }];
  }
  return [];
}

const endsMeanwhile = new Set<MissingCover['reason']>([
  'withdrawn',
  'expired',
  'limited',
  'reopened',
  'changed',
  'ended',
]);

export const consentEndedMeanwhile = 'consent-ended-meanwhile';
