import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentPdf, sampleConsent, wordsIn } from '../consents/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { problemsOf } from './check.rules.ts';
import { shippedOrRefuse } from './views.service.ts';

type Input = Inputs['templates']['preview'];

export async function preview(
  db: Reader,
  { id, body, language }: Input,
  act: Act,
): Promise<Outputs['templates']['preview']> {
  const { use } = shippedOrRefuse(id);
  const { document } = await sampleConsent(db, { id, use, body, language }, act);
  return { document, problems: problemsOf(body, use) };
}

export async function previewPaper(
  db: Reader,
  { id, body, language }: Input,
  act: Act,
): Promise<Outputs['templates']['previewPaper']> {
  const { use } = shippedOrRefuse(id);
  const record = await sampleConsent(db, { id, use, body, language }, act);
  const { form, paper } = wordsIn(act.reference, record.document.template.language);
  const stationery = { ...stationeryOf(act.clinic, act.resources), words: paper };
  const bytes = await consentPdf(
    stationery,
    record,
    { documentId: record.id, copy: false, drawnAt: act.now },
    form,
  );
  return { file: new File([bytes], `${id}.pdf`, { type: 'application/pdf' }) };
}
