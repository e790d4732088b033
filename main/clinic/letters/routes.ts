import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { preview } from './preview.service.ts';
import { history, list, restore, retire, save } from './service.ts';

export const letterRoutes = {
  list: on.letters.list.handler(reading(list)),
  history: on.letters.history.handler(reading(history)),
  save: on.letters.save.handler(inTransaction(save)),
  retire: on.letters.retire.handler(inTransaction(retire)),
  restore: on.letters.restore.handler(inTransaction(restore)),
  preview: on.letters.preview.handler(reading(preview)),
};
