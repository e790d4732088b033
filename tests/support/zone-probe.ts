import { dayLines, extentOn } from '../../renderer/screens/appointments/day-line.ts';
import { minuteIn, timeIn } from '../../renderer/screens/appointments/day-time.ts';
import {
  addMonths,
  dateAt,
  dayBounds,
  plusMinutes,
  readWallTime,
  wallTimeAt,
  weekday,
} from '../../shared/rules/calendar.ts';
import { plainPhases, layOut } from '../../shared/rules/phases.ts';
import { instantAt, millisOf, wallClock } from '../../shared/rules/wall-clock.ts';
import { newClinic } from './clinic.ts';
import { named } from './patients.ts';

// Run as a process of its own under several zones of the machine (TZ): what it prints must never differ.

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];
const dates = ['2026-03-08', '2026-03-29', '2026-10-04', '2026-10-25', '2026-11-22', '2026-12-31'];

const rules = zones.flatMap((zone) =>
  dates.map((date) => {
    const noon = plusMinutes(dayBounds(date, zone).from, 690);
    return [
      zone,
      dayBounds(date, zone),
      ['00:00', '02:15', '02:30', '12:00', '23:55'].map((time) => readWallTime({ date, time }, zone)),
      wallTimeAt(noon, zone),
      [minuteIn(zone, noon), timeIn(zone, noon), dateAt(noon, zone), weekday(date), addMonths(date, 1)],
      instantAt(wallClock(zone, date, date).at(date, 150, 'first')),
      layOut(plainPhases('Visit', 30), noon),
      dayLines([date], zone).map((line) => extentOn(line, millisOf(noon), millisOf(plusMinutes(noon, 30)))),
    ];
  }),
);

const clinic = await newClinic({
  profile: { zone: 'Europe/Berlin', jurisdiction: 'DE', dayStart: '00:00', dayEnd: '23:55' },
});
try {
  const owner = await clinic.as('nomsa');
  const { id: typeId } = await owner.practice.saveAppointmentType({
    name: 'Night',
    minutes: 30,
    tint: 'slate',
    techniques: [],
  });
  const rosa = await clinic.as('rosa');
  const { id: patientId } = await rosa.patients.register({ identity: named.jurgen, anyway: false });
  const book = async (date: string, time: string, minutes: number, fold?: 'first' | 'second') => {
    const { startsAt, endsAt } = await rosa.appointments.book({
      patientId,
      practitionerId: clinic.ids['henrik'] ?? '',
      roomId: null,
      typeId,
      start: { date, time, ...(fold === undefined ? {} : { fold }) },
      minutes,
      note: '',
      outsideHours: true,
    });
    return [startsAt, endsAt];
  };
  const booked = [
    await book('2027-10-31', '02:30', 30, 'second'),
    await book('2027-03-28', '01:45', 30),
    await book('2027-06-30', '23:30', 60),
  ];
  const days = [];
  for (const date of ['2027-03-28', '2027-06-30', '2027-07-01', '2027-10-31']) {
    const { from, to, appointments } = await rosa.appointments.day({ date });
    days.push([date, from, to, appointments.map(({ startsAt }) => startsAt)]);
  }
  process.stdout.write(JSON.stringify({ rules, booked, days }));
} finally {
  await clinic.close();
}
