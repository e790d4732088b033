import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../db/flush.ts';
import { StoreProblem } from '../db/store-problem.ts';

const name = 'demo-key.txt';
const warning = `This file opens the clinic in this folder without any password.
It is for demonstration and tests only. Never keep it beside real patients' records.
`;

export function writeDemoKey(dir: string): Buffer {
  const key = randomBytes(32);
  replaceFile(path.join(dir, name), `${warning}${key.toString('hex')}\n`);
  return key;
}

export function hasDemoKey(dir: string): boolean {
  return fs.existsSync(path.join(dir, name));
}

export function readDemoKey(dir: string): Buffer {
  if (!hasDemoKey(dir)) throw new StoreProblem('KEY_UNAVAILABLE', 'no-demo-key');
  const found = /^[0-9a-f]{64}$/m.exec(fs.readFileSync(path.join(dir, name), 'utf8'));
  if (found === null) throw new StoreProblem('KEY_WRONG', 'demo-key');
  return Buffer.from(found[0], 'hex');
}
