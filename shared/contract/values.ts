import { z } from 'zod';

/** UUIDv7 text: sorts by creation. */
export const id = z.uuid();

/** UTC instant with milliseconds, e.g. `2026-11-22T09:30:00.000Z`. Sorts as text. */
export const instant = z.iso.datetime({ precision: 3 });

/** Calendar date in the clinic, `YYYY-MM-DD`, years 0001 to 9999; an impossible date (2026-02-30) is refused. */
export const plainDate = z.iso.date().regex(/^(?!0000)/);

/** Wall-clock time in the clinic, `HH:MM`, 00:00 to 23:59. */
export const plainTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Exact decimal as text (`0.5`, `12`): no exponent, no sign but minus, no `-0`, at most 12 digits on each side. */
export const decimalText = z.string().regex(/^(?!-0(\.0+)?$)-?(0|[1-9]\d{0,11})(\.\d{1,12})?$/);

/** SHA-256 in lower-case hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Id of an entry of the reference data, kebab-case. */
export const referenceId = z
  .string()
  .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/)
  .max(80);

/** A language as BCP 47 names it: `en`, `de`, `pt-BR`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/);

/**
 * One line of text: no control characters, no line separators, no bidi overrides, at most `max` characters after
 * trimming. Composed (NFC) before it is measured, because some scripts grow by it.
 */
export function line(max: number, min = 0) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\u2028-\u202E\u2066-\u2069]*$/u)
    .refine((text) => text.isWellFormed());
}

/** Text of several lines: TAB and newline allowed, other control characters and broken characters refused. */
export function prose(max: number) {
  return z.string().normalize('NFC').max(max).refine(isReadable);
}

/** A name that a screen gives to something: nothing invisible in it but the joiners of words. */
export function key(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);
}

/** Taken as typed, sign by sign, because it is compared with what was typed before. */
export const password = z.string().min(1).max(128).refine(isReadable);

/** Broken characters become another text in the store, and a NUL ends it. */
export function isReadable(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text);
}

/** Counts up with every change; a writer sends the one it has read. */
export const version = z.int().positive();

export const side = z.enum(['left', 'right', 'midline']);
export type Side = z.infer<typeof side>;

/** What the patient is told a substance is. Not a legal status; see `clinical.md` 5. */
export const disclosureClass = z.enum(['drug', 'biological-substance', 'device-substance', 'vehicle']);
export type DisclosureClass = z.infer<typeof disclosureClass>;

/** Point of a handwritten signature: x and y in ten-thousandths of the pad's width, t in ms from pen down, p pressure 0..1000. */
export const strokePoint = z.object({
  x: z.int().min(0).max(100_000),
  y: z.int().min(0).max(100_000),
  t: z.int().min(0).max(3_600_000),
  p: z.int().min(0).max(1000),
  /** With what the stroke was drawn; stands at its first point. */
  by: z.enum(['mouse', 'touch', 'pen', 'keys']).optional(),
});
export const strokes = z
  .array(z.array(strokePoint).min(1).max(20_000))
  .max(500)
  .refine((all) => all.reduce((points, stroke) => points + stroke.length, 0) <= 20_000);
export type Strokes = z.infer<typeof strokes>;

/** A PDF as it travels to a screen, with its name for saving. */
export const pdf = z.file().mime('application/pdf');
