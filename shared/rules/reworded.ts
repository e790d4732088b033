import type { ReferenceData, Substance } from '../contract/reference.ts';
import type { Speaker } from './translations.ts';

/** Words that many entries share stand under the English words themselves: one translation, said alike everywhere. */
function shared({ say }: Speaker, list: string): (text: string) => string {
  return (text) => say(`${list}/${text}`, text);
}

function substanceIn(speaker: Speaker, substance: Substance): Substance {
  const { say } = speaker;
  const at = `substances/${substance.id}`;
  return {
    ...substance,
    name: say(`${at}/name`, substance.name),
    purpose: say(`${at}/purpose`, substance.purpose),
    commonEffects: substance.commonEffects.map(shared(speaker, 'effects')),
    seriousEffects: substance.seriousEffects.map(shared(speaker, 'effects')),
    allergens: substance.allergens.map(shared(speaker, 'allergens')),
    ...(substance.components && { components: substance.components.map(shared(speaker, 'contents')) }),
  };
}

/**
 * The reference data as a patient reads it. Ids, figures and codes are the same; only words of techniques, risks,
 * substances, body regions and safety flags that a consent shows are said by the speaker.
 * For showing only: what is decided by words (an allergy that meets a content) is decided by the English ones.
 */
export function reworded(data: ReferenceData, speaker: Speaker): ReferenceData {
  const { say } = speaker;
  return {
    ...data,
    techniques: {
      ...data.techniques,
      entries: data.techniques.entries.map((entry) => ({
        ...entry,
        name: say(`techniques/${entry.id}/name`, entry.name),
        description: say(`techniques/${entry.id}/description`, entry.description),
      })),
    },
    risks: {
      ...data.risks,
      entries: data.risks.entries.map(({ patientAction, reported, ...risk }) => ({
        ...risk,
        name: say(`risks/${risk.id}/name`, risk.name),
        patientText: say(`risks/${risk.id}/patientText`, risk.patientText),
        ...(patientAction && { patientAction: say(`risks/${risk.id}/patientAction`, patientAction) }),
        ...(reported && { reported: say(`risks/${risk.id}/reported`, reported) }),
      })),
    },
    substances: {
      ...data.substances,
      entries: data.substances.entries.map((entry) => substanceIn(speaker, entry)),
    },
    contraindications: {
      ...data.contraindications,
      entries: data.contraindications.entries.map((entry) => ({
        ...entry,
        name: say(`flags/${entry.id}/name`, entry.name),
      })),
    },
    patientWords: {
      ...data.patientWords,
      flags: Object.fromEntries(
        Object.entries(data.patientWords.flags).map(([id, told]) => [id, say(`flags/${id}/told`, told)]),
      ),
    },
    bodyChart: {
      ...data.bodyChart,
      figures: data.bodyChart.figures.map((figure) => ({
        ...figure,
        shapes: figure.shapes.map((shape) => ({
          ...shape,
          label: say(`regions/${shape.region}/${shape.side}`, shape.label),
        })),
      })),
    },
  };
}
