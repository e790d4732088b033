import { randomUUID } from 'node:crypto';

/** Where the program says that something went wrong with itself. Codes, names and places in the code; never a message with data. */
export type LogLine = { at: string; incident: string; where: string; error: string; frames: string[] };

let sink: (line: LogLine) => void = (line) => console.error(JSON.stringify(line));

export function logTo(next: (line: LogLine) => void): void {
  sink = next;
}

/** A place in the code as V8 writes it: nothing that a message could be made to look like, once the message is cut off. */
const place =
  /^\s+at (?:async )?(?:[\w.$<>[\] ]+ \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\|<anonymous>|native)[^()\n]*\)?$/;

/**
 * Notes an unexpected error and returns its incident id, which the screen shows. Messages may carry data and are left
 * out, and so is every name that is not the code's own.
 */
export function report(where: string, error: unknown): string {
  const incident = randomUUID().slice(0, 8);
  const kind = error instanceof Error ? kindOf(error) : typeof error;
  const cause = error instanceof Error && error.cause instanceof Error ? ` < ${kindOf(error.cause)}` : '';
  const frames = error instanceof Error ? framesOf(error) : [];
  sink({ at: new Date().toISOString(), incident, where, error: `${kind}${cause}`, frames });
  return incident;
}

function kindOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return `${error.constructor.name}${/^[A-Z][A-Z0-9_]{0,60}$/.test(code) ? ` ${code}` : ''}`;
}

function framesOf({ stack = '', message }: Error): string[] {
  const told = stack.indexOf(message);
  const places = told === -1 ? stack : stack.slice(told + message.length);
  return places
    .split('\n')
    .filter((line) => place.test(line))
    .slice(0, 12);
}
