import type { Api } from '../../shared/contract/index.ts';
import type { Who } from './day-of-hours.ts';

/** A series booked, moved, extended, cancelled, and the last of it taken back. */
export async function repeatVisits(api: Api, who: Who, time: string): Promise<void> {
  const plan = {
    ...{
      ...who,
      roomId: null,
      time,
      minutes: 15,
      from: '2027-01-04',
      append: true,
      note: '',
      courseId: null,
    },
    ...{ rule: { kind: 'days' as const, every: 2 }, ends: { kind: 'count' as const, count: 2 } },
  };
  const { seriesId } = await api.series.book({ plan, appointment: null, decisions: [] });
  const first = (await api.series.open({ id: seriesId })).visits[0]?.id ?? '';
  const moving = {
    ...{ appointmentId: first, scope: 'all' as const, practitionerId: who.practitionerId, roomId: null },
    ...{ time, minutes: 15, shiftDays: 1, changedToo: false, decisions: [] },
  };
  const { seen } = await api.series.previewMove(moving);
  await api.series.move({ ...moving, seen });
  const { version } = await api.series.open({ id: seriesId });
  await api.series.extend({ id: seriesId, version, count: 1, decisions: [] });
  const { visits } = await api.series.open({ id: seriesId });
  const left = visits.map((one) => ({ id: one.id, version: one.version }));
  const why = { reason: 'ill', by: 'patient' as const };
  const gone = await api.series.cancel({ appointmentId: first, scope: 'all', seen: left, ...why });
  await api.series.undo({ actId: gone.actId, reason: 'after all' });
}

/** A wish is written down, offered, withdrawn, brought back and booked. */
export async function waitFor(api: Api, { practitionerId, ...who }: Who, hour: string): Promise<void> {
  const wish = await api.waiting.save({
    ...{ ...who, minutes: null, practitionerIds: [], weekdays: [], windows: [] },
    ...{ from: '2026-12-01', until: null, urgency: 'soon', note: '' },
  });
  const offered = await api.waiting.offer({
    ...{ ...wish, outcome: 'no-answer', practitionerId, startsAt: '2026-12-08T09:00:00.000Z' },
  });
  const off = await api.waiting.withdraw(offered);
  const back = await api.waiting.restore({ ...off, reason: 'after all' });
  await api.waiting.book({
    ...{ ...back, practitionerId, roomId: null, deviceIds: [], start: { date: '2026-12-08', time: hour } },
    minutes: 15,
  });
}
