import { describe, expect, it } from 'vitest';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { asPackBlock, fromPack } from '../../shared/rules/block-usual.ts';
import { blockMarks, joinsOf } from '../../shared/rules/chart-marks.ts';
import { channelsOf, placeOf, unwired, wiredTo, wiresAt } from '../../shared/rules/electrodes.ts';
import { reference } from './reference-data.ts';

const block = (
  technique: string,
  values: ProcedureBlock['values'],
  ...sites: [string, 'left' | 'right' | 'midline', ProcedureBlock['values']?][]
): ProcedureBlock => ({
  ...{ id: 'b', technique, values },
  sites: sites.map(([siteId, side, own = {}]) => ({ siteId, side, values: own })),
});
const signs = (one: ProcedureBlock) =>
  blockMarks(reference, one).map(
    ({ key, kind, side, electrode }) =>
      `${key} ${kind} ${side}${electrode ? ` ${electrode.end}${electrode.channel}` : ''}`,
  );

describe('a place that an electrode was recorded at', () => {
  it('has a side, or stands nowhere: the side is never guessed', () => {
    expect(placeOf(reference, 'soleus:left')).toEqual({ siteId: 'soleus', side: 'left' });
    expect(placeOf(reference, 'site-interspinous-lumbar')).toEqual({
      siteId: 'site-interspinous-lumbar',
      side: 'midline',
    });
    for (const text of ['soleus', 'soleus:', 'soleus:up', 'soleus:midline', 'tail:left', '', true, undefined])
      expect(placeOf(reference, text)).toBeNull();
  });
});

describe('the electrodes on the chart', () => {
  it('are the two that were recorded, in whatever order the places were put', () => {
    const tens = block(
      'tens',
      { electrodeA: 'soleus:left', electrodeB: 'piriformis:left', crossesChest: false },
      ['piriformis', 'left'],
      ['soleus', 'left'],
    );
    expect(signs(tens)).toEqual(['piriformis:left electrode left B1', 'soleus:left electrode left A1']);
    expect(joinsOf(blockMarks(reference, tens))).toMatchObject([
      { from: { siteId: 'soleus' }, to: { siteId: 'piriformis' }, crossesChest: false },
    ]);
  });

  it('stand where they were named, also where no site is treated; a needle without current is a needle', () => {
    const needles = block(
      'electro-needling',
      { electrodeA: 'soleus:left', electrodeB: 'piriformis:right', crossesChest: true },
      ['soleus', 'left'],
      ['gluteus-medius', 'left'],
    );
    expect(signs(needles)).toEqual([
      'soleus:left electrode left A1',
      'gluteus-medius:left needle left',
      'B1 electrode right B1',
    ]);
    expect(joinsOf(blockMarks(reference, needles))).toMatchObject([{ crossesChest: true }]);
  });

  it('are two signs where both lie at one muscle', () => {
    const tens = block('tens', { electrodeA: 'soleus:left', electrodeB: 'soleus:left' }, ['soleus', 'left']);
    expect(signs(tens)).toEqual(['soleus:left electrode left A1', 'B1 electrode left B1']);
  });

  it('are never paired by order: what nobody recorded is not drawn', () => {
    const open = block('tens', {}, ['piriformis', 'left'], ['soleus', 'left']);
    expect(channelsOf(reference, open)).toEqual([]);
    expect(joinsOf(blockMarks(reference, open))).toEqual([]);
    const half = block('tens', { electrodeA: 'soleus:left' }, ['soleus', 'left'], ['piriformis', 'left']);
    expect(signs(half)).toEqual(['soleus:left electrode left A1', 'piriformis:left electrode left']);
    expect(joinsOf(blockMarks(reference, half))).toEqual([]);
  });

  it('of a site with electrodes of its own are a channel of their own', () => {
    const two = block(
      'tens',
      { electrodeA: 'soleus:left', electrodeB: 'piriformis:left', crossesChest: false },
      ['soleus', 'left'],
      ['infraspinatus', 'left', { electrodeA: 'infraspinatus:left', electrodeB: 'infraspinatus:right' }],
    );
    expect(channelsOf(reference, two).map(({ number, a, b }) => [number, a?.siteId, b?.side])).toEqual([
      [1, 'soleus', 'left'],
      [2, 'infraspinatus', 'right'],
    ]);
  });

  it('are none of a technique without current, whatever its values say', () => {
    const needles = block('dry-needling', { electrodeA: 'soleus:left' }, ['soleus', 'left']);
    expect(signs(needles)).toEqual(['soleus:left needle left']);
  });
});

describe('a magnetic coil on the chart', () => {
  it('says which it was and how it was held', () => {
    const coil = block(
      'magnetic-rpms',
      { coilType: 'figure-of-eight', coilOrientation: 'handle towards the spine' },
      ['infraspinatus', 'right'],
    );
    expect(blockMarks(reference, coil)).toMatchObject([
      { kind: 'magnetic', side: 'right', coil: ['figure of eight', 'handle towards the spine'] },
    ]);
    expect(blockMarks(reference, block('magnetic-pemf', {}, ['soleus', 'left']))[0]).not.toHaveProperty(
      'coil',
    );
  });
});

describe('an electrical block that is placed on the chart', () => {
  const [first, second, third] = (['soleus', 'piriformis', 'gluteus-medius'] as const).map((siteId) => ({
    siteId,
    side: 'left' as const,
  }));
  if (!first || !second || !third) throw new Error('three places');

  it('takes the first two places as its electrodes, and none that was named before', () => {
    const wired = [first, second, third].reduce(wiredTo, {});
    expect(wired).toEqual({ electrodeA: 'soleus:left', electrodeB: 'piriformis:left' });
    expect([first, second].reduce(wiredTo, { electrodeA: 'masseter:left' })).toEqual({
      electrodeA: 'masseter:left',
      electrodeB: 'soleus:left',
    });
  });

  it('loses the electrode with its place, and gets it back', () => {
    const wired = [first, second].reduce(wiredTo, { frequency: '4' });
    const wires = wiresAt(wired, first);
    expect(wires).toEqual({ electrodeA: 'soleus:left' });
    const cut = unwired(wired, wires);
    expect(cut).toEqual({ frequency: '4', electrodeB: 'piriformis:left' });
    expect({ ...wires, ...cut }).toEqual(wired);
  });

  it('kept as a favourite turns its electrodes with the treated side, and keeps none without places', () => {
    const tens = block('tens', { electrodeA: 'soleus:right', electrodeB: 'soleus:left' }, [
      'soleus',
      'right',
    ]);
    const on = (side: 'left' | 'right') => fromPack([asPackBlock(tens, 'relative', [])], side)[0]?.values;
    expect(on('right')).toEqual({ electrodeA: 'soleus:right', electrodeB: 'soleus:left' });
    expect(on('left')).toEqual({ electrodeA: 'soleus:left', electrodeB: 'soleus:right' });
    expect(asPackBlock(tens, 'none', []).values).toEqual({});
    expect(fromPack([asPackBlock(tens, 'fixed', [])], 'left')[0]?.values).toEqual(tens.values);
  });
});
