import { on, reading } from '../../rpc/procedures.ts';
import { due, list, paperWaiting, reopened, reopenedOf } from './service.ts';

export const registerRoutes = {
  list: on.register.list.handler(reading(list)),
  due: on.register.due.handler(reading(due)),
  paperWaiting: on.register.paperWaiting.handler(reading(paperWaiting)),
  reopened: on.register.reopened.handler(reading(reopened)),
  reopenedOf: on.register.reopenedOf.handler(reading(reopenedOf)),
};
