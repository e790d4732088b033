import type { Tx } from '../../db/schema.ts';
import { acknowledge, type Call, enterLedger, openClinicOf } from '../../rpc/call.ts';
import type { Caller } from '../../rpc/caller.ts';
import { atHost, inTransaction, on, reading } from '../../rpc/procedures.ts';
import { recoveryKit } from './paper.ts';
import {
  acceptLogLoss,
  auditTrail,
  confirmWords,
  foundClinic,
  openStoreWithWords,
  state,
  tryAgain,
  verifyAudit,
} from './service.ts';

/** For acts that open the store themselves: their rows and their audit row, as soon as it is open. */
async function enter(
  { context }: { context: Caller & { call: Call } },
  write: (tx: Tx) => Promise<unknown>,
  reason: string | null = null,
): Promise<void> {
  const { host, call } = context;
  const head = await openClinicOf(host.clinic)
    .db.transaction()
    .execute(async (tx) => {
      await write(tx);
      return enterLedger(tx, context, call, 'done', reason);
    });
  acknowledge(host, head, call);
}

export const upkeepRoutes = {
  state: on.upkeep.state.handler(atHost((host) => state(host))),
  foundClinic: on.upkeep.foundClinic.handler(
    atHost((host, input, at) =>
      host.inTurn(() => foundClinic(host, input, (write) => enter(at, write), at.context.seat)),
    ),
  ),
  acceptLogLoss: on.upkeep.acceptLogLoss.handler(
    atHost((host, input, at) =>
      host.inTurn(() => acceptLogLoss(host, input, (reason) => enter(at, async () => {}, reason))),
    ),
  ),
  openWithWords: on.upkeep.openWithWords.handler(
    atHost((host, input) => host.inTurn(() => openStoreWithWords(host, input))),
  ),
  tryAgain: on.upkeep.tryAgain.handler(atHost((host) => host.inTurn(() => tryAgain(host)))),
  recoveryKit: on.upkeep.recoveryKit.handler(atHost((host) => recoveryKit(host))),
  confirmWords: on.upkeep.confirmWords.handler((passing) =>
    inTransaction<typeof passing.input, Record<never, never>>((tx, input, act) =>
      confirmWords(tx, input, act, passing.context.host),
    )(passing),
  ),
  auditTrail: on.upkeep.auditTrail.handler(reading(auditTrail)),
  verifyAudit: on.upkeep.verifyAudit.handler((passing) =>
    reading((db) => verifyAudit(db, passing.context.host))(passing),
  ),
};
