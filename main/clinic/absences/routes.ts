import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { list, markCalled, open, preview, takeBackCall } from './service.ts';

export const absenceRoutes = {
  preview: on.absences.preview.handler(reading(preview)),
  open: on.absences.open.handler(reading(open)),
  list: on.absences.list.handler(reading(list)),
  markCalled: on.absences.markCalled.handler(inTransaction(markCalled)),
  takeBackCall: on.absences.takeBackCall.handler(inTransaction(takeBackCall)),
};
