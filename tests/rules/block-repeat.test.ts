import { describe, expect, it } from 'vitest';
import type { Administration } from '../../shared/contract/administration.ts';
import { formOf } from '../../shared/rules/block-form.ts';
import { isRepeated, repeatedBlock, repeatOf, type Fit } from '../../shared/rules/block-repeat.ts';
import { calfNeedling, dryNeedling, heelInjection, heelLaser, usualBlock } from './blocks.ts';
import { reference } from './reference-data.ts';

const fits: Fit = { technique: () => null, place: () => null, device: () => null, substance: () => null };

describe('what is taken over from the last treatment', () => {
  it('is decided for every field of every technique', () => {
    const fields = [...reference.techniques.keys()].flatMap((id) => {
      const { block, site } = formOf(reference, id);
      return [...block, ...site];
    });
    const anew = [...new Set(fields.filter((field) => !isRepeated(field)).map(({ key }) => key))];
    expect(anew.toSorted()).toEqual([
      'chargePerPhase',
      'deQi',
      'energyPerPoint',
      'eyeProtection',
      'fluence',
      'hearingProtection',
      'irradiance',
      'lastPowerCheck',
      'localTwitch',
      'needleExpiry',
      'needleLot',
      'needlesIn',
      'needlesOut',
      'response',
      'safeDirection',
      'sensation',
      'sessionEnergy',
      'siteNote',
      'skinChecked',
      'tcmDiagnosis',
      'totalPulses',
      'twitchCount',
    ]);
  });

  it.each([...reference.techniques.keys()])('of %s is a form that lacks only what is of the day', (id) => {
    const before = usualBlock(id);
    const { values, sites } = repeatedBlock(reference, before);
    const form = formOf(reference, id);
    const fields = new Map([...form.block, ...form.site].map((field) => [field.key, field]));
    for (const [key, value] of Object.entries(before.values)) {
      const field = fields.get(key);
      expect(values[key], key).toEqual(field !== undefined && isRepeated(field) ? value : undefined);
    }
    expect(sites.map(({ siteId, side }) => ({ siteId, side }))).toEqual(
      before.sites.map(({ siteId, side }) => ({ siteId, side })),
    );
    expect(sites.every((site) => site.findingId === undefined)).toBe(true);
  });

  it('keeps what differs at a site, and never its response or its tick of safety', () => {
    const before = dryNeedling({}, { insertionDepth: '12', response: ['local-twitch'], siteNote: 'sore' });
    const [site] = repeatedBlock(reference, before).sites;
    expect(site?.values).toEqual({ guidance: 'palpation', skinPrep: 'alcohol-70', insertionDepth: '12' });
  });

  it('leaves out a refused technique, a refused place and a device that is gone, and says why', () => {
    const found = repeatOf(
      reference,
      {
        blocks: [dryNeedling(), calfNeedling(), heelLaser()].map((block, index) => ({
          ...block,
          id: `${index}`,
        })),
        administrations: [],
      },
      {
        ...fits,
        place: (_, siteId) =>
          siteId === 'trapezius-descendens' ? { why: 'refused', says: 'not the neck' } : null,
        device: () => ({ why: 'service-overdue', says: '2026-03-01' }),
      },
    );
    expect(found.blocks.map(({ technique }) => technique)).toEqual(['dry-needling', 'low-level-laser']);
    expect(found.blocks[1]?.values).not.toHaveProperty('deviceId');
    expect(found.blocks[1]?.values).not.toHaveProperty('laserClass');
    expect(found.blocks[1]?.values).toMatchObject({ wavelength: '808', averagePower: '100' });
    expect(found.leftOut).toEqual([
      {
        what: 'place',
        id: 'trapezius-descendens:right',
        techniqueId: 'dry-needling',
        why: 'refused',
        says: 'not the neck',
      },
      {
        what: 'device',
        id: 'laser-1',
        techniqueId: 'low-level-laser',
        why: 'service-overdue',
        says: '2026-03-01',
      },
    ]);
  });

  it('leaves out what the reference data no longer knows', () => {
    const gone = { ...calfNeedling(), id: 'a', technique: 'leeches' };
    const lost = {
      ...calfNeedling(),
      id: 'b',
      sites: [{ siteId: 'third-arm', side: 'left' as const, values: {} }],
    };
    const found = repeatOf(reference, { blocks: [gone, lost], administrations: [] }, fits);
    expect(found.blocks).toEqual([]);
    expect(found.leftOut.map(({ what, why }) => `${what} ${why}`)).toEqual([
      'technique unknown',
      'place unknown',
    ]);
  });

  it('suggests a syringe without lot, expiry and aspiration, and nothing that was reversed or is refused', () => {
    const given = {
      syringeId: 's1',
      blockId: 'b2',
      substanceId: 'lidocaine',
      productName: 'Lidocaine 1 %',
      containerType: 'single-dose-ampoule',
      strengthValue: '1',
      strengthUnit: '%',
      volumePerPoint: '1',
      offLabel: false,
      points: 2,
      sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' }],
      route: 'periosteal',
      reversedAt: null,
      lotNumber: 'L1',
      aspiration: 'negative',
    } as unknown as Administration;
    const last = { blocks: [heelInjection()], administrations: [given] };
    const [again] = repeatOf(reference, last, fits).toGive;
    expect(again).toMatchObject({ techniqueId: 'soft-tissue-injection', points: 2, route: 'periosteal' });
    expect(JSON.stringify(again)).not.toMatch(/L1|negative|expiry/);
    const wrong = { ...last, administrations: [{ ...given, reversedAt: '2026-01-01T08:00:00.000Z' }] };
    expect(repeatOf(reference, wrong, fits).toGive).toEqual([]);
    const refused = repeatOf(reference, last, {
      ...fits,
      substance: () => ({ why: 'refused', says: 'never again' }),
    });
    expect(refused.toGive).toEqual([]);
    expect(refused.leftOut).toEqual([
      {
        what: 'substance',
        id: 'lidocaine',
        techniqueId: 'soft-tissue-injection',
        why: 'refused',
        says: 'never again',
      },
    ]);
  });
});
