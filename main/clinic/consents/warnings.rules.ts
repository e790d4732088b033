import type { Allergy, SafetyAnswer } from './facts.rules.ts';
import type { ScreeningLevel, Substance } from '../../../shared/contract/reference.ts';
import { substanceMatches } from '../../../shared/rules/contraindications.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

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

const WORD: Record<ScreeningLevel, string> = { block: 'Do not use', warn: 'Caution', note: 'Note' };

/** Everything about this patient that speaks against these substances or asks for care, strongest first. */
export function warningsFor(
  parts: readonly Substance[],
  safety: { allergies: readonly Allergy[]; answers: readonly SafetyAnswer[] },
  reference: Reference,
): string[] {
  const found: { rank: number; text: string }[] = [];
  for (const allergy of safety.allergies) {
    const met = parts.filter((part) => allergyMeets(allergy, part, reference));
    const reaction = allergy.reaction === '' ? '' : ` (${allergy.reaction})`;
    for (const part of met)
      found.push({
        rank: 0,
        text: `Allergy recorded: ${allergy.substance}${reaction}. It meets ${part.name}.`,
      });
  }
  for (const answer of safety.answers) {
    const flag = reference.flags.get(answer.flagId);
    if (flag === undefined || answer.answer === 'no') continue;
    for (const part of parts) {
      const effects = (flag.substanceEffects ?? []).filter(({ match }) => substanceMatches(match, part));
      const listed =
        effects.length === 0 && part.contraFlags?.includes(flag.id) === true
          ? [{ level: 'warn' as const, why: 'listed caution' }]
          : [];
      for (const { level, why } of [...effects, ...listed]) {
        const known = answer.answer === 'yes' ? WORD[level] : 'Not known';
        found.push({
          rank: level === 'block' ? 1 : level === 'warn' ? 2 : 3,
          text: `${known}: ${flag.name} with ${part.name}, ${why}.`,
        });
      }
    }
  }
  return [...new Set(found.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text))];
}
