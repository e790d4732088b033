import { english, fill, sayAll, type Speaker } from '../../../shared/rules/translations.ts';
import type { ScreeningLevel } from '../../../shared/contract/reference.ts';

/** Sentences that the document makes from the patient's own answers. */
const texts = {
  allergy: 'Allergy recorded: {allergy}. It meets {substance}.',
  allergyWithReaction: 'Allergy recorded: {allergy} ({reaction}). It meets {substance}.',
  /** `level` is one of the words below. */
  flag: '{level}: {flag} with {substance}. {told}',
  levels: { block: 'Do not use', warn: 'Caution', note: 'Note' } satisfies Record<ScreeningLevel, string>,
  notKnown: 'Not known',
};

/** The sentences of a document by that speaker. */
export function documentSaid(speaker: Speaker) {
  const said = sayAll(speaker, 'said', texts);
  return {
    allergy: (allergy: string, reaction: string, substance: string) =>
      fill(reaction === '' ? said.allergy : said.allergyWithReaction, { allergy, reaction, substance }),
    flag: (level: ScreeningLevel | 'notKnown', flag: string, substance: string, told: string) =>
      fill(said.flag, {
        level: level === 'notKnown' ? said.notKnown : said.levels[level],
        flag,
        substance,
        told,
      }),
  };
}
export type DocumentSaid = ReturnType<typeof documentSaid>;

export const englishSaid = documentSaid(english);
