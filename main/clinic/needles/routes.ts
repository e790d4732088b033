import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { due, ofPatient, recordRemoval } from './service.ts';

export const needleRoutes = {
  ofPatient: on.needles.ofPatient.handler(reading(ofPatient)),
  due: on.needles.due.handler(reading(due)),
  recordRemoval: on.needles.recordRemoval.handler(inTransaction(recordRemoval)),
};
