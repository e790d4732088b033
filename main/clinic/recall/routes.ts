import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import * as service from './service.ts';

export const recallRoutes = {
  search: on.recall.search.handler(reading(service.search)),
  ofPatient: on.recall.ofPatient.handler(reading(service.ofPatient)),
  start: on.recall.start.handler(inTransaction(service.start)),
  list: on.recall.list.handler(reading(service.list)),
  open: on.recall.open.handler(reading(service.open)),
  contacts: on.recall.contacts.handler(reading(service.contacts)),
  recordContact: on.recall.recordContact.handler(inTransaction(service.recordContact)),
  writeLetters: on.recall.writeLetters.handler(inTransaction(service.writeLetters)),
  lift: on.recall.lift.handler(inTransaction(service.lift)),
  held: on.recall.held.handler(reading(service.held)),
  end: on.recall.end.handler(inTransaction(service.end)),
  csv: on.recall.csv.handler(reading(service.csv)),
};
