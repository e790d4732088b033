import type { LimitKind } from '../../../shared/contract/limits.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { sayAll, type Fallback, type Speaker } from '../../../shared/rules/translations.ts';
import type { DocumentSaid } from './said.rules.ts';
import { template, type ConsentTemplate } from './template.rules.ts';

export interface LimitNamed {
  kind: LimitKind;
  refId: string;
}

/** Everything that a document says besides what people typed, in one language. */
export interface DocumentWords {
  readonly language: string;
  /** For words only; decisions are taken from the English data, whose words they compare. */
  readonly reference: Reference;
  readonly template: ConsentTemplate;
  readonly said: DocumentSaid;
  region(region: string, side: Side): string;
  limit(limit: LimitNamed): string;
}

export function templateIn(speaker: Speaker): ConsentTemplate {
  const { declarations, ownBlood, without, lungField, retained, frequency, origin, route, ...kept } =
    template;
  const texts = { declarations, ownBlood, without, lungField, retained, frequency, origin, route };
  return {
    ...kept,
    ...sayAll(speaker, 'template', texts),
    meta: { ...template.meta, language: speaker.language },
  };
}

/** Which of these texts (a document, as deep as it goes) stand in English because the language lacks them. */
export function leftInEnglish(
  { fallbacks }: { readonly fallbacks: readonly Fallback[] },
  shown: unknown,
): string[] {
  if (fallbacks.length === 0) return [];
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const one of fallbacks) if (value.includes(one.english)) found.add(one.english);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(shown);
  return [...found];
}

/** Key of a refusal's name: its own thing where it names one, else the group that it is about. */
export function limitKey({ kind, refId }: LimitNamed): string {
  if (kind === 'technique' || kind === 'substance') return `${kind}s/${refId}/name`;
  const [region, side] = refId.split(':');
  return kind === 'region' && side !== undefined ? `regions/${region}/${side}` : `refusals/${kind}/${refId}`;
}
