import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { onTheirOwn } from '../../../../shared/rules/grants.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import { list, memberBy, problemsOf, rosterOf } from '../../staff/service.ts';
import { waitingOf } from './drafts.service.ts';
import { supervisorHash } from './frozen-note.ts';
import { doingsOf } from '../visit/grants.service.ts';
import { findSupervisors } from './notes.store.ts';
import { announceSession, sessionRow } from '../visit/session.service.ts';
import { findAwaited, findSupervisorChanges, replaceSupervisor } from './supervision.store.ts';
import { sessionOf } from '../visit/views.service.ts';

type Output<K extends keyof Outputs['treatments']> = Outputs['treatments'][K];

export async function awaitingCosign(
  db: Reader,
  _: unknown,
  { who }: Act,
): Promise<Output<'awaitingCosign'>> {
  const rows = await findAwaited(db, who.roles.includes('owner') ? null : who.userId);
  return Promise.all(
    rows.map(async (row) => ({
      ...(await waitingOf(db, row)),
      signedAt: row.signedAt,
      supervisor: { id: row.supervisorId, name: row.supervisor, gone: row.disabledAt !== null },
    })),
  );
}

export async function supervisorsFor(
  db: Reader,
  { id, fromId }: Inputs['treatments']['supervisorsFor'],
  act: Act,
): Promise<Output<'supervisorsFor'>> {
  return entitled(db, await waitingNote(db, id, act), fromId, act);
}

export async function nameSupervisor(
  tx: Tx,
  { id, fromId, toId, reason }: Inputs['treatments']['nameSupervisor'],
  act: Act,
): Promise<Output<'nameSupervisor'>> {
  const session = await waitingNote(tx, id, act);
  const from = session.supervisors.find((one) => one.id === fromId);
  if (from === undefined) throw new Refusal('NOT_SUPERVISOR', {});
  if (from.cosigned !== null) throw new Refusal('WRONG_STATUS', { status: 'cosigned' });
  if (!session.intact) throw new Refusal('CONTENT_CHANGED', {});
  if (!(await entitled(tx, session, fromId, act)).some((one) => one.id === toId))
    throw new Refusal('MAY_NOT_SUPERVISE', { practitioner: (await memberBy(tx, toId))?.displayName ?? '' });
  const number = 1 + (await findSupervisorChanges(tx, [id])).length;
  const change = {
    ...{ sessionId: id, number, fromId, toId, reason, changedBy: act.who.userId, at: act.now },
  };
  const contentHash = supervisorHash(change);
  const known = (await findSupervisors(tx, [id])).map(({ supervisorId }) => supervisorId);
  await replaceSupervisor(tx, { ...change, id: newId(), contentHash }, !known.includes(toId));
  announceSession(await sessionRow(tx, id), act);
  act.about({ afterHash: contentHash });
  return {};
}

/** The signed note, for those who may say who co-signs it: its author, and owners. */
async function waitingNote(db: Reader, id: string, act: Act): Promise<TreatmentSession> {
  const row = await sessionRow(db, id);
  if (row.practitionerId !== act.who.userId && !act.who.roles.includes('owner'))
    throw new Refusal('FORBIDDEN', { permission: 'notes.supervise' });
  const session = await sessionOf(db, row, act.reference);
  if (session.contentHash === null) throw new Refusal('NOT_SIGNED', {});
  if (session.status === 'entered-in-error') throw new Refusal('WRONG_STATUS', { status: session.status });
  return session;
}

/**
 * Who treats, works here, and holds today without supervision whatever was done under supervision at the visit. Today:
 * they answer for what they read now; who supervised on the day of the visit stands in the note.
 */
async function entitled(
  db: Reader,
  session: TreatmentSession,
  insteadOf: string,
  act: Act,
): Promise<{ id: string; name: string }[]> {
  const roster = onTheirOwn(await rosterOf(db));
  const stands = (userId: string, use: Parameters<typeof problemsOf>[2], onDate: string) =>
    problemsOf(roster, userId, use, onDate, act.reference).length === 0;
  const visitDay = dateAt(session.startedAt, act.clinic.zone);
  const today = dateAt(act.now, act.clinic.zone);
  const doings = await doingsOf(db, session);
  const supervised = doings.filter(({ userId, ...use }) => !stands(userId, use, visitDay));
  const asked = supervised.length > 0 ? supervised : doings;
  const involved = new Set([insteadOf, session.practitionerId, ...doings.map(({ userId }) => userId)]);
  return (await list(db))
    .filter(({ id, treats, disabled, roles }) => {
      if (!treats || disabled || involved.has(id) || !roles.includes('practitioner')) return false;
      return asked.every(({ userId: _, ...use }) => stands(id, use, today));
    })
    .map(({ id, displayName: name }) => ({ id, name }));
}
