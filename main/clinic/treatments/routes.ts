import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { administer, reverse } from './injection/administer.service.ts';
import { correctOutcome, end, reopen, review } from './course/course-life.service.ts';
import {
  courseProgress,
  coursesOf,
  openCourse,
  recordOutcomes,
  reviseCourse,
} from './course/course.service.ts';
import { earlierVisits } from './visit/earlier.service.ts';
import { giveFacts } from './injection/give-facts.service.ts';
import { injections } from './injection/injections.service.ts';
import { cosign, toCosign } from './note/cosigning.service.ts';
import { awaitingCosign, nameSupervisor, supervisorsFor } from './note/supervision.service.ts';
import { beginCall, closeDraft, openDrafts, overrideGrants, takeOver } from './note/drafts.service.ts';
import { begin, confirmConsent, confirmSafety, open, save, sessionsOf } from './visit/session.service.ts';
import { amend, sign } from './note/signing.service.ts';

export const treatmentRoutes = {
  openCourse: on.treatments.openCourse.handler(inTransaction(openCourse)),
  reviseCourse: on.treatments.reviseCourse.handler(inTransaction(reviseCourse)),
  coursesOf: on.treatments.coursesOf.handler(reading(coursesOf)),
  courseProgress: on.treatments.courseProgress.handler(reading(courseProgress)),
  recordOutcomes: on.treatments.recordOutcomes.handler(inTransaction(recordOutcomes)),
  sessionsOf: on.treatments.sessionsOf.handler(reading(sessionsOf)),
  begin: on.treatments.begin.handler(inTransaction(begin)),
  open: on.treatments.open.handler(reading(open)),
  earlierVisits: on.treatments.earlierVisits.handler(reading(earlierVisits)),
  save: on.treatments.save.handler(inTransaction(save)),
  confirmSafety: on.treatments.confirmSafety.handler(inTransaction(confirmSafety)),
  confirmConsent: on.treatments.confirmConsent.handler(inTransaction(confirmConsent)),
  giveFacts: on.treatments.giveFacts.handler(reading(giveFacts)),
  injections: on.treatments.injections.handler(reading(injections)),
  administer: on.treatments.administer.handler(inTransaction(administer)),
  reverse: on.treatments.reverse.handler(inTransaction(reverse)),
  beginCall: on.treatments.beginCall.handler(inTransaction(beginCall)),
  takeOver: on.treatments.takeOver.handler(inTransaction(takeOver)),
  closeDraft: on.treatments.closeDraft.handler(inTransaction(closeDraft)),
  openDrafts: on.treatments.openDrafts.handler(reading(openDrafts)),
  overrideGrants: on.treatments.overrideGrants.handler(inTransaction(overrideGrants)),
  toCosign: on.treatments.toCosign.handler(reading(toCosign)),
  cosign: on.treatments.cosign.handler(inTransaction(cosign)),
  awaitingCosign: on.treatments.awaitingCosign.handler(reading(awaitingCosign)),
  supervisorsFor: on.treatments.supervisorsFor.handler(reading(supervisorsFor)),
  nameSupervisor: on.treatments.nameSupervisor.handler(inTransaction(nameSupervisor)),
  sign: on.treatments.sign.handler(inTransaction(sign)),
  amend: on.treatments.amend.handler(inTransaction(amend)),
};

export const courseRoutes = {
  review: on.courses.review.handler(inTransaction(review)),
  end: on.courses.end.handler(inTransaction(end)),
  reopen: on.courses.reopen.handler(inTransaction(reopen)),
  correctOutcome: on.courses.correctOutcome.handler(inTransaction(correctOutcome)),
};
