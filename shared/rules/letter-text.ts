import { fillPlaceholders, placeholderProblem, type PlaceholderProblem } from './placeholders.ts';

/**
 * All that a letter can take from the record by itself. What the desk notes about a patient, and what is written inside
 * the note of a visit, has no name here and therefore cannot be put in.
 */
export const letterFields = [
  'patient',
  'born',
  'number',
  'recipient',
  'author',
  'clinic',
  'today',
  'complaint',
  'areas',
  'goal',
  'imaging',
  'injury',
  'earlier',
  'medicines',
  'operations',
  'started',
  'visits',
  'techniques',
  'findings',
  'measured',
  'stopped',
  'injected',
  'surgery',
  'decisions',
  'ending',
] as const;
export type LetterField = (typeof letterFields)[number];
export type LetterFacts = Readonly<Record<LetterField, string>>;

const known: ReadonlySet<string> = new Set(letterFields);

/** Null for a text that can be used; else the first thing that stands in braces and is no field. */
export function letterProblem(text: string): PlaceholderProblem | null {
  return placeholderProblem(text, known);
}

/**
 * The text with its fields filled in. A line all of whose fields have nothing to say is left out, so that a letter never
 * says `Imaging: .`; a line without fields stays.
 */
export function fillLetter(text: string, facts: LetterFacts): string {
  return text
    .split('\n')
    .filter((line) => {
      const named = [...line.matchAll(/\{([a-z]+)\}/g)].flatMap(([, name = '']) =>
        known.has(name) ? [facts[name as LetterField]] : [],
      );
      return named.length === 0 || named.some((fact) => fact !== '');
    })
    .map((line) => fillPlaceholders(line, facts))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
