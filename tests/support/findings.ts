import type { Finding } from '../../shared/contract/finding.ts';

/** A finding as it is typed, with nothing said beyond where and how tender. */
export function newFindingOf(place: Pick<Finding, 'siteId' | 'side' | 'grade'> & Partial<Finding>): Finding {
  return {
    id: crypto.randomUUID(),
    structureType: 'tender-point-soft-tissue',
    jumpSign: false,
    twitchOnPalpation: false,
    band: false,
    nodule: false,
    referredPain: '',
    activity: 'not-assessed',
    resolved: false,
    examinedOn: '2026-11-16',
    note: '',
    ...place,
  };
}
