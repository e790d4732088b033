import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { book, move } from './booking.service.ts';
import {
  arrive,
  beginTreatment,
  cancel,
  finish,
  leave,
  markDidNotAttend,
  rest,
  resume,
} from './desk.service.ts';
import { history, reliability } from './history.service.ts';
import { confirmIdentity } from './identity.service.ts';
import { extendHold, hold, release } from './holds.service.ts';
import { panel } from './panel.service.ts';
import { month, range } from './range.service.ts';
import { preview } from './preview.service.ts';
import { rebookPlan } from './rebook.service.ts';
import { day, findSlots, ofPatient } from './service.ts';
import { undo } from './undo.service.ts';

export const appointmentRoutes = {
  hold: on.appointments.hold.handler(inTransaction(hold)),
  release: on.appointments.release.handler(inTransaction(release)),
  extendHold: on.appointments.extendHold.handler(inTransaction(extendHold)),
  preview: on.appointments.preview.handler(reading(preview)),
  rebookPlan: on.appointments.rebookPlan.handler(reading(rebookPlan)),
  findSlots: on.appointments.findSlots.handler(reading(findSlots)),
  day: on.appointments.day.handler(reading(day)),
  range: on.appointments.range.handler(reading(range)),
  month: on.appointments.month.handler(reading(month)),
  panel: on.appointments.panel.handler(reading(panel)),
  ofPatient: on.appointments.ofPatient.handler(reading(ofPatient)),
  history: on.appointments.history.handler(reading(history)),
  reliability: on.appointments.reliability.handler(reading(reliability)),
  book: on.appointments.book.handler(inTransaction(book)),
  move: on.appointments.move.handler(inTransaction(move)),
  cancel: on.appointments.cancel.handler(inTransaction(cancel)),
  arrive: on.appointments.arrive.handler(inTransaction(arrive)),
  confirmIdentity: on.appointments.confirmIdentity.handler(inTransaction(confirmIdentity)),
  beginTreatment: on.appointments.beginTreatment.handler(inTransaction(beginTreatment)),
  rest: on.appointments.rest.handler(inTransaction(rest)),
  resume: on.appointments.resume.handler(inTransaction(resume)),
  leave: on.appointments.leave.handler(inTransaction(leave)),
  finish: on.appointments.finish.handler(inTransaction(finish)),
  markDidNotAttend: on.appointments.markDidNotAttend.handler(inTransaction(markDidNotAttend)),
  undo: on.appointments.undo.handler(inTransaction(undo)),
};
