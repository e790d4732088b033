import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { answer, ask, begin, decide, identify, languages, rest, sign, speak, view } from './service.ts';

export const handoverRoutes = {
  begin: on.handover.begin.handler(inTransaction(begin)),
  identify: on.handover.identify.handler(inTransaction(identify)),
  languages: on.handover.languages.handler(reading(languages)),
  view: on.handover.view.handler(reading(view)),
  decide: on.handover.decide.handler(inTransaction(decide)),
  ask: on.handover.ask.handler(inTransaction(ask)),
  answer: on.handover.answer.handler(inTransaction(answer)),
  speak: on.handover.speak.handler(inTransaction(speak)),
  sign: on.handover.sign.handler(inTransaction(sign)),
  rest: on.handover.rest.handler(inTransaction(rest)),
};
