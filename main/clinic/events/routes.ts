import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import * as service from './service.ts';

export const eventRoutes = {
  report: on.events.report.handler(inTransaction(service.report)),
  followUp: on.events.followUp.handler(inTransaction(service.followUp)),
  open: on.events.open.handler(reading(service.open)),
  ofPatient: on.events.ofPatient.handler(reading(service.ofPatient)),
  list: on.events.list.handler(reading(service.list)),
  afterLastTime: on.events.afterLastTime.handler(reading(service.afterLastTime)),
  answerAfterwards: on.events.answerAfterwards.handler(inTransaction(service.answerAfterwards)),
  settings: on.events.settings.handler(reading(service.settings)),
  saveSettings: on.events.saveSettings.handler(inTransaction(service.saveSettings)),
};
