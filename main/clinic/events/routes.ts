import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { ofPatient, report } from './service.ts';

export const eventRoutes = {
  report: on.events.report.handler(inTransaction(report)),
  ofPatient: on.events.ofPatient.handler(reading(ofPatient)),
};
