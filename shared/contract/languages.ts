import { z } from 'zod';
import { plainDate } from './values.ts';

/** ISO 639 code of a language (`de`, `ar`). */
export const languageCode = z.string().regex(/^[a-z]{2,3}$/);
export const direction = z.enum(['ltr', 'rtl']);

/** About one language of the patient's texts, as it ships. */
export const languageMeta = z.strictObject({
  schemaVersion: z.literal(1),
  language: languageCode,
  /** Its own name (`Deutsch`). */
  name: z.string().min(1),
  direction,
  /** Signs that part a figure; another digit is never used, so that every reader sees the same figure. */
  figures: z.strictObject({ decimal: z.enum(['.', ',']), group: z.enum(['.', ',', ' ', '\u00A0']) }),
  /** Who wrote the words: until a person has approved them, they are marked wherever they are shown. */
  draftedBy: z.enum(['machine', 'person']),
  approvedBy: z.string().min(1).nullable(),
  approvedOn: plainDate.nullable(),
});
export type LanguageMeta = z.infer<typeof languageMeta>;

/** One text. `of`: first 12 hex digits of the SHA-256 of the English text that it was made from. */
export const translatedText = z.strictObject({
  of: z.string().regex(/^[0-9a-f]{12}$/),
  text: z.string().trim().min(1),
});

/** Texts by flat key (`risks/bruising/patientText`), one file for each subject. */
export const translatedTexts = z.record(z.string().min(1), translatedText);
export type TranslatedTexts = z.infer<typeof translatedTexts>;

/** One language beside the English texts: what it lacks is shown in English and says so. */
export const languageStanding = languageMeta.omit({ schemaVersion: true, figures: true }).extend({
  /** Texts that a consent can show. */
  texts: z.int(),
  complete: z.int(),
  /** Made from an English text that has changed since; shown in English until made anew. */
  outOfDate: z.array(z.string()),
  missing: z.array(z.string()),
});
export type LanguageStanding = z.infer<typeof languageStanding>;
