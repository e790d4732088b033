import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { add, count, list, ofPatient, record } from './service.ts';

export const taskRoutes = {
  list: on.tasks.list.handler(reading(list)),
  count: on.tasks.count.handler(reading(count)),
  ofPatient: on.tasks.ofPatient.handler(reading(ofPatient)),
  add: on.tasks.add.handler(inTransaction(add)),
  record: on.tasks.record.handler(inTransaction(record)),
};
