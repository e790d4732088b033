import type { Api } from '../../shared/contract/index.ts';

/** Whose day it is: the patient, the practitioner, and the type and time of the visits. */
export interface Who {
  patientId: string;
  practitionerId: string;
  typeId: string;
}

const whole = (date: string) => ({ from: { date, time: '00:00' }, to: { date, time: '24:00' } });
const everyDay = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }]);

/** The clinic's hours and somebody's own, a holiday by hand and one of a list that is taken back again. */
export async function openAndClose(api: Api, practitionerId: string, mark: string): Promise<void> {
  const { opening } = await api.hours.overview();
  await api.hours.saveOpening({ week: everyDay('07:00', '20:00'), version: opening.version });
  const own = {
    ...{ practitionerId, validFrom: '2028-01-01', validUntil: '2028-01-31' },
    week: everyDay('08:00', '16:00'),
  };
  const working = await api.hours.saveWorking(own);
  await api.hours.saveWorking({ ...own, ...working, withdrawn: true });
  await api.hours.saveHoliday({ ...whole('2028-05-02'), label: `Water main ${mark}` });
  const { recorded } = await api.hours.importHolidays({
    holidays: [{ date: '2028-12-25', label: `Christmas Day ${mark}` }],
  });
  if (recorded.length !== 1) throw new Error('the list was passed over');
  await api.hours.withdrawHolidays({ ids: recorded.map(({ id }) => id) });
}

/** A leave over a booked visit: the patient is called, moved away and put back, and the leave withdrawn. */
export async function beAway(api: Api, who: Who, hour: string): Promise<void> {
  const date = '2026-12-10';
  const visit = await api.appointments.book({
    ...{ ...who, roomId: null, start: { date, time: hour }, minutes: 15, note: '' },
  });
  const leave = {
    ...{ kind: 'leave' as const, resourceId: who.practitionerId, label: 'Course' },
    ...{ from: { date, time: hour }, to: { date, time: `${hour.slice(0, 2)}:45` } },
  };
  const closure = await api.hours.saveClosure(leave);
  const listed = { closureId: closure.id, appointmentId: visit.id };
  const { callId } = await api.absences.markCalled({ ...listed, note: 'No answer' });
  await api.absences.takeBackCall({ callId });
  const moved = await api.appointments.move({
    ...{ id: visit.id, version: visit.version, practitionerId: who.practitionerId, roomId: null },
    ...{ start: { date: '2026-12-11', time: hour }, minutes: 15 },
  });
  await api.absences.putBack({ ...listed, version: moved.version });
  await api.hours.saveClosure({ ...leave, id: closure.id, version: closure.version, withdrawn: true });
}
