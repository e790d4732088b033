import { Temporal } from 'temporal-polyfill';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { ReminderTemplate } from '../../../shared/contract/reminders.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import {
  type Filling,
  fillTemplate,
  languageFor,
  templateProblem,
} from '../../../shared/rules/reminder-text.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { example, shippedTexts } from './reminder.words.ts';
import { findTemplates, putTemplate, type TemplateRow } from './store.ts';

export async function templates(db: Reader): Promise<Outputs['reminders']['templates']> {
  const rows = new Map((await findTemplates(db)).map((row) => [row.language, row]));
  const shipped = Object.entries(shippedTexts).filter(([language]) => !rows.has(language));
  const own = await Promise.all([...rows.values()].map((row) => templateOf(db, row)));
  return [
    ...shipped.map(([language, text]) => ({ language, ...text, approved: null, version: 0 })),
    ...own,
  ].toSorted((a, b) => a.language.localeCompare(b.language));
}

export async function saveTemplate(
  tx: Tx,
  input: Inputs['reminders']['saveTemplate'],
  act: Act,
): Promise<{ version: number }> {
  const { language, approved } = input;
  const before = (await templates(tx)).find((one) => one.language === language);
  const currentVersion = before?.version ?? 0;
  if (currentVersion !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion, current: before ?? null });
  const subject = input.subject.trim();
  const body = `${input.body.trim()}\n`;
  const problem = templateProblem(subject, body);
  if (problem !== null) throw new Refusal('TEMPLATE_REFUSED', problem);
  const version = currentVersion + 1;
  await putTemplate(tx, {
    language,
    subject,
    body,
    approvedAt: approved ? act.now : null,
    approvedBy: approved ? act.who.userId : null,
    version,
  });
  act.about({ entityId: `reminder-text-${language}`, version, action: currentVersion === 0 ? 'C' : 'U' });
  act.changed('reminders', language);
  return { version };
}

/** Subject and text in a language, whether it is approved or not. */
export async function messageIn(
  db: Reader,
  language: string,
  filling: Filling,
): Promise<{ subject: string; text: string; language: string }> {
  const all = await templates(db);
  const template = all.find((one) => one.language === language) ?? all.find((one) => one.language === 'en');
  if (template === undefined) throw new Error('no text of a reminder is left');
  return {
    subject: fillTemplate(template.subject, filling),
    text: fillTemplate(template.body, filling),
    language: template.language,
  };
}

/** The language in which somebody is written to, of those whose text is approved. */
export async function spokenLanguage(db: Reader, wanted: string, fallback: string): Promise<string> {
  const approved = (await templates(db)).filter(isApproved).map(({ language }) => language);
  return languageFor(wanted, fallback, approved);
}

/** Everything that a reminder may say of a visit. */
export function fillingOf(
  visit: { startsAt: string; practitioner: string; name: string },
  clinic: ClinicProfile,
  language: string,
): Filling {
  const at = Temporal.Instant.from(visit.startsAt).toZonedDateTimeISO(clinic.zone);
  // English dates read day first here as everywhere in the product.
  const locale = language === 'en' ? 'en-GB' : language;
  return {
    clinic: clinic.name,
    phone: clinic.phone,
    address: clinic.addressLines.filter((part) => part !== '').join(', '),
    date: at.toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: at.toLocaleString(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    practitioner: visit.practitioner,
    name: visit.name,
  };
}

export function exampleFilling(clinic: ClinicProfile, language: string, now: string): Filling {
  return fillingOf({ startsAt: plusMinutes(now, 24 * 60), ...example }, clinic, language);
}

function isApproved({ origin, approved }: ReminderTemplate): boolean {
  return origin === 'shipped' || approved !== null;
}

async function templateOf(db: Reader, row: TemplateRow): Promise<ReminderTemplate> {
  const { language, subject, body, approvedAt, approvedBy, version } = row;
  const by = approvedBy === null ? null : await memberBy(db, approvedBy);
  return {
    language,
    subject,
    body,
    origin: 'own',
    approved: approvedAt === null ? null : { at: approvedAt, by: by?.displayName ?? '' },
    version,
  };
}
