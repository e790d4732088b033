import type { Role } from '../../shared/contract/permissions.ts';

/** The staff of the test clinic. Their passwords are long and dull, as they should be. */
export const team: Record<
  string,
  { userName: string; displayName: string; title: string; roles: Role[]; treats: boolean }
> = {
  nomsa: {
    userName: 'nomsa',
    displayName: 'Nomsa Dlamini',
    title: 'Practice owner',
    roles: ['owner'],
    treats: false,
  },
  henrik: {
    userName: 'henrik',
    displayName: 'Dr Henrik Sørensen',
    title: 'Medical doctor',
    roles: ['practitioner'],
    treats: true,
  },
  aiko: {
    userName: 'aiko',
    displayName: 'Aiko Tanaka',
    title: 'Physiotherapist',
    roles: ['practitioner'],
    treats: true,
  },
  tomas: {
    userName: 'tomas',
    displayName: 'Tomáš Novák',
    title: 'Assistant',
    roles: ['assistant'],
    treats: false,
  },
  rosa: {
    userName: 'rosa',
    displayName: 'Rosa Pereira',
    title: 'Reception',
    roles: ['reception'],
    treats: false,
  },
  ingrid: {
    userName: 'ingrid',
    displayName: 'Ingrid Lindqvist',
    title: 'Auditor',
    roles: ['auditor'],
    treats: false,
  },
};

export const passwordOf = (userName: string): string =>
  `quiet harbour of ${userName.split('').toReversed().join('')} 94`;

/** Who stands for each role in the authorisation tests. */
export const byRole: Record<Role, string> = {
  owner: 'nomsa',
  practitioner: 'henrik',
  assistant: 'tomas',
  reception: 'rosa',
  auditor: 'ingrid',
};
