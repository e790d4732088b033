import { createHash } from 'node:crypto';
import type { Raw } from './open.ts';

interface SchemaItem {
  type: string;
  name: string;
  sql: string | null;
}

/** Every table, index, trigger and view by name, with the hash of the text that made it. */
export type Fingerprint = ReadonlyMap<string, string>;

export function fingerprintOf(raw: Raw): Fingerprint {
  // Shadow tables belong to the full-text engine, which may word them differently from version to version.
  const shadows = new Set(
    (raw.pragma('table_list') as { name: string; type: string }[])
      .filter((t) => t.type === 'shadow')
      .map((t) => t.name),
  );
  const items = raw
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name",
    )
    .all() as SchemaItem[];
  return new Map(
    items
      .filter((item) => !shadows.has(item.name))
      .map((item) => [
        `${item.type} ${item.name}`,
        createHash('sha256')
          .update((item.sql ?? '').replace(/\s+/g, ' ').trim())
          .digest('hex'),
      ]),
  );
}

/** Names what is missing, added or altered; empty when both agree. */
export function schemaDifferences(expected: Fingerprint, found: Fingerprint): string[] {
  const differences: string[] = [];
  for (const [name, hash] of expected) {
    const there = found.get(name);
    if (there === undefined) differences.push(`missing ${name}`);
    else if (there !== hash) differences.push(`altered ${name}`);
  }
  for (const name of found.keys()) if (!expected.has(name)) differences.push(`unknown ${name}`);
  return differences;
}
