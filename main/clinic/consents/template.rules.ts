import { z } from 'zod';
import jurisdictionsJson from '../../../resources/reference/jurisdictions.json' with { type: 'json' };
import templateJson from '../../../resources/reference/consent-template.json' with { type: 'json' };

const text = z.string().min(1);
const words = z.record(text, text);

/** The words for codes and roles in every consent; what is explained stands in the templates. */
export const consentTemplate = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1), language: text }),
  /** What each signer declares; `{name}` is the patient, for a witness whoever makes the mark. */
  declarations: z.strictObject({
    patient: text,
    guardian: text,
    proxy: text,
    interpreter: text,
    reader: text,
    witness: text,
    witnessOfMark: text,
    practitioner: text,
  }),
  ownBlood: text,
  /** What can be done without one of the injected substances. */
  without: z.strictObject({ technique: text, part: text, none: text }),
  lungField: text,
  /** A needle that stays in when the patient goes home. */
  retained: z.strictObject({
    name: text,
    what: text,
    days: z.strictObject({ one: text, other: text }),
    removedBy: z.strictObject({ clinic: text, patient: text }),
    risk: text,
    watch: z.array(text).min(1),
    without: text,
  }),
  frequency: words,
  origin: words,
  /** Origins that are animal, for those who object to them. */
  animalOrigin: z.array(text),
  route: words,
  /** Where clothes come off that nobody takes off lightly: whether a chaperone was offered is answered before anybody signs. */
  chaperoneRegions: z.array(text).min(1),
  source: words,
});
export type ConsentTemplate = z.infer<typeof consentTemplate>;

const age = z.int().min(1).max(21);

const jurisdictionsFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  sources: words,
  entries: z
    .array(
      z.strictObject({
        id: text,
        /** Years from which a patient signs alone. */
        aloneFrom: age,
        /** Years from which a patient signs alone when the ability to decide was assessed; null where no age is set. */
        withMaturityFrom: age.nullable(),
        source: z.array(text).min(1),
      }),
    )
    .min(1),
  majority: age,
});
export type AgeRule = { aloneFrom: number; withMaturityFrom: number | null; sources: string[] };

export const template: ConsentTemplate = consentTemplate.parse(templateJson);
const jurisdictions = jurisdictionsFile.parse(jurisdictionsJson);

/** The strictest rule where the jurisdiction is unset or unknown. */
export function ageRuleOf(jurisdiction: string): AgeRule {
  const found =
    jurisdictions.entries.find(({ id }) => id === jurisdiction) ??
    jurisdictions.entries.find(({ id }) => id === 'unset');
  return {
    aloneFrom: found?.aloneFrom ?? jurisdictions.majority,
    withMaturityFrom: found?.withMaturityFrom ?? null,
    sources: (found?.source ?? []).map((key) => jurisdictions.sources[key] ?? key),
  };
}
export const majority = jurisdictions.majority;
