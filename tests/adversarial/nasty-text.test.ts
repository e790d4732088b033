import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { someone } from '../support/patients.ts';
import { newDesk, type Desk } from './nasty-desk.ts';
import { procedures } from './storm.ts';

/** The nasty inputs of reliability.md section 5, by their numbers; those about imports, exports and attachments wait for their features. */
let desk: Desk;
beforeAll(async () => {
  desk = await newDesk();
});
afterAll(() => desk.clinic.close());

describe('names', () => {
  it.each(['Ama\u202egnikcuf', '\u2066Amina\u2069', 'Amina\u200f', '\u061cAmina'])(
    '1: with a direction in it are refused (%j); notes keep it',
    async (givenName) => {
      await desk.refused(() => desk.register({ givenName }), 'INVALID', { field: 'identity.givenName' });
      const id = await desk.register({ givenName: 'Amina', deskNote: `said: ${givenName}` });
      expect((await desk.kept(id)).deskNote).toBe(`said: ${givenName}`);
    },
  );

  it('2: with invisible characters are found without them, and the likeness is noticed', async () => {
    await desk.register({
      givenName: 'Mar\u00adga\u200bret',
      familyName: '\ufeffQuist',
      birthDate: '1970-02-03',
    });
    expect(await desk.search('margaret quist')).toHaveLength(1);
    await desk.refused(
      () =>
        desk.rosa.patients.register({
          identity: someone({ givenName: 'Margaret', familyName: 'Quist', birthDate: '1970-02-03' }),
          anyway: false,
        }),
      'POSSIBLE_DUPLICATE',
    );
    // Persian and Hindi need their joiners.
    const id = await desk.register({ givenName: 'می\u200cخواهم', familyName: 'क्\u200dष' });
    expect(await desk.kept(id)).toMatchObject({ givenName: 'می\u200cخواهم', familyName: 'क्\u200dष' });
  });

  it('3: keep emoji and flags whole, and eight marks on a letter; more are refused', async () => {
    const givenName = '👨‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿🇿🇦';
    expect((await desk.kept(await desk.register({ givenName }))).givenName).toBe(givenName);
    await desk.register({ givenName: `x${'\u0316'.repeat(8)}` });
    await desk.refused(() => desk.register({ givenName: `e${'\u0301'.repeat(200)}` }), 'INVALID', {
      field: 'identity.givenName',
    });
  });

  it.each([
    "O'Brien",
    "Robert'); DROP TABLE patients;--",
    '100%',
    'under_score',
    'back\\slash',
    '"quoted" OR NOT *',
    '=1+1',
    '<b>Bold</b>',
    '{{7*7}}',
    'javascript:alert(1)',
  ])('4 and 29: %s is stored and found as written', async (familyName) => {
    const id = await desk.register({ givenName: 'Literal', familyName });
    expect((await desk.kept(id)).familyName).toBe(familyName);
    expect(await desk.search(familyName)).toContain(`Literal ${familyName}`);
  });
  it('4: wildcards find nothing but themselves', async () => {
    for (const text of ['%', '_', '*', '"', '%%%', '___', 'lit%', 'l_teral', 'OR', 'NEAR(a b)'])
      expect(await desk.search(text)).not.toContain("Literal O'Brien");
  });

  it('5: of ten thousand letters are refused before anything is written', async () => {
    await desk.refused(() => desk.register({ givenName: 'x'.repeat(10_000) }), 'INVALID', {
      field: 'identity.givenName',
      problem: 'too_big',
    });
  });

  it('8: are one letter, however it is composed, in whatever case, and stay so when composing makes them longer', async () => {
    const id = await desk.register({ givenName: 'E\u0301mile', familyName: 'Stra\u00dfe' });
    expect((await desk.kept(id)).givenName).toBe('\u00c9mile');
    for (const text of ['\u00c9mile', 'E\u0301mile', 'emile', 'EMILE', 'strasse', 'STRASSE'])
      expect(await desk.search(text), text).toContain('\u00c9mile Stra\u00dfe');
    const isik = await desk.register({ givenName: 'I\u015f\u0131k', familyName: '\u0130nan' });
    for (const text of ['isik', 'I\u015f\u0131k', 'inan', '\u0130NAN'])
      expect(await desk.search(text), text).toContain((await desk.kept(isik)).givenName + ' \u0130nan');
    // These letters have no composed form: 95 of them become 190, 195 become too many.
    const hindi = await desk.register({ givenName: '\u0958'.repeat(95) });
    expect((await desk.kept(hindi)).givenName).toHaveLength(190);
    await desk.refused(() => desk.register({ givenName: '\u0958'.repeat(195) }), 'INVALID', {
      field: 'identity.givenName',
    });
    for (const who of [
      { addressLines: ['\ufb2c'.repeat(60)] },
      { deskNote: '\ufb2c'.repeat(300) },
      { email: `${'\u0958'.repeat(100)}@example.org` },
    ])
      await desk.refused(() => desk.register({ givenName: 'Long', ...who }), 'INVALID');
  });

  it.each(['X', 'Suharti', 'Null', 'undefined', 'NaN', 'true', '李'])('9: may be %s', async (givenName) => {
    const id = await desk.register({ givenName });
    expect((await desk.kept(id)).givenName).toBe(givenName);
    expect(await desk.search(givenName)).toContain(givenName);
  });

  it('are shown to the auditor as initials, whatever they are made of', async () => {
    const auditor = await desk.clinic.as('ingrid');
    for (const givenName of [
      'a '.repeat(99).trim(),
      '👨‍👩‍👧‍👦 '.repeat(16).trim(),
      'x\u0316\u0317\u0318\u0319 '.repeat(30).trim(),
    ]) {
      const { identity, masked } = await auditor.patients.open({ id: await desk.register({ givenName }) });
      expect(masked).toBe(true);
      expect(identity.givenName).not.toBe(givenName);
    }
  });
});

/** Every text that a window can send, by where it stands. */
function textsOf(
  schema: z.ZodType,
  at: string,
  found: { at: string; schema: z.ZodType }[] = [],
): typeof found {
  const { def } = (schema as unknown as { _zod: { def: Record<string, unknown> } })._zod;
  const into = (part: unknown, name: string) => textsOf(part as z.ZodType, name, found);
  if (def['type'] === 'string') found.push({ at, schema });
  if (def['type'] === 'object')
    for (const [name, part] of Object.entries(def['shape'] as object)) into(part, `${at}.${name}`);
  if (def['type'] === 'array') into(def['element'], `${at}[]`);
  if (def['type'] === 'record') {
    into(def['keyType'], `${at}{key}`);
    into(def['valueType'], `${at}{}`);
  }
  if (def['type'] === 'union') for (const part of def['options'] as unknown[]) into(part, at);
  for (const inner of ['innerType', 'in']) if (def[inner] !== undefined) into(def[inner], at);
  return found;
}

describe('texts', () => {
  const all = procedures.flatMap(({ name, input }) => (input === undefined ? [] : textsOf(input, name)));
  // Looked up and dropped: nothing of it is kept, and half a character must not stop a desk.search.
  const dropped = ['patients.search.text'];
  it('6 and 7: with half a character, a NUL or another control are refused wherever they could be kept', () => {
    expect(all.length).toBeGreaterThan(200);
    for (const text of ['\ud800', 'a\udc00b', 'a\u0000b', '\u0007', '\u001b[2J', '\u007f'])
      expect(
        all
          .filter(({ at, schema }) => !dropped.includes(at) && schema.safeParse(text).success)
          .map(({ at }) => at),
      ).toEqual([]);
  });
  it('7: TAB and newline stay in notes alone', async () => {
    const lines = all.filter(({ schema }) => schema.safeParse('a\tb\nc').success).map(({ at }) => at);
    expect(lines).toEqual(
      expect.arrayContaining(['treatments.save.content.narrative', 'patients.register.identity.deskNote']),
    );
    expect(
      lines.filter(
        (at) =>
          /[nN]ame(\[\])?$|lotNumber|[pP]hone$|email|addressLines/.test(at) && at !== 'patients.search.text',
      ),
    ).toEqual([]);
  });
});
