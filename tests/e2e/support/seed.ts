import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CasePeople } from '../../../main/demo/cases/steps.ts';
import { Host } from '../../../main/clinic/upkeep/host.ts';
import type { Api } from '../../../shared/contract/index.ts';
import { giveCredentials } from '../../clinic/case-clinic.ts';
import { harbourClinic, reference, resources, windowOf } from '../../support/clinic.ts';
import { fixedClock, monday, type Clock } from '../../support/clock.ts';
import { named } from '../../support/patients.ts';
import { passwordOf, team } from '../../support/people.ts';

// A clinic of the same team as in the contract's tests, in a folder with a demo key: a desk opens it without words.

export const today = '2026-11-23';
const henrikName = 'Dr Henrik Sørensen';

export interface Seeding {
  clock: Clock;
  /** A window in which that person has signed in. */
  as: (name: string) => Promise<Api>;
  people: CasePeople;
  /** Ids of the staff and of the patients, by the short names of the test support. */
  ids: Record<string, string>;
}

let template: Promise<{ folder: string; known: Pick<Seeding, 'people' | 'ids'> }> | undefined;

/**
 * A founded clinic in a folder of its own, with what `more` adds through the contract. The founding is done once and
 * copied; the copy belongs to the test.
 */
export async function seeded(more: (seeding: Seeding) => Promise<void> = async () => {}): Promise<{
  folder: string;
  ids: Record<string, string>;
  people: CasePeople;
}> {
  template ??= found();
  const { folder: from, known } = await template;
  const folder = mkdtempSync(join(tmpdir(), 'palpate-seeded-'));
  cpSync(from, folder, { recursive: true });
  const { people, ids } = structuredClone(known);
  await inClinic(folder, async (host, clock) => {
    await more({ clock, people, ids, as: (name) => signedIn(host, name) });
  });
  return { folder, ids, people };
}

async function found(): Promise<{ folder: string; known: Pick<Seeding, 'people' | 'ids'> }> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const ids: Record<string, string> = {};
  let people: CasePeople | undefined;
  await inClinic(folder, async (host) => {
    const owner = windowOf(host);
    const { nomsa, ...others } = team;
    const { words } = await owner.upkeep.foundClinic({
      profile: harbourClinic,
      owner: {
        userName: 'nomsa',
        displayName: nomsa?.displayName ?? '',
        title: nomsa?.title ?? '',
        treats: false,
        password: passwordOf('nomsa'),
      },
    });
    await owner.upkeep.confirmWords({ words });
    for (const [name, person] of Object.entries(others)) {
      ids[name] = (await owner.staff.add({ ...person, password: passwordOf(name) })).id;
    }
    const every = reference.data.techniques.credentialTypes.map(({ id }) => id);
    await giveCredentials(owner, ids['henrik'] ?? '', every);
    await giveCredentials(owner, ids['aiko'] ?? '', every);
    const laser = {
      kind: 'laser',
      name: 'Laser 808',
      serial: 'L-808-1',
      laserClass: '3B',
      lastPowerCheck: '2026-09-01',
    } as const;
    const { id: laserId } = await owner.practice.saveDevice(laser);
    const { id: roomId } = await owner.practice.saveRoom({ name: 'Room 1' });
    await owner.practice.saveRoom({ name: 'Room 2' });
    const techniques = ['dry-needling', 'soft-tissue-injection', 'low-level-laser'];
    const { id: appointmentTypeId } = await owner.practice.saveAppointmentType({
      name: 'Treatment',
      minutes: 30,
      tint: 'teal',
      techniques,
    });
    await owner.practice.saveAppointmentType({
      name: 'Whole hour',
      minutes: 60,
      tint: 'amber',
      techniques: [],
    });
    const rosa = await signedIn(host, 'rosa');
    for (const [name, identity] of Object.entries(named)) {
      const { id } = await rosa.patients.register({
        identity: { ...identity, guardians: [...identity.guardians] },
        anyway: true,
      });
      ids[name] = id;
    }
    people = {
      practitioner: { id: ids['henrik'] ?? '', name: henrikName },
      roomId,
      appointmentTypeId,
      laserId,
    };
  });
  if (people === undefined) throw new Error('nobody was founded');
  return { folder, known: { people, ids } };
}

async function inClinic(folder: string, act: (host: Host, clock: Clock) => Promise<void>): Promise<void> {
  const clock = fixedClock(monday);
  const cheapWords = { name: 'argon2id', memoryKiB: 8192, passes: 1, lanes: 1 } as const;
  const host = new Host({
    folder,
    door: 'browser',
    reference,
    resources,
    appVersion: '0.0.0',
    demo: true,
    now: clock.now,
    wordsCost: cheapWords,
  });
  const state = await host.start();
  try {
    if (state !== 'FIRST_RUN' && state !== 'OPEN') throw new Error(`the clinic is ${state}: ${host.detail}`);
    await act(host, clock);
  } finally {
    await host.close();
  }
}

async function signedIn(host: Host, name: string): Promise<Api> {
  const api = windowOf(host);
  await api.session.signIn({ userName: name, password: passwordOf(name) });
  return api;
}

/** Books today's visit at a wall-clock time of the clinic. */
export async function book(
  { as, ids, people }: Seeding,
  patient: string,
  practitioner: string,
  time: string,
  minutes = 30,
): Promise<string> {
  const rosa = await as('rosa');
  const { id } = await rosa.appointments.book({
    patientId: ids[patient] ?? '',
    practitionerId: ids[practitioner] ?? '',
    roomId: null,
    typeId: people.appointmentTypeId,
    start: { date: today, time },
    minutes,
    note: '',
  });
  return id;
}
