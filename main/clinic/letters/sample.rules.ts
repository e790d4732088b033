import type { LetterFacts } from '../../../shared/rules/letter-text.ts';

/** An invented patient, so that a wording can be looked at without opening anybody's record. */
export const samplePatient = { name: 'Anna Example', birthDate: '1975-04-03', number: 'P-00000' } as const;

export const sampleComplaint = 'Neck pain into the right shoulder';

/** Every field has something to say, so that nothing of the wording stays hidden. */
export function sampleFacts(words: {
  recipient: string;
  author: string;
  clinic: string;
  born: string;
  today: string;
}): LetterFacts {
  return {
    ...words,
    patient: samplePatient.name,
    number: samplePatient.number,
    complaint: `${sampleComplaint} (since the spring)`,
    areas: 'back of neck, right; shoulder girdle, right',
    goal: 'turn the head while driving',
    imaging: 'X-ray: narrowed discs C5-C6 (3 April 2026; file: x-ray.png)',
    injury: 'fall from a ladder',
    earlier: 'anti-inflammatory tablets (result: no lasting relief)',
    medicines: 'paracetamol',
    operations: 'none on the neck',
    started: words.today,
    visits: '3 visits of 3 planned',
    techniques: 'dry needling',
    findings: 'trapezius, upper part, right (taut band): grade 3 of 4, then grade 1',
    measured: 'Pain, 0 to 10 (NPRS), back of neck, right: 7 to 2 (−5): much better: above meaningful change',
    stopped: words.today,
    injected: 'lidocaine, 10 mg in 1 visit (drug)',
    surgery: `${words.today}: not now (Dr Example), moves freely`,
    decisions: `${words.today}: plan renewed, 3 to 5 visits`,
    ending: `The course ended on ${words.today}: aim reached, as the patient says.`,
  };
}
