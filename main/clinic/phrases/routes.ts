import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { list, retire, save } from './service.ts';

export const phraseRoutes = {
  list: on.phrases.list.handler(reading(list)),
  save: on.phrases.save.handler(inTransaction(save)),
  retire: on.phrases.retire.handler(inTransaction(retire)),
};
