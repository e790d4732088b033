import type { panel } from '../../../shared/contract/appointments.ts';
import type { SafetyAnswer, SafetyRecord } from '../../../shared/contract/patients.ts';
import type { ScreeningLevel } from '../../../shared/contract/reference.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { z } from 'zod';

type Alert = z.infer<typeof panel>['alerts'][number];

const order: readonly ScreeningLevel[] = ['block', 'warn', 'note'];

/**
 * What the safety answers and allergies say about the techniques of a kind of appointment, strictest first. Places are
 * not yet known, so an effect that holds somewhere is told; the note checks the places. Without techniques all are meant.
 */
export function alertsFor(reference: Reference, { allergies, answers }: SafetyRecord, techniques: readonly string[]): Alert[] {
  const meant = techniques.length > 0 ? techniques : [...reference.techniques.keys()];
  const found = answers.flatMap((answer) => alertOf(reference, answer, meant) ?? []);
  const allergic = allergies.map(({ substance, reaction }): Alert => ({ level: 'warn', text: reaction === '' ? substance : `${substance}: ${reaction}` }));
  return [...found, ...allergic].toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

function alertOf(reference: Reference, { flagId, answer, note }: SafetyAnswer, meant: readonly string[]): Alert | null {
  const flag = reference.flags.get(flagId);
  if (flag === undefined || answer !== 'yes') return null;
  const effects = flag.effects.filter(({ to }) => meant.some((id) => reference.techniqueGroups.get(to)?.has(id)));
  const bySubstance = (flag.substanceEffects ?? []).map(({ level, why }) => ({ level, why }));
  const [strictest] = [...effects, ...bySubstance].toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  if (strictest === undefined) return null;
  return { level: strictest.level, text: [flag.name, strictest.why, note].filter((part) => part !== '').join('. ') };
}
