import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateStore, today, type SubstanceSaid } from '../support/gate-store.ts';

let clinic: GateStore;
beforeEach(() => {
  clinic = new GateStore();
});
afterEach(() => clinic.close());

const lidocaine: SubstanceSaid = { parts: ['lidocaine'], disclosureClass: 'drug', decision: 'accepted' };
const zeel: SubstanceSaid = {
  parts: ['zeel-type-complex'],
  disclosureClass: 'biological-substance',
  decision: 'accepted',
};
const saline: SubstanceSaid = {
  parts: ['sodium-chloride-0-9'],
  disclosureClass: 'vehicle',
  decision: 'accepted',
};
const mixture: SubstanceSaid = {
  parts: ['lidocaine', 'zeel-type-complex'],
  disclosureClass: 'drug',
  decision: 'accepted',
};

describe('an injection by plain SQL is written', () => {
  it('when a signed consent of this patient disclosed it in this class', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
    expect(clinic.rowsGiven).toBe(1);
  });
  it('when every part of the syringe was disclosed in the class of the mixture', () => {
    clinic.consent({ id: 'consent', substances: [mixture] });
    clinic.give({ syringeId: 's', substanceId: 'lidocaine' });
    expect(clinic.answer(() => clinic.give({ syringeId: 's', substanceId: 'zeel-type-complex' }))).toBe(
      'accepted',
    );
  });
  it('when the class was told more strictly than the catalogue asks', () => {
    clinic.consent({ id: 'consent', substances: [{ ...zeel, disclosureClass: 'drug' }] });
    expect(clinic.answer(() => clinic.give({ substanceId: 'zeel-type-complex' }))).toBe('accepted');
  });
  it('when it was refused once, the refusal lifted, and then accepted in a later consent', () => {
    clinic.consent({
      id: 'early',
      completedAt: '2026-11-20T08:00:00.000Z',
      substances: [{ ...lidocaine, decision: 'refused' }],
    });
    const [limitId] = clinic.raw.prepare('SELECT id FROM limits').pluck().all() as string[];
    clinic.lift(limitId ?? '', '2026-11-21T08:00:00.000Z');
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
  });
  it('when it was taken back and consented to anew', () => {
    clinic.consent({ id: 'early', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] });
    clinic.withdraw('early', 'all', '2026-11-21T08:00:00.000Z');
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
  });
});

describe('a refusal by plain SQL', () => {
  it('reaches nothing but what it names', () => {
    clinic.treat('soft-tissue-injection');
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    for (const [kind, refId] of [
      ['substance', 'procaine'],
      ['group', 'corticosteroid'],
      ['class', 'biological-substance'],
      ['origin', 'animal'],
      ['technique', 'dry-needling'],
      ['region', 'knee'],
      ['region', 'shoulder-girdle:right'],
    ] as const)
      clinic.refuse({ kind, refId });
    clinic.refuse({ kind: 'substance', refId: 'lidocaine', patientId: 'bongani' });
    const details = '{"sites":[{"siteId":"upper-trapezius","side":"left"}]}';
    expect(clinic.answer(() => clinic.give({}, 'INSERT', { details }))).toBe('accepted');
  });
  it.each([
    ['changed', "UPDATE limits SET refId = 'procaine'", 'APPEND_ONLY:limits'],
    ['deleted', 'DELETE FROM limits', 'APPEND_ONLY:limits'],
    ['replaced', 'INSERT OR REPLACE INTO limits SELECT * FROM limits', 'APPEND_ONLY:limits'],
    [
      'updated on conflict',
      "INSERT INTO limits SELECT * FROM limits WHERE true ON CONFLICT DO UPDATE SET refId = 'x'",
      'APPEND_ONLY:limits',
    ],
    ['given to somebody else', "UPDATE limits SET patientId = 'bongani'", 'APPEND_ONLY:limits'],
  ])('is never %s', (_, sql, said) => {
    clinic.refuse({ refId: 'lidocaine' });
    expect(clinic.answer(() => clinic.raw.exec(sql))).toBe(said);
  });
  it.each([
    ['changed', "UPDATE limitLifts SET at = '2026-01-01T00:00:00.000Z'"],
    ['deleted', 'DELETE FROM limitLifts'],
    ['replaced', 'INSERT OR REPLACE INTO limitLifts SELECT * FROM limitLifts'],
  ])('keeps its lifting, which is never %s', (_, sql) => {
    clinic.lift(clinic.refuse({ refId: 'lidocaine' }), today);
    expect(clinic.answer(() => clinic.raw.exec(sql))).toBe('APPEND_ONLY:limitLifts');
  });
  it('cannot be hung onto a consent that refused nothing of the sort', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.refuse({ refId: 'lidocaine', consentId: 'consent' }))).toBe(
      'LIMIT_CONSENT',
    );
  });
  it('cannot be left out when its consent is completed', () => {
    const refuse = clinic.refuse.bind(clinic);
    clinic.refuse = () => '';
    const attempt = () => clinic.consent({ id: 'c', substances: [{ ...lidocaine, decision: 'refused' }] });
    expect(clinic.answer(attempt)).toBe('CONSENT_REFUSALS');
    clinic.refuse = refuse;
    expect(clinic.answer(attempt)).toBe('accepted');
  });
});

describe('an injection by plain SQL is refused', () => {
  it.each<[string, (store: GateStore) => void, string]>([
    ['without any consent', (s) => s.give(), 'GATE:consent'],
    [
      "on another patient's consent",
      (s) => (s.consent({ id: 'consent', patientId: 'bongani', substances: [lidocaine] }), s.give()),
      'GATE:consent',
    ],
    [
      "in another patient's visit",
      (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.give({ sessionId: 'visit-bongani' })),
      'GATE:session',
    ],
    [
      'on an expired consent',
      (s) => (s.consent({ id: 'consent', expiresAt: today, substances: [lidocaine] }), s.give()),
      'GATE:consent',
    ],
    [
      'before the consent was complete',
      (s) => (
        s.consent({ id: 'consent', completedAt: '2026-11-23T09:00:00.001Z', substances: [lidocaine] }),
        s.give()
      ),
      'GATE:consent',
    ],
    [
      'after the whole consent was withdrawn',
      (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.withdraw('consent', 'all'), s.give()),
      'GATE:consent',
    ],
    [
      'after its line was withdrawn',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine, zeel] }),
        s.withdraw('consent', ['substance:lidocaine']),
        s.give()
      ),
      'GATE:consent',
    ],
    [
      'when its line was refused',
      (s) => (s.consent({ id: 'consent', substances: [{ ...lidocaine, decision: 'refused' }] }), s.give()),
      'GATE:consent',
    ],
    [
      'when the substance was not disclosed',
      (s) => (s.consent({ id: 'consent', substances: [zeel] }), s.give()),
      'GATE:consent',
    ],
    [
      'when a drug is called biological',
      (s) => (
        s.consent({ id: 'consent', substances: [{ ...lidocaine, disclosureClass: 'biological-substance' }] }),
        s.give({ disclosureClass: 'biological-substance' })
      ),
      'GATE:class',
    ],
    [
      'when it was disclosed in a laxer class than it is given in',
      (s) => (
        s.consent({ id: 'consent', substances: [zeel] }),
        s.give({ substanceId: 'zeel-type-complex', disclosureClass: 'drug' })
      ),
      'GATE:consent',
    ],
    [
      'in a class that does not exist',
      (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.give({ disclosureClass: 'herbal' })),
      'GATE:class',
    ],
    [
      'of something that is switched off',
      (s) => (
        s.consent({ id: 'consent', substances: [{ ...lidocaine, parts: ['ozone-oxygen'] }] }),
        s.give({ substanceId: 'ozone-oxygen' })
      ),
      'GATE:substance',
    ],
    [
      'of something that the catalogue does not know',
      (s) => (
        s.consent({ id: 'consent', substances: [{ ...lidocaine, parts: ['moonshine'] }] }),
        s.give({ substanceId: 'moonshine' })
      ),
      'GATE:substance',
    ],
    [
      'when a natural part is mixed with a drug and keeps its own label',
      (s) => (
        s.consent({ id: 'consent', substances: [zeel, lidocaine] }),
        s.give({ syringeId: 's', substanceId: 'zeel-type-complex', disclosureClass: 'biological-substance' }),
        s.give({ syringeId: 's' })
      ),
      'GATE:mixture',
    ],
    [
      'when saline carries a drug and the drug comes first',
      (s) => (
        s.consent({ id: 'consent', substances: [saline, lidocaine] }),
        s.give({ syringeId: 's' }),
        s.give({ syringeId: 's', substanceId: 'sodium-chloride-0-9', disclosureClass: 'vehicle' })
      ),
      'GATE:mixture',
    ],
    [
      'when a part of the mixture was disclosed only alone',
      (s) => (
        s.consent({ id: 'consent', substances: [zeel, lidocaine] }),
        s.give({ syringeId: 's' }),
        s.give({ syringeId: 's', substanceId: 'zeel-type-complex' })
      ),
      'GATE:consent',
    ],
    [
      'when a later document refuses it',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.consent({
          id: 'later',
          completedAt: '2026-11-23T08:10:00.000Z',
          substances: [{ ...lidocaine, decision: 'refused' }],
        }),
        s.give()
      ),
      'GATE:refused',
    ],
    [
      'when a later document refuses it in any mixture',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.consent({
          id: 'later',
          completedAt: '2026-11-23T08:10:00.000Z',
          substances: [{ ...mixture, decision: 'refused' }],
        }),
        s.give()
      ),
      'GATE:refused',
    ],
    [
      'on an older yes, when a newer one was withdrawn',
      (s) => (
        s.consent({ id: 'consent', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] }),
        s.consent({ id: 'newer', substances: [lidocaine] }),
        s.withdraw('newer', ['substance:lidocaine']),
        s.give()
      ),
      'GATE:withdrawn',
    ],
    [
      'when it was refused once and merely accepted in a later consent',
      (s) => (
        s.consent({
          id: 'early',
          completedAt: '2026-11-20T08:00:00.000Z',
          substances: [{ ...lidocaine, decision: 'refused' }],
        }),
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.give()
      ),
      'GATE:limited',
    ],
    [
      'on a consent from before a refusal that has been lifted since',
      (s) => (
        s.consent({ id: 'consent', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] }),
        s.lift(s.refuse({ refId: 'lidocaine' }), '2026-11-23T08:30:00.000Z'),
        s.give()
      ),
      'GATE:limited',
    ],
    ...(
      [
        ['by its name', 'substance', 'lidocaine'],
        ['by its chemical group', 'group', 'amide-local-anaesthetic'],
        ['by its class', 'class', 'drug'],
        ['by its origin', 'origin', 'synthetic'],
        ['by the technique of its block', 'technique', 'soft-tissue-injection'],
        ['by the region of its site', 'region', 'shoulder-girdle'],
        ['by the side of its site', 'region', 'shoulder-girdle:left'],
      ] as const
    ).map(([how, kind, refId]): [string, (store: GateStore) => void, string] => [
      `when the patient refuses it ${how}, whatever was signed`,
      (s) => (
        s.treat('soft-tissue-injection'),
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.refuse({ kind, refId, at: '2026-11-01T08:00:00.000Z' }),
        s.give({}, 'INSERT', { details: '{"sites":[{"siteId":"upper-trapezius","side":"left"}]}' })
      ),
      'GATE:limited',
    ]),
    [
      'when anything from an animal is refused and the part of a mixture is from pigs',
      (s) => (
        s.consent({ id: 'consent', substances: [mixture] }),
        s.refuse({ kind: 'origin', refId: 'animal' }),
        s.give({ syringeId: 's' }),
        s.give({ syringeId: 's', substanceId: 'zeel-type-complex' })
      ),
      'GATE:limited',
    ],
    [
      'when a natural substance is refused as such, though it is told as a drug in its mixture',
      (s) => (
        s.consent({ id: 'consent', substances: [mixture] }),
        s.refuse({ kind: 'class', refId: 'biological-substance' }),
        s.give({ substanceId: 'zeel-type-complex' })
      ),
      'GATE:limited',
    ],
    [
      'when an origin is refused and nothing is known of what it is made from',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.raw.exec("DELETE FROM substanceTraits WHERE substanceId = 'lidocaine'"),
        s.refuse({ kind: 'origin', refId: 'animal' }),
        s.give()
      ),
      'GATE:limited',
    ],
    [
      'when a technique is refused and the block does not say which one it is',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.refuse({ kind: 'technique', refId: 'mesotherapy' }),
        s.give()
      ),
      'GATE:limited',
    ],
    [
      'when a region is refused and the syringe does not say where it went',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.refuse({ kind: 'region', refId: 'knee' }),
        s.give()
      ),
      'GATE:limited',
    ],
    [
      'when the note is signed',
      (s) => (
        s.consent({ id: 'consent', substances: [lidocaine] }),
        s.insert('signedNotes', {
          sessionId: 'visit-amina',
          content: '{}',
          contentHash: 'a'.repeat(64),
          signedBy: 'henrik',
          signedAt: today,
        }),
        s.give()
      ),
      'GATE:note-signed',
    ],
    [
      'when its class became stricter after the consent',
      (s) => (
        s.consent({ id: 'consent', substances: [zeel] }),
        s.raw.exec("UPDATE substances SET disclosureClass = 'drug' WHERE id = 'zeel-type-complex'"),
        s.give({ substanceId: 'zeel-type-complex', disclosureClass: 'biological-substance' })
      ),
      'GATE:class',
    ],
  ])('%s', (_, attack, refusal) => {
    expect(clinic.answer(() => attack(clinic))).toBe(refusal);
  });
});
