import type { LetterWording } from '../../../shared/contract/letters.ts';

const done = [
  'Since {started} there have been {visits}: {techniques}.',
  'Findings, first and last: {findings}.',
  'Measured, first and last: {measured}.',
  'No pain medicine since {stopped}.',
  'Injected: {injected}.',
  '{ending}',
].join('\n\n');

const before = [
  'Imaging: {imaging}.',
  'Injury: {injury}.',
  'Earlier treatment: {earlier}.',
  'Operations: {operations}.',
  'Medicines: {medicines}.',
].join('\n');

/** What a letter starts from until the clinic words it otherwise. */
export const shippedLetters: Readonly<Record<string, LetterWording>> = {
  referrer: {
    recipient: 'referrer',
    name: 'Report to who referred',
    text: `Dear colleague,

Thank you for sending {patient} with the following complaint: {complaint}.

${before}

${done}

Please let me know if you see it otherwise, or if anything changes on your side.`,
  },
  surgeon: {
    recipient: 'surgeon',
    name: 'Question to a surgeon',
    text: `Dear colleague,

I am treating {patient} for the following complaint: {complaint}.

${before}

About an operation: {surgery}.

${done}

I would be grateful for your view on whether and when an operation should be considered.`,
  },
  'family-doctor': {
    recipient: 'family-doctor',
    name: 'Note to the family doctor',
    text: `Dear colleague,

For your records: {patient} is being treated here for {complaint}.

${before}

${done}

About an operation: {surgery}.`,
  },
  patient: {
    recipient: 'patient',
    name: 'For the patient',
    text: `Dear {patient},

This letter sums up the treatment of your complaint: {complaint}.

Since {started} you have had {visits}: {techniques}.

What you told us, first and last: {measured}.

You have been without pain medicine since {stopped}.

You were given by injection: {injected}.

{ending}

Figures are what you reported. A change alone does not show what caused it. Call us early if anything gets worse.`,
  },
  insurer: {
    recipient: 'insurer',
    name: 'Course of treatment for an insurer',
    text: `To whom it may concern,

{patient}, born {born}, is being treated here for the following complaint: {complaint}.

Aim of the treatment: {goal}.

Since {started} there have been {visits}: {techniques}.

Measured, first and last: {measured}.

Decisions: {decisions}.

{ending}

Figures are what the patient reported. A change alone does not show what caused it.`,
  },
};
