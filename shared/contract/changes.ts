import { z } from 'zod';
import { eventIterator, stream } from './procedure.ts';

/** What a notice can be about; a window refetches what it shows of that topic. */
export const topics = [
  'practice',
  'staff',
  'patients',
  'appointments',
  'waiting',
  'reminders',
  'hours',
  'absences',
  'consents',
  'templates',
  'limits',
  'treatments',
  'documents',
  'attachments',
  'stock',
  'events',
  'tasks',
  'recall',
  'packs',
  'timers',
  'phrases',
  'spelling',
  'letters',
] as const;

/** One committed change. Numbers rise without reuse; a window that was away asks for all after its last one. */
export const changeNotice = z.object({
  number: z.int(),
  topic: z.enum(topics),
  entityId: z.string().nullable(),
  patientId: z.string().nullable(),
});
export type ChangeNotice = z.infer<typeof changeNotice>;
export type Topic = (typeof topics)[number];

export const changes = {
  /** Streams every notice after `after`; null starts at the present. */
  follow: stream('signed-in')
    .input(z.object({ after: z.int().nullable() }))
    .output(eventIterator(changeNotice)),
};
