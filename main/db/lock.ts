import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from './flush.ts';
import { holdFile } from './open.ts';
import { classify, StoreProblem } from './store-problem.ts';

const holder = z.object({
  pid: z.int().positive(),
  since: z.string(),
  /** Where a second start can ask the first to come forward; absent until it listens. */
  address: z.string().optional(),
});
export type Holder = z.infer<typeof holder>;

export interface HeldFolder {
  /** Tells a second start where to find this one. */
  publish(address: string): void;
  release(): void;
}

/**
 * Makes this process the only writer of a clinic's folder.
 * The lock is the system's, so a crash releases it by itself; `in-use.json` only says who holds it.
 * @throws StoreProblem IN_USE with the holder's pid and address.
 */
export function takeFolder(dir: string, now: () => string = () => new Date().toISOString()): HeldFolder {
  const note = path.join(dir, 'in-use.json');
  const letGo = hold(path.join(dir, 'in-use.lock'));
  if (letGo === null) {
    const other = readHolder(dir);
    throw new StoreProblem('IN_USE', 'other-process', {
      pid: other?.pid ?? null,
      address: other?.address ?? null,
    });
  }
  const mine: Holder = { pid: process.pid, since: now() };
  try {
    replaceFile(note, JSON.stringify(mine));
  } catch (error) {
    // Else a folder that can be written to again would be held by nobody who knows of it.
    letGo();
    throw classify(error, { keyIsRight: true }) ?? error;
  }
  return {
    publish: (address) => replaceFile(note, JSON.stringify({ ...mine, address })),
    release: () => {
      fs.rmSync(note, { force: true });
      letGo();
    },
  };
}

/** Who says it holds the folder; null when nobody does or the process is gone. */
export function readHolder(dir: string): Holder | null {
  let text: string;
  try {
    text = fs.readFileSync(path.join(dir, 'in-use.json'), 'utf8');
  } catch {
    return null;
  }
  const parsed = holder.safeParse(parseOrNull(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
}

function hold(file: string): (() => void) | null {
  try {
    return holdFile(file);
  } catch (error) {
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
