import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { recordDeath } from './death.service.ts';
import { recordSafety } from './safety.service.ts';
import { recent, search } from './search.service.ts';
import { open, register, revise } from './service.ts';

export const patientRoutes = {
  search: on.patients.search.handler(reading(search)),
  open: on.patients.open.handler(reading(open)),
  register: on.patients.register.handler(inTransaction(register)),
  revise: on.patients.revise.handler(inTransaction(revise)),
  recordSafety: on.patients.recordSafety.handler(inTransaction(recordSafety)),
  recordDeath: on.patients.recordDeath.handler(inTransaction(recordDeath)),
  recent: on.patients.recent.handler(reading(recent)),
};
