import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { overrides, reviewOverride } from './overrides.service.ts';
import * as service from './service.ts';

export const staffRoutes = {
  list: on.staff.list.handler(reading(service.list)),
  add: on.staff.add.handler(inTransaction(service.add)),
  revise: on.staff.revise.handler(inTransaction(service.revise)),
  resetPassword: on.staff.resetPassword.handler(inTransaction(service.resetPassword)),
  overrides: on.staff.overrides.handler(reading(overrides)),
  reviewOverride: on.staff.reviewOverride.handler(inTransaction(reviewOverride)),
  recordCredentials: on.staff.recordCredentials.handler(inTransaction(service.recordCredentials)),
};
