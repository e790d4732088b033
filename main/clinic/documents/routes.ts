import type { PaperForm } from '../../../shared/contract/consent-paper.ts';
import { actOf, openClinicOf, type Call } from '../../rpc/call.ts';
import type { Caller } from '../../rpc/caller.ts';
import { alone, inTransaction, on, reading } from '../../rpc/procedures.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { absenceList } from './absence-list.service.ts';
import { aftercare, emergencyCard, eventReport, recallList, recallPost } from './afterwards.service.ts';
import { consentRegister, patientConsents, toBeAsked } from './agreements.service.ts';
import { daySheet } from './day-sheet.service.ts';
import { directory } from './directory.service.ts';
import type { DrawingRoom } from './drawing.service.ts';
import { labels } from './labels.service.ts';
import { draftLetter, drawLetter, previewLetter, writeLetter } from './letter.service.ts';
import { removalSheet } from './removal-sheet.service.ts';
import {
  consent,
  courseSummary,
  drawPaperForm,
  fromArchive,
  letOutForm,
  ofPatient,
  paperForm,
  treatmentSummary,
} from './service.ts';
import { appointmentSlip } from './slip.service.ts';
import { injectionRegister, stockList } from './stock-papers.service.ts';
import { weekSheet } from './week-sheet.service.ts';

type Passing<I> = { input: I; context: Caller & { call: Call } };

/** Papers are drawn outside any transaction; what they file, they file in one of their own. */
function drawing<I, O>(work: (db: Db, input: I, act: Act, room: DrawingRoom) => Promise<O>) {
  return (passing: Passing<I>): Promise<O> =>
    alone<I, O>((db, input, act) => work(db, input, act, roomOf(passing)))(passing);
}

function roomOf({ context }: Pick<Passing<unknown>, 'context'>): DrawingRoom {
  return { resources: context.host.resources, reference: context.host.reference };
}

export const documentRoutes = {
  consent: on.documents.consent.handler(drawing(consent)),
  printToSign: on.documents.printToSign.handler(async (passing) => {
    const { context, input } = passing;
    const drawn = await drawPaperForm(
      openClinicOf(context.host.clinic).db,
      input,
      actOf(context, context.call),
      roomOf(passing),
    );
    return inTransaction<typeof input, PaperForm>((tx, _, act) => letOutForm(tx, input, drawn, act))(passing);
  }),
  paperForm: on.documents.paperForm.handler(drawing(paperForm)),
  treatmentSummary: on.documents.treatmentSummary.handler(drawing(treatmentSummary)),
  removalSheet: on.documents.removalSheet.handler(drawing(removalSheet)),
  courseSummary: on.documents.courseSummary.handler(drawing(courseSummary)),
  daySheet: on.documents.daySheet.handler(drawing(daySheet)),
  weekSheet: on.documents.weekSheet.handler(drawing(weekSheet)),
  appointmentSlip: on.documents.appointmentSlip.handler(drawing(appointmentSlip)),
  absenceList: on.documents.absenceList.handler(drawing(absenceList)),
  labels: on.documents.labels.handler(drawing(labels)),
  draftLetter: on.documents.draftLetter.handler(reading(draftLetter)),
  previewLetter: on.documents.previewLetter.handler(drawing(previewLetter)),
  writeLetter: on.documents.writeLetter.handler(async (passing) => {
    const { context, input } = passing;
    const drawn = await drawLetter(
      openClinicOf(context.host.clinic).db,
      input,
      actOf(context, context.call),
      roomOf(passing),
    );
    return inTransaction<typeof input, { documentId: string }>((tx, _, act) => writeLetter(tx, drawn, act))(
      passing,
    );
  }),
  consentRegister: on.documents.consentRegister.handler(drawing(consentRegister)),
  toBeAsked: on.documents.toBeAsked.handler(drawing(toBeAsked)),
  injectionRegister: on.documents.injectionRegister.handler(drawing(injectionRegister)),
  stockList: on.documents.stockList.handler(drawing(stockList)),
  aftercare: on.documents.aftercare.handler(drawing(aftercare)),
  emergencyCard: on.documents.emergencyCard.handler(drawing(emergencyCard)),
  eventReport: on.documents.eventReport.handler(drawing(eventReport)),
  recallList: on.documents.recallList.handler(drawing(recallList)),
  recallPost: on.documents.recallPost.handler(drawing(recallPost)),
  patientConsents: on.documents.patientConsents.handler(drawing(patientConsents)),
  directory: on.documents.directory.handler(drawing(directory)),
  ofPatient: on.documents.ofPatient.handler(reading(ofPatient)),
  fromArchive: on.documents.fromArchive.handler(drawing(fromArchive)),
};
