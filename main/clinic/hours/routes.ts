import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { importHolidays, saveClosure, saveHoliday, withdrawHolidays } from './closures.service.ts';
import { closure, closures, overview, shown } from './views.service.ts';
import { saveOpening, saveWorking } from './weeks.service.ts';

export const hoursRoutes = {
  overview: on.hours.overview.handler(reading(overview)),
  shown: on.hours.shown.handler(reading(shown)),
  closures: on.hours.closures.handler(reading(closures)),
  closure: on.hours.closure.handler(reading(closure)),
  saveOpening: on.hours.saveOpening.handler(inTransaction(saveOpening)),
  saveWorking: on.hours.saveWorking.handler(inTransaction(saveWorking)),
  saveHoliday: on.hours.saveHoliday.handler(inTransaction(saveHoliday)),
  importHolidays: on.hours.importHolidays.handler(inTransaction(importHolidays)),
  withdrawHolidays: on.hours.withdrawHolidays.handler(inTransaction(withdrawHolidays)),
  saveClosure: on.hours.saveClosure.handler(inTransaction(saveClosure)),
};
