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
      electrodeA: 'gluteus-medius:left',
      electrodeB: 'piriformis:left',
      crossesChest: false,
      skinChecked: true,
      ...values,
    },
    sites: [{ siteId: 'gluteus-medius', side: 'left', findingId: 'f1', values: atSite }],
  };
}

const solid = calfNeedling().values;
const hollow: Values = {
  needleGauge: '27G',
  needleLength: '13',
  insertionDepth: '3',
  needlesIn: '1',
  needlesOut: '1',
};
const device: Values = { deviceId: 'device-1', frequency: '10', duration: '20' };
const pads: Values = {
  electrodeA: 'soleus:left',
  electrodeB: 'soleus:left',
  crossesChest: false,
  skinChecked: true,
};

/** What is usual for each technique at a calf, away from lung and neck: nothing speaks against any of them. */
const usual: Record<string, Values> = {
  'dry-needling': solid,
  'trigger-point-acupuncture': { ...solid, needleTechnique: 'deep-static', retentionTime: '15' },
  'trigger-point-injection': { ...hollow, needleLength: '32', insertionDepth: '15' },
  'soft-tissue-injection': { ...hollow, needleLength: '38', insertionDepth: '20' },
  biopuncture: { ...hollow, insertionDepth: '8' },
  mesotherapy: { ...hollow, insertionAngle: '40', pointSpacing: '20' },
  'low-level-laser': heelLaser().values,
  tens: {
    ...device,
    ...pads,
    waveform: 'biphasic-symmetric',
    frequency: '100',
    pulseWidth: '100',
    intensity: '15',
    sensation: 'strong-comfortable',
  },
  'electro-needling': electroNeedling().values,
  pens: electroNeedling().values,
  'magnetic-pemf': { ...device, applicator: 'ring', fluxDensity: '5' },
  'magnetic-rpms': {
    deviceId: 'coil-1',
    coilType: 'circular',
    outputPercent: '40',
    frequency: '10',
    trainDuration: '5',
    trains: '20',
    restBetweenTrains: '10',
  },
  'tcm-acupuncture': {
    ...solid,
    needleTechnique: 'deep-static',
    retentionTime: '20',
    style: 'tcm',
    pointNames: ['BL57'],
  },
};

export function usualBlock(technique: string): ProcedureBlock {
  const values = usual[technique];
  if (!values) throw new Error(`no usual values for ${technique}`);
  const needle = !['low-level-laser', 'tens', 'magnetic-pemf', 'magnetic-rpms'].includes(technique);
  const site = needle ? atSite : { guidance: 'palpation' };
  return {
    id: `usual-${technique}`,
    technique,
    values,
    sites: [{ siteId: 'gastrocnemius-medialis', side: 'left', findingId: 'f1', values: site }],
  };
}
