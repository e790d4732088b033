import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, signNote, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { read } from '../paper/reading.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { credit } from './supervision.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

const henrikId = () => clinic.people.practitioner.id;
const only = (type: string, change: object) => (one: string) => (one === type ? change : {});

async function inTheRoom() {
  const known = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  return heelVisit(henrik, clinic.people, clinic.clock, known, firstDay);
}
const give = (sessionId: string) =>
  henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) });
const preview = (date = firstDay) =>
  henrik.appointments.preview({
    ...{ patientId: null, typeId: clinic.people.appointmentTypeId, practitionerId: henrikId(), date },
  });

describe('what a credential is limited to', { timeout: 30_000 }, () => {
  it('is told while booking, as a warning', async () => {
    expect(await preview()).toMatchObject({ lacks: [], supervisedBy: [], notIn: [], only: [] });
    await credit(clinic, 'henrik', (type) =>
      type === 'injection'
        ? { substancesAllowed: ['procaine'] }
        : type === 'anatomy'
          ? { regionsExcluded: ['neck-anterior'] }
          : {},
    );
    expect(await preview()).toMatchObject({
      ...{ lacks: [], notIn: [expect.stringContaining('eck')], only: [expect.stringContaining('rocaine')] },
    });
    await credit(clinic, 'henrik', only('injection', { status: 'suspended' }));
    expect((await preview()).lacks).toEqual(['Familiar with injection therapy']);
    await credit(clinic, 'aiko');
    await credit(clinic, 'henrik', only('injection', { supervisedBy: clinic.ids['aiko'] ?? '' }));
    expect(await preview()).toMatchObject({ lacks: [], supervisedBy: ['Aiko Tanaka'] });
  });

  it('is told while booking for what was done last time: substance, region, a place that asks for the extra grant', async () => {
    const { session } = await inTheRoom();
    await give(session.id);
    const heel = reference.sites.get('site-calcaneus-medial-process')?.region ?? '';
    const next = (who: Api, practitionerId = henrikId()) =>
      who.appointments.preview({
        ...{ patientId: session.patientId, typeId: clinic.people.appointmentTypeId },
        ...{ practitionerId, date: '2026-11-30' },
      });
    expect(await next(henrik)).toMatchObject({ lacks: [], beyond: [], beyondCount: 0 });
    await credit(clinic, 'henrik', only('injection', { substancesAllowed: ['procaine'] }));
    expect((await next(henrik)).beyond).toEqual([
      { kind: 'substance', name: expect.stringMatching(/lidocaine/i) },
    ]);
    await credit(clinic, 'henrik', only('injection', { regionsExcluded: [heel] }));
    expect((await next(henrik)).beyond).toMatchObject([{ kind: 'region' }]);
    const rosa = await clinic.as('rosa');
    expect(await next(rosa)).toMatchObject({ beyond: [], beyondCount: 1 });
    await credit(clinic, 'henrik', (type) => (type === 'specialist-site' ? null : {}));
    const deep = [...reference.sites.values()].find(({ cautions }) => cautions.includes('specialist-only'));
    const [block] = session.content.blocks;
    if (deep === undefined || block === undefined) throw new Error('a place asks for the extra grant');
    const sites = block.sites.map((site) => ({ ...site, siteId: deep.id }));
    const { session: now } = await henrik.treatments.open({ id: session.id });
    await henrik.treatments.save({
      ...{ id: now.id, version: now.version, courseId: now.courseId },
      content: { ...now.content, blocks: [{ ...block, sites }, ...now.content.blocks.slice(1)] },
    });
    expect((await next(henrik)).beyond).toContainEqual({ kind: 'specialist-site', name: deep.name });
    await credit(clinic, 'henrik');
    expect((await next(henrik)).beyondCount).toBe(0);
  });

  it('keeps a substance that it does not allow out of the patient, and says which', async () => {
    const { session } = await inTheRoom();
    await credit(clinic, 'henrik', only('injection', { substancesAllowed: ['procaine'] }));
    expect(await refusal(give(session.id))).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      data: {
        ...{ missing: [], limits: [{ kind: 'substance', id: 'lidocaine' }] },
        practitioner: 'Dr Henrik Sørensen',
        what: expect.stringMatching(/lidocaine/i),
      },
    });
    await credit(clinic, 'henrik', only('injection', { substancesAllowed: ['procaine', 'lidocaine'] }));
    expect(await give(session.id)).toHaveLength(1);
  });

  it('keeps a region that it leaves out from the signature, told before, on the day of the visit', async () => {
    const { session } = await inTheRoom();
    await give(session.id);
    const answered = await answerAsked(henrik, session, 'Talked over');
    const known = { id: session.id, version: answered.version };
    await credit(clinic, 'henrik', only('anatomy', { regionsExcluded: ['foot-plantar'] }));
    const { issues } = await henrik.treatments.open({ id: session.id });
    expect(codesOf(issues, 'note')).toContain('grant-region');
    expect(await refusal(henrik.treatments.sign(known))).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      data: { limits: [{ kind: 'region', id: 'foot-plantar' }] },
    });
    // Ended the day after the visit, and signed another day later: the day of the visit counts.
    await credit(clinic, 'henrik', () => ({ expiresOn: firstDay }));
    clinic.clock.set('2026-11-25T09:00:00.000Z');
    expect((await signNote(henrik, await answerAsked(henrik, answered, 'Talked over'))).status).toBe(
      'signed',
    );
  });

  it('names the devices that it is good for', async () => {
    const { session } = await inTheRoom();
    await give(session.id);
    const { id: other } = await clinic.owner.practice.saveDevice({
      ...{
        kind: 'laser',
        name: 'Other laser',
        serial: 'X-1',
        laserClass: '3B',
        lastPowerCheck: '2026-09-01',
      },
    });
    await credit(clinic, 'henrik', only('device-training', { devices: [other] }));
    const answered = await answerAsked(henrik, session, 'Talked over');
    expect(
      await refusal(henrik.treatments.sign({ id: session.id, version: answered.version })),
    ).toMatchObject({ data: { limits: [{ kind: 'device', id: clinic.people.laserId }] } });
  });

  it('does not reach places marked specialist only without the extra grant', async () => {
    const { session } = await inTheRoom();
    const blocks = session.content.blocks.map((block) => ({
      ...block,
      sites: block.sites.map((site) => ({ ...site, siteId: 'psoas-major' })),
    }));
    await write(henrik, session, { ...session.content, blocks });
    const codes = async () => codesOf((await henrik.treatments.open({ id: session.id })).issues, 'note');
    expect(await codes()).not.toContain('grant-specialist-site');
    await credit(clinic, 'henrik', (type) => (type === 'specialist-site' ? null : {}));
    expect(await codes()).toContain('grant-specialist-site');
  });

  it('is recorded only of what the clinic knows', async () => {
    const wrong = [
      { regionsExcluded: ['elbow-of-nowhere'] },
      { substancesAllowed: ['moon-dust'] },
      { devices: [clinic.people.roomId] },
      { supervisedBy: henrikId() },
      { supervisedBy: clinic.ids['rosa'] ?? '' },
      { verifiedBy: 'Nomsa', verifiedOn: null },
    ];
    for (const change of wrong)
      expect(
        await refusal(credit(clinic, 'henrik', () => change as object)),
        JSON.stringify(change),
      ).toMatchObject({
        code: 'INVALID',
      });
  });
});

describe('going on in an emergency', { timeout: 30_000 }, () => {
  const reason = 'Patient collapsed from pain and nobody else was in the house';

  it('opens exactly what was lacking, in this visit, stands in the note and waits for the owner', async () => {
    const { session } = await inTheRoom();
    await credit(clinic, 'henrik', only('injection', { substancesAllowed: ['procaine'] }));
    await henrik.treatments.overrideGrants({
      ...{ id: session.id, reason },
      giving: { blockId: 'injection', siteIds: [], substanceIds: ['lidocaine'] },
    });
    await give(session.id);
    const signed = await signNote(henrik, await answerAsked(henrik, session, 'Talked over'));
    expect(signed.grantOverrides).toMatchObject([
      {
        ...{ practitioner: 'Dr Henrik Sørensen', reason },
        lacks: [{ kind: 'substance', id: 'lidocaine', techniqueId: 'soft-tissue-injection' }],
      },
    ]);
    const { file } = await henrik.documents.treatmentSummary({ id: session.id });
    const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
    expect(pages.map(({ text }) => text).join(' ')).toContain(reason);

    const [waiting] = await clinic.owner.staff.overrides();
    expect(waiting).toMatchObject({ practitionerId: henrikId(), sessionId: session.id, review: null });
    const review = { id: waiting?.id ?? '', outcome: 'justified' as const, words: 'Spoke with him' };
    expect(await clinic.owner.staff.reviewOverride(review)).toMatchObject({
      review: { outcome: 'justified', by: 'Nomsa Dlamini' },
    });
    expect(await refusal(clinic.owner.staff.reviewOverride(review))).toMatchObject({ code: 'WRONG_STATUS' });
    expect(await refusal(henrik.staff.overrides())).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('opens nothing where nothing is lacking, and nothing else than what was', async () => {
    const { session } = await inTheRoom();
    expect(await refusal(henrik.treatments.overrideGrants({ id: session.id, reason }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    await credit(clinic, 'henrik', only('laser-safety', { status: 'withdrawn' }));
    expect((await henrik.treatments.overrideGrants({ id: session.id, reason })).lacks).toEqual([
      { kind: 'credential', id: 'laser-safety', techniqueId: 'low-level-laser' },
    ]);
    await credit(clinic, 'henrik', only('injection', { status: 'withdrawn' }));
    expect(await refusal(give(session.id))).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      data: { missing: ['injection'] },
    });
  });
});
