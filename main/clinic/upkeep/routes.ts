import { acknowledge, enterLedger, openClinicOf } from '../../rpc/call.ts';
import { atHost, inTransaction, on, reading } from '../../rpc/procedures.ts';
import { recoveryKit } from './paper.ts';
import { auditTrail, confirmWords, foundClinic, openStoreWithWords, state, tryAgain, verifyAudit } from './service.ts';

export const upkeepRoutes = {
  state: on.upkeep.state.handler(atHost((host) => state(host))),
  foundClinic: on.upkeep.foundClinic.handler(
    atHost((host, input, { context }) => {
      const enter: Parameters<typeof foundClinic>[2] = async (write) => {
        const clinic = openClinicOf(host.clinic);
        const head = await clinic.db.transaction().execute(async (tx) => {
          await write(tx);
          return enterLedger(tx, context, context.call, 'done');
        });
        acknowledge(clinic, head, context.call);
      };
      return foundClinic(host, input, enter, context.seat);
    }),
  ),
  openWithWords: on.upkeep.openWithWords.handler(atHost((host, input) => openStoreWithWords(host, input))),
  tryAgain: on.upkeep.tryAgain.handler(atHost((host) => tryAgain(host))),
  recoveryKit: on.upkeep.recoveryKit.handler(atHost((host) => recoveryKit(host))),
  confirmWords: on.upkeep.confirmWords.handler((passing) =>
    inTransaction<typeof passing.input, Record<never, never>>((tx, input, act) => confirmWords(tx, input, act, passing.context.host))(passing),
  ),
  auditTrail: on.upkeep.auditTrail.handler(reading(auditTrail)),
  verifyAudit: on.upkeep.verifyAudit.handler((passing) => reading((db) => verifyAudit(db, passing.context.host))(passing)),
};
