import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { ConsentDocument, ConsentTalk } from '../../../shared/contract/consent-document.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Sitting } from '../../../shared/contract/session.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import * as consents from '../consents/service.ts';
import { patientIdentity } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';

type Input<K extends keyof Inputs['handover']> = Inputs['handover'][K];

/** Wrong dates of birth before the window stays shut until staff sign in. */
const tries = 3;

/** The window leaves the desk: what it may ask from here on is this one document. */
export async function begin(tx: Tx, { id, version }: Input<'begin'>, act: Act): Promise<Sitting> {
  const record = await consents.recordBy(tx, id, act);
  act.about({ patientId: record.patientId, entityId: id, version: record.version, action: 'E' });
  if (record.completedAt !== null) throw new Refusal('ALREADY_SIGNED', {});
  if (record.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: record.version, current: record });
  const { language } = record.document.talk;
  return hold(act, { consentId: id, opened: false, triesLeft: tries, language });
}

export async function identify(tx: Tx, { birthDate }: Input<'identify'>, act: Act): Promise<Sitting> {
  const held = inHand(act);
  const { patientId } = await consents.recordBy(tx, held.consentId, act);
  act.about({ patientId, entityId: held.consentId, action: 'E' });
  const { birthDate: onRecord } = await patientIdentity(tx, patientId);
  if (held.triesLeft > 0 && birthDate === onRecord)
    return hold(act, { ...held, opened: true, triesLeft: tries });
  const triesLeft = Math.max(0, held.triesLeft - 1);
  hold(act, { ...held, opened: false, triesLeft });
  throw new Refusal('BIRTH_DATE_WRONG', { triesLeft });
}

export const { languages } = consents;

export function view(db: Reader, _: unknown, act: Act): Promise<ConsentRecord> {
  return consents.open(db, { id: opened(act) }, act);
}

export function decide(tx: Tx, input: Input<'decide'>, act: Act): Promise<ConsentRecord> {
  return consents.decide(tx, { ...input, id: opened(act) }, act);
}

export function ask(tx: Tx, { version, question }: Input<'ask'>, act: Act): Promise<ConsentRecord> {
  if (question.trim() === '') throw new Refusal('INVALID', { field: 'question', problem: 'empty' });
  return say(tx, version, act, ({ talk, patient }) => ({
    questions: [...talk.questions, { question: question.trim(), answer: '', askedBy: patient.name }],
  }));
}

export function answer(
  tx: Tx,
  { version, blockId, answer: said }: Input<'answer'>,
  act: Act,
): Promise<ConsentRecord> {
  return say(tx, version, act, ({ talk }) => ({
    answers: [...talk.answers.filter((one) => one.blockId !== blockId), { blockId, answer: said }],
  }));
}

export async function speak(tx: Tx, { version, language }: Input<'speak'>, act: Act): Promise<ConsentRecord> {
  const told = await say(tx, version, act, () => ({ language }));
  hold(act, { ...inHand(act), language });
  return told;
}

export function sign(tx: Tx, input: Input<'sign'>, act: Act): Promise<ConsentRecord> {
  return consents.sign(tx, { ...input, id: opened(act) }, act);
}

export async function rest(_tx: Tx, __: unknown, act: Act): Promise<Sitting> {
  return hold(act, { ...inHand(act), opened: false });
}

type Held = NonNullable<Sitting['handedTo']>;

function hold(act: Act, handedTo: Held): Sitting {
  return (act.seat.sitting = { ...act.who, reasonUntil: null, handedTo });
}

function inHand(act: Act): Held {
  const { handedTo } = act.who;
  if (handedTo === null) throw new Refusal('NOT_FOUND', { what: 'handed document' });
  return handedTo;
}

/** Id of the document, once the patient has shown who they are. */
function opened(act: Act): string {
  const { consentId, opened: isOpen } = inHand(act);
  if (!isOpen) throw new Refusal('BIRTH_DATE_NEEDED', {});
  return consentId;
}

async function say(
  tx: Tx,
  version: number,
  act: Act,
  change: (document: ConsentDocument) => Partial<ConsentTalk>,
): Promise<ConsentRecord> {
  const id = opened(act);
  const { document } = await consents.recordBy(tx, id, act);
  const talk = { ...document.talk, ...change(document) };
  return consents.revise(tx, { id, version, plan: document.plan, talk }, act);
}
