import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { file, find, own, saveOwn } from './service.ts';

export const directoryRoutes = {
  find: on.directory.find.handler(reading(find)),
  file: on.directory.file.handler(reading(file)),
  own: on.directory.own.handler(reading(own)),
  saveOwn: on.directory.saveOwn.handler(inTransaction(saveOwn)),
};
