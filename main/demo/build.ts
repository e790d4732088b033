import { addDays, dateAt, dayBounds, plusMinutes, weekday } from '../../shared/rules/calendar.ts';
import type { Reference } from '../../shared/rules/reference.ts';
import { Host } from '../clinic/upkeep/host.ts';
import type { Stretching } from '../keys/keyring-file.ts';
import { callAfterVisits, leaveTraces } from './afterwards.ts';
import { caseWindow } from './case-window.ts';
import { playHeel } from './cases/heel.ts';
import { playKnee } from './cases/knee.ts';
import { playNeck } from './cases/neck.ts';
import { childConsent, interpretedConsent } from './cases/people.ts';
import { instantOf } from './cases/steps.ts';
import { fillCupboard } from './cupboard.ts';
import { foundDemo, type DemoDesk } from './founding.ts';
import { inventPatients, type DemoPatient } from './patients.ts';
import { writeNotes } from './notes-life.ts';
import { demoProfile } from './people.ts';
import { daysBefore, planVisits, type Reserved } from './plan.ts';
import { planLife, type Lived } from './practice-life.ts';
import { newTimeline } from './timeline.ts';
import { keepFavourites, leaveNeedle, needleDue } from './usual.ts';

export interface DemoWish {
  /** An empty folder, or one that does not exist yet. */
  folder: string;
  resources: string;
  reference: Reference;
  appVersion: string;
  seed: number;
  patients: number;
  /** The moment until which things have happened; the same seed and moment give the same clinic but for ids and keys. */
  until: string;
  zone?: string;
  wordsCost?: Stretching;
  tell: (stage: 'founding' | 'living', done: number, of: number) => void;
}

export interface CasePapers {
  sessionIds: string[];
  consentId: string;
  courseId: string;
  letterId: string | null;
}

export interface DemoClinic {
  host: Host;
  desk: DemoDesk;
  patients: readonly DemoPatient[];
  lived: Lived;
  cases: { neck: CasePapers; knee: CasePapers; heel: CasePapers };
  /** Days worth a day sheet: today, and the day of the heel case. */
  days: { today: string; heel: string };
}

/** Builds a demo clinic through the contract, as a clinic would have filled it: never through SQL. */
export async function buildDemo(wish: DemoWish): Promise<DemoClinic> {
  const { folder, resources, reference, appVersion, seed, until, wordsCost } = wish;
  const zone = wish.zone ?? demoProfile.zone;
  const today = dateAt(until, zone);
  const founded = dayBounds(addDays(today, -daysBefore - 17), zone).from;
  const timeline = newTimeline(founded);
  const host = new Host({
    folder,
    door: 'browser',
    resources,
    reference,
    appVersion,
    demo: true,
    now: timeline.now,
    ...(wordsCost && { wordsCost }),
  });
  try {
    const state = await host.start();
    if (state !== 'FIRST_RUN')
      throw new Error(`The folder ${folder} is not free for a demo clinic (${state}).`);
    wish.tell('founding', 0, 1);
    const desk = await foundDemo(host, { zone, today });
    wish.tell('founding', 1, 1);

    const days = caseDays(today);
    const questions = reference.data.contraindications.entries
      .filter(({ ask }) => ask !== null)
      .map(({ id }) => id);
    const patients = inventPatients(wish.patients, seed, today, questions);
    const visits = planVisits({
      patients: wish.patients,
      seed,
      today,
      until,
      zone,
      reserved: reservedFor(days),
    });
    const life = planLife({
      desk,
      timeline,
      patients,
      visits,
      seed,
      founded,
      until,
      today,
      zone,
      tell: (done, of) => wish.tell('living', done, of),
    });
    let lived: Lived | undefined;
    const cases: Partial<DemoClinic['cases']> = {};
    const api = desk.practitioners[0]?.api ?? desk.owner;
    await timeline.live([
      async () => {
        lived = await life.run();
      },
      async () => {
        const at = caseWindow(api, timeline);
        await timeline.until(instantOf(days.neck, '06:50'));
        cases.neck = await playNeck(at.api, desk.cases, at.clock, days.neck);
      },
      () => callAfterVisits(desk, timeline, today),
      async () => {
        const at = caseWindow(api, timeline);
        await timeline.until(instantOf(days.knee, '06:50'));
        cases.knee = { ...(await playKnee(at.api, desk.cases, at.clock, days.knee)), letterId: null };
      },
      async () => {
        await timeline.until(instantOf(days.heel, '05:30'));
        await fillCupboard(api, today);
        await writeNotes(desk);
        await keepFavourites(desk);
      },
      async () => {
        const at = caseWindow(api, timeline);
        await timeline.until(instantOf(days.heel, '06:00'));
        await childConsent(at.api, desk.cases, at.clock, days.heel);
        await interpretedConsent(at.api, desk.cases, at.clock, days.heel);
        const needle = { day: days.heel, dueOn: needleDue(today, days.heel) };
        await leaveNeedle(at.api, desk.cases, at.clock, needle);
        const heel = await playHeel(at.api, desk.cases, at.clock, days.heel);
        cases.heel = {
          sessionIds: [heel.sessionId],
          consentId: heel.consent.id,
          courseId: heel.courseId,
          letterId: null,
        };
      },
    ]);
    await timeline.live([() => timeline.until(until)]);
    wish.tell('living', life.steps, life.steps);
    const { neck, knee, heel } = cases;
    if (lived === undefined || !neck || !knee || !heel)
      throw new Error('the demo clinic did not live to its end');
    await leaveTraces(desk, api, { sessionId: neck.sessionIds[0] ?? '' }, today);
    return { host, desk, patients, lived, cases: { neck, knee, heel }, days: { today, heel: days.heel } };
  } catch (error) {
    await host.close();
    throw error;
  }
}

/** Past weekdays: eight visits of the knee, three of the neck, one of the heel. */
function caseDays(today: string): { neck: string; knee: string; heel: string } {
  const before = (days: number) => {
    const day = addDays(today, -days);
    return addDays(day, -Math.max(0, weekday(day) - 5));
  };
  return { knee: before(66), neck: before(23), heel: before(2) };
}

/** The hours in which the cases are played; a little longer than the visits, in the clinic's own book. */
function reservedFor(days: { neck: string; knee: string; heel: string }): Reserved[] {
  const at = (date: string, time: string) => ({
    date,
    from: instantOf(date, time),
    to: plusMinutes(instantOf(date, time), 45),
  });
  return [
    ...[0, 7, 14].map((later) => at(addDays(days.neck, later), '08:00')),
    ...[0, 7, 14, 21, 28, 35, 42, 49, 56].map((later) => at(addDays(days.knee, later), '09:00')),
    at(days.heel, '10:00'),
  ];
}
