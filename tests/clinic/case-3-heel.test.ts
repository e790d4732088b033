import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  complex,
  heelContent,
  heelPlan,
  heelVisit,
  lidocaine,
  openHeelCase,
  playHeel,
  registerHeel,
  triamcinolone,
} from '../../main/demo/cases/heel.ts';
import { agree, answerAsked, write } from '../../main/demo/cases/steps.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import { deriveBlock } from '../../shared/rules/block-derive.ts';
import { reasonKey, type Issue } from '../../shared/rules/issues.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
beforeEach(async () => {
  // In South Africa the plant product is a complementary medicine: biological on the consent, not a drug.
  clinic = await caseClinic();
});
afterEach(() => clinic.close());

/** The patient in the room, consent as planned, nothing given yet. */
async function inTheRoom(plan: ConsentPlan = heelPlan) {
  const { henrik, people, clock } = clinic;
  const heel = await openHeelCase(henrik, people, clock, firstDay, plan);
  const visit = await heelVisit(henrik, people, clock, heel, firstDay);
  return { ...heel, ...visit };
}

const withSteroid: ConsentPlan = {
  ...heelPlan,
  preparations: [...heelPlan.preparations, { parts: ['triamcinolone-acetonide'], route: 'periosteal' }],
};

describe('the heel case', { timeout: 30_000 }, () => {
  it('treats with injection and laser in one visit under one consent', async () => {
    const { henrik, people, clock } = clinic;
    const heel = await playHeel(henrik, people, clock, firstDay);
    const { session, cover } = await henrik.treatments.open({ id: heel.sessionId });
    expect(session.status).toBe('signed');
    expect(session.content.blocks.map(({ technique }) => technique)).toEqual([
      'soft-tissue-injection',
      'low-level-laser',
    ]);
    expect(cover).toEqual({ covered: true, consentIds: [heel.consent.id], missing: [] });
    expect(heel.given).toEqual([
      expect.objectContaining({
        substanceId: 'lidocaine',
        disclosureClass: 'drug',
        totalVolume: '1',
        doseMg: '10',
        lotNumber: 'LD-24 117',
        consentId: heel.consent.id,
        givenBy: 'Dr Henrik Sørensen',
      }),
    ]);
  });

  it('discloses lidocaine under the heading of drugs', async () => {
    const { consent } = await inTheRoom();
    expect(
      consent.document.substances.map(({ heading, parts, disclosureClass }) => [
        heading,
        parts,
        disclosureClass,
      ]),
    ).toEqual([['drugs', ['lidocaine'], 'drug']]);
  });

  it('reckons 4 J a point, 8 J/cm2 and 8 J in the visit', () => {
    const laser = heelContent(clinic.people, firstDay).blocks.find(({ id }) => id === 'laser');
    const derived = laser === undefined ? undefined : deriveBlock(reference, laser);
    expect(derived?.sites.get('site-calcaneus-medial-process:right')).toMatchObject({
      energyPerPoint: '4',
      fluence: '8',
    });
    expect(derived?.block['sessionEnergy']).toBe('8');
  });

  it('does not call one point less a success', async () => {
    const { henrik, people, clock } = clinic;
    const heel = await playHeel(henrik, people, clock, firstDay);
    const { changes } = await henrik.treatments.courseProgress({ id: heel.courseId });
    expect(changes).toEqual([
      { measure: 'nprs', item: 'foot-plantar:right', from: '6', to: '5', band: 'slightly-better' },
    ]);
  });

  it('gives nothing without a consent, and names technique, region and substance that are missing', async () => {
    const { henrik, people, clock } = clinic;
    const known = await registerHeel(henrik, clock, firstDay);
    const { session } = await heelVisit(henrik, people, clock, known, firstDay);
    const refused = await refusal(
      henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
    );
    expect(refused.code).toBe('CONSENT_MISSING');
    expect(refused.data['missing']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'technique',
          id: 'soft-tissue-injection',
          reason: 'never-consented',
        }),
        expect.objectContaining({
          kind: 'substance',
          id: 'lidocaine',
          disclosureClass: 'drug',
          reason: 'never-consented',
        }),
      ]),
    );
    expect((await henrik.treatments.open({ id: session.id })).session.administrations).toEqual([]);
  });

  it('asks before a second steroid after five weeks, at a place with a fat pad, and gives it with a reason', async () => {
    const { session } = await inTheRoom(withSteroid);
    const steroid = triamcinolone(firstDay);
    const refused = await refusal(
      clinic.henrik.treatments.administer({ sessionId: session.id, administration: steroid }),
    );
    expect(refused.code).toBe('DOSE_REFUSED');
    const issues = refused.data['issues'] as Issue[];
    expect(codesOf(issues, 'refuse')).toEqual([]);
    expect(codesOf(issues)).toEqual(expect.arrayContaining(['steroid-interval', 'steroid-tissue']));
    const interval = issues.find(({ code }) => code === 'steroid-interval');
    expect(interval?.params).toMatchObject({
      days: '35',
      min: '42',
      sources: expect.stringContaining('steroidpf'),
    });
    const reasons = Object.fromEntries(
      issues.map((issue) => [reasonKey(issue), 'Talked over; tendon spared']),
    );
    const given = await clinic.henrik.treatments.administer({
      sessionId: session.id,
      administration: { ...steroid, reasons },
    });
    expect(given.map(({ substanceId, doseMg }) => [substanceId, doseMg])).toEqual([
      ['triamcinolone-acetonide', '10'],
    ]);
  });

  it('does not lock a note of a class 3B laser without goggles', async () => {
    const { henrik, people } = clinic;
    const { session } = await inTheRoom();
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const content = heelContent(people, firstDay);
    const blocks = content.blocks.map((block) => {
      const { eyeProtection: _, ...values } = block.values;
      return { ...block, values };
    });
    const bare = await write(henrik, session, { ...content, blocks });
    const answered = await answerAsked(henrik, bare, 'Talked over and accepted');
    const refused = await refusal(henrik.treatments.sign({ id: session.id, version: answered.version }));
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(codesOf(refused.data['issues'] as Issue[])).toContain('laser-eyes');
  });

  it('shows the plant product under biological, and mixed with lidocaine under drugs', async () => {
    const { henrik, people, clock } = clinic;
    const known = await registerHeel(henrik, clock, firstDay);
    const alone: ConsentPlan = {
      ...heelPlan,
      techniques: ['biopuncture'],
      preparations: [{ parts: ['traumeel-type-complex'], route: 'subcutaneous' }],
    };
    const mixed: ConsentPlan = {
      ...alone,
      preparations: [{ parts: ['traumeel-type-complex', 'lidocaine'], route: 'subcutaneous' }],
    };
    const one = await agree(henrik, people, {
      patientId: known.patientId,
      appointmentId: null,
      plan: alone,
      name: known.name,
    });
    expect(one.document.substances.map(({ heading, disclosureClass }) => [heading, disclosureClass])).toEqual(
      [['biological', 'biological-substance']],
    );
    clock.forward(1);
    const other = await agree(henrik, people, {
      patientId: known.patientId,
      appointmentId: null,
      plan: mixed,
      name: known.name,
    });
    expect(
      other.document.substances.map(({ heading, disclosureClass, parts }) => [
        heading,
        disclosureClass,
        parts.length,
      ]),
    ).toEqual([['drugs', 'drug', 2]]);
  });

  it('refuses the mixture where only its parts were agreed to, each on its own', async () => {
    const apart: ConsentPlan = {
      ...heelPlan,
      preparations: [...heelPlan.preparations, { parts: ['traumeel-type-complex'], route: 'periosteal' }],
    };
    const { session } = await inTheRoom(apart);
    const syringe = lidocaine(firstDay);
    const mixed = { ...syringe, parts: [...syringe.parts, complex(firstDay)] };
    const refused = await refusal(
      clinic.henrik.treatments.administer({ sessionId: session.id, administration: mixed }),
    );
    expect(refused).toEqual({
      code: 'CONSENT_MISSING',
      data: {
        missing: [
          {
            kind: 'substance',
            id: 'traumeel-type-complex',
            disclosureClass: 'drug',
            reason: 'class-changed',
          },
        ],
      },
    });
  });

  it('gives every part of an agreed mixture in the class of the mixture', async () => {
    const together: ConsentPlan = {
      ...heelPlan,
      preparations: [{ parts: ['lidocaine', 'traumeel-type-complex'], route: 'periosteal' }],
    };
    const { session } = await inTheRoom(together);
    const syringe = lidocaine(firstDay);
    const mixed = { ...syringe, parts: [...syringe.parts, complex(firstDay)] };
    const given = await clinic.henrik.treatments.administer({ sessionId: session.id, administration: mixed });
    expect(
      given.map(({ substanceId, disclosureClass, doseMg }) => [substanceId, disclosureClass, doseMg]),
    ).toEqual([
      ['lidocaine', 'drug', '10'],
      ['traumeel-type-complex', 'drug', null],
    ]);
    expect(new Set(given.map(({ syringeId }) => syringeId)).size).toBe(1);
  });

  it('counts all lidocaine of the day against 200 mg and refuses what goes beyond', async () => {
    const { session } = await inTheRoom();
    const syringe = lidocaine(firstDay);
    // 19 mL of 1 % are 190 mg; with the 10 mg of the first syringe exactly the limit, one more mL beyond it.
    await clinic.henrik.treatments.administer({ sessionId: session.id, administration: syringe });
    const more = { ...syringe, points: 20 };
    const refused = await refusal(
      clinic.henrik.treatments.administer({ sessionId: session.id, administration: more }),
    );
    expect(refused.code).toBe('DOSE_REFUSED');
    const over = (refused.data['issues'] as Issue[]).find(({ code }) => code === 'la-max');
    expect(over).toMatchObject({
      level: 'refuse',
      params: {
        doses: 'lidocaine 210 / 200 mg',
        fraction: '1.05',
        sources: expect.stringContaining('lidoie'),
      },
    });
  });
});
