import { fillPlaceholders, placeholderProblem, type PlaceholderProblem } from './placeholders.ts';

/** All that a reminder may say besides its own words. Nothing of health can be put in: there is no name for it. */
export const placeholders = ['clinic', 'phone', 'address', 'date', 'time', 'practitioner', 'name'] as const;
export type Placeholder = (typeof placeholders)[number];
export type Filling = Record<Placeholder, string>;

export type TemplateProblem =
  | PlaceholderProblem
  /** A reminder that does not say when is none. */
  | { problem: 'missing'; name: Placeholder };

const known: ReadonlySet<string> = new Set(placeholders);

/** Null for a text that can be used: only known placeholders, every brace closed, date and time said. */
export function templateProblem(subject: string, body: string): TemplateProblem | null {
  const text = `${subject}\n${body}`;
  const wrong = placeholderProblem(text, known);
  if (wrong !== null) return wrong;
  for (const name of ['date', 'time'] as const)
    if (!text.includes(`{${name}}`)) return { problem: 'missing', name };
  return null;
}

/** Each placeholder replaced once: what is put in is not read again. */
export function fillTemplate(text: string, filling: Filling): string {
  return fillPlaceholders(text, filling);
}

/** The language to write in: the patient's where a text of it is approved, else the clinic's, else English. */
export function languageFor(wanted: string, fallback: string, approved: readonly string[]): string {
  const primary = wanted.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return [primary, fallback].find((one) => approved.includes(one)) ?? 'en';
}
