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
  it('when it was refused once and accepted in a later consent', () => {
    clinic.consent({
      id: 'early',
      completedAt: '2026-11-20T08:00:00.000Z',
      substances: [{ ...lidocaine, decision: 'refused' }],
    });
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
