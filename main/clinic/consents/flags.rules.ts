import type { ConsentDocument, ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ScreeningFlag, ScreeningLevel } from '../../../shared/contract/reference.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { SafetyAnswer } from './facts.rules.ts';

const RANK: Record<ScreeningLevel, number> = { block: 0, warn: 1, note: 2 };

/** Whether the place that an effect is about can be among the planned ones; where only the visit can tell, it is. */
function touches(where: string, plan: ConsentPlan, answer: SafetyAnswer, reference: Reference): boolean {
  if (where === 'anywhere') return true;
  const planned = new Set(plan.regions.map(({ region }) => region));
  const places = reference.data.contraindications.whereMap[where] ?? [];
  if (places.includes('flag:lungField'))
    return [...reference.sites.values()].some((site) => site.lungField === true && planned.has(site.region));
  if (places.includes('flag:deepNotCompressible')) {
    return [...reference.sites.values()].some(
      (site) => site.deepNotCompressible === true && planned.has(site.region),
    );
  }
  const regions = places.filter((place) => !/^(ask|caution:)/.test(place));
  if (regions.length > 0) return regions.some((region) => planned.has(region));
  return answer.regions.length === 0 || answer.regions.some((region) => planned.has(region));
}

function strongest(flag: ScreeningFlag, plan: ConsentPlan, answer: SafetyAnswer, reference: Reference) {
  return flag.effects
    .filter(({ to }) => plan.techniques.some((id) => reference.techniqueGroups.get(to)?.has(id) === true))
    .filter(({ where }) => touches(where, plan, answer, reference))
    .toSorted((a, b) => RANK[a.level] - RANK[b.level])[0];
}

/** What the safety answers say about the planned techniques at the planned places, strictest first. */
export function flagsOf(
  plan: ConsentPlan,
  answers: readonly SafetyAnswer[],
  reference: Reference,
  /** For words only: the same flags, told in another language. */
  told: Reference = reference,
): ConsentDocument['flags'] {
  const found = answers.flatMap((answer) => {
    const flag = reference.flags.get(answer.flagId);
    if (flag === undefined || answer.answer !== 'yes') return [];
    const effect = strongest(flag, plan, answer, reference);
    return effect === undefined
      ? []
      : [
          {
            flagId: flag.id,
            name: told.flags.get(flag.id)?.name ?? flag.name,
            level: effect.level,
            why: told.data.patientWords.flags[flag.id] ?? '',
          },
        ];
  });
  return found.toSorted((a, b) => RANK[a.level] - RANK[b.level] || a.flagId.localeCompare(b.flagId));
}
