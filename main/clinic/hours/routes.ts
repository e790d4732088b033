import type { Tx } from '../../db/schema.ts';
import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { listVisits } from '../absences/service.ts';
import type { Act } from '../act.ts';
import { importHolidays, saveClosure, saveHoliday, withdrawHolidays } from './closures.service.ts';
import { closure, closures, overview, shown } from './views.service.ts';
import { saveOpening, saveWorking } from './weeks.service.ts';

type Saved = { id: string; version: number };

/** A closed time and the list of the visits that lie in it stand or fall together. */
function listing<I>(save: (tx: Tx, input: I, act: Act) => Promise<Saved>) {
  return inTransaction(async (tx: Tx, input: I, act: Act) => {
    const saved = await save(tx, input, act);
    return { ...saved, visits: await listVisits(tx, saved.id, act) };
  });
}

export const hoursRoutes = {
  overview: on.hours.overview.handler(reading(overview)),
  shown: on.hours.shown.handler(reading(shown)),
  closures: on.hours.closures.handler(reading(closures)),
  closure: on.hours.closure.handler(reading(closure)),
  saveOpening: on.hours.saveOpening.handler(inTransaction(saveOpening)),
  saveWorking: on.hours.saveWorking.handler(inTransaction(saveWorking)),
  saveHoliday: on.hours.saveHoliday.handler(listing(saveHoliday)),
  importHolidays: on.hours.importHolidays.handler(
    inTransaction(async (tx, input, act) => {
      const { recorded, passedOver } = await importHolidays(tx, input, act);
      const listed: (Saved & { visits: number })[] = [];
      for (const saved of recorded) listed.push({ ...saved, visits: await listVisits(tx, saved.id, act) });
      return { recorded: listed, passedOver };
    }),
  ),
  withdrawHolidays: on.hours.withdrawHolidays.handler(inTransaction(withdrawHolidays)),
  saveClosure: on.hours.saveClosure.handler(listing(saveClosure)),
};
