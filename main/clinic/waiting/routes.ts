import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { freed, matches } from './matching.service.ts';
import { book, offer, restore, save, withdraw } from './service.ts';
import { list } from './views.service.ts';

export const waitingRoutes = {
  list: on.waiting.list.handler(reading(list)),
  freed: on.waiting.freed.handler(reading(freed)),
  matches: on.waiting.matches.handler(reading(matches)),
  save: on.waiting.save.handler(inTransaction(save)),
  withdraw: on.waiting.withdraw.handler(inTransaction(withdraw)),
  restore: on.waiting.restore.handler(inTransaction(restore)),
  offer: on.waiting.offer.handler(inTransaction(offer)),
  book: on.waiting.book.handler(inTransaction(book)),
};
