import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { list, markCalled, offers, open, preview, putBack, takeBackCall } from './service.ts';

export const absenceRoutes = {
  preview: on.absences.preview.handler(reading(preview)),
  open: on.absences.open.handler(reading(open)),
  list: on.absences.list.handler(reading(list)),
  offers: on.absences.offers.handler(reading(offers)),
  putBack: on.absences.putBack.handler(inTransaction(putBack)),
  markCalled: on.absences.markCalled.handler(inTransaction(markCalled)),
  takeBackCall: on.absences.takeBackCall.handler(inTransaction(takeBackCall)),
};
