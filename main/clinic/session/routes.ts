import { alone, inTransaction, on, reading } from '../../rpc/procedures.ts';
import * as service from './service.ts';

export const sessionRoutes = {
  who: on.session.who.handler(reading(service.who)),
  signIn: on.session.signIn.handler(alone(service.signIn)),
  signOut: on.session.signOut.handler(inTransaction(service.signOut)),
  lock: on.session.lock.handler(inTransaction(service.lock)),
  unlock: on.session.unlock.handler(alone(service.unlock)),
  changePassword: on.session.changePassword.handler(alone(service.changePassword)),
  stateReason: on.session.stateReason.handler(inTransaction(service.stateReason)),
  saveDraft: on.session.saveDraft.handler(inTransaction(service.saveDraft)),
  openDraft: on.session.openDraft.handler(reading(service.openDraft)),
  discardDraft: on.session.discardDraft.handler(inTransaction(service.discardDraft)),
};
