import type { Inputs } from '../../../shared/contract/index.ts';
import type { ContactChoice, Way } from '../../../shared/contract/reminders.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { wireAddress } from '../../post/mail.ts';
import type { Act } from '../act.ts';
import { deathsOf, requirePatient } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { type ChoiceRow, findChoices, putChoice } from './store.ts';

/** What the planning and the lists need of somebody's wishes. */
export interface Wishes {
  asked: boolean;
  ways: Way[];
  email: string;
  phone: string;
  deceased: boolean;
}

const nothingSaid: Wishes = { asked: false, ways: [], email: '', phone: '', deceased: false };

export async function choice(db: Reader, { patientId }: { patientId: string }): Promise<ContactChoice> {
  await requirePatient(db, patientId);
  const [row] = await findChoices(db, [patientId]);
  return choiceOf(db, patientId, row);
}

export async function recordChoice(
  tx: Tx,
  input: Inputs['reminders']['recordChoice'],
  act: Act,
): Promise<ContactChoice> {
  const { patientId, asked, email, phone } = input;
  await requirePatient(tx, patientId);
  const [before] = await findChoices(tx, [patientId]);
  const current = await choiceOf(tx, patientId, before);
  if (current.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: current.version, current });
  if (email !== '' && wireAddress(email) === null)
    throw new Refusal('INVALID', { field: 'email', problem: 'address' });
  const ways = asked ? [...new Set(input.ways)].toSorted() : [];
  const row: ChoiceRow = {
    patientId,
    ways: JSON.stringify(ways),
    email,
    phone,
    askedAt: asked ? act.now : null,
    askedBy: asked ? act.who.userId : null,
    version: current.version + 1,
  };
  await putChoice(tx, row);
  act.about({
    patientId,
    entityId: patientId,
    version: row.version,
    action: before === undefined ? 'C' : 'U',
  });
  act.changed('reminders', patientId, patientId);
  return choiceOf(tx, patientId, row);
}

/** By patient id; for who is not in it, nothing was said. */
export async function wishesOf(db: Reader, patientIds: readonly string[]): Promise<(id: string) => Wishes> {
  const ids = [...new Set(patientIds)];
  if (ids.length === 0) return () => nothingSaid;
  const deaths = await deathsOf(db, ids);
  const choices = new Map((await findChoices(db, ids)).map((row) => [row.patientId, row]));
  return (id) => {
    const row = choices.get(id);
    const deceased = deaths.has(id);
    if (row === undefined) return { ...nothingSaid, deceased };
    const { askedAt, ways, email, phone } = row;
    return { asked: askedAt !== null, ways: JSON.parse(ways) as Way[], email, phone, deceased };
  };
}

async function choiceOf(db: Reader, patientId: string, row: ChoiceRow | undefined): Promise<ContactChoice> {
  if (row === undefined) return { patientId, asked: null, ways: [], email: '', phone: '', version: 0 };
  const { ways, email, phone, askedAt, askedBy, version } = row;
  const by = askedBy === null ? null : await memberBy(db, askedBy);
  return {
    patientId,
    asked: askedAt === null ? null : { at: askedAt, by: by?.displayName ?? '' },
    ways: JSON.parse(ways) as Way[],
    email,
    phone,
    version,
  };
}
