import type { Allergy, SafetyAnswer } from './facts.rules.ts';
import type { Substance } from '../../../shared/contract/reference.ts';
import { substanceMatches } from '../../../shared/rules/contraindications.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { DocumentWords } from './languages.rules.ts';
import { englishSaid } from './said.rules.ts';

/** Words that name no substance and would make everything match everything. */
const COMMON = new Set(
  'allergy allergic intolerance other listed plant plants family product products some brands vials multi dose derived very rare type injection local with from'.split(
    ' ',
  ),
);

function telling(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4 && !COMMON.has(word));
}

/** Whether one word is the other or its stem: `sulfites` meets `sulfite`. */
function meets(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a)));
}

/**
 * Whether a recorded allergy meets a substance: the very substance, one of its chemical group, or a word of its name,
 * contents or allergens. Rather a warning too many: a person reads it and decides.
 */
export function allergyMeets(allergy: Allergy, substance: Substance, reference: Reference): boolean {
  if (allergy.substanceId === substance.id) return true;
  const named = allergy.substanceId === null ? undefined : reference.substances.get(allergy.substanceId);
  if (named !== undefined && named.group === substance.group) return true;
  const words = [substance.name, ...substance.allergens, ...(substance.components ?? [])].flatMap(telling);
  return telling(allergy.substance).some((word) => words.some((other) => meets(word, other)));
}

/** Everything about this patient that speaks against these substances or asks for care, strongest first. */
export function warningsFor(
  parts: readonly Substance[],
  safety: { allergies: readonly Allergy[]; answers: readonly SafetyAnswer[] },
  reference: Reference,
  words: Pick<DocumentWords, 'reference' | 'said'> = { reference, said: englishSaid },
): string[] {
  const nameOf = ({ id, name }: Substance): string => words.reference.substances.get(id)?.name ?? name;
  const found: { rank: number; text: string }[] = [];
  for (const allergy of safety.allergies) {
    const met = parts.filter((part) => allergyMeets(allergy, part, reference));
    for (const part of met)
      found.push({
        rank: 0,
        text: words.said.allergy(allergy.substance, allergy.reaction, nameOf(part)),
      });
  }
  for (const answer of safety.answers) {
    const flag = reference.flags.get(answer.flagId);
    if (flag === undefined || answer.answer === 'no') continue;
    const name = words.reference.flags.get(flag.id)?.name ?? flag.name;
    const told = words.reference.data.patientWords.flags[flag.id] ?? '';
    for (const part of parts) {
      const levels = (flag.substanceEffects ?? []).flatMap(({ match, level }) =>
        substanceMatches(match, part) ? [level] : [],
      );
      const listed = levels.length === 0 && part.contraFlags?.includes(flag.id) === true;
      for (const level of listed ? (['warn'] as const) : levels) {
        const known = answer.answer === 'yes' ? level : 'notKnown';
        found.push({
          rank: level === 'block' ? 1 : level === 'warn' ? 2 : 3,
          text: words.said.flag(known, name, nameOf(part), told),
        });
      }
    }
  }
  return [...new Set(found.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text))];
}
