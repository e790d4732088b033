import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelContent, heelCourse, heelPlan, lidocaine } from '../../main/demo/cases/heel.ts';
import { agree, answerAsked, confirmVisit, screenPatient, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, type CaseClinic } from '../clinic/case-clinic.ts';
import { decideAll, signing } from '../clinic/consent-cases.ts';
import { named } from '../support/patients.ts';
import { oneOf, seeded } from './inputs.ts';

const interleavings = 30;
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const name = 'Thandeka Oyelaran-Voss';

let clinic: CaseClinic;
let windows: Api[];
beforeAll(async () => {
  clinic = await caseClinic();
  windows = await Promise.all(['henrik', 'henrik', 'henrik'].map((who) => clinic.as(who)));
});
afterAll(() => clinic.close());

type Step = { who: string; run: () => Promise<unknown> };
type End = { who: string; code: string };

async function endOf({ who, run }: Step): Promise<End> {
  try {
    await run();
    return { who, code: 'done' };
  } catch (error) {
    return { who, code: (error as { code?: string }).code ?? String(error) };
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((entry) => ({ entry, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** A visit with its note typed and everything asked answered, under a consent that covers it. */
async function visit() {
  const { henrik, people, clock } = clinic;
  clock.set(`${firstDay}T07:20:00.000Z`);
  const identity = { ...named.siobhan, givenName: 'Thandeka', familyName: 'Oyelaran-Voss' };
  const { id: patientId } = await henrik.patients.register({ identity, anyway: true });
  await screenPatient(henrik, patientId, { weight: { kg: '80', measuredOn: firstDay } });
  const { id: courseId } = await henrik.treatments.openCourse({ patientId, course: heelCourse(firstDay) });
  const consent = await agree(henrik, people, { patientId, appointmentId: null, plan: heelPlan, name });
  const heel = { patientId, courseId, consent };
  const begun = await henrik.treatments.begin({
    patientId: heel.patientId,
    appointmentId: null,
    courseId: heel.courseId,
    practitionerId: people.practitioner.id,
  });
  const { version } = await confirmVisit(henrik, begun);
  await write(henrik, { ...begun, version }, heelContent(people, firstDay));
  await henrik.treatments.administer({ sessionId: begun.id, administration: lidocaine(firstDay) });
  const ready = await answerAsked(
    henrik,
    (await henrik.treatments.open({ id: begun.id })).session,
    'Talked over',
  );
  return { ...heel, session: ready };
}

const expected = new Set(['done', 'CONSENT_MISSING', 'ALREADY_SIGNED', 'STALE_VERSION', 'WRONG_STATUS', 'NOT_SIGNED', 'RECORD_REFUSED', 'DOSE_REFUSED']); // prettier-ignore
const raw = () => clinic.host.clinic?.store.raw as NonNullable<typeof clinic.host.clinic>['store']['raw'];

describe(`save, sign, withdraw, administer and countersign at once, seed ${seed}`, () => {
  it(`keep the order of their commits in ${interleavings} interleavings`, { timeout: 120_000 }, async () => {
    const random = seeded(seed);
    const outcomes: Record<string, number> = {};
    for (let round = 0; round < interleavings; round++) {
      const { session, consent, patientId } = await visit();
      const { version, content } = session;
      const api = () => oneOf(random, windows);
      const draft = await clinic.henrik.consents.prepare({
        identity: ['name', 'birth-date'],
        patientId,
        appointmentId: null,
        practitionerId: clinic.people.practitioner.id,
        plan: heelPlan,
      });
      const again = await clinic.henrik.consents.sign({
        ...signing(await decideAll(clinic.henrik, draft), name),
        role: 'patient',
        name,
      });
      const steps: Step[] = [
        {
          who: 'withdraw',
          run: () =>
            api().consents.withdraw({
              id: consent.id,
              scope: round % 2 === 0 ? 'all' : 'lines',
              lineIds: round % 2 === 0 ? [] : ['substance:lidocaine'],
              how: 'spoken',
              words: 'stop',
            }),
        },
        {
          who: 'administer',
          run: () =>
            api().treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
        },
        {
          who: 'administer',
          run: () =>
            api().treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
        },
        {
          who: 'save',
          run: () =>
            api().treatments.save({
              id: session.id,
              version,
              content: { ...content, narrative: 'first' },
              courseId: session.courseId,
            }),
        },
        {
          who: 'save',
          run: () =>
            api().treatments.save({
              id: session.id,
              version,
              content: { ...content, narrative: 'second' },
              courseId: session.courseId,
            }),
        },
        { who: 'sign', run: () => api().treatments.sign({ id: session.id, version }) },
        { who: 'sign', run: () => api().treatments.sign({ id: session.id, version: version + 1 }) },
        ...(round % 3 === 0
          ? [{ who: 'countersign', run: () => api().consents.countersign(signing(again, 'Dr Henrik')) }]
          : []),
        ...(round % 3 === 0
          ? [
              {
                who: 'reopen',
                run: () => api().consents.reopen({ id: again.id, version: again.version }),
              },
            ]
          : []),
      ];
      const ends = await Promise.all(shuffled(steps, random).map(endOf));
      for (const { who, code } of ends) {
        expect(expected.has(code), `${who} ended with ${code} in round ${round}`).toBe(true);
        outcomes[`${who} ${code}`] = (outcomes[`${who} ${code}`] ?? 0) + 1;
      }
      const count = (who: string) => ends.filter((end) => end.who === who && end.code === 'done').length;
      expect(count('sign')).toBeLessThanOrEqual(1);
      expect(count('save'), 'two windows saved one version').toBeLessThanOrEqual(1);
      expect(count('countersign') + count('reopen')).toBeLessThanOrEqual(1);
    }
    assertOrder();
    expect((await clinic.owner.upkeep.verifyAudit()).sound).toBe(true);
    // Every kind of end was seen: the interleavings were not all the same.
    for (const end of [
      'administer done',
      'administer CONSENT_MISSING',
      'administer ALREADY_SIGNED',
      'sign done',
      'save STALE_VERSION',
      'withdraw done',
    ])
      // prettier-ignore
      expect(outcomes[end] ?? 0, `${end} in ${JSON.stringify(outcomes)}`).toBeGreaterThan(0);
  });

  it('notes what is out of order, or it would prove nothing', () => {
    raw().exec('DROP TRIGGER injectionGate');
    raw()
      .exec(`INSERT INTO administrations SELECT 'late', 'late', sessionId, blockId, patientId, consentId, substanceId, disclosureClass, productName, lotNumber,
      lotKey, expiryDate, details, totalVolume, doseMg, '2026-12-23T09:00:00.000Z', givenBy FROM administrations LIMIT 1`);
    expect(assertOrder).toThrow();
  });
});

/** By the rows alone: nothing was given after its consent was withdrawn, or after the note was signed; no note lost what was given. */
function assertOrder(): void {
  const late = raw()
    .prepare(
      `SELECT a.id FROM administrations a JOIN consents c ON c.id = a.consentId JOIN consentWithdrawals w ON w.consentId = c.id
       WHERE a.givenAt >= w.at`,
    )
    .pluck()
    .all();
  expect(late, 'given after the withdrawal').toEqual([]);
  const afterSigning = raw()
    .prepare(
      'SELECT a.id FROM administrations a JOIN signedNotes n ON n.sessionId = a.sessionId WHERE a.givenAt >= n.signedAt',
    )
    .pluck()
    .all();
  expect(afterSigning, 'given after the signature').toEqual([]);
  const notes = raw().prepare('SELECT sessionId, content FROM signedNotes').all() as {
    sessionId: string;
    content: string;
  }[];
  for (const { sessionId, content } of notes) {
    const note = JSON.parse(content) as {
      administrations: { id: string }[];
      cover: { covered: boolean };
      content: { reasons: Record<string, string> };
    };
    const rows = raw()
      .prepare('SELECT id FROM administrations WHERE sessionId = ?')
      .pluck()
      .all(sessionId) as string[];
    expect(note.administrations.map(({ id }) => id).toSorted()).toEqual(rows.toSorted());
    const stated = Object.keys(note.content.reasons).some((key) => key.startsWith('consent-ended-meanwhile'));
    expect(note.cover.covered || stated, 'signed without cover and without a word about it').toBe(true);
  }
}
