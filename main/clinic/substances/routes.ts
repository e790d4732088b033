import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { approveClass, endApproval, entries, review } from './decisions.service.ts';

export const substanceRoutes = {
  entries: on.substances.entries.handler(reading(entries)),
  approveClass: on.substances.approveClass.handler(inTransaction(approveClass)),
  endApproval: on.substances.endApproval.handler(inTransaction(endApproval)),
  review: on.substances.review.handler(inTransaction(review)),
};
