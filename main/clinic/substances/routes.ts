import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { approveClass, endApproval, entries, review } from './decisions.service.ts';
import { approveOwn, blockOwn, enterOwn, ownHistory } from './own.service.ts';

export const substanceRoutes = {
  entries: on.substances.entries.handler(reading(entries)),
  approveClass: on.substances.approveClass.handler(inTransaction(approveClass)),
  endApproval: on.substances.endApproval.handler(inTransaction(endApproval)),
  ownHistory: on.substances.ownHistory.handler(reading(ownHistory)),
  enterOwn: on.substances.enterOwn.handler(inTransaction(enterOwn)),
  approveOwn: on.substances.approveOwn.handler(inTransaction(approveOwn)),
  blockOwn: on.substances.blockOwn.handler(inTransaction(blockOwn)),
  review: on.substances.review.handler(inTransaction(review)),
};
