import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { extend, list, start, stop } from './service.ts';

export const timerRoutes = {
  list: on.timers.list.handler(reading(list)),
  start: on.timers.start.handler(inTransaction(start)),
  extend: on.timers.extend.handler(inTransaction(extend)),
  stop: on.timers.stop.handler(inTransaction(stop)),
};
