import { describe, expect, it } from 'vitest';
import { newClinic } from '../support/clinic.ts';
import { refusal, register, signedConsent } from './consent-cases.ts';
import { clinic, henrik, openConsentDesk, patientId, prepare } from './consent-desk.ts';

openConsentDesk();

describe('what is covered', () => {
  const heel = {
    techniques: ['soft-tissue-injection'],
    sites: [],
    preparations: [{ parts: ['lidocaine', 'traumeel-type-complex'] }],
  };
  const covers = (plan: Partial<typeof heel> = {}) =>
    henrik.consents.covers({ patientId, plan: { ...heel, ...plan } });

  it('is nothing before the last signature, and everything that was accepted after it', async () => {
    expect(await covers()).toMatchObject({
      covered: false,
      missing: [
        { kind: 'technique', reason: 'never-consented' },
        { kind: 'substance', id: 'lidocaine', disclosureClass: 'drug' },
        { kind: 'substance', id: 'traumeel-type-complex', disclosureClass: 'drug' },
      ],
    });
    const consent = await signedConsent({ clinic, patientId });
    expect(await covers()).toEqual({ covered: true, consentIds: [consent.id], missing: [] });
    expect(await covers({ techniques: ['tens'] })).toMatchObject({
      covered: false,
      missing: [{ kind: 'technique', id: 'tens', reason: 'not-disclosed' }],
    });
    expect(await covers({ preparations: [{ parts: ['traumeel-type-complex'] }] })).toMatchObject({
      missing: [
        { id: 'traumeel-type-complex', disclosureClass: 'biological-substance', reason: 'class-changed' },
      ],
    });
  });

  it('ends with the last day on the calendar of the clinic', async () => {
    const lasting = await newClinic({ profile: { consentMonths: 3 }, at: '2026-11-30T08:00:00.000Z' });
    try {
      const api = await lasting.as('tomas');
      const id = await register(api);
      await signedConsent({ clinic: lasting, patientId: id });
      const ask = async () =>
        (await (await lasting.as('henrik')).consents.covers({ patientId: id, plan: heel })).covered;
      lasting.clock.set('2027-02-28T21:59:00.000Z');
      expect(await ask()).toBe(true);
      lasting.clock.set('2027-02-28T22:00:00.000Z');
      expect(await ask()).toBe(false);
    } finally {
      await lasting.close();
    }
  });

  it('asks for the place and the side, and takes the midline for either side', async () => {
    const site = [...clinic.host.reference.sites.values()].find(
      ({ region, sided }) => region === 'foot-plantar' && sided,
    )!.id;
    await signedConsent({ clinic, patientId });
    expect((await covers({ sites: [{ siteId: site, side: 'left' }] } as never)).covered).toBe(true);
    expect((await covers({ sites: [{ siteId: site, side: 'midline' }] } as never)).covered).toBe(true);
    expect(await covers({ sites: [{ siteId: site, side: 'right' }] } as never)).toMatchObject({
      missing: [{ kind: 'region', id: 'foot-plantar:right', reason: 'not-disclosed' }],
    });
  });

  it('ends for a line, or for all, the moment the patient says so', async () => {
    const consent = await signedConsent({ clinic, patientId });
    const lines = await henrik.consents.withdraw({
      id: consent.id,
      scope: 'lines',
      lineIds: ['technique:dry-needling'],
      how: 'spoken',
      words: 'no more needles please',
    });
    expect(lines).toMatchObject({
      status: 'partly-withdrawn',
      withdrawals: [{ scope: 'lines', words: 'no more needles please', receivedBy: 'Dr Henrik Sørensen' }],
    });
    expect((await covers()).covered).toBe(true);
    expect(await covers({ techniques: ['dry-needling'] })).toMatchObject({
      missing: [{ reason: 'withdrawn' }],
    });
    const all = await henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'phone',
      words: '',
    });
    expect(all.status).toBe('withdrawn');
    expect((await covers()).covered).toBe(false);
    expect(
      await refusal(
        henrik.consents.withdraw({ id: consent.id, scope: 'all', lineIds: [], how: 'phone', words: '' }),
      ),
    ).toMatchObject({ code: 'WRONG_STATUS' });
  });

  it('can be taken back after it expired, but not before it was signed', async () => {
    const draft = await prepare();
    expect(
      await refusal(
        henrik.consents.withdraw({ id: draft.id, scope: 'all', lineIds: [], how: 'spoken', words: '' }),
      ),
    ).toMatchObject({ code: 'NOT_SIGNED' });
    const consent = await signedConsent({ clinic, patientId });
    expect(
      await refusal(
        henrik.consents.withdraw({
          id: consent.id,
          scope: 'lines',
          lineIds: ['substance:gold'],
          how: 'spoken',
          words: '',
        }),
      ),
    ).toMatchObject({ code: 'INVALID' });
    expect(
      await refusal(
        henrik.consents.withdraw({ id: consent.id, scope: 'lines', lineIds: [], how: 'spoken', words: '' }),
      ),
    ).toMatchObject({ code: 'INVALID' });
  });

  it('is no longer what an earlier document said, once a later one refuses', async () => {
    await signedConsent({ clinic, patientId });
    await signedConsent({
      clinic,
      patientId,
      but: { 'substance:lidocaine+traumeel-type-complex': 'refused' },
    });
    expect(await covers()).toMatchObject({
      covered: false,
      missing: [
        { id: 'lidocaine', reason: 'limited' },
        { id: 'traumeel-type-complex', reason: 'limited' },
      ],
    });
    const list = await henrik.consents.ofPatient({ patientId });
    expect(list.map(({ status, refused }) => [status, refused])).toEqual([
      [
        'agreed-with-limits',
        ['Lidocaine (lignocaine) plain + Traumeel type complex'].map(() =>
          expect.stringContaining('Lidocaine'),
        ),
      ],
      ['superseded', []],
    ]);
  });

  it('is void when nothing of it was accepted', async () => {
    const nothing = Object.fromEntries(
      [
        'technique:dry-needling',
        'technique:soft-tissue-injection',
        'region:foot-plantar:left',
        'substance:lidocaine+traumeel-type-complex',
      ].map((id) => [id, 'refused' as const]),
    );
    const consent = await signedConsent({ clinic, patientId, but: nothing });
    expect(consent.status).toBe('refused');
    expect((await covers()).covered).toBe(false);
  });
});
