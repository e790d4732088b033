import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { reference } from './reference.ts';
import { id, key, line, plainDate, plainTime, prose, referenceId, version } from './values.ts';

/** Where the clinic is, for labels, limits and ages; `unset` means the strictest rule of each. */
export const jurisdiction = z.enum(['unset', 'US', 'EU', 'UK', 'IE', 'DE', 'AU', 'ZA']);

export const clinicProfile = z.object({
  name: line(120, 1),
  addressLines: z.array(line(100)).max(5),
  phone: line(40),
  email: line(120),
  /** Registration or practice number as it stands on letterheads. */
  registration: line(80),
  /** IANA zone; every wall-clock time of the clinic is in it. */
  zone: key(60),
  jurisdiction,
  language: z.enum(['en']),
  paper: z.enum(['A4', 'Letter']),
  letterheadNote: prose(300),
  /** First and last wall-clock time that the day view shows. */
  dayStart: plainTime,
  dayEnd: plainTime,
  /** Months until a consent expires by default, 1 to 12. */
  consentMonths: z.int().min(1).max(12),
  /** Cancelled by the patient with less notice than this many hours is a late cancellation; 0: none is. */
  lateCancelHours: z.int().min(0).max(336),
  /** Minutes of waiting, past the planned start, after which the board says `long`, then `too long`. */
  waitingLongMinutes: z.int().min(1).max(240),
  waitingTooLongMinutes: z.int().min(1).max(240),
  /** Minutes past the planned start after which the board asks whether the patient did not attend. */
  absentAfterMinutes: z.int().min(5).max(240),
});
export type ClinicProfile = z.infer<typeof clinicProfile>;

export const room = z.object({ id, name: line(60, 1), version, retired: z.boolean() });
export const deviceKind = z.enum(['laser', 'electrical', 'magnetic']);
export const device = z.object({
  id,
  kind: deviceKind,
  name: line(80, 1),
  serial: line(60, 1),
  laserClass: line(4),
  lastPowerCheck: plainDate.nullable(),
  /** Last day on which it may be used before its service; null where none is kept. */
  serviceDue: plainDate.nullable(),
  version,
  retired: z.boolean(),
});
/** One part of a visit and what it keeps busy. Parts without the patient stand first (preparing) or last (cleaning). */
export const phase = z.object({
  name: line(40, 1),
  minutes: z.int().min(5).max(480).multipleOf(5),
  practitioner: z.boolean(),
  room: z.boolean(),
  deviceKind: deviceKind.nullable(),
  patient: z.boolean(),
  /** Takes the difference when a visit is longer or shorter than its kind; one part of each kind does. */
  stretches: z.boolean(),
});

export const appointmentType = z.object({
  id,
  name: line(60, 1),
  /** Length in minutes, a multiple of 5: the patient's time, without preparing and cleaning. */
  minutes: z.int().min(5).max(480).multipleOf(5),
  phases: z.array(phase).min(1).max(12),
  /** Lengths of those practitioners who take another time for it. */
  lengths: z.array(z.object({ practitionerId: id, minutes: z.int().min(5).max(480).multipleOf(5) })).max(100),
  /** Names a pair of the palette (fill and text) and a pattern, so that colour is never the only sign. */
  tint: z.enum(['slate', 'teal', 'amber', 'plum', 'sky', 'moss']),
  techniques: z.array(referenceId).max(13),
  version,
  retired: z.boolean(),
});
export type AppointmentType = z.infer<typeof appointmentType>;

export const practiceOverview = z.object({
  profile: clinicProfile.extend({ version }),
  rooms: z.array(room),
  devices: z.array(device),
  appointmentTypes: z.array(appointmentType),
  /** False until the owner has typed the recovery words back. */
  recoveryConfirmed: z.boolean(),
});

const saved = z.object({ id, version });
const editable = { id: true, version: true, retired: true } as const;
const existing = { id: id.optional(), version: version.optional(), retired: z.boolean().optional() };

export const practice = {
  overview: query('practice.read').output(practiceOverview),
  /** All reference data, substances with the disclosure class that holds in this clinic. */
  reference: query('practice.read').output(reference),
  reviseProfile: command('practice.write')
    .input(z.object({ profile: clinicProfile, version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  saveRoom: command('practice.write')
    .input(room.omit(editable).extend(existing))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'NAME_TAKEN')),
  saveDevice: command('practice.write')
    .input(
      device
        .omit({ ...editable, serviceDue: true })
        .extend(existing)
        /** Left out: as it is. */
        .extend({ serviceDue: plainDate.nullable().optional() }),
    )
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'NAME_TAKEN', 'WRONG_STATUS')),
  saveAppointmentType: command('practice.write')
    .input(
      appointmentType
        .omit({ ...editable, phases: true, lengths: true })
        .extend(existing)
        /** Left out: as they are, or one part that keeps practitioner and room from first to last. */
        .extend({
          phases: appointmentType.shape.phases.optional(),
          lengths: appointmentType.shape.lengths.optional(),
        }),
    )
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'NAME_TAKEN')),
};
