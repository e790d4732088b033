import type { Api } from '../../shared/contract/index.ts';
import type { CasePeople } from './cases/steps.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import type { Host } from '../clinic/upkeep/host.ts';
import { innerWindow } from '../rpc/inner-window.ts';
import {
  assistant,
  demoPassword,
  demoProfile,
  owner,
  practitioners,
  reception,
  type Colleague,
} from './people.ts';
import { visitTypes } from './plan.ts';

/** The founded clinic with everyone at a window of their own. */
export interface DemoDesk {
  owner: Api;
  reception: Api;
  assistant: Api;
  /** In the order of `practitioners`. */
  practitioners: { id: string; name: string; api: Api }[];
  roomIds: string[];
  typeIds: string[];
  /** Who and where the three cases are played. */
  cases: CasePeople;
  /** The recovery kit as a file; it cannot be printed later. */
  kit: File;
}

/** First run as an owner does it: profile, words typed back, people with credentials, rooms, laser, types of visit. */
export async function foundDemo(
  host: Host,
  { zone, today }: { zone: string; today: string },
): Promise<DemoDesk> {
  const ownerWindow = innerWindow(host, 'demo');
  const { userName, displayName, title, treats } = owner;
  const { words } = await ownerWindow.upkeep.foundClinic({
    profile: { ...demoProfile, zone },
    owner: { userName, displayName, title, treats, password: demoPassword },
  });
  const kit = await ownerWindow.upkeep.recoveryKit();
  await ownerWindow.upkeep.confirmWords({ words });

  const roomIds = [];
  for (const name of ['Room 1', 'Room 2']) roomIds.push((await ownerWindow.practice.saveRoom({ name })).id);
  const { id: laserId } = await ownerWindow.practice.saveDevice({
    kind: 'laser',
    name: 'Laser 808',
    serial: 'L-808-0417',
    laserClass: '3B',
    lastPowerCheck: addDays(today, -210),
  });
  // A treatment ends with the laser; with one unit two rooms would wait for each other.
  await ownerWindow.practice.saveDevice({
    kind: 'laser',
    name: 'Laser 810',
    serial: 'L-810-0092',
    laserClass: '3B',
    lastPowerCheck: addDays(today, -120),
  });
  const typeIds = [];
  for (const type of visitTypes) {
    const { id } = await ownerWindow.practice.saveAppointmentType({
      ...type,
      techniques: [...type.techniques],
      phases: type.phases.map((phase) => ({ ...phase })),
    });
    typeIds.push(id);
  }
  const seated = [];
  for (const colleague of practitioners) {
    const { id } = await addColleague(ownerWindow, colleague);
    await giveCredentials(ownerWindow, id, today);
    seated.push({ id, name: colleague.displayName, api: await windowOf(host, colleague) });
  }
  await addColleague(ownerWindow, reception);
  await addColleague(ownerWindow, assistant);
  const [first] = seated;
  const [roomId, typeId] = [roomIds[0], typeIds[1]];
  if (first === undefined || roomId === undefined || typeId === undefined)
    throw new Error('the demo clinic has nobody to treat');
  return {
    owner: ownerWindow,
    reception: await windowOf(host, reception),
    assistant: await windowOf(host, assistant),
    practitioners: seated,
    roomIds,
    typeIds,
    cases: { practitioner: { id: first.id, name: first.name }, roomId, appointmentTypeId: typeId, laserId },
    kit,
  };
}

function addColleague(api: Api, colleague: Colleague): Promise<{ id: string; version: number }> {
  return api.staff.add({ ...colleague, roles: [...colleague.roles], password: demoPassword });
}

async function windowOf(host: Host, { userName }: Colleague): Promise<Api> {
  const api = innerWindow(host, 'demo');
  await api.session.signIn({ userName, password: demoPassword });
  return api;
}

/** Every credential that the reference data knows, in force until well after the demo's last day. */
async function giveCredentials(api: Api, id: string, today: string): Promise<void> {
  const { techniques } = await api.practice.reference();
  const member = (await api.staff.list()).find((one) => one.id === id);
  const credentials = techniques.credentialTypes.map(({ id: type }, index) => ({
    type,
    techniques: [],
    issuer: 'Council of Invented Health Professions',
    number: `DEMO ${String(index + 1).padStart(3, '0')}`,
    issuedOn: addDays(today, -900),
    expiresOn: addDays(today, 900),
    ...{ verifiedBy: owner.displayName, verifiedOn: addDays(today, -890) },
  }));
  await api.staff.recordCredentials({ id, credentials, version: member?.version ?? 1 });
}
