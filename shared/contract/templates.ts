import { z } from 'zod';
import { addOnId, blockKind, blockQuestion, consentDocument, templateVariant } from './consent-document.ts';
import { mayRefuse, templateProblem } from './errors.ts';
import { languageCode } from './languages.ts';
import { command, query } from './procedure.ts';
import { instant, line, pdf, plainDate, prose, referenceId, version } from './values.ts';

/** The kinds of a frame are those of the document; a technique part has its own three and may ask and inform. */
export const templateBlockKind = z.enum([...blockKind.options, 'done', 'feel', 'afterwards']);
export type TemplateBlockKind = z.infer<typeof templateBlockKind>;

/** Kebab-case, the same through all versions: answers and translations hang on it. */
export const blockId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(32);

export const templateBlock = z.strictObject({
  blockId,
  kind: templateBlockKind,
  title: line(120),
  paragraphs: z.array(prose(2000)).max(40),
  question: blockQuestion
    .pick({ answers: true, required: true })
    .extend({ options: z.array(line(200)).max(12) })
    .strict()
    .nullable(),
  addOns: z.array(z.strictObject({ addOnId, name: line(120), description: prose(1000) })).max(3),
});
export type TemplateBlock = z.infer<typeof templateBlock>;

export const templateBody = z.strictObject({ blocks: z.array(templateBlock).min(1).max(60) });
export type TemplateBody = z.infer<typeof templateBody>;

/** What a template is for: a whole form for one kind of signer, or the part about one technique. */
export const templateUse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('frame'), variant: templateVariant }),
  z.object({ kind: z.literal('technique'), techniqueId: referenceId }),
]);
export type TemplateUse = z.infer<typeof templateUse>;

/**
 * Where a template stands in one language. `approved`: a named person has read exactly these texts beside exactly this
 * version. `machine`: all there, not read by a person yet. `out-of-date`: made from an English text that has changed.
 */
export const languageMark = z.object({
  language: languageCode,
  name: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  state: z.enum(['approved', 'machine', 'written', 'out-of-date', 'missing']),
  texts: z.int(),
  complete: z.int(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
});
export type LanguageMark = z.infer<typeof languageMark>;

export const templateLine = z.object({
  id: referenceId,
  name: z.string(),
  use: templateUse,
  /** The version that new consents are made from. */
  version,
  origin: z.enum(['shipped', 'clinic']),
  publishedAt: instant,
  publishedBy: z.string(),
  /** Somebody is at work on the next one. */
  hasDraft: z.boolean(),
  /** The shipped text has changed since the clinic's own was made; it waits and replaces nothing. */
  shippedNewer: z.boolean(),
  reviewOn: plainDate.nullable(),
  reviewDue: z.boolean(),
  languages: z.array(languageMark),
});
export type TemplateLine = z.infer<typeof templateLine>;

export const templateVersion = z.object({
  version,
  origin: z.enum(['shipped', 'clinic']),
  /** What changed and why, in the words of who published it. */
  reason: z.string(),
  material: z.boolean(),
  publishedBy: z.string(),
  publishedAt: instant,
  retiredAt: instant.nullable(),
  retiredBy: z.string().nullable(),
  body: templateBody,
});
export type TemplateVersion = z.infer<typeof templateVersion>;

/** One text of a template beside its translation. */
export const templateText = z.object({
  /** Where it stands: `introduction/paragraphs/0`, `add-ons/photo/name`. */
  key: z.string(),
  english: z.string(),
  /** Empty where there is none. */
  text: z.string(),
  /** The English text that the translation was made from, where it is another one by now. */
  madeFrom: z.string().nullable(),
  state: z.enum(['shipped', 'written', 'out-of-date', 'missing']),
});
export type TemplateText = z.infer<typeof templateText>;

export const templateRecord = templateLine.extend({
  body: templateBody,
  draft: z
    .object({
      body: templateBody,
      /** The published version that it was started from. */
      basedOn: version,
      savedAt: instant,
      savedBy: z.string(),
      version,
    })
    .nullable(),
  /** Newest first. */
  versions: z.array(templateVersion),
  variables: z.array(z.string()),
});
export type TemplateRecord = z.infer<typeof templateRecord>;

const one = z.object({ id: referenceId });
const inLanguage = one.extend({ language: languageCode });

export const templates = {
  list: query('practice.read').output(z.array(templateLine)),
  open: query('practice.read').input(one).output(templateRecord),
  /** Keeps the draft; the first save opens one. Not checked yet, so that half a sentence can be kept. */
  saveDraft: command('templates.write')
    .input(one.extend({ body: templateBody, basedOn: version, version: z.int().min(0) }))
    .output(templateRecord)
    .errors(mayRefuse('STALE_VERSION')),
  discardDraft: command('templates.write')
    .input(one.extend({ version }))
    .output(templateRecord)
    .errors(mayRefuse('STALE_VERSION')),
  /** Makes the draft the next version. A material one re-opens the consents that were given on an earlier one. */
  publish: command('templates.write')
    .input(
      one.extend({ version, reason: prose(1000), material: z.boolean(), reviewOn: plainDate.nullable() }),
    )
    .output(templateRecord)
    .errors(mayRefuse('STALE_VERSION', 'TEMPLATE_PROBLEM', 'WRONG_STATUS')),
  /** Takes the clinic's own version out of use: the one before it, at last the shipped one, is used again. */
  retire: command('templates.write')
    .input(one.extend({ version, reason: prose(1000) }))
    .output(templateRecord)
    .errors(mayRefuse('WRONG_STATUS')),
  /** When somebody wants to look at the text again; null when nobody does. */
  setReview: command('templates.write')
    .input(one.extend({ reviewOn: plainDate.nullable() }))
    .output(templateRecord),
  /** The texts of the draft, or of what is published, beside those of a language. */
  texts: query('practice.read').input(inLanguage).output(z.array(templateText)),
  /** Each with the English text that it was made from: when that has changed by now, nothing is kept. */
  saveTexts: command('templates.write')
    .input(
      inLanguage.extend({
        texts: z
          .array(z.strictObject({ key: line(160, 1), english: prose(2000), text: prose(4000) }))
          .min(1)
          .max(200),
      }),
    )
    .output(z.array(templateText))
    .errors(mayRefuse('CONTENT_CHANGED', 'TEMPLATE_PROBLEM')),
  /** The named act of somebody who has read the published version in that language. */
  approve: command('templates.write')
    .input(inLanguage.extend({ version }))
    .output(templateRecord)
    .errors(mayRefuse('DRAFT_INCOMPLETE', 'STALE_VERSION')),
  /** The shipped words that all templates share: names of techniques, risks, substances, the form itself. */
  words: query('practice.read').output(z.array(languageMark)),
  approveWords: command('templates.write')
    .input(z.object({ language: languageCode }))
    .output(z.object({ approvedBy: z.string() })),
  /** The body as a patient reads it, with invented data; `problems` are those that publishing would refuse. */
  preview: query('practice.read')
    .input(one.extend({ body: templateBody, language: languageCode }))
    .output(
      z.object({
        document: consentDocument,
        problems: z.array(templateProblem),
      }),
    ),
  previewPaper: query('practice.read')
    .input(one.extend({ body: templateBody, language: languageCode }))
    .output(z.object({ file: pdf })),
};
