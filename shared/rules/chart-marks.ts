import type { Finding } from '../contract/finding.ts';
import type { Technique } from '../contract/reference.ts';
import type { MarkKind } from './mark-shapes.ts';

const ofStructure: Record<Finding['structureType'], MarkKind> = {
  'tender-point-soft-tissue': 'soft-tissue-point',
  'tender-point-attachment': 'attachment-point',
  'taut-band': 'taut-band',
  'periosteal-tender-point': 'periosteal-point',
};

export function markOfFinding({ structureType }: Pick<Finding, 'structureType'>): MarkKind {
  return ofStructure[structureType];
}

const ofDelivery: Record<Technique['delivers'], MarkKind> = {
  substance: 'injection',
  light: 'laser',
  current: 'electrode',
  'magnetic-field': 'magnetic',
  none: 'needle',
};

export function markOfTechnique({ delivers }: Pick<Technique, 'delivers'>): MarkKind {
  return ofDelivery[delivers];
}

export interface Electrode {
  /** Counts the channels of the block from 1. */
  channel: number;
  end: 'A' | 'B';
}

/** Current flows between two places: the sites of an electrical block are pairs, in the order in which they were placed. */
export function electrodeOf(index: number): Electrode {
  return { channel: Math.floor(index / 2) + 1, end: index % 2 === 0 ? 'A' : 'B' };
}

/** Both ends of each channel; an end that still waits for its other one is left out. */
export function electrodePairs<Site>(sites: readonly Site[]): [Site, Site][] {
  return sites.flatMap((site, index): [Site, Site][] => {
    const other = sites[index + 1];
    return index % 2 === 0 && other !== undefined ? [[site, other]] : [];
  });
}
