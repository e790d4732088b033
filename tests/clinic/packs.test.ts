import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, playHeel } from '../../main/demo/cases/heel.ts';
import { answerAsked, signNote, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { PACKS, type PackBlock } from '../../shared/contract/packs.ts';
import { reference as data } from '../support/clinic.ts';
import { caseClinic, firstDay, giveCredentials, refusal, type CaseClinic } from './case-clinic.ts';

const places = [...data.sites.keys()];

let clinic: CaseClinic;
let henrik: Api;
let aiko: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
  aiko = await clinic.as('aiko');
});
afterEach(() => clinic.close());

const needling: PackBlock = {
  technique: 'dry-needling',
  values: {
    ...{ needleDiameter: '0.25', needleLength: '40', needleTechnique: 'deep-pistoning', insertions: '3' },
    ...{ retentionTime: '10', needlesIn: '4', needlesOut: '4', localTwitch: 'strong', needleLot: 'N1' },
  },
  places: 'relative',
  sites: [
    {
      ...{ siteId: 'gluteus-medius', side: 'left' },
      values: { guidance: 'palpation', siteNote: 'Mrs Botha is ticklish', response: ['local-twitch'] },
    },
  ],
  toGive: [],
};
const laser: PackBlock = {
  technique: 'low-level-laser',
  values: { wavelength: '808', averagePower: '100', eyeProtection: 'patient-and-staff' },
  ...{ places: 'none', sites: [], toGive: [] },
};

const names = async (api: Api) => (await api.packs.list()).map(({ name }) => name);

describe('a favourite', { timeout: 30_000 }, () => {
  it('keeps settings and places, and nothing that a visit counts, sees or says', async () => {
    await henrik.packs.add({ name: 'Hip', blocks: [needling, laser] });
    const [pack] = await henrik.packs.list();
    expect(pack).toMatchObject({ name: 'Hip', mine: true, shared: false, owner: 'Dr Henrik Sørensen' });
    expect(pack?.blocks).toEqual([
      {
        technique: 'dry-needling',
        values: {
          ...{ needleDiameter: '0.25', needleLength: '40', needleTechnique: 'deep-pistoning' },
          ...{ insertions: '3', retentionTime: '10' },
        },
        places: 'relative',
        sites: [{ siteId: 'gluteus-medius', side: 'left', values: { guidance: 'palpation' } }],
        toGive: [],
      },
      { ...laser, values: { wavelength: '808', averagePower: '100' } },
    ]);
    expect(JSON.stringify(pack)).not.toContain('Botha');
  });

  it('belongs to who made it, until it is shared; others use it and do not change it', async () => {
    const known = await henrik.packs.add({ name: 'Hip', blocks: [needling] });
    expect(await names(aiko)).toEqual([]);
    const shared = await henrik.packs.share({ ...known, shared: true });
    expect(await aiko.packs.list()).toMatchObject([{ name: 'Hip', mine: false, shared: true }]);
    for (const attempt of [
      aiko.packs.rename({ ...shared, name: 'Mine' }),
      aiko.packs.remove(shared),
      aiko.packs.share({ ...shared, shared: false }),
    ])
      expect((await refusal(attempt)).code).toBe('NOT_FOUND');
    await henrik.packs.share({ ...shared, shared: false });
    expect(await names(aiko)).toEqual([]);
  });

  it('has a name of its own among those of its owner, whatever the case of its letters', async () => {
    await henrik.packs.add({ name: 'Hip', blocks: [needling] });
    expect((await refusal(henrik.packs.add({ name: 'HIP', blocks: [laser] }))).code).toBe('NAME_TAKEN');
    await aiko.packs.add({ name: 'Hip', blocks: [laser] });
    const other = await henrik.packs.add({ name: 'Neck', blocks: [laser] });
    expect((await refusal(henrik.packs.rename({ ...other, name: 'hip' }))).code).toBe('NAME_TAKEN');
    const renamed = await henrik.packs.rename({ ...other, name: 'Knee' });
    expect((await refusal(henrik.packs.rename({ ...other, name: 'Foot' }))).code).toBe('STALE_VERSION');
    expect(renamed.version).toBe(2);
  });

  it('stands where its owner puts it, and the order is that of all or of none', async () => {
    const ids: string[] = [];
    for (const name of ['Hip', 'Knee', 'Neck'])
      ids.push((await henrik.packs.add({ name, blocks: [laser] })).id);
    const [hip = '', knee = '', neck = ''] = ids;
    await henrik.packs.arrange({ ids: [neck, hip, knee] });
    expect(await names(henrik)).toEqual(['Neck', 'Hip', 'Knee']);
    for (const wrong of [
      [neck, hip],
      [neck, hip, hip],
      [neck, hip, clinic.people.laserId],
    ])
      expect((await refusal(henrik.packs.arrange({ ids: wrong }))).code).toBe('CONTENT_CHANGED');
    await henrik.packs.add({ name: 'Foot', blocks: [laser] });
    expect(await names(henrik)).toEqual(['Neck', 'Hip', 'Knee', 'Foot']);
  });

  it('is removed and taken back, at its place', async () => {
    const known = await henrik.packs.add({ name: 'Hip', blocks: [needling] });
    await henrik.packs.add({ name: 'Knee', blocks: [laser] });
    const removed = await henrik.packs.remove(known);
    expect(await names(henrik)).toEqual(['Knee']);
    await henrik.packs.restore(removed);
    expect(await names(henrik)).toEqual(['Hip', 'Knee']);
  });

  it('has bounds: so many in a list, so many blocks, known techniques', async () => {
    for (let made = 0; made < PACKS; made++)
      await henrik.packs.add({ name: `Pack ${made}`, blocks: [laser] });
    expect(await refusal(henrik.packs.add({ name: 'One more', blocks: [laser] }))).toMatchObject({
      code: 'TOO_MUCH',
      data: { max: PACKS },
    });
    const seven = Array.from({ length: 7 }, () => laser);
    expect((await refusal(aiko.packs.add({ name: 'Seven', blocks: seven }))).code).toBe('INVALID');
    expect((await refusal(aiko.packs.add({ name: 'None', blocks: [] }))).code).toBe('INVALID');
    const unknown = { ...laser, technique: 'leeches' };
    expect((await refusal(aiko.packs.add({ name: 'Leeches', blocks: [unknown] }))).code).toBe('INVALID');
    const long = Array.from({ length: 15 }, (_, place) => ({
      ...{ siteId: places[place] ?? '', side: 'left' as const },
      values: { guidance: 'x'.repeat(1500) },
    }));
    const heavy = { ...needling, sites: long };
    expect(await refusal(aiko.packs.add({ name: 'Heavy', blocks: [heavy, heavy, heavy] }))).toMatchObject({
      code: 'TOO_MUCH',
    });
  });

  it('is nothing for the desk', async () => {
    const rosa = await clinic.as('rosa');
    expect((await refusal(rosa.packs.list())).code).toBe('FORBIDDEN');
  });
});

describe('the settings of a device', { timeout: 30_000 }, () => {
  it('are kept with the signature for each technique, without anything of the patient', async () => {
    const asked = { deviceId: clinic.people.laserId, techniqueId: 'low-level-laser' };
    expect(await henrik.packs.lastSettings(asked)).toBeNull();
    await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    const last = await henrik.packs.lastSettings(asked);
    expect(last).toMatchObject({ mine: true, practitioner: 'Dr Henrik Sørensen' });
    expect(last?.values).toEqual({
      ...{ wavelength: '808', emission: 'continuous', averagePower: '100', spotArea: '0.5' },
      ...{ application: 'contact', timePerPoint: '40' },
    });
    expect(await henrik.packs.lastSettings({ ...asked, techniqueId: 'tens' })).toBeNull();
  });

  it('are those of who asks; of somebody else only where one has none, and with their name', async () => {
    const asked = { deviceId: clinic.people.laserId, techniqueId: 'low-level-laser' };
    const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
    expect(await aiko.packs.lastSettings(asked)).toMatchObject({
      ...{ mine: false, practitioner: 'Dr Henrik Sørensen' },
      values: { averagePower: '100' },
    });
    const aikoId = clinic.ids['aiko'] ?? '';
    await giveCredentials(
      clinic.owner,
      aikoId,
      data.data.techniques.credentialTypes.map(({ id }) => id),
    );
    const people = { ...clinic.people, practitioner: { id: aikoId, name: 'Aiko' } };
    const { session } = await heelVisit(aiko, people, clinic.clock, heel, firstDay, '12:00');
    const [, laserBlock] = session.content.blocks;
    if (laserBlock === undefined) throw new Error('the case has a laser block');
    const values = { ...laserBlock.values, averagePower: '80' };
    const own = await write(aiko, session, { ...session.content, blocks: [{ ...laserBlock, values }] });
    await signNote(aiko, await answerAsked(aiko, own, 'Talked over and accepted'));
    const power = async (api: Api) => (await api.packs.lastSettings(asked))?.values['averagePower'];
    expect([await power(henrik), await power(aiko)]).toEqual(['100', '80']);
  });
});
