import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { hashOf } from '../../canonical.ts';
import { patientHeader } from '../../patients/service.ts';
import { Refusal } from '../../refusal.ts';
import { keepOverride, requirePractitioner } from '../../staff/service.ts';
import { findGivenInSession } from '../injection/administration.store.ts';
import { lacksOf, doneUnder } from '../visit/grants.service.ts';
import {
  findTakeovers,
  findUnsignedNotes,
  insertClosure,
  takeOverSession,
  type WaitingRow,
} from './notes.store.ts';
import { announceSession, emptyContent, openDraft, stale } from '../visit/session.service.ts';
import { insertSession } from '../store.ts';

type Input<K extends keyof Inputs['treatments']> = Inputs['treatments'][K];
type Output<K extends keyof Outputs['treatments']> = Outputs['treatments'][K];

export async function beginCall(
  tx: Tx,
  { patientId, practitionerId }: Input<'beginCall'>,
  act: Act,
): Promise<Output<'beginCall'>> {
  await patientHeader(tx, patientId);
  await requirePractitioner(tx, practitionerId);
  const id = newId();
  await insertSession(tx, {
    ...{ id, patientId, practitionerId, kind: 'phone', startedAt: act.now, version: 1 },
    ...{ courseId: null, appointmentId: null, safetyConfirmedAt: null },
    ...{ consentConfirmedAt: null, consentConfirmedBy: null },
    content: JSON.stringify({ ...emptyContent, phone: { caller: '', about: '', advice: '' } }),
  });
  announceSession({ id, patientId, version: 1 }, act);
  return { id };
}

/** Whoever takes over has gone on with the treatment; what was given before keeps the name of who gave it. */
export async function takeOver(tx: Tx, input: Input<'takeOver'>, act: Act): Promise<Output<'takeOver'>> {
  const row = await openDraft(tx, input, act);
  const toId = act.who.userId;
  await requirePractitioner(tx, toId);
  if (row.practitionerId === toId) throw new Refusal('WRONG_STATUS', { status: 'own' });
  const number = 1 + ((await findTakeovers(tx, row.id)).at(-1)?.number ?? 0);
  const version = row.version + 1;
  await takeOverSession(
    tx,
    {
      ...{ id: newId(), sessionId: row.id, number, fromId: row.practitionerId, toId },
      ...{ reason: input.reason, at: act.now },
    },
    version,
  );
  announceSession({ ...row, version }, act);
  return { version };
}

/** Owners close anybody's draft, practitioners their own; what it says stays readable. */
export async function closeDraft(
  tx: Tx,
  input: Input<'closeDraft'>,
  act: Act,
): Promise<Output<'closeDraft'>> {
  const row = await openDraft(tx, { id: input.id }, act);
  if (row.practitionerId !== act.who.userId && !act.who.roles.includes('owner'))
    throw new Refusal('FORBIDDEN', { permission: 'notes.close' });
  // An owner does not read the note by closing it: what was written meanwhile is not told.
  if (row.version !== input.version)
    throw act.who.roles.includes('practitioner')
      ? await stale(tx, row, act)
      : new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  if ((await findGivenInSession(tx, row.id)).some(({ reversedAt }) => reversedAt === null))
    throw new Refusal('GIVEN_STANDS', {});
  await insertClosure(tx, {
    ...{ sessionId: row.id, reason: input.reason, closedBy: act.who.userId, at: act.now },
    contentHash: hashOf(row.content),
  });
  announceSession(row, act);
  return {};
}

export async function openDrafts(db: Reader): Promise<Output<'openDrafts'>> {
  const rows = await findUnsignedNotes(db, 200);
  return Promise.all(rows.map(async (row) => ({ ...(await waitingOf(db, row)), version: row.version })));
}

export async function waitingOf(
  db: Reader,
  row: WaitingRow,
): Promise<Omit<Output<'openDrafts'>[number], 'version'>> {
  const { sessionId, kind, practitionerId, practitioner, startedAt } = row;
  const { id, name, number } = await patientHeader(db, row.patientId);
  return {
    ...{ sessionId, kind, practitionerId, practitioner, startedAt },
    patient: { id, name, number },
  };
}

/** Goes on in need: exactly what is lacking to whoever asks, in what stands in the note and what is about to be given. */
export async function overrideGrants(
  tx: Tx,
  { id, reason, giving }: Input<'overrideGrants'>,
  act: Act,
): Promise<Output<'overrideGrants'>> {
  const row = await openDraft(tx, { id }, act);
  const content = JSON.parse(row.content) as SessionContent;
  const block = content.blocks.find((one) => one.id === giving?.blockId);
  if (giving !== undefined && block === undefined) throw new Refusal('NOT_FOUND', { what: 'block' });
  const userId = act.who.userId;
  const more =
    giving === undefined || block === undefined
      ? []
      : [{ ...doneUnder(block), siteIds: giving.siteIds, substanceIds: giving.substanceIds, userId }];
  const lacks = (await lacksOf(tx, { ...row, content }, act, more))
    .filter((lack) => lack.userId === userId)
    .map(({ kind, id: what, techniqueId }) => ({ kind, id: what, techniqueId }));
  if (lacks.length === 0) throw new Refusal('WRONG_STATUS', { status: 'nothing-lacking' });
  await keepOverride(tx, { sessionId: id, practitionerId: userId, lacks, reason: reason.trim() }, act);
  announceSession(row, act);
  return { lacks };
}
