import ar from './ar/patient.json' with { type: 'json' };
import de from './de/patient.json' with { type: 'json' };

/** What a patient reads on the screen, in the languages that ship beside English. */
export const translated = { ar: { patient: ar }, de: { patient: de } };
