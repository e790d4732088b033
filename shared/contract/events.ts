import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { jurisdiction } from './practice.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { id, instant, line, plainDate, prose, referenceId, side, version } from './values.ts';

/** How grave what happened was; a serious event stops every consent given before it. */
export const eventSeverity = z.enum(['mild', 'significant', 'serious']);

/** What makes an event serious, as the criteria of medicines safety name it. One of them is enough. */
export const seriousness = z.enum([
  'death',
  'life-threatening',
  'hospital',
  'disability',
  'congenital',
  'other-important',
]);

/** WHO-UMC causality categories. */
export const causality = z.enum([
  'certain',
  'probable',
  'possible',
  'unlikely',
  'conditional',
  'unassessable',
]);

export const eventOutcome = z.enum([
  'unknown',
  'recovered',
  'recovering',
  'not-recovered',
  'lasting',
  'died',
]);

/** What nearly happened, and harmed nobody. */
export const nearMiss = z.enum([
  'wrong-lot',
  'needle-count',
  'wrong-substance',
  'wrong-site',
  'wrong-patient',
  'expired-product',
  'other',
]);

/** What an event was about; everything may be unknown at first and is left empty then. */
export const eventDetails = z.object({
  techniqueId: referenceId.nullable(),
  siteId: referenceId.nullable(),
  side: side.nullable(),
  substanceId: referenceId.nullable(),
  productName: line(120),
  lotNumber: line(60),
  device: line(140),
  needleLot: line(60),
  /** When it was first noticed, in words: `in the evening`, `two hours after`. */
  onset: line(120),
  noticedBy: z.enum(['patient', 'practitioner', 'staff', 'relative', 'other-clinician']).nullable(),
  /** A risk of the reference data, or the type in words. */
  riskId: referenceId.nullable(),
  type: line(120),
  nearMiss: nearMiss.nullable(),
  seriousness: z.array(seriousness).max(6),
  causality: causality.nullable(),
  action: prose(1000),
  outcome: eventOutcome,
  resolvedOn: plainDate.nullable(),
});
export type EventDetails = z.infer<typeof eventDetails>;

/** What became known later; null leaves a thing as it stood. Nothing that was written is changed. */
const later = z.object({
  severity: eventSeverity.nullable(),
  seriousness: z.array(seriousness).max(6).nullable(),
  causality: causality.nullable(),
  outcome: eventOutcome.nullable(),
  resolvedOn: plainDate.nullable(),
  action: prose(1000),
  /** To whom it was reported, when, and under which number. */
  reportedTo: line(160),
  reportedOn: plainDate.nullable(),
  reportNo: line(80),
  /** The report was a mistake. What it stopped stays stopped until it is talked about. */
  inError: z.boolean(),
});

export const eventFollowUp = later.extend({
  id,
  words: z.string(),
  by: z.string(),
  at: instant,
});
export type EventFollowUp = z.infer<typeof eventFollowUp>;

/** How the event stands with every follow-up. */
const eventStanding = z.object({
  severity: eventSeverity,
  seriousness: z.array(seriousness),
  causality: causality.nullable(),
  outcome: eventOutcome,
  resolvedOn: plainDate.nullable(),
  inError: z.boolean(),
  reports: z.array(z.object({ to: z.string(), on: plainDate.nullable(), no: z.string() })),
});

export const adverseEvent = z.object({
  id,
  patientId: id,
  courseId: id.nullable(),
  sessionId: id.nullable(),
  kind: z.enum(['event', 'near-miss']),
  /** As first reported. */
  severity: eventSeverity,
  happenedOn: plainDate,
  words: z.string(),
  reportedBy: z.string(),
  at: instant,
  /** The note of the visit was locked when this was reported. */
  late: z.boolean(),
  details: eventDetails,
  followUps: z.array(eventFollowUp),
  standing: eventStanding,
  /** To whom the clinic's own settings want it reported, and by which day; what was reported there is gone from it. */
  toReport: z.array(z.object({ to: z.string(), by: plainDate.nullable(), overdue: z.boolean() })),
});
export type AdverseEvent = z.infer<typeof adverseEvent>;

/** Whom the clinic must tell of what, and within how many days. Empty as shipped: the clinic's own law says it. */
export const reportingRule = z.object({
  to: line(120, 1),
  /** Where it holds; null: wherever the clinic is. */
  jurisdiction: jurisdiction.nullable().default(null),
  severity: eventSeverity,
  /** Only where one of these holds; empty: whenever the severity does. */
  seriousness: z.array(seriousness).max(6),
  /** Days after the clinic knew of it; null: without a term. */
  days: z.int().min(0).max(366).nullable(),
  note: prose(500),
});
export type ReportingRule = z.infer<typeof reportingRule>;

export const afterwardsSettings = z.object({
  reporting: z.array(reportingRule).max(20),
  /** What is done against local anaesthetic toxicity, in the clinic's own words; printed as a card. */
  emergencyCard: prose(4000),
  /** Where a patient calls out of hours; printed on every aftercare sheet. */
  outOfHours: prose(300),
  /** Days after a visit on which a question of the reference data is put, where the clinic has set its own. */
  followUps: z
    .array(z.object({ ruleId: referenceId, days: z.array(z.int().min(0).max(366)).min(1).max(6) }))
    .max(20)
    .default([]),
});
export type AfterwardsSettings = z.infer<typeof afterwardsSettings>;

export const events = {
  /** Takes down what happened after or during a treatment; late reports are taken too. Nothing of it can be changed afterwards. */
  report: command('notes.write')
    .input(
      z.object({
        patientId: id,
        courseId: id.nullable(),
        sessionId: id.nullable(),
        /** A near miss harmed nobody: it is `mild` and stops nothing. */
        kind: adverseEvent.shape.kind.optional(),
        severity: eventSeverity,
        happenedOn: plainDate,
        words: prose(2000),
        details: eventDetails.partial().optional(),
      }),
    )
    .output(adverseEvent),
  /** Adds what became known later. Raised to serious, the event stops the patient's consents like one reported so. */
  followUp: command('notes.write')
    .input(later.partial().extend({ id, words: prose(2000) }))
    .output(adverseEvent),
  open: auditedQuery('notes.read').input(z.object({ id })).output(adverseEvent),
  ofPatient: auditedQuery('notes.read')
    .input(z.object({ patientId: id }))
    .output(z.array(adverseEvent)),
  /** Of the whole clinic, newest first, at most 500: what is open or still to be reported, or all. */
  list: auditedQuery('notes.read')
    .input(z.object({ open: z.boolean() }))
    .output(
      z.array(adverseEvent.extend({ patient: z.object({ id, name: z.string(), number: z.string() }) })),
    ),
  /** What is asked at the start of a visit: the visit before it, what was reported since, and whether it was asked. */
  afterLastTime: auditedQuery('notes.read')
    .input(z.object({ sessionId: id }))
    .output(
      z.object({
        previous: z.object({ sessionId: id, startedAt: instant }).nullable(),
        events: z.array(adverseEvent),
        answer: z
          .object({
            answer: z.enum(['nothing', 'something', 'not-asked']),
            words: z.string(),
            by: z.string(),
            at: instant,
          })
          .nullable(),
      }),
    ),
  /** The answer to what happened after last time. A second one is added, the first stays. */
  answerAfterwards: command('notes.write')
    .input(
      z.object({
        sessionId: id,
        answer: z.enum(['nothing', 'something', 'not-asked']),
        words: prose(1000),
      }),
    )
    .output(z.object({ at: instant })),
  settings: query('practice.read').output(afterwardsSettings.extend({ version })),
  saveSettings: command('practice.write')
    .input(z.object({ settings: afterwardsSettings, version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
};
