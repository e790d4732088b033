import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { clinicProfile } from './practice.ts';
import { command, gateway, query } from './procedure.ts';
import { sitting } from './session.ts';
import { id, instant, key, line, password, pdf } from './values.ts';

/** The named states of the clinic's store. Never an empty start in place of any of them. */
export const storeStates = [
  'FIRST_RUN',
  'OPEN',
  'WORDS_NEEDED',
  'KEY_UNAVAILABLE',
  'KEY_WRONG',
  'KEYRING_MISSING',
  'STORE_MISSING',
  'DB_DAMAGED',
  'LOG_DAMAGED',
  'DISK_FULL',
  'READ_ONLY',
  'BAD_PLACE',
  'NEWER_SCHEMA',
  'MIGRATION_FAILED',
  'IN_USE',
] as const;
export type StoreState = (typeof storeStates)[number];

export const deskState = z.object({
  state: z.enum(storeStates),
  /** Technical remark without patient data, for support. */
  detail: z.string(),
  door: z.enum(['desktop', 'browser']),
  demo: z.boolean(),
  clinicName: z.string().nullable(),
  folder: z.string(),
  appVersion: z.string(),
});

const words = z.array(key(20)).length(12);

export const auditRow = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string().nullable(),
  procedure: z.string(),
  action: z.enum(['C', 'R', 'U', 'D', 'E']),
  patientId: z.string().nullable(),
  entityId: z.string().nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
  reason: z.string().nullable(),
});

export const upkeep = {
  state: gateway('query').output(deskState),
  /** First run only: makes folder, keys, store, clinic and owner, and signs the owner in at this window. */
  foundClinic: gateway('command')
    .input(
      z.object({
        profile: clinicProfile,
        owner: z.object({
          userName: line(60, 1),
          displayName: line(120, 1),
          title: line(80),
          treats: z.boolean(),
          password,
        }),
      }),
    )
    .output(z.object({ sitting, words }))
    .errors(mayRefuse('ALREADY_FOUNDED', 'WEAK_PASSWORD')),
  openWithWords: gateway('command')
    .input(z.object({ words }))
    .output(deskState)
    .errors(mayRefuse('WORDS_WRONG')),
  /**
   * After LOG_DAMAGED: takes what is there for all there is, and opens. Copies of the files stay in `quarantine/`. Only
   * who holds the recovery words can decide this, because nobody can sign in while the store is closed.
   */
  acceptLogLoss: gateway('command')
    .input(z.object({ words }))
    .output(deskState)
    .errors(mayRefuse('WORDS_WRONG')),
  /** Tries again after the cause was mended (disk freed, folder writable, drive back). */
  tryAgain: gateway('command').output(deskState),
  recoveryKit: query('keys.manage').output(pdf),
  confirmWords: command('keys.manage')
    .input(z.object({ words }))
    .output(z.object({}))
    .errors(mayRefuse('WORDS_WRONG')),
  auditTrail: query('audit.read')
    .input(z.object({ before: z.int().nullable(), patientId: id.optional(), limit: z.int().min(1).max(200) }))
    .output(z.array(auditRow)),
  verifyAudit: query('audit.read').output(
    z.object({ rows: z.int(), firstBad: z.int().nullable(), sound: z.boolean() }),
  ),
};
