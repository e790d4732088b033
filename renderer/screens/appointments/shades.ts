import type { ClosureKind, ShownDay } from '../../../shared/contract/hours.ts';
import { minus, minutesOf, tidy, type Span } from '../../../shared/rules/wall-clock.ts';

/** Time that cannot be booked, in minutes of the day; without a label it is simply outside hours. */
export interface Shade extends Span {
  kind: 'outside' | ClosureKind;
  label: string;
}

/** Whose time a column shows. */
export type Resource =
  | { kind: 'practitioner'; id: string }
  | { kind: 'room'; id: string | null }
  | { kind: 'device'; id: string };

const wholeDay: Span = { from: 0, to: 1440 };

/** What of the day is shut for this resource: outside its hours, and every closure that touches it, by name. */
export function shadesOf(day: ShownDay | undefined, of: Resource): Shade[] {
  if (day === undefined) return [];
  const outside = minus([wholeDay], openSpans(day, of)).map((span) => ({
    ...span,
    kind: 'outside' as const,
    label: '',
  }));
  return [...outside, ...closuresOf(day, of)];
}

export function closuresOf(day: ShownDay, of: Resource): Shade[] {
  return day.closures
    .filter(({ kind, resourceId }) => kind === 'holiday' || resourceId === of.id)
    .map(({ kind, label, ...span }) => ({ ...spanOf(span), kind, label }));
}

/** Hours of this resource before anything is taken off. */
export function openSpans(day: ShownDay, of: Resource): Span[] {
  const own =
    of.kind === 'practitioner' ? day.practitioners.find(({ id }) => id === of.id)?.spans : undefined;
  return tidy((own ?? day.clinic).map(spanOf));
}

/** Minutes of the day in which it can be booked. */
export function openMinutes(day: ShownDay, of: Resource): number {
  const shut = tidy(closuresOf(day, of));
  return minus(openSpans(day, of), shut).reduce((sum, { from, to }) => sum + to - from, 0);
}

function spanOf({ from, to }: { from: string; to: string }): Span {
  return { from: minutesOf(from), to: minutesOf(to) };
}

/** First and last whole hour that a grid shows: all hours that somebody has, widened to what is booked outside them. */
export function hoursShown(
  days: readonly ShownDay[],
  usual: { dayStart: string; dayEnd: string },
  booked: readonly Span[],
): Span {
  const open = days.flatMap(({ clinic, practitioners }) =>
    [...clinic, ...practitioners.flatMap(({ spans }) => spans)].map(spanOf),
  );
  const spans = open.length === 0 ? [spanOf({ from: usual.dayStart, to: usual.dayEnd })] : open;
  let { from, to } = { from: 1440, to: 0 };
  for (const span of [...spans, ...booked]) {
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}
