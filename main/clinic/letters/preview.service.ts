import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { fillLetter } from '../../../shared/rules/letter-text.ts';
import type { Reader } from '../../db/schema.ts';
import { dateText } from '../../paper/dates.ts';
import type { Act } from '../act.ts';
import { stationeryOf } from '../practice/service.ts';
import { letterPdf } from '../treatments/service.ts';
import { sampleComplaint, sampleFacts, samplePatient } from './sample.rules.ts';
import { checkWording } from './service.ts';

/** The wording as a letter about an invented patient; nothing of it is kept. */
export async function preview(
  _: Reader,
  { recipient, text: wording }: Inputs['letters']['preview'],
  act: Act,
): Promise<Outputs['letters']['preview']> {
  checkWording(wording);
  const stationery = stationeryOf(act.clinic, act.resources);
  const on = dateAt(act.now, act.clinic.zone);
  const day = (date: string) => dateText(stationery.words, date);
  const name = recipient === 'patient' ? samplePatient.name : 'Dr B. Example';
  const text = fillLetter(
    wording,
    sampleFacts({
      ...{ recipient: name, author: act.who.displayName, clinic: act.clinic.name },
      ...{ born: day(samplePatient.birthDate), today: day(on) },
    }),
  );
  const bytes = await letterPdf(
    stationery,
    {
      ...{ on, patient: samplePatient, subject: sampleComplaint, text, figures: null, copies: [] },
      template: null,
      to: { name, addressLines: ['1 Example Road', 'Sampletown'] },
      from: { name: act.who.displayName, title: '' },
    },
    { documentId: 'preview', contentHash: null, draft: true, copy: false, drawnAt: act.now },
  );
  return { file: new File([bytes], 'letter.pdf', { type: 'application/pdf' }), text };
}
