import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { choices, lift, ofPatient, record } from './service.ts';

export const limitRoutes = {
  choices: on.limits.choices.handler(reading(choices)),
  ofPatient: on.limits.ofPatient.handler(reading(ofPatient)),
  record: on.limits.record.handler(inTransaction(record)),
  lift: on.limits.lift.handler(inTransaction(lift)),
};
