import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named, someone } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('patients', () => {
  let clinic: Clinic;
  let rosa: Api;
  let henrik: Api;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    clinic = await newClinic();
    rosa = await clinic.as('rosa');
    henrik = await clinic.as('henrik');
    for (const [name, identity] of Object.entries(named))
      ids[name] = (await rosa.patients.register({ identity, anyway: false })).id;
  });
  afterAll(async () => clinic.close());

  const register = (identity: Partial<Identity>, anyway = false) =>
    rosa.patients.register({ identity: someone(identity), anyway });

  it('get numbers that run on, and are opened as they were registered', async () => {
    const opened = await rosa.patients.open({ id: ids['lukasz']! });
    expect(opened).toMatchObject({
      number: 'P-000001',
      identity: named.lukasz,
      version: 1,
      flagged: false,
      diedOn: null,
      masked: false,
    });
    expect((await rosa.patients.open({ id: ids['siobhan']! })).number).toBe('P-000002');
    expect((await rosa.patients.open({ id: ids['thabo']! })).identity.guardians).toEqual(
      named.thabo.guardians,
    );
    expect(await refusalOf(rosa.patients.open({ id: crypto.randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('may have one name, one letter, or a name that programs stumble over', async () => {
    for (const [at, givenName] of [
      'Null',
      'O',
      'undefined',
      '<b>Bold</b>',
      '{{x}}',
      "Robert'); DROP TABLE patients;--",
    ].entries()) {
      const { id } = await register({ givenName, birthDate: `1950-01-0${at + 1}` });
      expect((await rosa.patients.open({ id })).identity.givenName).toBe(givenName);
    }
  });

  it('keep their names in composed form and their joiners where the script needs them', async () => {
    const { id } = await register({ givenName: 'Rene\u0301  Luc', birthDate: '1950-02-01' });
    expect((await rosa.patients.open({ id })).identity.givenName).toBe('René Luc');
    const persian = 'می\u200Cخواهم';
    const { id: other } = await register({ givenName: persian, birthDate: '1950-02-02' });
    expect((await rosa.patients.open({ id: other })).identity.givenName).toBe(persian);
  });

  it.each<[string, Partial<Identity>, string]>([
    ['no name at all', {}, 'identity.givenName'],
    ['a name of which nothing is visible', { givenName: '\u200B\u200D' }, 'identity.givenName'],
    ['a right-to-left override in the name', { givenName: 'Anna\u202Egro' }, 'identity.givenName'],
    ['isolates in the name', { familyName: '\u2066Berg\u2069' }, 'identity.familyName'],
    ['200 marks on one letter', { givenName: `Z${'\u0301'.repeat(150)}` }, 'identity.givenName'],
    ['10,000 characters', { givenName: 'a'.repeat(10_000) }, 'identity.givenName'],
    ['half a surrogate pair', { givenName: 'Anna\uD83D' }, 'identity.givenName'],
    ['a NUL', { givenName: 'An\u0000na' }, 'identity.givenName'],
    ['a tab', { givenName: 'An\tna' }, 'identity.givenName'],
    [
      'a birth date that no calendar has',
      { givenName: 'Anna', birthDate: '2026-02-30' },
      'identity.birthDate',
    ],
    ['29 February of a common year', { givenName: 'Anna', birthDate: '2026-02-29' }, 'identity.birthDate'],
    ['a birth date tomorrow', { givenName: 'Anna', birthDate: '2026-11-24' }, 'identity.birthDate'],
    ['year 26', { givenName: 'Anna', birthDate: '0026-05-01' }, 'identity.birthDate'],
    ['an age of 131', { givenName: 'Anna', birthDate: '1895-11-22' }, 'identity.birthDate'],
    ['a phone without digits', { givenName: 'Anna', phone: 'ask the neighbour' }, 'identity.phone'],
    ['an address without @', { givenName: 'Anna', email: 'anna.example' }, 'identity.email'],
  ])('are refused with %s', async (_, identity, field) => {
    expect(await refusalOf(register(identity, true))).toMatchObject({ code: 'INVALID', data: { field } });
  });

  it('are taken at 130, and born today', async () => {
    await register({ givenName: 'Oldest', birthDate: '1896-11-23' });
    await register({ givenName: 'Newborn', birthDate: '2026-11-23' });
  });

  it('have the birth date judged by the clock of the clinic, not of the world', async () => {
    clinic.clock.set('2026-11-23T22:30:00.000Z');
    await register({ givenName: 'Midnight', birthDate: '2026-11-24' });
    clinic.clock.set('2026-11-23T08:00:00.000Z');
  });

  describe('who may be in the book already', () => {
    it.each<[string, Partial<Identity>]>([
      [
        'the same name without its marks',
        { givenName: 'Lukasz', familyName: 'Kowalski', birthDate: '1984-05-02' },
      ],
      [
        'family and given name exchanged',
        { givenName: 'Kowalski', familyName: 'Łukasz', birthDate: '1984-05-02' },
      ],
      ['a letter mistyped', { givenName: 'Łukasz', familyName: 'Kowalsky', birthDate: '1984-05-02' }],
      ['day and month exchanged', { givenName: 'Łukasz', familyName: 'Kowalski', birthDate: '1984-02-05' }],
      [
        'a zero-width space in the name',
        { givenName: 'Łu\u200Bkasz', familyName: 'Kowalski', birthDate: '1984-05-02' },
      ],
      [
        'the same name and phone, another birth date',
        { givenName: 'Łukasz', familyName: 'Kowalski', birthDate: '1990-01-01', phone: '0048 601 555 012' },
      ],
    ])('are shown: %s', async (_, identity) => {
      const refusal = await refusalOf(register(identity));
      expect(refusal).toMatchObject({
        code: 'POSSIBLE_DUPLICATE',
        data: {
          patients: [
            { id: ids['lukasz'], name: 'Łukasz Kowalski', birthDate: '1984-05-02', number: 'P-000001' },
          ],
        },
      });
    });

    it('are registered anyway once somebody has looked', async () => {
      const { id } = await register(
        { givenName: 'Shiv', familyName: 'O’Connor', birthDate: '1979-11-30' },
        true,
      );
      expect(id).not.toBe(ids['siobhan']);
    });

    it('are not every namesake, and not brother and sister', async () => {
      await register({ givenName: 'Łukasz', familyName: 'Kowalski', birthDate: '1951-12-24' });
      await register({
        givenName: 'Naledi',
        familyName: 'Mokoena',
        birthDate: '2013-01-15',
        phone: '083 555 0134',
      });
    });
  });

  it('show the loser of two windows what the winner wrote, and are found under their former name', async () => {
    const { id, version } = await register({
      givenName: 'Zanele',
      familyName: 'Khumalo',
      birthDate: '1988-08-08',
    });
    const identity = someone({ givenName: 'Zanele', familyName: 'Pretorius', birthDate: '1988-08-08' });
    expect(await rosa.patients.revise({ id, identity, version })).toEqual({ version: 2 });
    const refusal = await refusalOf(
      henrik.patients.revise({ id, identity: { ...identity, deskNote: 'x' }, version }),
    );
    expect(refusal).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: 2, current: { familyName: 'Pretorius', deskNote: '' } },
    });
    for (const text of ['khumalo', 'pretorius zan'])
      expect(await rosa.patients.search({ text, limit: 5 })).toMatchObject([
        { id, name: 'Zanele Pretorius' },
      ]);
  });

  it('are remembered in the order in which a person opened them', async () => {
    const aiko = await clinic.as('aiko');
    expect(await aiko.patients.recent()).toEqual([]);
    for (const name of ['lukasz', 'ming', 'anna', 'lukasz']) await aiko.patients.open({ id: ids[name]! });
    expect((await aiko.patients.recent()).map(({ id }) => id)).toEqual([
      ids['lukasz'],
      ids['anna'],
      ids['ming'],
    ]);
  });

  it('have every look at their record written to the audit', async () => {
    await henrik.patients.open({ id: ids['suharti']! });
    const owner = await clinic.as('nomsa');
    const [row] = await owner.upkeep.auditTrail({ before: null, patientId: ids['suharti']!, limit: 5 });
    expect(row).toMatchObject({
      actor: 'Dr Henrik Sørensen',
      procedure: 'patients.open',
      action: 'R',
      outcome: 'done',
    });
  });

  it('are initials and a year to the auditor, in lists, records and the book', async () => {
    const ingrid = await clinic.as('ingrid');
    const lines = await ingrid.patients.search({ text: 'kowal', limit: 10 });
    expect(lines[0]).toMatchObject({
      name: 'Ł. K.',
      preferredName: '',
      birthDate: '1984',
      phone: '',
      flagged: false,
      deceased: false,
    });
    const record = await ingrid.patients.open({ id: ids['thabo']! });
    expect(record).toMatchObject({
      masked: true,
      safety: null,
      identity: { givenName: 'T.', familyName: 'M.', birthDate: '2015-01-01', guardians: [] },
    });
  });
});
