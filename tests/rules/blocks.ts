import type { ProcedureBlock } from '../../shared/contract/treatment-block.ts';

type Values = ProcedureBlock['values'];

const atSite: Values = { guidance: 'palpation', skinPrep: 'alcohol-70' };

/** Case 1: dry needling of the right upper trapezius, which lies over the lung. */
export function dryNeedling(values: Values = {}, site: Values = {}): ProcedureBlock {
  return {
    id: 'b1',
    technique: 'dry-needling',
    values: {
      needleDiameter: '0.25',
      needleLength: '30',
      insertionDepth: '15',
      needleTechnique: 'deep-pistoning',
      insertions: '2',
      localTwitch: 'strong',
      retentionTime: '0',
      needlesIn: '4',
      needlesOut: '4',
      ...values,
    },
    sites: [
      {
        siteId: 'trapezius-descendens',
        side: 'right',
        findingId: 'f1',
        values: { ...atSite, safeDirection: true, ...site },
      },
    ],
  };
}

/** Dry needling of a calf, away from the lung. */
export function calfNeedling(values: Values = {}, site: Values = {}): ProcedureBlock {
  const block = dryNeedling(values);
  return {
    ...block,
    sites: [
      { siteId: 'gastrocnemius-medialis', side: 'left', findingId: 'f1', values: { ...atSite, ...site } },
    ],
  };
}

/** Case 3: the needle of an injection at the right heel. */
export function heelInjection(values: Values = {}): ProcedureBlock {
  return {
    id: 'b2',
    technique: 'soft-tissue-injection',
    variant: 'periosteal',
    values: {
      needleGauge: '25G',
      needleLength: '38',
      insertionDepth: '20',
      needlesIn: '1',
      needlesOut: '1',
      ...values,
    },
    sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right', findingId: 'f1', values: atSite }],
  };
}

/** Case 3: laser at the right heel, 100 mW for 40 s at 2 points. */
export function heelLaser(values: Values = {}, site: Values = {}): ProcedureBlock {
  return {
    id: 'b3',
    technique: 'low-level-laser',
    values: {
      deviceId: 'laser-1',
      laserClass: '3B',
      wavelength: '808',
      emission: 'continuous',
      averagePower: '100',
      spotArea: '0.5',
      application: 'contact',
      timePerPoint: '40',
      points: '2',
      eyeProtection: 'patient-and-staff',
      lastPowerCheck: '2025-10-01',
      ...values,
    },
    sites: [
      {
        siteId: 'site-calcaneus-medial-process',
        side: 'right',
        findingId: 'f1',
        values: { guidance: 'palpation', ...site },
      },
    ],
  };
}

/** Current through needles in the left buttock. */
export function electroNeedling(values: Values = {}): ProcedureBlock {
  return {
    id: 'b4',
    technique: 'electro-needling',
    values: {
      ...calfNeedling().values,
      deviceId: 'stimulator-1',
      waveform: 'biphasic-symmetric',
      frequency: '2',
      pulseWidth: '200',
      intensity: '2',
      sensation: 'feeling',
      duration: '20',
      electrodeA: 'gluteus-medius',
      electrodeB: 'piriformis',
      crossesChest: false,
      skinChecked: true,
      ...values,
    },
    sites: [{ siteId: 'gluteus-medius', side: 'left', findingId: 'f1', values: atSite }],
  };
}
