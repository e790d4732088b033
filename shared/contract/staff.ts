import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { role } from './session.ts';
import { id, instant, line, password, plainDate, referenceId, sha256, version } from './values.ts';

/** What a practitioner may do and until when; kinds are `credentialTypes` of the reference data. */
export const credential = z.object({
  id,
  type: referenceId,
  /** Empty: holds for every technique that asks for this type. */
  techniques: z.array(referenceId).max(13),
  issuer: line(120),
  number: line(60),
  issuedOn: plainDate.nullable(),
  expiresOn: plainDate.nullable(),
  /** Devices of the clinic that it is good for; empty: all. */
  devices: z.array(id).max(50).default([]),
  /** Body regions in which it does not count. */
  regionsExcluded: z.array(referenceId).max(40).default([]),
  /** Substances that it allows; empty: all. */
  substancesAllowed: z.array(referenceId).max(60).default([]),
  /** Whoever answers for what is done under it and co-signs the note; null: held by themselves. */
  supervisedBy: id.nullable().default(null),
  /** Who saw the paper, and when; empty and null while nobody has. */
  verifiedBy: line(120).default(''),
  verifiedOn: plainDate.nullable().default(null),
  /** Of the file with the paper, kept where the clinic keeps such files; null without one. */
  evidenceSha256: sha256.nullable().default(null),
  /** A suspended or withdrawn one counts for nothing, whatever its days. */
  status: z.enum(['held', 'suspended', 'withdrawn']).default('held'),
});
export type Credential = z.infer<typeof credential>;

export const member = z.object({
  id,
  userName: line(60, 1),
  displayName: line(120, 1),
  /** As printed under a signature, for example `Physiotherapist`. */
  title: line(80),
  roles: z.array(role).min(1),
  /** Shown as a column of the day. */
  treats: z.boolean(),
  disabled: z.boolean(),
  credentials: z.array(credential),
  version,
});
export type Member = z.infer<typeof member>;

/** What a person lacks for a technique, or beyond what their credentials reach. */
export const grantLack = z.object({
  kind: z.enum(['credential', 'region', 'substance', 'device', 'specialist-site']),
  /** Credential type, region, substance, device or site. */
  id: z.string(),
  techniqueId: referenceId,
});

/** Something done in need by somebody who lacked a grant, and what the owner said to it. */
export const override = z.object({
  id,
  sessionId: id,
  practitionerId: id,
  practitioner: z.string(),
  lacks: z.array(grantLack),
  reason: z.string(),
  at: instant,
  review: z
    .object({
      outcome: z.enum(['justified', 'not-justified']),
      words: z.string(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
});
export type Override = z.infer<typeof override>;

export const staff = {
  list: query('staff.read').output(z.array(member)),
  add: command('staff.write')
    .input(
      member
        .pick({ userName: true, displayName: true, title: true, roles: true, treats: true })
        .extend({ password }),
    )
    .output(z.object({ id, version }))
    .errors(mayRefuse('NAME_TAKEN', 'WEAK_PASSWORD')),
  revise: command('staff.write')
    .input(
      member.pick({
        id: true,
        displayName: true,
        title: true,
        roles: true,
        treats: true,
        disabled: true,
        version: true,
      }),
    )
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION', 'LAST_OWNER')),
  resetPassword: command('staff.write')
    .input(z.object({ id, password }))
    .output(z.object({}))
    .errors(mayRefuse('WEAK_PASSWORD')),
  /** Replaces all credentials of one person. */
  recordCredentials: command('staff.write')
    .input(z.object({ id, credentials: z.array(credential.omit({ id: true })).max(60), version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  /** Emergency overrides, those not reviewed yet first, then newest first; at most 200. Nothing in it names a patient. */
  overrides: query('staff.write').output(z.array(override)),
  /** The owner's word on one override, once. */
  reviewOverride: command('staff.write')
    .input(z.object({ id, outcome: z.enum(['justified', 'not-justified']), words: line(500, 3) }))
    .output(override)
    .errors(mayRefuse('WRONG_STATUS')),
};
