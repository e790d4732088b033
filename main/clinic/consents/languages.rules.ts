import type { LimitKind } from '../../../shared/contract/limits.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { sayAll, type Speaker } from '../../../shared/rules/translations.ts';
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
  const { introduction, techniques, alternatives, rights, statements, lungField, ...rest } = template;
  const { declarations, ownBlood, without, frequency, origin, route, ...kept } = rest;
  const texts = {
    introduction,
    techniques,
    alternatives,
    rights,
    statements,
    declarations,
    ownBlood,
    without,
    lungField,
    frequency,
    origin,
    route,
  };
  return {
    ...kept,
    ...sayAll(speaker, 'template', texts),
    meta: { ...template.meta, language: speaker.language },
  };
}

/** Key of a refusal's name: its own thing where it names one, else the group that it is about. */
export function limitKey({ kind, refId }: LimitNamed): string {
  if (kind === 'technique' || kind === 'substance') return `${kind}s/${refId}/name`;
  const [region, side] = refId.split(':');
  return kind === 'region' && side !== undefined ? `regions/${region}/${side}` : `refusals/${kind}/${refId}`;
}
