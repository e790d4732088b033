import { v7 as newId } from 'uuid';
import { heelPlan } from '../../main/demo/cases/heel.ts';
import { agree } from '../../main/demo/cases/steps.ts';
import { newDraw } from '../../main/demo/random.ts';
import type { Api } from '../../shared/contract/index.ts';
import { lotKey } from '../../shared/rules/lot-key.ts';
import type { BigClinic } from './big-clinic.ts';
import type { FloorStore } from './floor-store.ts';
import type { FloorPort } from './floor-port.ts';
import type { Contest } from './rounds.ts';
import { withoutIndexes, withoutTriggers } from './bulk.ts';

/** What a recall may take at most, from the question to the list. */
const budget = 100;
/** Visits of a patient in ten years, on the average; of every ten, four with an injection and six with needles. */
const visitsEach = 4;
const perTransaction = 50_000;

interface Records {
  visits: number;
  given: number;
  lots: readonly string[];
}

/**
 * Ten years of visits, past the services: the gate's triggers would ask a consent for each of them. They are put back
 * as they were before anything is measured.
 */
async function tenYears(clinic: BigClinic, today: string): Promise<Records> {
  const raw = clinic.host.clinic?.store.raw;
  if (raw === undefined) throw new Error('the clinic is closed');
  const [patientId = ''] = clinic.patientIds;
  const { givenName, familyName } = clinic.identities[0] ?? { givenName: '', familyName: '' };
  const { id: consentId } = await agree(clinic.henrik, clinic.people, {
    ...{ patientId, appointmentId: null, plan: heelPlan, name: `${givenName} ${familyName}` },
  });
  const draw = newDraw(10, 'recall');
  const session = raw.prepare(
    `INSERT INTO treatmentSessions (id, patientId, practitionerId, startedAt, content, version) VALUES (?, ?, ?, ?, '{}', 1)`,
  );
  const give = raw.prepare(
    `INSERT INTO administrations VALUES (?, ?, ?, 'b', ?, ?, ?, 'drug', ?, ?, ?, '2099-12-31', '{}', '1', '10', ?, ?)`,
  );
  const use = raw.prepare("INSERT INTO usedItems VALUES (?, ?, 'needle-lot', ?, ?, NULL, ?)");
  const visits = clinic.patientIds.length * visitsEach;
  const day = 86_400_000;
  const end = Date.parse(`${today}T12:00:00.000Z`);
  const lots: string[] = [];
  let given = 0;
  const some = raw.transaction((from: number) => {
    for (let visit = from; visit < Math.min(visits, from + perTransaction); visit++) {
      // Oldest first: a lot is used up before the next is opened, and ids rise with the time as those of the program do.
      const msecs = end - 3650 * day + Math.floor((visit / visits) * 3649 * day);
      const [id, at] = [newId({ msecs }), new Date(msecs).toISOString()];
      const patient = clinic.patientIds[draw.between(0, clinic.patientIds.length - 1)] ?? patientId;
      session.run(id, patient, clinic.people.practitioner.id, at);
      if (visit % 10 < 4) {
        const lot = `LD-${Math.floor(given / 60)} ${draw.pick(['A', 'B'])}`;
        if (given % 60 === 0) lots.push(lot);
        const syringeId = newId({ msecs });
        for (const substance of given % 3 === 0 ? ['lidocaine', 'sodium-chloride-0-9'] : ['lidocaine'])
          give.run(
            ...[newId({ msecs }), syringeId, id, patient, consentId, substance],
            ...[`${substance} ampoule`, lot, lotKey(lot), at, clinic.people.practitioner.id],
          );
        given += 1;
      } else {
        const needle = `N${Math.floor(visit / 200)}-77`;
        use.run(id, patient, lotKey(needle), needle, at);
      }
    }
  });
  withoutTriggers(raw, ['administrations', 'treatmentSessions', 'usedItems', 'patientDeaths'], () =>
    withoutIndexes(raw, ['administrations', 'treatmentSessions', 'usedItems'], () => {
      for (let from = 0; from < visits; from += perTransaction) some(from);
    }),
  );
  return { visits, given, lots };
}

/** A recall by lot in ten years of records: the lot typed in another way than it was written down. */
export async function recallContest(bench: {
  api: Api;
  clinic: BigClinic;
  floor: FloorStore;
  port: FloorPort;
  today: string;
  times: (count: number) => number;
  say: (line: string) => void;
}): Promise<Contest> {
  const { api, clinic, floor, port, today, times, say } = bench;
  say('Filling ten years of visits …');
  const { visits, given, lots } = await tenYears(clinic, today);
  say(`  ${visits} visits, ${given} syringes, ${lots.length} lots`);
  floor.raw.exec('CREATE TABLE given (lot TEXT NOT NULL, patient INTEGER NOT NULL, at TEXT NOT NULL) STRICT');
  const insert = floor.raw.prepare('INSERT INTO given VALUES (?, ?, ?)');
  floor.raw.transaction(() => {
    for (let count = 0; count < given; count++)
      insert.run(lotKey(lots[Math.floor(count / 60)] ?? ''), (count % 1000) + 1, today);
  })();
  floor.raw.exec('CREATE INDEX givenByLot ON given (lot)');
  const bare = floor.raw.prepare(
    'SELECT g.at, p.name, p.birthDate, p.phone FROM given g JOIN patients p ON p.number = g.patient WHERE g.lot = ?',
  );
  const lotAt = (index: number) => lots[(index * 37) % lots.length] ?? '';
  return {
    what: 'recall by lot, ten years',
    unit: 'ms',
    note: `${given} syringes of ${lots.length} lots; ours with mixtures, events, similar numbers and an audit row`,
    most: budget,
    repetitions: times(150),
    floor: (index) => port.ask(() => bare.all(lotKey(lotAt(index)))),
    ours: (index) =>
      api.recall.search({
        ...{ by: 'lot', text: lotAt(index).toLowerCase().replace('-', ' '), vialId: null },
        ...{ substanceId: null, product: '', expiryDate: null, from: null, until: null },
      }),
  };
}
