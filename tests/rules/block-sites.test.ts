import { describe, expect, it } from 'vitest';
import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import { checkBlock } from '../../shared/rules/block-check.ts';
import type { BlockContext } from '../../shared/rules/block-form.ts';
import { calfNeedling, electroNeedling, heelLaser } from './blocks.ts';
import { reference } from './reference-data.ts';

const today: BlockContext = { sessionDate: '2026-03-10' };

function found(block: ProcedureBlock, context = today) {
  return checkBlock(reference, block, context).map(({ level, code, fieldKey }) =>
    `${level} ${code} ${fieldKey ?? ''}`.trim(),
  );
}

describe('sites', () => {
  const [site] = calfNeedling().sites;
  if (!site) throw new Error('no site');
  it.each<[string, ProcedureBlock['sites'], string]>([
    ['none', [], 'refuse no-site muscleOrSiteId'],
    ['one twice', [site, site], 'refuse site-twice muscleOrSiteId'],
    ['one that nobody knows', [{ ...site, siteId: 'tail' }], 'refuse unknown-site muscleOrSiteId'],
    [
      'a side of the midline',
      [{ ...site, siteId: 'site-interspinous-lumbar' }],
      'refuse side-does-not-fit side',
    ],
    [
      'one without a finding',
      [{ siteId: site.siteId, side: site.side, values: site.values }],
      'ask no-finding findingId',
    ],
  ])('%s', (_, sites, issue) => {
    expect(found({ ...calfNeedling(), sites })).toContain(issue);
  });
  it('may be both sides of one muscle', () => {
    expect(found({ ...calfNeedling(), sites: [site, { ...site, side: 'right' }] })).toEqual([]);
  });
  it('with high irradiance at the Achilles tendon are asked', () => {
    const heel = heelLaser();
    const achilles = {
      ...heel,
      sites: heel.sites.map((one) => ({ ...one, siteId: 'site-achilles-insertion' })),
    };
    expect(found(achilles)).toEqual(['ask irradiance-at-tendon irradiance']);
  });
});

describe('needles that are counted place by place', () => {
  const at = (siteId: string, needlesIn: string, needlesOut: string): ProcedureBlock['sites'][number] => ({
    ...{ siteId, side: 'left', findingId: 'f1' },
    values: { guidance: 'palpation', skinPrep: 'alcohol-70', needlesIn, needlesOut },
  });
  const counted = (sites: ProcedureBlock['sites'], values = {}, more: Partial<ProcedureBlock> = {}) =>
    found({ ...calfNeedling({ needlesIn: '4', needlesOut: '4', ...values }), sites, ...more });
  it('make up the count of the technique, and each place is empty again', () => {
    expect(counted([at('soleus', '3', '3'), at('gastrocnemius-medialis', '1', '1')])).toEqual([]);
    expect(counted([at('soleus', '3', '3'), at('gastrocnemius-medialis', '2', '2')])).toEqual([
      'refuse needles-by-place needlesIn',
      'refuse needles-by-place needlesOut',
    ]);
  });
  it('are not evened out between two places: one short here and one over there is no count', () => {
    expect(counted([at('soleus', '3', '2'), at('gastrocnemius-medialis', '1', '2')])).toEqual([
      'refuse needle-count needlesOut',
      'refuse needle-count needlesOut',
    ]);
  });
  it('are explained by a needle that stays at that very place, or that was not found', () => {
    const sites = [at('soleus', '3', '2'), at('gastrocnemius-medialis', '1', '1')];
    const stays = {
      siteId: 'soleus',
      side: 'left',
      count: 1,
      dueOn: '2026-03-11',
      removedBy: 'clinic',
    } as const;
    expect(counted(sites, { needlesOut: '3' }, { retained: [stays] })).toEqual([]);
    const other = { ...stays, siteId: 'gastrocnemius-medialis' };
    expect(counted(sites, { needlesOut: '3' }, { retained: [other] })).toContain(
      'refuse needle-count needlesOut',
    );
    const lost = { count: 1, reason: 'fell off the couch', done: 'searched with a magnet' };
    expect(counted(sites, { needlesOut: '3' }, { lost })).toEqual([]);
  });
  it('keep to the limits of the field', () => {
    expect(counted([at('soleus', '61', '61')], { needlesIn: '61', needlesOut: '61' })).toContain(
      'refuse out-of-range needlesIn',
    );
    expect(found(heelLaser({}, { needlesIn: '1' }))).toEqual(['refuse unknown-field needlesIn']);
  });
});

describe('electrodes', () => {
  it('stand at places that the catalogue knows, on the side that was named', () => {
    expect(
      found(electroNeedling({ electrodeA: 'gluteus-medius:left', electrodeB: 'piriformis:right' })),
    ).toEqual([]);
    for (const electrodeA of ['somewhere', 'gluteus-medius:up', ':left'])
      expect(found(electroNeedling({ electrodeA }))).toEqual(['refuse unknown-site electrodeA']);
    for (const electrodeB of ['piriformis', 'piriformis:midline'])
      expect(found(electroNeedling({ electrodeB }))).toEqual(['refuse electrode-without-side electrodeB']);
    expect(found(electroNeedling({ electrodeB: 'site-interspinous-lumbar' }))).toEqual([]);
  });
});
