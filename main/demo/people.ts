import type { ClinicProfile } from '../../shared/contract/practice.ts';
import type { Role } from '../../shared/contract/permissions.ts';

/** Who works in the demo clinic. All of it is invented. */
export interface Colleague {
  userName: string;
  displayName: string;
  title: string;
  roles: Role[];
  treats: boolean;
}

export const owner: Colleague = {
  userName: 'ayanda',
  displayName: 'Ayanda Holmgren',
  title: 'Practice owner',
  roles: ['owner'],
  treats: false,
};

/** The first practitioner treats the three cases. */
export const practitioners: readonly Colleague[] = [
  {
    userName: 'ilse',
    displayName: 'Dr Ilse Vandermeer',
    title: 'Medical doctor',
    roles: ['practitioner'],
    treats: true,
  },
  {
    userName: 'kenji',
    displayName: 'Kenji Aramaki',
    title: 'Physiotherapist',
    roles: ['practitioner'],
    treats: true,
  },
  {
    userName: 'zsofia',
    displayName: 'Zsófia Bánfalvi',
    title: 'Physiotherapist',
    roles: ['practitioner'],
    treats: true,
  },
];

export const reception: Colleague = {
  userName: 'lindiwe',
  displayName: 'Lindiwe Marais',
  title: 'Reception',
  roles: ['reception'],
  treats: false,
};
export const assistant: Colleague = {
  userName: 'tomas',
  displayName: 'Tomáš Hrabal',
  title: 'Assistant',
  roles: ['assistant'],
  treats: false,
};

export const everyone: readonly Colleague[] = [owner, ...practitioners, assistant, reception];

/** One password for all of them, because the demo's key lies open beside its records anyway. */
export const demoPassword = 'green kettle on the windowsill';

export const demoProfile: ClinicProfile = {
  name: 'Lighthouse Lane Clinic',
  addressLines: ['3 Lighthouse Lane', 'Cape Town 8005'],
  phone: '+27 21 555 0100',
  email: 'desk@lighthouse-lane.example',
  registration: 'PR 0987654',
  zone: 'Africa/Johannesburg',
  jurisdiction: 'ZA',
  language: 'en',
  paper: 'A4',
  letterheadNote: 'Demonstration: every person and every record is invented.',
  dayStart: '08:00',
  dayEnd: '18:00',
  consentMonths: 6,
  lateCancelHours: 24,
  waitingLongMinutes: 10,
  waitingTooLongMinutes: 20,
  absentAfterMinutes: 30,
};

/** What a person at the console is told, so that they can sign in. */
export function signInHelp(): string[] {
  const width = Math.max(...everyone.map(({ userName }) => userName.length));
  return [
    'Demo clinic: every person and record in it is invented. Sign in as one of',
    ...everyone.map(
      ({ userName, displayName, title }) => `  ${userName.padEnd(width)}  ${displayName}, ${title}`,
    ),
    `with the password: ${demoPassword}`,
  ];
}
