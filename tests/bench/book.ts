import { addDays, weekday } from '../../shared/rules/calendar.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { BigBook } from './big-book.ts';
import type { BigClinic } from './big-clinic.ts';
import type { FloorBook } from './floor-book.ts';
import type { FloorPort } from './floor-port.ts';
import type { Contest } from './rounds.ts';

interface Bench {
  api: Api;
  clinic: BigClinic;
  book: BigBook;
  floor: FloorBook & { book: (index: number) => void };
  port: FloorPort;
  today: string;
  wanted: (name: string) => boolean;
  times: (count: number) => number;
}

/** What the reception asks of the book all day: to see a day, a week and a month, to find a time, to book, move and cancel. */
export function bookContests(bench: Bench): Contest[] {
  const { api, book, floor, port, today, wanted, times } = bench;
  const contests: Contest[] = [];
  const run: Run = (what, note, growth, contest) =>
    void contests.push({ what, unit: 'ms', note, growth, ...contest });
  const size = `${book.visits.length} visits, ${book.firstDay} to ${book.lastDay}`;
  const midnight = (date: string) => `${date}T00:00:00.000Z`;
  const mondayOf = (date: string) => addDays(date, 1 - weekday(date));
  const workday = (index: number) => addDays(mondayOf(addDays(today, 7 * (index % 40))), index % 5);

  if (wanted('day')) {
    run('day view, 4 practitioners', size, ofViews, {
      repetitions: times(300),
      floor: (index) =>
        port.ask(() => floor.between(midnight(workday(index)), midnight(addDays(workday(index), 1)))),
      ours: (index) => api.appointments.range({ from: workday(index), to: workday(index) }),
    });
    run('… with consents and notes', 'as the reception’s board reads it', ofViews, {
      repetitions: times(150),
      floor: (index) =>
        port.ask(() => floor.between(midnight(workday(index)), midnight(addDays(workday(index), 1)))),
      ours: (index) => api.appointments.day({ date: workday(index) }),
    });
  }
  if (wanted('week')) {
    const monday = (index: number) => mondayOf(addDays(today, 7 * (index % 40)));
    const whose = (index: number) => book.practitioners[index % book.practitioners.length] ?? '';
    run('week view, one practitioner', size, ofViews, {
      repetitions: times(300),
      floor: (index) =>
        port.ask(() =>
          floor.between(midnight(monday(index)), midnight(addDays(monday(index), 7)), whose(index)),
        ),
      ours: (index) =>
        api.appointments.range({
          from: monday(index),
          to: addDays(monday(index), 6),
          practitionerId: whose(index),
        }),
    });
    const month = (index: number) => addDays(today, 30 * (index % 10)).slice(0, 7);
    run('month overview', 'visits and minutes of each day', ofViews, {
      repetitions: times(150),
      floor: (index) => port.ask(() => floor.perDay(`${month(index)}-01`, `${month(index)}-32`)),
      ours: (index) => api.appointments.month({ month: month(index) }),
    });
  }
  if (wanted('slots')) slotContests(bench, run);
  if (wanted('book')) writeContests(bench, run);
  return contests;
}

type Run = (
  what: string,
  note: string,
  growth: number,
  contest: Pick<Contest, 'floor' | 'ours' | 'repetitions'>,
) => void;

/** What ten times the data may cost: a view its rows, a write its one row. */
const [ofViews, ofWrites] = [1.6, 1.3];

function slotContests({ api, clinic, book, floor, port, today, times }: Bench, run: Run): void {
  const from = (index: number) => addDays(today, index % 10);
  const wish = (index: number, typeId: string) => ({
    typeId,
    practitionerIds: [...book.practitioners],
    rooms: 'any' as const,
    from: from(index),
    weekdays: [1, 2, 3, 4, 5],
    count: 10,
  });
  const opens = (index: number, minutes: number) =>
    port.ask(() => floor.openings(book.practitioners, `${from(index)}T00:00:00.000Z`, minutes, 10));
  run(
    'slot search, one phase',
    '10 openings of 4 practitioners, any room; floor: gaps of one table',
    ofViews,
    {
      repetitions: times(150),
      floor: (index) => opens(index, 30),
      ours: (index) => api.appointments.findSlots(wish(index, clinic.people.appointmentTypeId)),
    },
  );
  run('slot search, phases and laser', 'needle, rest, laser, clean; any room, any laser', ofViews, {
    repetitions: times(150),
    floor: (index) => opens(index, 50),
    ours: (index) => api.appointments.findSlots(wish(index, book.laserTypeId)),
  });
  run('slot search, mornings', 'the same, 08:00 to 12:00 only, two months ahead', ofViews, {
    repetitions: times(150),
    floor: (index) => opens(index + 60, 50),
    ours: (index) =>
      api.appointments.findSlots({
        ...wish(index, book.laserTypeId),
        from: addDays(from(index), 60),
        windows: [{ from: '08:00', to: '12:00' }],
      }),
  });
}

/** The same visits are booked, then moved, then cancelled, after the last day of the book. */
function writeContests({ api, clinic, book, floor, port, times }: Bench, run: Run): void {
  const visits: { id: string; version: number }[] = [];
  const [, booked = '', moved = ''] = book.practitioners;
  const repetitions = times(150);
  const visit = (index: number) => {
    const known = visits[index];
    if (known === undefined) throw new Error('nothing was booked there');
    return known;
  };
  run(
    'book, on the disk',
    'ours with claims, history, audit row, notice and watermark (a second flush)',
    ofWrites,
    {
      repetitions,
      floor: (index) => port.ask(() => floor.book(index)),
      ours: async (index) => {
        const { id, version } = await api.appointments.book({
          patientId: clinic.patientIds[(index * 7) % clinic.patientIds.length] ?? '',
          practitionerId: booked,
          roomId: null,
          typeId: clinic.people.appointmentTypeId,
          start: slot(book.lastDay, index),
          minutes: 30,
          note: '',
        });
        visits[index] = { id, version };
      },
    },
  );
  run('move, on the disk', 'to another practitioner; ours checks and claims anew', ofWrites, {
    repetitions,
    floor: (index) => port.ask(() => floor.move(index)),
    ours: async (index) => {
      const { id, version } = await api.appointments.move({
        ...visit(index),
        practitionerId: moved,
        roomId: null,
        start: slot(book.lastDay, index),
        minutes: 30,
      });
      visits[index] = { id, version };
    },
  });
  run('cancel, on the disk', 'ours gives the claims up', ofWrites, {
    repetitions,
    floor: (index) => port.ask(() => floor.cancel(index)),
    ours: (index) => api.appointments.cancel({ ...visit(index), reason: 'ill', by: 'patient' }),
  });
}

/** Sixteen half hours of each working day after `day`. */
function slot(day: string, index: number): { date: string; time: string } {
  let date = addDays(day, 7);
  for (let days = Math.floor(index / 16); days > 0; days--) {
    date = addDays(date, 1);
    while (weekday(date) > 5) date = addDays(date, 1);
  }
  const minutes = 8 * 60 + (index % 16) * 30;
  return {
    date,
    time: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  };
}
