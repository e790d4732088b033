import { v7 as newId } from 'uuid';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import type { Done } from '../../../../shared/rules/aftercare.ts';
import { standing } from '../../../../shared/rules/issues.ts';
import type { Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { freeze } from '../../canonical.ts';
import { keepSettings } from '../../packs/service.ts';
import { noteMentions, noteUsed } from '../../recall/service.ts';
import { keepRetained } from '../../needles/service.ts';
import { Refusal } from '../../refusal.ts';
import { attachmentsOf } from '../../attachments/service.ts';
import { rosterOf } from '../../staff/service.ts';
import { closeFollowUps, makeFollowUps } from '../../tasks/service.ts';
import { checkSession, consentEndedMeanwhile } from '../visit/checks.service.ts';
import { amendmentHash, type FrozenNote } from './frozen-note.ts';
import { lacksOf, requireGrants, supervisorsOfVisit } from '../visit/grants.service.ts';
import { insertSupervisors } from './notes.store.ts';
import { announceSession, openDraft, sessionRow } from '../visit/session.service.ts';
import { fileMeasures } from '../course/measures.service.ts';
import { findAmendments, findSignedNote, insertAmendment, insertSignedNote } from '../store.ts';
import { sessionOf } from '../visit/views.service.ts';

/** Locks the note: from here on it is read and amended, never changed. Only the one who treated signs it. */
export async function sign(
  tx: Tx,
  input: { id: string; version: number },
  act: Act,
): Promise<TreatmentSession> {
  const row = await openDraft(tx, input, act);
  if (row.practitionerId !== act.who.userId) throw new Refusal('FORBIDDEN', { permission: 'notes.sign' });
  const session = await sessionOf(tx, row, act.reference);
  await requireGrants(tx, await lacksOf(tx, session, act), act);
  const { alerts, hits, issues, cover } = await checkSession(tx, session, act);
  if (!cover.covered && !issues.some(({ code }) => code === consentEndedMeanwhile))
    throw new Refusal('CONSENT_MISSING', { missing: cover.missing });
  const open = standing(issues, session.content.reasons);
  if (open.length > 0) throw new Refusal('RECORD_REFUSED', { issues: open });
  const {
    id,
    patientId,
    courseId,
    appointmentId,
    practitionerId,
    startedAt,
    sessionNumber,
    safetyConfirmedAt,
    consentConfirmedAt,
    consentConfirmedBy,
    substancesRead,
  } = session;
  const note: FrozenNote = {
    format: 'palpate-note-1',
    session: {
      id,
      patientId,
      courseId,
      appointmentId,
      practitionerId,
      startedAt,
      sessionNumber,
      safetyConfirmedAt,
      consentConfirmedAt,
      consentConfirmedBy,
      substancesRead,
    },
    practitionerName: session.practitionerName,
    content: session.content,
    administrations: session.administrations,
    alerts,
    hits,
    cover,
    signedBy: { id: act.who.userId, name: act.who.displayName },
    signedAt: act.now,
    ...{ kind: session.kind, late: session.late, takeovers: session.takeovers },
    grantOverrides: session.grantOverrides,
    supervisors: await supervisorsOfVisit(tx, session, act, await rosterOf(tx)),
    attachments: await filesOf(tx, session.id),
  };
  await keepRetained(tx, { id, patientId, courseId, startedAt, blocks: session.content.blocks }, act);
  const { text, sha256 } = freeze(note);
  await noteUsed(tx, session, session.content);
  await insertSignedNote(tx, {
    sessionId: id,
    content: text,
    contentHash: sha256,
    signedBy: act.who.displayName,
    signedAt: act.now,
  });
  await insertSupervisors(
    tx,
    note.supervisors.map(({ id: supervisorId }) => ({ sessionId: id, supervisorId })),
  );
  await fileMeasures(tx, session, act);
  await keepSettings(tx, session.content.blocks, act);
  await makeFollowUps(tx, session, doneAt(session), act);
  announceSession(row, act);
  act.about({ afterHash: sha256 });
  return sessionOf(tx, row, act.reference);
}

/** What lies with the note and was not taken back. */
async function filesOf(tx: Tx, subjectId: string): Promise<FrozenNote['attachments']> {
  return (await attachmentsOf(tx, { subject: 'session', subjectId }))
    .filter(({ inError }) => inError === null)
    .map(({ id, name, sha256 }) => ({ id, name, sha256 }));
}

/** What aftercare and follow-up ask about; what was entered wrongly was not done. */
function doneAt({ content, administrations }: TreatmentSession): Done {
  const given = administrations.filter(({ reversedAt }) => reversedAt === null);
  return { blocks: content.blocks, substances: [...new Set(given.map(({ substanceId }) => substanceId))] };
}

/** Adds to a signed note what it lacks or where it errs; the note itself stays as it was signed. */
export async function amend(
  tx: Tx,
  input: { id: string; kind: 'addendum' | 'correction' | 'entered-in-error'; reason: string; text: string },
  act: Act,
): Promise<TreatmentSession> {
  const row = await sessionRow(tx, input.id);
  const note = await findSignedNote(tx, row.id);
  if (note === undefined) throw new Refusal('NOT_SIGNED', {});
  const before = (await findAmendments(tx, row.id)).at(-1)?.contentHash ?? note.contentHash;
  const amendment = {
    sessionId: row.id,
    kind: input.kind,
    reason: input.reason,
    text: input.text,
    author: act.who.displayName,
    at: act.now,
  };
  const id = newId();
  const contentHash = amendmentHash(before, amendment);
  await insertAmendment(tx, { ...amendment, id, contentHash });
  await noteMentions(tx, 'amendment', id, [input.reason, input.text]);
  if (input.kind === 'entered-in-error') await closeFollowUps(tx, row, input.reason, act);
  announceSession(row, act);
  act.about({ afterHash: contentHash });
  return sessionOf(tx, row, act.reference);
}
