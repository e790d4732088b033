import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { add, arrange, lastSettings, list, remove, rename, restore, share } from './service.ts';

export const packRoutes = {
  list: on.packs.list.handler(reading(list)),
  add: on.packs.add.handler(inTransaction(add)),
  rename: on.packs.rename.handler(inTransaction(rename)),
  share: on.packs.share.handler(inTransaction(share)),
  arrange: on.packs.arrange.handler(inTransaction(arrange)),
  remove: on.packs.remove.handler(inTransaction(remove)),
  restore: on.packs.restore.handler(inTransaction(restore)),
  lastSettings: on.packs.lastSettings.handler(reading(lastSettings)),
};
