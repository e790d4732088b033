import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { add, markInError, of, read } from './service.ts';

export const attachmentRoutes = {
  add: on.attachments.add.handler(inTransaction(add)),
  of: on.attachments.of.handler(reading(of)),
  read: on.attachments.read.handler(reading(read)),
  markInError: on.attachments.markInError.handler(inTransaction(markInError)),
};
