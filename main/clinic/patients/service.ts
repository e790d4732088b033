import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Identity, PatientRecord } from '../../../shared/contract/patients.ts';
import { ageOn, dateAt } from '../../../shared/rules/calendar.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { Refusal } from '../refusal.ts';
import { guardiansWhoSigned, reopenFor } from '../reopenings/service.ts';
import {
  fullName,
  maskedIdentity,
  numberText,
  readIdentity,
  searchWords,
  sortKeyOf,
  trigramText,
} from './rules.ts';
import { deathOf } from './death.service.ts';
import { nothingAsked } from './safety.rules.ts';
import { safetyOf } from './safety.service.ts';
import { putSafety } from './safety.store.ts';
import { isMasked, lookalikes } from './search.service.ts';
import {
  findLines,
  findPatient,
  indexPatient,
  insertPatient,
  nextNumber,
  type PatientRow,
  updatePatient,
} from './store.ts';

export { labelsPdf, type LabelPerson } from './labels.pdf.ts';
export { assertAlive, deathsOf } from './death.service.ts';
export { reflag, safetyOf } from './safety.service.ts';
export { linesOf } from './search.service.ts';
export { contactWishes } from './wishes.service.ts';

type Details = Omit<Identity, 'givenName' | 'familyName' | 'preferredName' | 'birthDate' | 'phone'> & {
  /** Names before a correction or a marriage: the person is still found under them. */
  formerNames: string[];
};

const formerNamesKept = 10;

export async function open(db: Reader, { id }: { id: string }, act: Act): Promise<PatientRecord> {
  const row = await requirePatient(db, id);
  act.about({ patientId: id, entityId: id, version: row.version });
  const masked = isMasked(act);
  const identity = identityOf(row);
  return {
    id,
    number: numberText(row.number),
    identity: masked ? maskedIdentity(identity) : identity,
    masked,
    version: row.version,
    registeredAt: row.registeredAt,
    flagged: !masked && row.flagged === 1,
    diedOn: await deathOf(db, id),
    safety: mayNow(act, 'safety.read') ? await safetyOf(db, id) : null,
  };
}

export async function register(
  tx: Tx,
  input: Inputs['patients']['register'],
  act: Act,
): Promise<{ id: string; number: string; version: number }> {
  const identity = readIdentity(input.identity, dateAt(act.now, act.clinic.zone));
  const alike = input.anyway ? [] : await lookalikes(tx, identity);
  if (alike.length > 0) {
    const patients = alike.map(({ id, number, birthDate, ...names }) => ({
      id,
      name: fullName(names),
      birthDate,
      number: numberText(number),
    }));
    throw new Refusal('POSSIBLE_DUPLICATE', { patients });
  }
  const [id, number] = [newId(), await nextNumber(tx)];
  const kept = rowOf(identity, { id, number, registeredAt: act.now });
  await insertPatient(tx, kept);
  await putSafety(tx, id, nothingAsked);
  await index(tx, kept);
  act.about({ patientId: id, entityId: id, version: 1, action: 'C' });
  act.changed('patients', id, id);
  return { id, number: numberText(number), version: 1 };
}

export async function revise(
  tx: Tx,
  input: Inputs['patients']['revise'],
  act: Act,
): Promise<{ version: number }> {
  const before = await requirePatient(tx, input.id);
  const old = identityOf(before);
  if (before.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: before.version, current: old });
  const identity = readIdentity(input.identity, dateAt(act.now, act.clinic.zone));
  const names = new Set([identity.givenName, identity.familyName, identity.preferredName, '']);
  const former = [old.givenName, old.familyName, old.preferredName, ...detailsOf(before).formerNames].filter(
    (name) => !names.has(name),
  );
  const change = {
    ...columnsOf(identity, [...new Set(former)].slice(0, formerNamesKept)),
    version: before.version + 1,
  };
  await updatePatient(tx, before.id, change);
  await index(tx, { ...before, ...change });
  act.about({ patientId: before.id, entityId: before.id, version: change.version });
  act.changed('patients', before.id, before.id);
  await reopenWhereDecided(tx, before.id, old, identity, act);
  return { version: change.version };
}

/** Who decided was wrong or decides no longer: a birth date that makes another age, a guardian whose authority has ended. */
async function reopenWhereDecided(
  tx: Tx,
  id: string,
  old: Identity,
  identity: Identity,
  act: Act,
): Promise<void> {
  const today = dateAt(act.now, act.clinic.zone);
  if (ageOn(old.birthDate, today) !== ageOn(identity.birthDate, today))
    await reopenFor(tx, [id], 'birth-date', identity.birthDate, act);
  const may = new Set(
    identity.guardians.filter(({ mayConsent }) => mayConsent).map(({ name }) => fold(name)),
  );
  for (const name of await guardiansWhoSigned(tx, id, act)) {
    if (!may.has(fold(name))) await reopenFor(tx, [id], 'guardian', name, act);
  }
}

export async function requirePatient(db: Reader, id: string): Promise<PatientRow> {
  const row = await findPatient(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  return row;
}

/** Name and two identifiers, as they stand on every page and screen about the person. */
export async function patientHeader(
  db: Reader,
  id: string,
): Promise<{ id: string; name: string; birthDate: string; number: string }> {
  const row = await requirePatient(db, id);
  return { id, name: fullName(row), birthDate: row.birthDate, number: numberText(row.number) };
}

/** The same of many at once, the dead with their day; ids of nobody are passed over. */
export async function peopleByIds(
  db: Reader,
  ids: readonly string[],
): Promise<{ id: string; name: string; number: string; birthDate: string; diedOn: string | null }[]> {
  return (await findLines(db, ids)).map((row) => ({
    ...{ id: row.id, name: fullName(row), birthDate: row.birthDate, number: numberText(row.number) },
    diedOn: row.diedOn,
  }));
}

/** Everything known about who the person is: guardians and referrer for consents and letters. */
export async function patientIdentity(db: Reader, id: string): Promise<Identity> {
  return identityOf(await requirePatient(db, id));
}

/**
 * Every number under which somebody answers for the patient: their own first, then those of guardians, who are named.
 * None for roles that may not see who it is.
 */
export async function phonesOf(
  db: Reader,
  ids: readonly string[],
  act: Act,
): Promise<Map<string, { number: string; whose: string }[]>> {
  const phones = new Map<string, { number: string; whose: string }[]>();
  if (isMasked(act)) return phones;
  for (const id of new Set(ids)) {
    const { phone, secondPhone, guardians } = await patientIdentity(db, id);
    const all = [
      { number: phone, whose: '' },
      { number: secondPhone, whose: '' },
      ...guardians.map((one) => ({ number: one.phone, whose: `${one.name}, ${one.relation}` })),
    ];
    phones.set(
      id,
      all.filter(({ number }) => number !== ''),
    );
  }
  return phones;
}

/** A newly registered person as the table keeps them. */
export function rowOf(
  identity: Identity,
  known: Pick<PatientRow, 'id' | 'number' | 'registeredAt'>,
): PatientRow {
  return { ...columnsOf(identity, []), ...known, flagged: 0, version: 1 };
}

/** What leads to a person: the words of their names, and the text in which letters inside words are looked for. */
export function foundBy(row: PatientRow): { words: string[]; folded: string } {
  const { secondPhone, formerNames } = detailsOf(row);
  const words = searchWords([row.givenName, row.familyName, row.preferredName, ...formerNames]);
  return { words, folded: trigramText(words, [row.phone, secondPhone]) };
}

async function index(tx: Tx, row: PatientRow): Promise<void> {
  const { words, folded } = foundBy(row);
  await indexPatient(tx, row, words, folded);
}

function columnsOf(
  { givenName, familyName, preferredName, birthDate, phone, ...rest }: Identity,
  formerNames: string[],
) {
  const details: Details = { ...rest, formerNames };
  const sortKey = sortKeyOf({ givenName, familyName });
  return {
    givenName,
    familyName,
    preferredName,
    birthDate,
    phone,
    sortKey,
    details: JSON.stringify(details),
  };
}

function detailsOf(row: PatientRow): Details {
  return JSON.parse(row.details) as Details;
}

function identityOf(row: PatientRow): Identity {
  const { formerNames: _, ...details } = detailsOf(row);
  const { givenName, familyName, preferredName, birthDate, phone } = row;
  return { ...details, givenName, familyName, preferredName, birthDate, phone };
}
export { askedOf } from './asked.service.ts';
