import { absencesPdf } from '../../main/clinic/absences/absences.pdf.ts';
import { daySheetPdf, type DaySheetView } from '../../main/clinic/appointments/day-sheet.pdf.ts';
import { weekSheetPdf } from '../../main/clinic/appointments/week-sheet.pdf.ts';
import { consentPdf } from '../../main/clinic/consents/consent.pdf.ts';
import { coursePdf } from '../../main/clinic/treatments/course/course.pdf.ts';
import { letterPdf } from '../../main/clinic/treatments/letter/letter.pdf.ts';
import {
  aftercareOf,
  summaryPdf,
  type SummaryView,
} from '../../main/clinic/treatments/summary/summary.pdf.ts';
import { recoveryKitPdf } from '../../main/clinic/upkeep/recovery-kit.pdf.ts';
import type { Stationery } from '../../main/paper/stationery.ts';
import { consent } from './consent-samples.ts';
import { courseFigures } from './course-figures.ts';
import { at, course, documentId, finding, hash, people, reference, session } from './samples.ts';

export const print = { documentId, copy: false, drawnAt: at('09:40') };

export function summaryView(change: Partial<SummaryView> = {}): SummaryView {
  return {
    session: session(),
    patient: people.plain,
    complaint: 'Right heel pain for two months',
    plannedSessions: 3,
    consentsOf: [at('08:43')],
    names: { d1: 'Laser 808 (SN 4711)' },
    aftercare: aftercareOf(reference, ['soft-tissue-injection']),
    next: {
      startsAt: '2026-11-30T09:00:00.000Z',
      practitioner: 'Dr. Nokuthula van der Merwe',
      type: 'Follow-up',
    },
    ...change,
  };
}

/** A day of one practitioner: a visit with resting needles, a gap, a visit over the wish of the book, one cancelled. */
export function daySheet(visits = 2): DaySheetView {
  const minute = (index: number) => new Date(Date.parse(at('07:00')) + index * 60_000).toISOString();
  return {
    date: '2026-11-23',
    lists: [
      {
        kind: 'practitioner',
        name: 'Dr. Nokuthula van der Merwe',
        open: [{ startsAt: at('07:00'), endsAt: at('16:00') }],
        free: [{ startsAt: minute(visits * 15), endsAt: at('16:00') }],
        visits: Array.from({ length: visits }, (_, index) => ({
          startsAt: minute(index * 15),
          endsAt: minute(index * 15 + 15),
          held: [{ startsAt: minute(index * 15), endsAt: minute(index * 15 + 20) }],
          resting:
            index % 2 === 0 ? [{ startsAt: minute(index * 15 + 5), endsAt: minute(index * 15 + 10) }] : [],
          patient: [people.scripts, people.plain, people.long][index % 3] ?? people.plain,
          type: 'Follow-up',
          place: ['Room 2', 'Laser 808'],
          status: index % 5 === 4 ? ('did-not-attend' as const) : ('booked' as const),
          overbooked: index % 4 === 1 ? 'Pain since the night' : null,
          alerts: ['Blood thinner'],
          alertsHidden: false,
          consent: index % 3 === 0 ? ('expired' as const) : ('valid' as const),
          note: '',
        })),
        cancelled: [
          { startsAt: at('09:00'), name: people.plain.name, number: people.plain.number, late: true },
        ],
      },
    ],
  };
}

/** One of each kind, by name. */
export const everyDocument: Readonly<Record<string, (on: Stationery) => Promise<Uint8Array<ArrayBuffer>>>> = {
  consent: (on) => consentPdf(on, consent(), print),
  'treatment summary': (on) => summaryPdf(on, reference, summaryView(), print),
  'course summary': (on) =>
    coursePdf(
      on,
      reference,
      {
        course: course(),
        patient: people.plain,
        practitioner: 'Dr. Nokuthula van der Merwe',
        sessions: [
          {
            id: 'l1',
            startedAt: at('08:00'),
            status: 'signed',
            practitionerName: 'Dr. Nokuthula van der Merwe',
            techniques: ['Dry needling'],
            substances: [],
            painBefore: '9',
            painAfter: '7',
            ...{ kind: 'visit', late: false, awaitingCosign: false, intact: true },
          },
        ],
        ...courseFigures(),
        files: [],
        findings: [
          {
            first: finding({ siteId: 'gluteus-minimus', side: 'left', structureType: 'taut-band', grade: 4 }),
            last: finding({ siteId: 'gluteus-minimus', side: 'left', structureType: 'taut-band', grade: 1 }),
          },
        ],
      },
      { ...print, draft: false },
    ),
  letter: (on) =>
    letterPdf(
      on,
      {
        to: { name: 'Dr. Ilse Brandt', addressLines: ['Elbe Hospital', '22763 Hamburg'] },
        on: '2026-11-23',
        patient: people.plain,
        subject: 'Neck and right shoulder',
        text: 'Dear Dr. Brandt,\n\nPain went from 7 to 2.',
        figures: null,
        template: null,
        from: { name: 'Dr. Nokuthula van der Merwe', title: 'Physician' },
        copies: ['Dr. Amara Nwosu, 3 Mill Lane, 22763 Hamburg'],
      },
      { ...print, contentHash: hash, draft: false },
    ),
  'day sheet': (on) => daySheetPdf(on, daySheet(), print),
  'absence list': (on) =>
    absencesPdf(
      on,
      {
        ...{ kind: 'leave', what: 'Dr. Nokuthula van der Merwe', label: 'Course', withdrawn: false },
        from: { date: '2026-11-24', time: '00:00' },
        to: { date: '2026-11-26', time: '24:00' },
        visits: Array.from({ length: 14 }, (_, index) => ({
          patient: [people.plain, people.long, people.scripts][index % 3] ?? people.plain,
          phones:
            index % 3 === 0
              ? [
                  { number: '+27 82 555 0101', whose: '' },
                  { number: '+27 21 555 0187', whose: 'Lerato Mokoena, mother' },
                ]
              : [{ number: '+48 601 555 012', whose: '' }],
          startsAt: `2026-11-24T${String(6 + index).padStart(2, '0')}:00:00.000Z`,
          endsAt: `2026-11-24T${String(6 + index).padStart(2, '0')}:30:00.000Z`,
          type: 'Follow-up',
          practitioner: index % 2 === 0 ? null : 'Dr. Nokuthula van der Merwe',
          state: (['to-call', 'called', 'moved', 'cancelled'] as const)[index % 4] ?? 'to-call',
          movedTo: index % 4 === 2 ? { startsAt: '2026-11-27T07:00:00.000Z', practitioner: null } : null,
          calls: index % 4 === 1 ? [{ at: at('09:20'), note: 'Will call back' }] : [],
          offers: [
            { startsAt: '2026-11-24T07:00:00.000Z', practitioner: 'Aiko Tanaka' },
            { startsAt: '2026-11-27T07:30:00.000Z', practitioner: null },
          ],
        })),
      },
      print,
    ),
  'week sheet': (on) =>
    weekSheetPdf(
      on,
      {
        name: 'Dr. Nokuthula van der Merwe',
        days: ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((date, index) => ({
          date,
          open: index === 2 ? [] : [{ startsAt: `${date}T07:00:00.000Z`, endsAt: `${date}T16:00:00.000Z` }],
          visits: Array.from({ length: index === 2 ? 0 : 6 }, (_, visit) => ({
            startsAt: new Date(Date.parse(`${date}T07:00:00.000Z`) + visit * 50 * 60_000).toISOString(),
            patient: [people.plain, people.long, people.scripts][visit % 3] ?? people.plain,
            type: 'Follow-up',
            room: 'Room 2',
          })),
        })),
      },
      print,
    ),
  'recovery kit': (on) =>
    recoveryKitPdf(
      on,
      {
        clinicName: 'Harbour Lane Clinic',
        words: 'abandon ability able about above absent absorb abstract absurd abuse access accident'.split(
          ' ',
        ),
        madeAt: at('07:00'),
      },
      { documentId },
    ),
};
