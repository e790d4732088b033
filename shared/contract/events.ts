import { z } from 'zod';
import { auditedQuery, command } from './procedure.ts';
import { id, instant, plainDate, prose } from './values.ts';

/** How grave what happened was; a serious event stops every consent given before it. */
export const eventSeverity = z.enum(['mild', 'significant', 'serious']);

export const adverseEvent = z.object({
  id,
  patientId: id,
  courseId: id.nullable(),
  sessionId: id.nullable(),
  severity: eventSeverity,
  happenedOn: plainDate,
  words: z.string(),
  reportedBy: z.string(),
  at: instant,
});
export type AdverseEvent = z.infer<typeof adverseEvent>;

export const events = {
  /** Takes down what happened after or during a treatment; late reports are taken too. Nothing of it can be changed afterwards. */
  report: command('notes.write')
    .input(
      z.object({
        patientId: id,
        courseId: id.nullable(),
        sessionId: id.nullable(),
        severity: eventSeverity,
        happenedOn: plainDate,
        words: prose(2000),
      }),
    )
    .output(adverseEvent),
  ofPatient: auditedQuery('notes.read')
    .input(z.object({ patientId: id }))
    .output(z.array(adverseEvent)),
};
