import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { languages } from './languages.service.ts';
import {
  attachPaper,
  countersign,
  covers,
  decide,
  discard,
  ofPatient,
  open,
  prepare,
  reopen,
  revise,
  sign,
  withdraw,
  withdrawAll,
} from './service.ts';

export const consentRoutes = {
  prepare: on.consents.prepare.handler(inTransaction(prepare)),
  open: on.consents.open.handler(reading(open)),
  revise: on.consents.revise.handler(inTransaction(revise)),
  decide: on.consents.decide.handler(inTransaction(decide)),
  sign: on.consents.sign.handler(inTransaction(sign)),
  attachPaper: on.consents.attachPaper.handler(inTransaction(attachPaper)),
  reopen: on.consents.reopen.handler(inTransaction(reopen)),
  countersign: on.consents.countersign.handler(inTransaction(countersign)),
  discard: on.consents.discard.handler(inTransaction(discard)),
  withdrawAll: on.consents.withdrawAll.handler(inTransaction(withdrawAll)),
  withdraw: on.consents.withdraw.handler(inTransaction(withdraw)),
  ofPatient: on.consents.ofPatient.handler(reading(ofPatient)),
  languages: on.consents.languages.handler(reading(languages)),
  covers: on.consents.covers.handler(reading(covers)),
};
