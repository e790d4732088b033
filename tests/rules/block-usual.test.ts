import { describe, expect, it } from 'vitest';
import { asksSide, asPackBlock, fromPack, sideOf } from '../../shared/rules/block-usual.ts';
import { deriveShared } from '../../shared/rules/block-derive.ts';
import { percentOff } from '../../shared/rules/dose.ts';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { heelLaser, usualBlock } from './blocks.ts';
import { reference } from './reference-data.ts';

const both: ProcedureBlock = {
  ...usualBlock('dry-needling'),
  sites: [
    { siteId: 'gluteus-medius', side: 'right', findingId: 'f1', values: { guidance: 'palpation' } },
    { siteId: 'piriformis', side: 'left', values: {} },
    { siteId: 'ligament-supraspinous', side: 'midline', values: {} },
  ],
};
const sidesOf = (blocks: readonly { sites: readonly { side: string }[] }[]) =>
  blocks.flatMap(({ sites }) => sites.map(({ side }) => side));

describe('the places of a favourite', () => {
  it('lie on the treated side, and what lay on the other lies on its other', () => {
    const kept = [asPackBlock(both, 'relative', [])];
    expect(asksSide(kept)).toBe(true);
    expect(sidesOf(fromPack(kept, 'right'))).toEqual(['right', 'left', 'midline']);
    expect(sidesOf(fromPack(kept, 'left'))).toEqual(['left', 'right', 'midline']);
  });
  it('stay where they are when they are fixed, and are none when they are asked each time', () => {
    expect(sidesOf(fromPack([asPackBlock(both, 'fixed', [])], 'left'))).toEqual(['right', 'left', 'midline']);
    expect(asksSide([asPackBlock(both, 'fixed', [])])).toBe(false);
    expect(fromPack([asPackBlock(both, 'none', [])], 'left')[0]?.sites).toEqual([]);
  });
  it('know no finding and no side in the middle', () => {
    expect(fromPack([asPackBlock(both, 'fixed', [])], 'left')[0]?.sites[0]).not.toHaveProperty('findingId');
    expect(sideOf([{ side: 'midline' }])).toBeNull();
    const middle = { ...both, sites: both.sites.slice(2) };
    expect(asksSide([asPackBlock(middle, 'relative', [])])).toBe(false);
  });
});

describe('figures beside the fields', () => {
  it('are reckoned before any place is named, and the whole energy once there is one', () => {
    const { sites: _, ...laser } = heelLaser();
    expect(deriveShared(reference, { ...laser, sites: [] })).toEqual({
      energyPerPoint: '4',
      fluence: '8',
      irradiance: '200',
    });
    expect(deriveShared(reference, heelLaser())).toMatchObject({ sessionEnergy: '8' });
    const [heel] = heelLaser().sites;
    const two = [heel, heel && { ...heel, side: 'left' as const }].flatMap((site) => site ?? []);
    expect(deriveShared(reference, { ...heelLaser(), sites: two })).toMatchObject({ sessionEnergy: '16' });
    expect(deriveShared(reference, { ...usualBlock('tens'), sites: [] })).toEqual({ chargePerPhase: '1.5' });
    expect(deriveShared(reference, { ...usualBlock('magnetic-rpms'), sites: [] })).toEqual({
      totalPulses: '1000',
    });
  });
  it('tell how far the typed one is off', () => {
    expect(percentOff('4.2', '4')).toBe('5');
    expect(percentOff('3', '4')).toBe('25');
    expect(percentOff('4.05', '4')).toBe('1.3');
    expect(percentOff('1', '0')).toBeNull();
  });
});
