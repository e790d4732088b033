import { hash, verify } from '@node-rs/argon2';
import { signInSettings } from '../sign-in-settings.ts';
import { normalPassword } from './password.rules.ts';

/** argon2id in the library's numbering. */
const argon2id = 2;

/** Hashes on a worker thread; the cost stands in the result. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), { algorithm: argon2id, ...signInSettings.passwordCost });
}

let nobody: { cost: string; hash: Promise<string> } | undefined;

/** Whether the password fits. Without a hash it does the same work and says no, so that time tells nobody which names exist. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await hashOfNobody()), normalPassword(password));
  return fits && stored !== null;
}

/** True for a hash that was made when guessing was cheaper. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith('$argon2id$') || !stored.includes(`$${costText()}$`);
}

function costText(): string {
  const { memoryCost, timeCost, parallelism } = signInSettings.passwordCost;
  return `m=${memoryCost},t=${timeCost},p=${parallelism}`;
}

function hashOfNobody(): Promise<string> {
  if (nobody?.cost !== costText())
    nobody = { cost: costText(), hash: hashPassword('nobody has this password') };
  return nobody.hash;
}
