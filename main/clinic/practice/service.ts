import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { AppointmentType, ClinicProfile } from '../../../shared/contract/practice.ts';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { held } from '../recall/service.ts';
import { Refusal } from '../refusal.ts';
import { catalogue, syncSubstances } from '../substances/service.ts';
import { assertProfile, planOf } from './rules.ts';
import * as store from './store.ts';

type Input<K extends keyof Inputs['practice']> = Inputs['practice'][K];
type Saved = { id: string; version: number };
type Known = { id?: string | undefined; version?: number | undefined };

export async function foundPractice(tx: Tx, profile: ClinicProfile, now: string): Promise<void> {
  assertProfile(profile);
  await store.insertClinic(tx, JSON.stringify(profile), now);
}

export async function overview(db: Reader): Promise<Outputs['practice']['overview']> {
  const clinic = await store.findClinic(db);
  return {
    profile: { ...(JSON.parse(clinic.profile) as ClinicProfile), version: clinic.version },
    rooms: (await store.findRooms(db)).map(asRoom),
    devices: (await store.findDevices(db)).map(asDevice),
    appointmentTypes: (await store.findAppointmentTypes(db)).map(asType),
    recoveryConfirmed: clinic.recoveryConfirmedAt !== null,
  };
}

/** All reference data; each substance with the class in which this clinic discloses it. */
export async function reference(db: Reader, _: unknown, act: Act): Promise<ReferenceData> {
  const { data } = act.reference;
  return { ...data, substances: { ...data.substances, entries: await catalogue(db, act.reference) } };
}

export async function reviseProfile(
  tx: Tx,
  input: Input<'reviseProfile'>,
  act: Act,
): Promise<{ version: number }> {
  const before = await store.findClinic(tx);
  const old = JSON.parse(before.profile) as ClinicProfile;
  assertVersion(input.version, before.version, { ...old, version: before.version });
  assertProfile(input.profile);
  const version = before.version + 1;
  await store.updateProfile(tx, JSON.stringify(input.profile), version);
  // The injection gate reads the class of a substance from its row, so the rows follow in the same transaction.
  const { jurisdiction } = input.profile;
  if (jurisdiction !== old.jurisdiction)
    await syncSubstances(tx, { jurisdiction, reference: act.reference, now: act.now });
  act.about({ entityId: 'clinic', version, action: 'U' });
  act.changed('practice', 'clinic');
  return { version };
}

export async function saveRoom(tx: Tx, input: Input<'saveRoom'>, act: Act): Promise<Saved> {
  const before = input.id === undefined ? undefined : await store.findRoom(tx, input.id);
  const next = nextOf(input, before, asRoom, 'room');
  const nameKey = keyOf(input.name);
  if (await store.isNameTaken(tx, 'rooms', nameKey, next.id))
    throw new Refusal('NAME_TAKEN', { field: 'name' });
  await store.putRoom(tx, { ...next, name: input.name, nameKey, retiredAt: retiredAt(input, before, act) });
  return announced(next, before, act);
}

export async function saveDevice(tx: Tx, input: Input<'saveDevice'>, act: Act): Promise<Saved> {
  const before = input.id === undefined ? undefined : await store.findDevice(tx, input.id);
  const next = nextOf(input, before, asDevice, 'device');
  const { kind, name, serial, laserClass, lastPowerCheck } = input;
  const serviceDue = input.serviceDue === undefined ? (before?.serviceDue ?? null) : input.serviceDue;
  if (await store.isSerialTaken(tx, serial, next.id)) throw new Refusal('NAME_TAKEN', { field: 'serial' });
  // Under another number it would be out of its recall.
  if (
    before !== undefined &&
    lotKey(before.serial) !== lotKey(serial) &&
    (await held(tx)).some(({ deviceIds }) => deviceIds.includes(before.id))
  )
    throw new Refusal('WRONG_STATUS', { status: 'device-recalled' });
  await store.putDevice(tx, {
    ...next,
    kind,
    name,
    serial,
    laserClass,
    lastPowerCheck,
    serviceDue,
    retiredAt: retiredAt(input, before, act),
  });
  return announced(next, before, act);
}

export async function saveAppointmentType(
  tx: Tx,
  input: Input<'saveAppointmentType'>,
  act: Act,
): Promise<Saved> {
  const before = input.id === undefined ? undefined : await store.findAppointmentType(tx, input.id);
  const next = nextOf(input, before, asType, 'appointment-type');
  const { name, minutes, tint } = input;
  const techniques = [...new Set(input.techniques)];
  if (!techniques.every((id) => act.reference.techniques.has(id)))
    throw new Refusal('INVALID', { field: 'techniques', problem: 'unknown' });
  const nameKey = keyOf(name);
  if (await store.isNameTaken(tx, 'appointmentTypes', nameKey, next.id))
    throw new Refusal('NAME_TAKEN', { field: 'name' });
  const { phases, lengths } = planOf(input, before);
  const row = {
    ...next,
    name,
    nameKey,
    minutes,
    tint,
    techniques: JSON.stringify(techniques),
    phases: JSON.stringify(phases),
    lengths: JSON.stringify(lengths),
  };
  await store.putAppointmentType(tx, { ...row, retiredAt: retiredAt(input, before, act) });
  return announced(next, before, act);
}

/** The kind of appointment; retired ones too, because past appointments have them. */
export async function appointmentTypeBy(db: Reader, id: string): Promise<AppointmentType> {
  const row = await store.findAppointmentType(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  return asType(row);
}

export async function roomBy(db: Reader, id: string): Promise<ReturnType<typeof asRoom>> {
  const row = await store.findRoom(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'room' });
  return asRoom(row);
}

/** Every unit of the clinic; retired ones too, because past visits used them. */
export async function devicesOf(db: Reader): Promise<ReturnType<typeof asDevice>[]> {
  return (await store.findDevices(db)).map(asDevice);
}

function asRoom({ id, name, version, retiredAt }: Schema['rooms']) {
  return { id, name, version, retired: retiredAt !== null };
}

function asDevice({ retiredAt, ...device }: Schema['devices']) {
  return { ...device, retired: retiredAt !== null };
}

function asType({
  id,
  name,
  minutes,
  tint,
  techniques,
  phases,
  lengths,
  version,
  retiredAt,
}: Schema['appointmentTypes']): AppointmentType {
  return {
    id,
    name,
    minutes,
    tint: tint as AppointmentType['tint'],
    techniques: JSON.parse(techniques) as string[],
    phases: JSON.parse(phases) as AppointmentType['phases'],
    lengths: JSON.parse(lengths) as AppointmentType['lengths'],
    version,
    retired: retiredAt !== null,
  };
}

/** Id and version of what will be written: new without an id, otherwise the one that the writer has read, plus one. */
function nextOf<R extends Saved>(
  input: Known,
  before: R | undefined,
  show: (row: R) => unknown,
  what: string,
): Saved {
  if (input.id === undefined) return { id: newId(), version: 1 };
  if (before === undefined) throw new Refusal('NOT_FOUND', { what });
  assertVersion(input.version, before.version, show(before));
  return { id: before.id, version: before.version + 1 };
}

function assertVersion(read: number | undefined, currentVersion: number, current: unknown): void {
  if (read !== currentVersion) throw new Refusal('STALE_VERSION', { currentVersion, current });
}

function keyOf(name: string): string {
  const key = fold(name);
  if (key === '') throw new Refusal('INVALID', { field: 'name', problem: 'empty' });
  return key;
}

/** Left out means unchanged. */
function retiredAt(
  { retired }: { retired?: boolean | undefined },
  before: { retiredAt: string | null } | undefined,
  act: Act,
): string | null {
  const earlier = before?.retiredAt ?? null;
  if (retired === undefined) return earlier;
  return retired ? (earlier ?? act.now) : null;
}

function announced({ id, version }: Saved, before: unknown, act: Act): Saved {
  act.about({ entityId: id, version, action: before === undefined ? 'C' : 'U' });
  act.changed('practice', id);
  return { id, version };
}

export { stationeryOf } from './stationery.service.ts';
