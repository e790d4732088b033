import type { Api } from '../../shared/contract/index.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import { signing } from '../clinic/consent-cases.ts';

/** A consent in the patient's hands and back: asked, answered, read in a language, decided, signed. */
export async function handOver(
  api: Api,
  draft: ConsentRecord,
  { birthDate, back }: { birthDate: string; back: () => Promise<unknown> },
): Promise<ConsentRecord> {
  const give = async ({ id, version }: ConsentRecord) => {
    await api.handover.begin({ id, version });
    await api.handover.identify({ birthDate });
    return api.handover.view();
  };
  let consent = await give(draft);
  consent = await api.handover.ask({ version: consent.version, question: 'Will it hurt?' });
  await api.handover.rest();
  await back();
  const { plan, talk } = consent.document;
  consent = await api.consents.revise({
    ...{ id: consent.id, version: consent.version, plan },
    talk: { ...talk, questions: talk.questions.map((one) => ({ ...one, answer: 'For a moment.' })) },
  });
  consent = await give(consent);
  consent = await api.handover.speak({ version: consent.version, language: 'en' });
  consent = await api.handover.answer({ version: consent.version, blockId: 'free', answer: ['yes'] });
  const { techniques, regions, substances } = consent.document;
  consent = await api.handover.decide({
    version: consent.version,
    decisions: [...techniques, ...regions, ...substances].map(({ lineId }) => ({
      lineId,
      decision: 'accepted' as const,
    })),
  });
  const { id: _, ...ink } = signing(consent, 'Anna');
  consent = await api.handover.sign({ ...ink, role: 'patient', name: 'Anna' });
  await back();
  return consent;
}
