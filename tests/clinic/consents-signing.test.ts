import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import {
  able,
  agrees,
  decideAll,
  pen,
  refusal,
  register,
  signedByPatient,
  signedConsent,
  signing,
} from './consent-cases.ts';
import { clinic, goOnWith, henrik, openConsentDesk, patientId, prepare, tomas } from './consent-desk.ts';

openConsentDesk();

describe('signing', () => {
  it('freezes exactly what was shown, under one hash for both signatures', async () => {
    const consent = await signedConsent({ clinic, patientId, but: { 'technique:dry-needling': 'refused' } });
    const hash = createHash('sha256')
      .update(canonicalize(consent.document) ?? '')
      .digest('hex');
    expect(consent).toMatchObject({
      status: 'agreed-with-limits',
      contentHash: hash,
      intact: true,
      signers: null,
      expiresAt: '2027-05-23T21:59:59.999Z',
    });
    expect(consent.signatures.map(({ role, contentHash }) => [role, contentHash])).toEqual([
      ['patient', hash],
      ['practitioner', hash],
    ]);
    expect(consent.signatures[0]?.strokes).toEqual(pen);
    expect(await henrik.consents.open({ id: consent.id })).toEqual(consent);
  });

  it('waits for every line and for the condition', async () => {
    const draft = await prepare({ condition: ' ' });
    expect(await refusal(signedByPatient(tomas, draft))).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: {
        missing: [
          'condition',
          'technique:dry-needling',
          'technique:soft-tissue-injection',
          'region:foot-plantar:left',
          'substance:lidocaine+traumeel-type-complex',
        ],
      },
    });
  });

  it.each([
    ['no stroke', { strokes: [] }, 'empty'],
    [
      'a dot',
      {
        strokes: [
          [
            { x: 10, y: 10, t: 0, p: 1 },
            { x: 12, y: 11, t: 9, p: 1 },
          ],
        ],
      },
      'dot',
    ],
    ['no typed name', { typedName: '  ' }, 'name'],
  ])('refuses %s', async (_, change, problem) => {
    const ready = await decideAll(tomas, await prepare());
    const attempt = tomas.consents.sign({
      ...signing(ready),
      ...change,
      role: 'patient',
      name: 'Amina Okoye',
    });
    expect(await refusal(attempt)).toEqual({ code: 'SIGNATURE_EMPTY', data: { problem } });
  });

  it('refuses another text than the one that was shown', async () => {
    const ready = await decideAll(tomas, await prepare());
    expect(await refusal(signedByPatient(tomas, { ...ready, contentHash: 'f'.repeat(64) }))).toMatchObject({
      code: 'CONTENT_CHANGED',
    });
  });

  it('refuses when something became known after the talk, until it is shown', async () => {
    const ready = await decideAll(tomas, await prepare());
    const { safety } = await tomas.patients.open({ id: patientId });
    await tomas.patients.recordSafety({
      id: patientId,
      safety: {
        ...safety!,
        allergyState: 'listed',
        allergies: [{ substance: 'lidocaine', reaction: 'swelling', substanceId: 'lidocaine' }],
        answers: [],
      },
    });
    expect(await refusal(signedByPatient(tomas, ready))).toMatchObject({ code: 'CONTENT_CHANGED' });
    const { plan, talk } = ready.document;
    const shown = await tomas.consents.revise({ id: ready.id, version: ready.version, plan, talk });
    expect(shown.document.substances[0]).toMatchObject({
      decision: 'undecided',
      warnings: [expect.stringContaining('lidocaine')],
    });
    await signedByPatient(tomas, await decideAll(tomas, shown));
  });

  it('keeps the text after the patient has signed, and gives it back to the talk when asked', async () => {
    const explained = await signedByPatient(tomas, await decideAll(tomas, await prepare()));
    const { id, version, document } = explained;
    expect(explained.status).toBe('explained');
    expect(
      await refusal(
        tomas.consents.decide({
          id,
          version,
          decisions: [{ lineId: 'technique:dry-needling', decision: 'refused' }],
        }),
      ),
    ).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(
      await refusal(tomas.consents.revise({ id, version, plan: document.plan, talk: document.talk })),
    ).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await refusal(tomas.consents.discard({ id, version }))).toMatchObject({ code: 'ALREADY_SIGNED' });
    const back = await tomas.consents.reopen({ id, version });
    expect(back).toMatchObject({ status: 'draft', signatures: [] });
    expect(await refusal(tomas.consents.reopen({ id, version: back.version }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    expect(await tomas.consents.discard({ id, version: back.version })).toEqual({});
    expect(await refusal(tomas.consents.open({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not complete without the patient, and not possible for an assistant to complete', async () => {
    const ready = await decideAll(tomas, await prepare());
    expect(await refusal(henrik.consents.countersign(signing(ready, 'Henrik')))).toMatchObject({
      code: 'NOT_SIGNED',
    });
    const explained = await signedByPatient(tomas, ready);
    expect(await refusal(tomas.consents.countersign(signing(explained, 'Tomáš')))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      await refusal(
        henrik.consents.countersign({ ...signing(explained, 'Henrik'), contentHash: 'f'.repeat(64) }),
      ),
    ).toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it('cannot be done twice', async () => {
    const consent = await signedConsent({ clinic, patientId });
    expect(await refusal(henrik.consents.countersign(signing(consent, 'Henrik')))).toMatchObject({
      code: 'ALREADY_SIGNED',
    });
    expect(await refusal(tomas.consents.reopen({ id: consent.id, version: consent.version }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
  });

  it('shows when the stored text is no longer the one that was signed', async () => {
    const consent = await signedConsent({ clinic, patientId });
    const { raw } = clinic.host.clinic!.store;
    const trigger = raw
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'consentsNoUpdate'")
      .pluck()
      .get() as string;
    raw.exec(
      `DROP TRIGGER consentsNoUpdate; UPDATE consents SET document = replace(document, 'Heel pain', 'Back pain') WHERE id = '${consent.id}'; ${trigger}`,
    );
    expect(await henrik.consents.open({ id: consent.id })).toMatchObject({ intact: false });
  });
});

describe('who may sign', () => {
  const guardian = { name: 'Grace Okoye', relation: 'mother', phone: '', mayConsent: true, authority: '' };
  const decided = async (
    birthDate: string,
    capacity: ConsentRecord['document']['talk']['capacity'] = null,
    guardians = [guardian],
  ) => {
    goOnWith(await register(tomas, { birthDate, guardians }));
    const draft = await prepare();
    const talk = { ...draft.document.talk, capacity, assent: agrees };
    return decideAll(
      tomas,
      await tomas.consents.revise({ id: draft.id, version: draft.version, plan: draft.document.plan, talk }),
    );
  };
  const byGuardian = (record: ConsentRecord, name = 'Grace Okoye') =>
    tomas.consents.sign({ ...signing(record, name), role: 'guardian', name });

  it('is a guardian for a child, and only one who may consent', async () => {
    const record = await decided('2016-03-01', null, [
      guardian,
      { ...guardian, name: 'Uncle Sam', mayConsent: false },
    ]);
    expect(record.signers).toMatchObject({
      patient: 'minor',
      guardians: [{ name: 'Grace Okoye', relation: 'mother' }],
    });
    expect(await refusal(signedByPatient(tomas, record))).toEqual({
      code: 'SIGNER_NOT_ALLOWED',
      data: { problem: 'minor' },
    });
    expect(await refusal(byGuardian(record, 'Uncle Sam'))).toEqual({
      code: 'SIGNER_NOT_ALLOWED',
      data: { problem: 'not-guardian' },
    });
    const explained = await byGuardian(record, 'grace  OKOYE');
    expect(explained.signatures).toMatchObject([
      { role: 'guardian', name: 'Grace Okoye', relation: 'mother', typedName: 'grace  OKOYE' },
    ]);
  });

  it('is a child of twelve here once maturity was assessed, and not before', async () => {
    expect((await decided('2014-11-23')).signers?.patient).toBe('minor');
    const mature = await decided('2014-11-23', able);
    expect(mature.signers).toMatchObject({ patient: 'may', basis: [expect.stringContaining('129')] });
    expect((await signedByPatient(tomas, mature)).status).toBe('explained');
    expect((await decided('2014-11-24', able)).signers?.patient).toBe('minor');
  });

  it('is not an adult who cannot weigh the choice today', async () => {
    const record = await decided('1950-01-01', { ...able, weighs: false, support: 'With pictures' });
    expect(await refusal(signedByPatient(tomas, record))).toEqual({
      code: 'SIGNER_NOT_ALLOWED',
      data: { problem: 'no-capacity' },
    });
    expect((await byGuardian(record)).status).toBe('explained');
  });

  it('is not a relative of an adult who can decide', async () => {
    const record = await decided('1984-05-02');
    expect(await refusal(byGuardian(record))).toEqual({
      code: 'SIGNER_NOT_ALLOWED',
      data: { problem: 'not-guardian' },
    });
  });
});
