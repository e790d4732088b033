import { newDraw } from '../../main/demo/random.ts';
import { fold } from '../../shared/rules/names.ts';
import { resources } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { desktopDoor } from '../transport/doors.ts';
import { bigBook } from './big-book.ts';
import { longRecord, openConsent, type BigClinic } from './big-clinic.ts';
import { bookContests } from './book.ts';
import { courseContests } from './course.ts';
import { newFloorBook } from './floor-book.ts';
import { floorPaper } from './floor-paper.ts';
import { newFloorPort } from './floor-port.ts';
import { newFloorStore } from './floor-store.ts';
import { recallContest } from './recall.ts';
import type { Contest } from './rounds.ts';

interface Wishes {
  clinic: BigClinic;
  /** Signed visits of the one long record. */
  visits: number;
  today: string;
  /** So many times the years of bookings. */
  years: number;
  wanted: (name: string) => boolean;
  times: (count: number) => number;
  say: (line: string) => void;
}

export interface Desk {
  contests: Contest[];
  close: () => Promise<void>;
}

const ofTheBook = ['day', 'week', 'slots', 'book'];
const ofTheRecord = ['record', 'save', 'course'];
export const atTheDesk = ['search', 'pdf', 'recall', ...ofTheRecord, ...ofTheBook];

/** Everything that a window asks of the clinic over its port, each beside the barest way to the same answer. */
export async function deskContests(wishes: Wishes): Promise<Desk> {
  const { clinic, visits, today, years, wanted, times, say } = wishes;
  const { identities, patientIds, people } = clinic;
  const door = desktopDoor(clinic.host);
  const { api } = await door.enter();
  await api.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });
  const [first = '', second = ''] = patientIds;
  const [{ givenName, familyName } = { givenName: '', familyName: '' }] = identities;
  if (ofTheRecord.some(wanted)) {
    say(`Recording ${visits} visits of one patient …`);
    await longRecord(clinic, first, `${givenName} ${familyName}`, visits);
  }
  const folded = identities.map((one) => ({
    name: `${one.givenName} ${one.familyName}`,
    words: fold(`${one.givenName} ${one.familyName}`).split(' '),
    birthDate: one.birthDate,
    phone: one.phone,
  }));
  const floor = newFloorStore(folded, Array<string>(visits).fill('x'.repeat(450)));
  const port = newFloorPort();
  const contests: Contest[] = [];
  if (wanted('search')) {
    const keys = typedKeys(folded.map(({ words }) => words.at(-1) ?? ''));
    const key = (index: number) => keys[index % keys.length] ?? 'a';
    contests.push({
      what: 'search, one key typed',
      unit: 'ms',
      note: '20 lines, over a message port; ours looks inside words too',
      growth: 1.5,
      repetitions: times(1000),
      floor: (index) => port.ask(() => floor.search(key(index), 20)),
      ours: (index) => api.patients.search({ text: key(index), limit: 20 }),
    });
  }
  if (ofTheBook.some(wanted)) {
    say('Filling the book …');
    const book = await bigBook(clinic, today, years);
    say(`  ${book.visits.length} visits in ${(book.loadedIn / 1000).toFixed(1)} s`);
    const bare = { ...newFloorBook(floor.raw, book.visits), book: floor.book };
    contests.push(...bookContests({ api, clinic, book, floor: bare, port, today, wanted, times }));
  }
  if (wanted('recall')) contests.push(await recallContest({ api, clinic, floor, port, today, times, say }));
  if (wanted('record'))
    contests.push({
      what: `open a record, ${visits} visits`,
      unit: 'ms',
      note: 'ours compares every note with its signature and writes two audit rows to the disk',
      growth: 1.3,
      repetitions: times(150),
      floor: () => port.ask(() => floor.record()),
      ours: () =>
        Promise.all([api.patients.open({ id: first }), api.treatments.sessionsOf({ patientId: first })]),
    });
  if (wanted('save') || wanted('course'))
    contests.push(
      ...(await courseContests({
        ...{ api, floor, port, patientId: first, practitionerId: people.practitioner.id },
        ...{ today, wanted, times },
      })),
    );
  if (wanted('pdf')) {
    const consent = await openConsent(clinic.henrik, people.practitioner.id, second);
    const bytes = Buffer.from(await (await api.documents.consent({ id: consent.id })).file.arrayBuffer());
    const pages = Math.max(1, bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 1);
    contests.push({
      what: 'consent as PDF',
      unit: 'ms',
      note: `${pages} pages; ours with tables, tags, PDF/A, body chart, audit row`,
      repetitions: times(40),
      floor: floorPaper(resources, consent.texts, pages),
      ours: () => api.documents.consent({ id: consent.id }),
    });
  }
  return {
    contests,
    close: async () => {
      port.close();
      await door.close();
      await floor.close();
      await clinic.close();
    },
  };
}

/** What is typed, key by key, by someone who looks for twenty different people. */
function typedKeys(names: readonly string[]): string[] {
  const draw = newDraw(1, 'keys');
  return Array.from({ length: 20 }, () => draw.pick(names)).flatMap((name) => {
    const letters = [...name].slice(0, 6);
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
}
