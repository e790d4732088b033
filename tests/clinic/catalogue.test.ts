import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { complex, heelVisit, heelPlan, openHeelCase } from '../../main/demo/cases/heel.ts';
import { isInStep, syncSubstances } from '../../main/clinic/substances/service.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';
import { reference } from '../support/clinic.ts';
import { refusal } from './consent-cases.ts';

const product = 'traumeel-type-complex';
const decision = {
  substanceId: product,
  legalBasis: 'Registered as a complementary medicine, category D',
  approvedBy: 'Dr Henrik Sørensen',
  approvedOn: firstDay,
};

let clinic: CaseClinic;
let henrik: Api;
const begin = async (jurisdiction: 'unset' | 'US' | 'ZA') => {
  clinic = await caseClinic({ jurisdiction });
  henrik = clinic.henrik;
};
beforeEach(() => begin('US'));
afterEach(async () => clinic.close());
const entry = async (id: string) => {
  const found = (await henrik.substances.entries()).find(({ substanceId }) => substanceId === id);
  return found ?? expect.fail('no such entry');
};
const toldAs = async (id: string) =>
  (await henrik.practice.reference()).substances.entries.find((one) => one.id === id)?.standing;

describe('the catalogue of substances', () => {
  it('shows what something is in law here, what it is told as, and why', async () => {
    expect(await entry(product)).toMatchObject({
      legalClass: 'unapproved-product',
      lawClass: 'drug',
      lawReason: 'drug-in-law',
      notLowered: null,
      approvals: [],
      review: null,
    });
    expect(await entry('lidocaine')).toMatchObject({ legalClass: 'medicine', notLowered: 'settled-by-law' });
  });

  it('is told as biological by a decision with place, ground, person and day, and as a drug again when it ends', async () => {
    expect(await henrik.substances.approveClass(decision)).toEqual({
      disclosureClass: 'biological-substance',
    });
    expect(await toldAs(product)).toMatchObject({
      disclosureClass: 'biological-substance',
      classReason: 'clinic-approval',
    });
    const [stands] = (await entry(product)).approvals;
    expect(stands).toMatchObject({ ...{ jurisdiction: 'US', ended: null }, approvedBy: decision.approvedBy });
    expect(await refusal(henrik.substances.approveClass(decision))).toMatchObject({
      data: { problem: 'stands-already' },
    });
    const end = { approvalId: stands?.id ?? '', reason: 'Warning letter of the authority' };
    expect(await henrik.substances.endApproval(end)).toEqual({ disclosureClass: 'drug' });
    expect((await refusal(henrik.substances.endApproval(end))).code).toBe('WRONG_STATUS');
    expect((await entry(product)).approvals).toMatchObject([{ ended: { reason: end.reason } }]);
  });

  it('outlives a start of the program', async () => {
    await henrik.substances.approveClass(decision);
    const db = clinic.host.clinic?.store.db ?? expect.fail('closed');
    const now = { jurisdiction: 'US', reference, now: clinic.clock.now() };
    // What a start asks, and what it would do if the answer were no.
    expect(await isInStep(db, now)).toBe(true);
    await db.transaction().execute((tx) => syncSubstances(tx, now));
    expect((await toldAs(product))?.disclosureClass).toBe('biological-substance');
  });

  it('never lowers what the law calls a medicine, nor without jurisdiction, nor from a day to come', async () => {
    const refused = async (change: Partial<typeof decision>) => {
      const { data } = await refusal(henrik.substances.approveClass({ ...decision, ...change }));
      return (data as { problem?: string }).problem;
    };
    expect(await refused({ substanceId: 'lidocaine' })).toBe('settled-by-law');
    expect(await refused({ substanceId: 'botulinum-toxin-a' })).toBe('settled-by-law');
    expect(await refused({ substanceId: 'sodium-chloride-0-9' })).toBe('not-a-drug');
    expect(await refused({ approvedOn: '2026-11-24' })).toBe('not-yet');
    await clinic.close();
    await begin('unset');
    expect(await refused({})).toBe('other-jurisdiction');
  });

  it('opens every consent anew that told it in another class', async () => {
    const plan = { ...heelPlan, preparations: [{ parts: [product], route: 'periosteal' }] };
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, plan);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const syringe: AdministrationInput = {
      ...{ blockId: 'injection', parts: [{ ...complex(firstDay), offLabel: true }], points: 1 },
      sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' }],
      ...{ route: 'periosteal', aspiration: 'negative', reasons: {} },
    };
    await henrik.substances.approveClass(decision);
    expect(
      await refusal(henrik.treatments.administer({ sessionId: session.id, administration: syringe })),
    ).toMatchObject({ code: 'CONSENT_MISSING', data: { missing: [{ reason: 'class-changed' }] } });
  });

  it('keeps when an entry is to be looked at again, newest word first, and no day that is over', async () => {
    await henrik.substances.review({
      substanceId: product,
      reviewOn: '2027-01-31',
      note: 'New rules announced',
    });
    await henrik.substances.review({ substanceId: product, reviewOn: '2027-06-30', note: '' });
    expect((await entry(product)).review).toMatchObject({ reviewOn: '2027-06-30', by: 'Dr Henrik Sørensen' });
    const past = { substanceId: product, reviewOn: firstDay, note: '' };
    expect((await refusal(henrik.substances.review(past))).code).toBe('INVALID');
  });
});

describe('the store itself', () => {
  it('neither changes nor forgets a decision, its end or a review, and holds one decision at a time', async () => {
    await henrik.substances.approveClass(decision);
    const [stands] = (await entry(product)).approvals;
    const raw = clinic.host.clinic?.store.raw ?? expect.fail('closed');
    const again = `INSERT INTO classApprovals SELECT 'x', substanceId, jurisdiction, legalBasis, approvedBy, approvedOn, recordedBy, at FROM classApprovals`;
    expect(() => raw.exec(again)).toThrow('APPROVAL_STANDS');
    await henrik.substances.endApproval({ approvalId: stands?.id ?? '', reason: 'ended' });
    await henrik.substances.review({ substanceId: product, reviewOn: '2027-01-31', note: '' });
    for (const table of ['classApprovals', 'classApprovalEnds', 'substanceReviews']) {
      const id = table === 'classApprovalEnds' ? 'reason' : 'at';
      for (const sql of [
        `UPDATE ${table} SET ${id} = ${id}`,
        `DELETE FROM ${table}`,
        `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
      ])
        expect(() => raw.exec(sql), sql).toThrow('APPEND_ONLY');
    }
  });
});
