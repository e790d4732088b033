import type { Api, Inputs } from '../../shared/contract/index.ts';
import type { SeriesPlan } from '../../shared/contract/series.ts';
import type { Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';

type Decisions = Inputs['series']['book']['decisions'];
/** What the desk says of a date. */
export const skip = (date: string) => ({ date, act: 'skip' as const, startsAt: null, outsideHours: false });
export const take = (date: string, startsAt: string | null, outsideHours = false) => {
  return { date, act: 'take' as const, startsAt, outsideHours };
};

export type Desk = Awaited<ReturnType<typeof desk>>;

/** A clinic with a room, a kind of visit and two patients; a plan for the first one. */
export async function desk(clinic: Clinic) {
  const owner = await clinic.as('nomsa');
  const roomId = (await owner.practice.saveRoom({ name: 'Quay room' })).id;
  const typeId = (
    await owner.practice.saveAppointmentType({ name: 'Needling', minutes: 30, tint: 'teal', techniques: [] })
  ).id;
  const rosa = await clinic.as('rosa');
  const patientId = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
  const otherId = (await rosa.patients.register({ identity: named.siobhan, anyway: false })).id;
  const frame = { patientId, practitionerId: clinic.ids['henrik']!, roomId, typeId, minutes: 30, note: '' };
  const plan = (change: Partial<SeriesPlan> = {}): SeriesPlan => ({
    ...{ ...frame, time: '10:00', from: '2026-11-24', append: true, courseId: null },
    rule: { kind: 'weeks', every: 1, weekdays: [2] },
    ends: { kind: 'count', count: 4 },
    ...change,
  });
  const book = (change: Partial<SeriesPlan> = {}, decisions: Decisions = []) =>
    rosa.series.book({ plan: plan(change), appointment: null, decisions });
  const preview = (change: Partial<SeriesPlan> = {}, decisions: Decisions = []) =>
    rosa.series.preview({ plan: plan(change), appointment: null, decisions });
  const single = (date: string, time: string, change: Partial<Inputs['appointments']['book']> = {}) =>
    rosa.appointments.book({ ...frame, patientId: otherId, start: { date, time }, ...change });
  const standing = async (id: string) =>
    (await rosa.series.open({ id })).visits.filter(({ status }) => status === 'booked');
  return { owner, rosa, patientId, otherId, roomId, typeId, plan, book, preview, single, standing, frame };
}

export const wholeDay = (date: string) => ({ from: { date, time: '00:00' }, to: { date, time: '24:00' } });

export function holiday(api: Api, label: string, date: string) {
  return api.hours.saveHoliday({ label, ...wholeDay(date) });
}
