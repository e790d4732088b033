import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requiredSigners, signersOf } from '../../main/clinic/consents/signers.rules.ts';
import { ageRuleOf, template } from '../../main/clinic/consents/template.rules.ts';
import type { ConsentTalk } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Identity } from '../../shared/contract/patients.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { able, agrees, decideAll, heelPlan, pen, refusal, register, signing, told } from './consent-cases.ts';

let clinic: Clinic;
let tomas: Api;
let henrik: Api;

beforeAll(async () => {
  clinic = await newClinic();
  tomas = await clinic.as('tomas');
  henrik = await clinic.as('henrik');
});
afterAll(() => clinic.close());

const mother = { name: 'Grace Okoye', relation: 'mother', phone: '', mayConsent: true, authority: '' };
const father = { ...mother, name: 'Samuel Okoye', relation: 'father' };
const uncle = { ...mother, name: 'Uncle Sam', relation: 'uncle', mayConsent: false };
const child: Partial<Identity> = { birthDate: '2016-03-01', guardians: [mother, father, uncle] };
const adult: Partial<Identity> = { birthDate: '1950-01-01', guardians: [mother] };

const asGuardian = ({ name, relation }: typeof mother) =>
  ({ role: 'guardian', name, relation, authority: '', seenBy: '' }) as const;
const proxy = {
  role: 'proxy',
  name: 'Naledi Okoye',
  relation: 'daughter',
  authority: 'power of attorney of 2024-03-01',
  seenBy: 'Tomáš Novák',
} as const;
const onTheLine = {
  name: 'Agnieszka Nowak',
  language: 'Polish',
  reachedBy: 'phone',
  reach: 'Language line, call 4711',
  declared: true,
} as const;
const unable = { ...able, weighs: false, support: 'Pictures, and a second talk in the morning' };
const sam = { name: 'Sam Dlamini', reason: '' };

async function talkOf(person: Partial<Identity>, talk: Partial<ConsentTalk>): Promise<ConsentRecord> {
  const patientId = await register(tomas, person);
  const draft = await tomas.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    plan: heelPlan,
  });
  return decideAll(tomas, await told(tomas, draft, talk));
}

/** Everybody whom the document names, in turn, then the practitioner. */
async function signAll(record: ConsentRecord): Promise<ConsentRecord> {
  let now = record;
  for (const { role, name } of record.document.signers)
    now = await tomas.consents.sign({ ...signing(now, name), role, name });
  return henrik.consents.countersign(signing(now, 'Dr Henrik Sørensen'));
}

describe('what a talk lacks is named, and nothing is signed before it is there', () => {
  it.each<[string, Partial<Identity>, Partial<ConsentTalk>, string[]]>([
    ['no identity check', {}, { identity: ['name'] }, ['identity']],
    [
      'a question without an answer',
      {},
      { questions: [{ question: 'Can I drive?', answer: ' ', askedBy: 'Amina Okoye' }] },
      ['questions'],
    ],
    ['no guardian chosen of two', child, { assent: agrees }, ['signers']],
    ['a child that was not asked', child, { substitutes: [asGuardian(mother)] }, ['assent']],
    [
      'a child that says no, without a reason to go on',
      child,
      {
        substitutes: [asGuardian(mother)],
        assent: { given: 'no', words: 'I do not want it', reasonToGoOn: ' ' },
      },
      ['assent-reason'],
    ],
    [
      'an adult who may not consent',
      child,
      { substitutes: [asGuardian(mother), asGuardian(uncle)], assent: agrees },
      ['not-guardian:Uncle Sam'],
    ],
    [
      'the same guardian twice',
      child,
      { substitutes: [asGuardian(mother), { ...asGuardian(mother), name: 'grace okoye' }], assent: agrees },
      ['substitute-twice:grace okoye'],
    ],
    [
      'a proxy for somebody who can decide',
      adult,
      { substitutes: [proxy] },
      ['proxy-not-needed:Naledi Okoye'],
    ],
    [
      'a guardian of an adult who can decide',
      adult,
      { substitutes: [asGuardian(mother)] },
      ['not-guardian:Grace Okoye'],
    ],
    [
      'a proxy without a document',
      adult,
      { capacity: unable, substitutes: [{ ...proxy, authority: ' ' }] },
      ['proxy-authority:Naledi Okoye'],
    ],
    [
      'a document that nobody has seen',
      adult,
      { capacity: unable, substitutes: [{ ...proxy, seenBy: '' }] },
      ['proxy-seen:Naledi Okoye'],
    ],
    ['a part of capacity that was not seen', adult, { capacity: { ...able, weighs: null } }, ['capacity']],
    ['an assessment without a day', adult, { capacity: { ...able, on: null } }, ['capacity-date']],
    ['an assessment of tomorrow', adult, { capacity: { ...able, on: '2026-11-24' } }, ['capacity-date']],
    [
      'a no without any help to decide',
      adult,
      { capacity: { ...unable, support: ' ' } },
      ['capacity-support'],
    ],
    [
      'an interpreter reached nowhere',
      {},
      { interpreter: { ...onTheLine, reach: ' ' } },
      ['interpreter-reach'],
    ],
    [
      'an interpreter on the line who has not declared',
      {},
      { interpreter: { ...onTheLine, reachedBy: 'video', declared: false } },
      ['interpreter-declared'],
    ],
    [
      'a patient who interprets',
      {},
      { interpreter: { ...onTheLine, name: 'amina okoye' } },
      ['interpreter-self'],
    ],
    ['a reader without a reason', {}, { reader: { name: 'Sam Dlamini', reason: ' ' } }, ['reader-reason']],
    ['a patient who reads it aloud', {}, { reader: { name: 'Amina Okoye', reason: 'x' } }, ['reader-self']],
    [
      'the practitioner as witness',
      {},
      { witness: { ...sam, name: 'Dr Henrik Sørensen', why: 'policy' } },
      ['witness-self'],
    ],
    [
      'the interpreter as witness',
      {},
      { interpreter: onTheLine, witness: { ...sam, name: onTheLine.name, why: 'policy' } },
      ['witness-self'],
    ],
    ['a chaperone without a name', {}, { chaperone: { answer: 'accepted', name: ' ' } }, ['chaperone-name']],
  ])('%s', async (_, person, talk, missing) => {
    const withoutIdentity = talk.identity !== undefined;
    const record = withoutIdentity
      ? await talkOf(person, {}).then((ready) => told(tomas, ready, talk))
      : await talkOf(person, talk);
    expect(record.lacks).toEqual(missing);
    const [first] = record.document.signers;
    const { role, name } = first ?? { role: 'patient' as const, name: 'Amina Okoye' };
    expect(await refusal(tomas.consents.sign({ ...signing(record, name), role, name }))).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: { missing },
    });
  });

  it('no line is decided before two things have shown who is here', async () => {
    const patientId = await register(tomas);
    const draft = await tomas.consents.prepare({
      identity: ['name', 'name'],
      patientId,
      appointmentId: null,
      practitionerId: clinic.ids['henrik'] ?? '',
      plan: heelPlan,
    });
    expect(await refusal(decideAll(tomas, draft))).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: { missing: ['identity'] },
    });
    const known = await told(tomas, draft, { identity: ['name', 'photo-document'] });
    expect((await decideAll(tomas, known)).lacks).toEqual([]);
  });
});

describe('who signs', () => {
  const who = ({ document }: ConsentRecord) => document.signers.map(({ role, name }) => `${role} ${name}`);

  it('both guardians where both are asked, and neither alone', async () => {
    const record = await talkOf(child, {
      substitutes: [asGuardian(mother), asGuardian(father)],
      assent: {
        given: 'no',
        words: 'I am afraid',
        reasonToGoOn: 'Calmed by seeing the needle; wants it now',
      },
    });
    expect(who(record)).toEqual(['guardian Grace Okoye', 'guardian Samuel Okoye']);
    const one = await tomas.consents.sign({
      ...signing(record, mother.name),
      role: 'guardian',
      name: mother.name,
    });
    expect(await refusal(henrik.consents.countersign(signing(one, 'Henrik')))).toMatchObject({
      code: 'NOT_SIGNED',
    });
    const again = tomas.consents.sign({ ...signing(one, mother.name), role: 'guardian', name: mother.name });
    expect(await refusal(again)).toMatchObject({ code: 'ALREADY_SIGNED' });
    const done = await signAll(
      await talkOf(child, { substitutes: [asGuardian(mother), asGuardian(father)], assent: agrees }),
    );
    expect(done.signatures.map(({ role, name }) => `${role} ${name}`).toSorted()).toEqual([
      'guardian Grace Okoye',
      'guardian Samuel Okoye',
      'practitioner Dr Henrik Sørensen',
    ]);
  });

  it('a mature child, and with a guardian named beside, both', async () => {
    const mature = { birthDate: '2013-05-05', guardians: [mother] };
    expect(who(await talkOf(mature, { capacity: able }))).toEqual(['patient Amina Okoye']);
    expect(who(await talkOf(mature, { capacity: able, substitutes: [asGuardian(mother)] }))).toEqual([
      'patient Amina Okoye',
      'guardian Grace Okoye',
    ]);
  });

  it('a proxy whose document was seen', async () => {
    const record = await talkOf(adult, { capacity: unable, substitutes: [proxy] });
    expect(who(record)).toEqual(['proxy Naledi Okoye']);
    const done = await signAll(record);
    expect(done).toMatchObject({ status: 'agreed', document: { talk: { substitutes: [proxy] } } });
  });

  it('interpreter in the room, reader and witness, each with what they declare', async () => {
    const record = await talkOf(
      {},
      {
        interpreter: { ...onTheLine, reachedBy: 'in-person', reach: '', declared: false },
        reader: { name: 'Thandi Mokoena', reason: 'glasses left at home' },
        witness: { ...sam, why: 'policy' },
        chaperone: { answer: 'accepted', name: 'Rosa Lindqvist' },
      },
    );
    expect(who(record)).toEqual([
      'patient Amina Okoye',
      'interpreter Agnieszka Nowak',
      'reader Thandi Mokoena',
      'witness Sam Dlamini',
    ]);
    expect(record.document.signers.map(({ statement }) => statement)).toEqual([
      template.declarations.patient,
      template.declarations.interpreter,
      template.declarations.reader,
      template.declarations.witness,
    ]);
    expect((await signAll(record)).signatures).toHaveLength(5);
  });

  it('no interpreter on the line', async () => {
    expect(who(await talkOf({}, { interpreter: onTheLine }))).toEqual(['patient Amina Okoye']);
  });

  it('nobody who is not named, and nobody by a small mark without a witness of it', async () => {
    const mark = [[{ ...pen[0]![0]!, x: 100 }, { x: 250, y: 300, t: 90, p: 400 }]]; // prettier-ignore
    const plain = await talkOf({}, {});
    const put = (record: ConsentRecord) =>
      tomas.consents.sign({ ...signing(record), role: 'patient', name: 'Amina Okoye', strokes: mark });
    expect(await refusal(put(plain))).toEqual({ code: 'SIGNATURE_EMPTY', data: { problem: 'dot' } });
    const stranger = { ...signing(plain, 'Sam Dlamini'), role: 'witness', name: 'Sam Dlamini' } as const;
    expect(await refusal(tomas.consents.sign(stranger))).toEqual({
      code: 'SIGNER_NOT_ALLOWED',
      data: { problem: 'not-named' },
    });
    const policy = await talkOf({}, { witness: { ...sam, why: 'policy' } });
    expect(await refusal(put(policy))).toMatchObject({ code: 'SIGNATURE_EMPTY' });
    const seen = await talkOf({}, { witness: { ...sam, why: 'mark' } });
    expect(seen.document.signers[1]?.statement).toContain('Amina Okoye make the mark');
    expect((await put(seen)).signatures[0]?.strokes).toEqual(mark);
  });

  it('keeps with what each stroke was drawn', async () => {
    const strokes = pen.map(([first, ...rest]) => [{ ...first!, by: 'pen' as const }, ...rest]);
    const record = await talkOf({}, {});
    const signed = await tomas.consents.sign({
      ...signing(record),
      role: 'patient',
      name: 'Amina Okoye',
      strokes,
    });
    expect(signed.signatures[0]?.strokes).toEqual(strokes);
  });
});

// Who must sign, once more and by hand: age at the clinic's law, capacity, who is on record and who is named.
const ages = { unset: [18, null], UK: [16, null], IE: [16, null], DE: [18, null], ZA: [18, 12] } as const;

function byHand(
  law: keyof typeof ages,
  age: number,
  capacity: 'none' | 'yes' | 'no',
  onRecord: readonly boolean[],
  named: readonly number[],
): string[] {
  const [alone, mature] = ages[law];
  const state =
    capacity === 'no'
      ? 'cannot'
      : age >= alone || (mature !== null && age >= mature && capacity === 'yes')
        ? 'alone'
        : 'child';
  const open = onRecord.flatMap((may, at) => (may ? [at] : []));
  // An adult who can decide has no guardian, whatever is on record.
  if (state === 'alone' && age >= 18) return named.length === 0 ? ['patient'] : [];
  if (named.some((at) => !open.includes(at))) return [];
  const guardians = named.map((at) => `guardian${at}`);
  if (state === 'alone') return ['patient', ...guardians];
  if (named.length > 0) return guardians;
  return open.length === 1 ? [`guardian${open[0]}`] : [];
}

describe('who must sign, against a table of its own', () => {
  it('agrees for every age, capacity, record and choice', () => {
    const today = '2026-11-23';
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(ages) as (keyof typeof ages)[])),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 364 }),
        fc.constantFrom('none' as const, 'yes' as const, 'no' as const),
        fc.array(fc.boolean(), { maxLength: 4 }),
        fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }),
        (law, age, days, capacity, onRecord, wanted) => {
          const named = wanted.filter((at) => at < onRecord.length);
          const born = new Date(Date.UTC(2026 - age, 10, 23) - days * 86_400_000).toISOString().slice(0, 10);
          const person = {
            birthDate: born,
            guardians: onRecord.map((mayConsent, at) => ({
              name: `guardian${at}`,
              relation: 'parent',
              mayConsent,
            })),
          };
          const talk = {
            capacity: capacity === 'none' ? null : { ...able, weighs: capacity === 'yes' },
            substitutes: named.map((at) => ({ ...asGuardian(mother), name: `guardian${at}` })),
            interpreter: null,
            reader: null,
            witness: null,
          } as unknown as ConsentTalk;
          const rule = ageRuleOf(law);
          const found = requiredSigners('patient', person, talk, rule, today, template.declarations);
          expect(found.map(({ name }) => name)).toEqual(byHand(law, age, capacity, onRecord, named));
          // Nobody who cannot decide signs for themselves, whatever is named.
          if (signersOf(person, talk, rule, today).patient !== 'may')
            expect(found.every(({ role }) => role !== 'patient')).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
