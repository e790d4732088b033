import { randomUUID } from 'node:crypto';

/** Where the program says that something went wrong with itself. Codes, names and places in the code; never a message with data. */
export type LogLine = { at: string; incident: string; where: string; error: string; frames: string[] };

let sink: (line: LogLine) => void = (line) => console.error(JSON.stringify(line));

export function logTo(next: (line: LogLine) => void): void {
  sink = next;
}

/** Notes an unexpected error and returns its incident id, which the screen shows. Messages may carry data and are left out. */
export function report(where: string, error: unknown): string {
  const incident = randomUUID().slice(0, 8);
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12) : [];
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const cause = error instanceof Error && error.cause instanceof Error ? ` < ${error.cause.name}` : '';
  sink({ at: new Date().toISOString(), incident, where, error: `${error instanceof Error ? error.name : typeof error}${code}${cause}`, frames });
  return incident;
}
