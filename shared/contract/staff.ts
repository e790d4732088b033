import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { role } from './session.ts';
import { id, line, password, plainDate, referenceId, version } from './values.ts';

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
};
