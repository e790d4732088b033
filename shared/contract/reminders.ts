import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { patientLine } from './patients.ts';
import { command, query } from './procedure.ts';
import { id, instant, line, password, plainDate, prose, version } from './values.ts';

/** How somebody wants to be reminded. Several at once; none of them with `asked` means: does not want to be. */
export const way = z.enum(['email', 'call', 'slip']);
export type Way = z.infer<typeof way>;

export const contactChoice = z.object({
  patientId: id,
  /** When and by whom the person was asked and agreed; null: not asked, so nothing is ever sent. */
  asked: z.object({ at: instant, by: z.string() }).nullable(),
  ways: z.array(way),
  /** Other than on file; empty: the one on file. */
  email: z.string(),
  phone: z.string(),
  /** 0 before anything was recorded. */
  version: z.int().nonnegative(),
});
export type ContactChoice = z.infer<typeof contactChoice>;

/** Primary subtag of BCP 47. */
export const templateLanguage = z.string().regex(/^[a-z]{2,3}$/);

export const reminderTemplate = z.object({
  language: templateLanguage,
  subject: line(150, 1),
  body: prose(2000).min(1),
  /** `draft`: written by a machine and shipped, used only once somebody who speaks the language has approved it. */
  origin: z.enum(['shipped', 'draft', 'own']),
  approved: z.object({ at: instant, by: z.string() }).nullable(),
  /** 0 while it is as shipped. */
  version: z.int().nonnegative(),
});
export type ReminderTemplate = z.infer<typeof reminderTemplate>;

/** The clinic's account at its mail provider. The password goes in and never comes out again. */
export const mailAccount = z.object({
  host: line(253, 1),
  port: z.int().min(1).max(65_535),
  /** `none` only for a mail server on this very computer. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Empty: the server asks for no sign-in. */
  user: line(254),
  fromName: line(80),
  fromAddress: line(254, 3),
});
export type MailAccountShape = z.infer<typeof mailAccount>;

export const reminderSettings = z.object({
  account: mailAccount.extend({ hasPassword: z.boolean() }).nullable(),
  /** Off: nothing leaves this computer but a test that the owner sends. */
  sending: z.boolean(),
  /** Hours before the visit, each one a reminder; longest first. */
  leads: z.array(z.int().min(1).max(336)).max(4),
  /** For patients whose language has no approved text. */
  language: templateLanguage,
  version,
});
export type ReminderSettings = z.infer<typeof reminderSettings>;

export const reminderState = z.enum(['queued', 'sending', 'sent', 'unsure', 'failed', 'dropped']);

/** Why a reminder was dropped, or what stood in the way of the last attempt. */
export const reminderReason = z.enum([
  'cancelled',
  'moved',
  'already-here',
  'not-asked',
  'not-wanted',
  'deceased',
  'no-address',
  'booked-late',
  'too-late',
  'superseded',
  'by-hand',
  'unreachable',
  'no-encryption',
  'certificate',
  'sign-in',
  'sender-refused',
  'address-refused',
  'refused',
  'busy',
  'lost',
]);
export type ReminderReason = z.infer<typeof reminderReason>;

export const reminder = z.object({
  id,
  appointmentId: id,
  patient: patientLine,
  startsAt: instant,
  /** Hours before the visit. */
  hours: z.int(),
  dueAt: instant,
  state: reminderState,
  stateAt: instant,
  reason: reminderReason.nullable(),
  attempts: z.int(),
  /** When it is tried next; null when it is not. */
  nextAt: instant.nullable(),
  /** Where it goes or has gone; empty when nothing is on file. */
  address: z.string(),
});
export type Reminder = z.infer<typeof reminder>;

const visit = z.object({ appointmentId: id, patient: patientLine, startsAt: instant });

export const remindersOfDay = z.object({
  date: plainDate,
  zone: z.string(),
  sending: z.boolean(),
  mails: z.array(reminder),
  calls: z.array(
    visit.extend({
      phone: z.string(),
      called: z.object({ at: instant, by: z.string() }).nullable(),
    }),
  ),
  slips: z.array(visit),
  /** Booked on that day and never asked how they want to be reminded. */
  notAsked: z.array(visit),
});
export type RemindersOfDay = z.infer<typeof remindersOfDay>;

const call = z.object({ appointmentId: id, startsAt: instant });

export const reminders = {
  settings: query('reminders.read').output(reminderSettings),
  reviseSettings: command('practice.write')
    .input(reminderSettings.pick({ sending: true, leads: true, language: true, version: true }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION', 'MAIL_NOT_SET_UP')),
  /** `password` null keeps the one on file, which is possible only for the same server and user. */
  saveAccount: command('practice.write')
    .input(mailAccount.extend({ password: password.nullable(), version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  /** Forgets account and password and switches sending off. */
  removeAccount: command('practice.write')
    .input(z.object({ version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  /** Sends the text of a reminder with invented data, at once, whether sending is on or not. */
  sendTest: command('practice.write')
    .input(z.object({ to: line(254, 3), language: templateLanguage }))
    .output(z.object({}))
    .errors(mayRefuse('MAIL_NOT_SET_UP', 'MAIL_FAILED')),
  templates: query('reminders.read').output(z.array(reminderTemplate)),
  saveTemplate: command('practice.write')
    .input(
      reminderTemplate
        .pick({ language: true, subject: true, body: true, version: true })
        .extend({ approved: z.boolean() }),
    )
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION', 'TEMPLATE_REFUSED')),
  choice: query('reminders.read')
    .input(z.object({ patientId: id }))
    .output(contactChoice),
  /** `asked` false takes the answer back: nothing is sent any more. */
  recordChoice: command('reminders.write')
    .input(
      contactChoice
        .pick({ patientId: true, version: true })
        .extend({ asked: z.boolean(), ways: z.array(way).max(3), email: line(254), phone: line(40) }),
    )
    .output(contactChoice)
    .errors(mayRefuse('STALE_VERSION')),
  ofDay: query('reminders.read')
    .input(z.object({ date: plainDate }))
    .output(remindersOfDay),
  /** Failed or unsure, for visits that are still to come. */
  troubles: query('reminders.read').output(z.array(reminder)),
  /** Tries a failed one again, now. */
  retry: command('reminders.write')
    .input(z.object({ id }))
    .output(z.object({}))
    .errors(mayRefuse('WRONG_STATUS')),
  /** What a person found out about one that may or may not have arrived. */
  resolve: command('reminders.write')
    .input(z.object({ id, as: z.enum(['arrived', 'send-again', 'leave']) }))
    .output(z.object({}))
    .errors(mayRefuse('WRONG_STATUS')),
  markCalled: command('reminders.write').input(call).output(z.object({})).errors(mayRefuse('WRONG_STATUS')),
  unmarkCalled: command('reminders.write').input(call).output(z.object({})),
};
