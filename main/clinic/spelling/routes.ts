import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { choose, dictionary, forget, learn, mine } from './service.ts';

export const spellingRoutes = {
  mine: on.spelling.mine.handler(reading(mine)),
  dictionary: on.spelling.dictionary.handler(reading(dictionary)),
  choose: on.spelling.choose.handler(inTransaction(choose)),
  learn: on.spelling.learn.handler(inTransaction(learn)),
  forget: on.spelling.forget.handler(inTransaction(forget)),
};
