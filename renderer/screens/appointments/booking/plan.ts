import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { AppointmentType } from '../../../../shared/contract/practice.ts';
import type { DeviceKind } from '../../../../shared/rules/phases.ts';

export type Practice = Outputs['practice']['overview'];
export type Opening = Outputs['appointments']['findSlots']['openings'][number];

/** What stands in the dialog. */
export interface BookingForm {
  typeId: string;
  /** Null: as long as the practitioner takes for this type. */
  minutes: number | null;
  practitionerId: string;
  /** `any` room that is free, `none`, or a room's id. */
  room: string;
  /** A unit by kind; a kind that is missing gets any. */
  units: Partial<Record<DeviceKind, string>>;
  date: string;
  time: string;
  fold: 'first' | 'second' | undefined;
  courseId: string;
  note: string;
}

export const lengths = [10, 15, 20, 30, 40, 45, 60, 75, 90, 120];

/** As long as this practitioner takes for the type. */
export function usualLength(type: AppointmentType | undefined, practitionerId: string): number {
  const own = type?.lengths.find((one) => one.practitionerId === practitionerId)?.minutes;
  return own ?? type?.minutes ?? 30;
}

export function kindsOf(type: AppointmentType | undefined): DeviceKind[] {
  return [...new Set(type?.phases.flatMap(({ deviceKind }) => deviceKind ?? []))];
}

export function unitsOf(form: BookingForm, type: AppointmentType | undefined): string[] {
  return kindsOf(type).flatMap((kind) => form.units[kind] ?? []);
}

/** A type that keeps a room gets any that is free, where the clinic has rooms. */
export function usualRoom(type: AppointmentType | undefined, practice: Practice): string {
  const needs = type?.phases.some(({ room }) => room) === true;
  return needs && practice.rooms.some(({ retired }) => !retired) ? 'any' : 'none';
}

interface Place {
  roomId?: string | null;
  deviceId?: string;
}

/** The first kind of visit on offer; where a unit was pointed at, the first that uses such a one. */
export function firstType(practice: Practice, deviceId: string | undefined): AppointmentType | undefined {
  const offered = practice.appointmentTypes.filter(({ retired }) => !retired);
  const kind = practice.devices.find(({ id }) => id === deviceId)?.kind;
  return offered.find((type) => kindsOf(type).some((one) => one === kind)) ?? offered[0];
}

/** The room that was pointed at, else the usual one. */
export function roomAt({ roomId }: Place, type: AppointmentType | undefined, practice: Practice): string {
  if (roomId === null) return 'none';
  const room = practice.rooms.find(({ id, retired }) => id === roomId && !retired);
  return room?.id ?? usualRoom(type, practice);
}

/** The unit that was pointed at, for every kind of visit that uses one of its kind. */
export function unitAt({ deviceId }: Place, practice: Practice): BookingForm['units'] {
  const unit = practice.devices.find(({ id, retired }) => id === deviceId && !retired);
  return unit === undefined ? {} : { [unit.kind]: unit.id };
}

/** The rooms of a search. */
export function roomsOf(room: string): Inputs['appointments']['findSlots']['rooms'] {
  return room === 'any' || room === 'none' ? room : [room];
}

/** Which room a typed time gets: the first that is free then, or, so that the refusal says what is taken, the first. */
export async function roomFor(
  form: BookingForm,
  minutes: number,
  practice: Practice,
  find: (wish: Inputs['appointments']['findSlots']) => Promise<{ openings: Opening[] }>,
  of: { patientId: string; holdId: string | undefined; deviceIds: string[] },
): Promise<string | null> {
  if (form.room === 'none') return null;
  if (form.room !== 'any') return form.room;
  const { openings } = await find({
    ...{ typeId: form.typeId, patientId: of.patientId, practitionerIds: [form.practitionerId], minutes },
    ...{ rooms: 'any', deviceIds: of.deviceIds, from: form.date, until: form.date, step: 5, count: 50 },
    windows: [{ from: form.time, to: form.time }],
    ...(of.holdId !== undefined && { holdId: of.holdId }),
  });
  const same = openings.find(
    ({ start }) => start.time === form.time && (form.fold === undefined || start.fold === form.fold),
  );
  return same?.roomId ?? practice.rooms.find(({ retired }) => !retired)?.id ?? null;
}
