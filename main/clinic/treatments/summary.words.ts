import type { MarkKind } from '../../../shared/rules/mark-shapes.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';

interface Threshold {
  mean: string;
  kpa: string;
  readings: readonly string[];
}

function threshold({ mean, kpa, readings }: Threshold): string {
  return `${mean} kgf/cm² (${kpa} kPa; ${readings.join(', ')})`;
}

export const en = {
  refuses: 'The patient refuses this until they say otherwise',
  title: 'Treatment summary',
  visit: (moment: string) => `Visit of ${moment}`,
  patient: 'Patient',
  birthDate: 'Date of birth',
  number: 'Patient number',
  practitioner: 'Treated by',
  session: 'Visit of the course',
  sessionOf: (number: number, planned: number | null) =>
    planned === null ? String(number) : `${number} of ${planned}`,
  complaint: 'Complaint',
  pain: 'Pain (0 to 10)',
  painChange: (before: string, after: string) => `before ${before}, after ${after}`,
  notMeasured: 'not measured',
  safety: 'Safety questions asked again',
  word: 'Consent confirmed by word',
  wordGiven: (moment: string, heardBy: string, read: boolean) =>
    `${moment}, heard by ${heardBy}${read ? '; substances read again' : ''}`,
  consents: 'Consent relied on',
  against: {
    title: 'Contraindications and precautions',
    levels: { block: 'Stop', warn: 'Caution', note: 'Note' },
    columns: { level: '', question: 'Safety file', holds: 'For', why: 'Why', source: 'Source' },
    open: {
      yes: '',
      site: '',
      unknown: 'answer unknown',
      unanswered: 'not answered',
      stale: 'answer too old',
    },
    opened: (route: string, who: string, reason: string, paper: string) =>
      `Gone on with by ${route}: ${who}. ${reason}${paper === '' ? '' : ` Document: ${paper}.`}`,
    others: (count: number) =>
      `${count} open ${count === 1 ? 'question is' : 'questions are'} not listed one by one.`,
  },
  findings: 'Findings',
  noFindings: 'No findings were recorded.',
  chartNote: 'Signs show where, for orientation; they are not a map for placing a needle.',
  columns: {
    number: 'No.',
    site: 'Site',
    kind: 'What was found',
    grade: 'Tenderness',
    more: 'Further signs',
  },
  gradeNote:
    'Tenderness by pressure: 0 none, 1 mild, 2 moderate with grimace, 3 pulls away, 4 cannot be touched.',
  grade: (grade: number | undefined) => (grade === undefined ? 'not examined yet' : `${grade} of 4`),
  segments: (segments: string) => `segments ${segments} (approximate)`,
  signs: {
    jumpSign: 'pulls away (jump sign)',
    twitchOnPalpation: 'twitch on palpation',
    band: 'taut band',
    bandLength: (mm: string) => `band ${mm} mm long`,
    resistance: {
      none: 'needle meets no resistance',
      firm: 'needle meets firm resistance',
      'bone-like': 'feels like bone to the needle',
    },
    nodule: 'nodule',
    noduleSize: (mm: string) => `nodule ${mm} mm`,
    joint: (joint: string, mm: string | undefined) =>
      mm === undefined ? `near ${joint}` : `${mm} mm from ${joint}`,
    referred: (where: string, quality: string | undefined) =>
      `pain goes to ${where}${quality === undefined ? '' : ` (${quality})`}`,
    recognised: 'patient knows this pain',
    activity: {
      active: 'active',
      latent: 'latent',
      'not-assessed': '',
      'not-a-trigger-point': 'not a trigger point',
    },
    pressure: (own: Threshold, other: Threshold | null) =>
      `pressure threshold ${threshold(own)}${other === null ? '' : `, other side ${threshold(other)}`}`,
    resolved: 'no longer there',
  },
  kinds: {
    'soft-tissue-point': 'Tender point in soft tissue',
    'attachment-point': 'Tender point at an attachment',
    'taut-band': 'Taut band',
    'periosteal-point': 'Tender point over periosteum',
    needle: 'Needle',
    injection: 'Injection',
    laser: 'Laser',
    electrode: 'Electrode',
    magnetic: 'Magnetic coil',
  } satisfies Record<MarkKind, string>,
  area: 'Where pressure sends the pain',
  join: 'Electrodes of one channel (a, b)',
  joinChest: 'Current across the chest',
  currentTo: (place: string) => `current to ${place}`,
  crossesChest: 'across the chest',
  coil: (how: string) => `coil ${how}`,
  joinChest: 'Current across the chest',
  currentTo: (place: string) => `current to ${place}`,
  crossesChest: 'across the chest',
  coil: (how: string) => `coil ${how}`,
  areaOf: (number: string, places: string) => `${number} sends pain to: ${places}`,
  treatment: 'What was done',
  block: (letter: string, technique: string) => `${letter}  ${technique}`,
  noTreatment: 'Nothing was done at this visit.',
  site: 'Site',
  ofFinding: (number: string) => `finding ${number}`,
  sites: 'Sites',
  settings: 'Settings',
  needles: (placed: string, removed: string) => `${placed} placed, ${removed} removed`,
  needlesLabel: 'Needles',
  needlesLeft: 'Left in on purpose',
  needleLeft: (count: number, place: string, due: string, by: string) =>
    `${count} at ${place}, out by ${due}, ${by}`,
  removers: { clinic: 'taken out by the clinic', patient: 'taken out by the patient' },
  needlesLost: 'Not found',
  needleLost: (count: number, reason: string, done: string) => `${count}: ${reason}. Done: ${done}`,
  substances: 'What was injected',
  noSubstances: 'Nothing was injected.',
  injected: {
    substance: 'Substance',
    product: 'Product, lot, expiry',
    strength: 'Strength',
    volume: 'Volume',
    dose: 'Dose',
    where: 'Where and how',
  },
  lot: (lot: string, expiry: string) => `Lot ${lot}, expires ${expiry}`,
  collection: (id: string) => (id === '' ? 'no lot' : `Collection ${id}`),
  container: (kind: string, opened: string | null) =>
    opened === null ? kind : `${kind}, first opened ${opened}`,
  aspiration: (result: string) => `aspiration ${result}`,
  brought: 'the patient’s own',
  perPoint: (volume: string, points: number) =>
    `${volume} mL at each of ${points} ${points === 1 ? 'point' : 'points'}`,
  total: (volume: string) => `${volume} mL`,
  dose: (mg: string) => `${mg} mg`,
  noDose: 'not a mass',
  offLabel: 'used outside its licence',
  mixed: (letter: string) => `syringe ${letter}, mixed`,
  given: (moment: string, by: string) => `${moment}, ${by}`,
  reversed: (reason: string) => `Entered in error: ${reason}`,
  classes: {
    drug: 'Drug',
    'biological-substance': 'Biological or natural',
    'device-substance': 'Device substance',
    vehicle: 'Diluent or vehicle',
  } satisfies Record<DisclosureClass, string>,
  narrative: 'Notes',
  plan: 'Plan',
  reasons: 'Reasons given',
  aftercare: 'Aftercare',
  next: 'Next visit',
  noNext: 'No further visit is booked.',
  signed: (by: string, moment: string) => `Signed by ${by}, ${moment}.`,
  unsigned: 'This note is not signed. It may still change.',
  awaiting: (name: string) => `Awaiting the co-signature of ${name}, who supervises the author.`,
  cosigned: (name: string, moment: string) => `Co-signed by ${name}, ${moment}.`,
  cosignProof: (hash: string) => `SHA-256 of the co-signature: ${hash}`,
  callTitle: 'Note of a call',
  call: (moment: string) => `Call of ${moment}`,
  writtenBy: 'Taken by',
  caller: 'Who called',
  about: 'About what',
  advice: 'What was advised',
  lateEntry: 'Late entry',
  lateTimes: (happened: string, recorded: string) => `Took place ${happened}. Recorded ${recorded}.`,
  takenOver: (from: string, to: string, moment: string) =>
    `The treatment went from ${from} to ${to}, ${moment}.`,
  closed: (moment: string, by: string) =>
    `This draft was never signed. It was closed as entered in error by ${by}, ${moment}.`,
  emergency: 'Gone on with in an emergency',
  wentOn: (name: string, moment: string) => `${name}, ${moment}, without:`,
  lacked: (what: string, kind: string, technique: string) => `${kind}: ${what} (${technique})`,
  lackKinds: {
    credential: 'Credential',
    region: 'Grant for the region',
    substance: 'Grant for the substance',
    device: 'Grant for the device',
    'specialist-site': 'Extra grant for the place',
  },
  events: 'Adverse events',
  event: (day: string, severity: string, said: string) => `${day}, ${severity}: ${said}`,
  files: 'Files kept with this note',
  fileInError: (name: string) => `${name} (entered in error)`,
  proof: (hash: string) => `SHA-256 of the signed note: ${hash}`,
  amendments: 'Amendments',
  amendmentKinds: { addendum: 'Addition', correction: 'Correction', 'entered-in-error': 'Entered in error' },
  amendment: (kind: string, moment: string, author: string) => `${kind}, ${moment}, ${author}`,
  reason: (reason: string) => `Reason: ${reason}`,
  stampError: 'ENTERED IN ERROR',
  notIntact:
    'The stored text of this note no longer has the fingerprint that was signed. Do not rely on it; tell the owner of the clinic.',
  typed: (value: string) => `typed ${value}`,
  yes: 'yes',
  no: 'no',
} as const;

export type SummaryWords = typeof en;
