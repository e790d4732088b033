import type { z } from 'zod';

/** Numbers from a seed: the same seed makes the same attack. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
export function oneOf<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** What a field of that name may hold: ids that exist, entries of the reference data, and whatever parses. */
export type Pool = { byKey: Record<string, readonly unknown[]>; words: readonly string[] };

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
  entries?: Record<string, string>;
  values?: readonly unknown[];
  items?: readonly z.ZodType[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
}
const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** A value that the schema takes, as far as words and pools can make one. */
export function valid(schema: z.ZodType, random: Random, pool: Pool, key = ''): unknown {
  const def = defOf(schema);
  const again = (part: z.ZodType, name = key) => valid(part, random, pool, name);
  const fitting = (candidates: readonly unknown[]): unknown => {
    const from = Math.floor(random() * candidates.length);
    for (let step = 0; step < candidates.length; step++) {
      const candidate = candidates[(from + step) % candidates.length];
      if (schema.safeParse(candidate).success) return candidate;
    }
    return candidates[from];
  };
  const known = pool.byKey[key];
  if (known !== undefined && ['string', 'enum', 'unknown'].includes(def.type)) return fitting(known);
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape ?? {}).filter(
        ([, part]) => defOf(part).type !== 'optional' || random() < 0.6,
      );
      return Object.fromEntries(entries.map(([name, part]) => [name, again(part, name)]));
    }
    case 'array': {
      const part = def.element as z.ZodType;
      const wanted = Math.floor(random() * 3);
      for (const length of [wanted, 1, 2, 12]) {
        const list = Array.from({ length }, () => again(part));
        if (schema.safeParse(list).success) return list;
      }
      return [again(part)];
    }
    case 'record':
      return Object.fromEntries(
        Array.from({ length: Math.floor(random() * 4) }, () => [
          String(valid(def.keyType as z.ZodType, random, pool, 'recordKey')),
          valid(def.valueType as z.ZodType, random, pool, 'recordValue'),
        ]),
      );
    case 'tuple':
      return (def.items ?? []).map((part) => again(part));
    case 'union':
      return again(oneOf(random, def.options ?? []));
    case 'nullable':
      return random() < 0.3 ? null : again(def.innerType as z.ZodType);
    case 'optional':
    case 'default':
    case 'readonly':
      return again(def.innerType as z.ZodType);
    case 'pipe':
      return again(def.in as z.ZodType);
    case 'enum':
      return oneOf(random, Object.values(def.entries ?? {}));
    case 'literal':
      return oneOf(random, def.values ?? []);
    case 'boolean':
      return random() < 0.5;
    case 'number':
    case 'int':
      return fitting([1, 2, 3, 5, 10, 15, 30, 45, 60, 120, 500, 4]);
    case 'string':
      return fitting(pool.words);
    case 'unknown':
    case 'any':
      return { typed: oneOf(random, pool.words) };
    default:
      return oneOf(random, pool.words);
  }
}

const deep = (levels: number): unknown => {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { next: value };
  return value;
};

/** What no screen sends and anybody can. */
export const hostile: readonly (() => unknown)[] = [
  ...[
    '',
    ' ',
    '\u00a0',
    'x'.repeat(201),
    'x'.repeat(10_000),
    '\ud800',
    'a\udc00b',
    'Ama\u202egnikcuf',
    '\u2066isolate\u2069',
    'a\u200db\u00ad\ufeff',
    '\u0000',
    'a\u0000b',
    '\u0007',
    '\u0085',
    '\u2028',
    'e' + '\u0301'.repeat(200),
    '\u0958'.repeat(190),
    '\ufb2c'.repeat(95),
    'a '.repeat(99),
    '👨‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿🇿🇦',
    'محمد عبد الله',
    'Αχιλλεύς Ἀχαιός',
    "Robert'); DROP TABLE patients;--",
    '%_\\',
    '" OR 1 NOT NEAR(*) ^ -',
    '=cmd|calc!A0',
    '<img src=x onerror=alert(1)>',
    '{{constructor.constructor("return process")()}}',
    'javascript:alert(1)',
    '__proto__',
    'constructor',
    'toString',
    'NaN',
    'Infinity',
    '1e309',
    '-0',
    '-0.000',
    '0x10',
    '1,5',
    '1.500',
    '٣',
    '00012',
    '999999999999.999999999999',
    '-999999999999',
    '0.000000000001',
    '0',
    '9007199254740993',
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '0000-01-01',
    '0026-05-05',
    '9999-12-31',
    '1899-01-01',
    '2027-01-01',
    '24:00',
    '23:59:60',
    '9.30',
    '02:30',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T09:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f',
    'not-a-reference-id',
    'a'.repeat(80),
    '../../etc/passwd',
    'Mars/Olympus',
    '+02:00',
    'CON',
  ].map((text) => () => text),
  ...[NaN, Infinity, -Infinity, -0, 0, -1, 1.5, 1e21, 2 ** 53, 2 ** 31, -(2 ** 63)].map(
    (number) => () => number,
  ),
  () => null,
  () => undefined,
  () => true,
  () => 10n ** 30n,
  () => new Date(NaN),
  () => new Date(0),
  () => new Set([1]),
  () => new Map([['__proto__', 1]]),
  () => /x/,
  () => [],
  () => ({}),
  () => [[]],
  () => Array.from({ length: 5000 }, (_, at) => at),
  () => Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, 'x'])),
  // The door lets nothing deeper in: tests/desk/limits.test.ts.
  () => deep(30),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

type Place = { holder: Record<string | number, unknown>; key: string | number };

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (value === null || typeof value !== 'object' || found.length > 400) return found;
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>;
    found.push({ holder, key });
    placesOf(holder[key], found);
  }
  return found;
}

/** Changes up to three places. */
export function mutated(value: unknown, random: Random, pool: Pool): unknown {
  let changed = value;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--)
    changed = changedOnce(changed, random, pool);
  return changed;
}

/** A hostile value, something of another place, one thing left out, one thing too many. */
function changedOnce(value: unknown, random: Random, pool: Pool): unknown {
  const root = { value: structuredClone(value) };
  const { holder, key } = oneOf(random, placesOf(root));
  const old = holder[key];
  const way = random();
  if (way < 0.7) holder[key] = oneOf(random, hostile)();
  else if (way < 0.82)
    holder[key] = oneOf(random, pool.byKey[String(key)] ?? Object.values(pool.byKey).flat());
  else if (way < 0.88 && holder !== root) delete holder[key];
  else if (Array.isArray(old)) holder[key] = [...old, ...old, ...old];
  else if (typeof old === 'object' && old !== null)
    (old as Record<string, unknown>)['surplus'] = oneOf(random, hostile)();
  else holder[key] = [old];
  return root.value;
}

/** Up to three changes that the schema still takes: past the door, into the rooms. */
export function hostileButFitting(schema: z.ZodType, value: unknown, random: Random, pool: Pool): unknown {
  let fitting = value;
  for (let left = 1 + Math.floor(random() * 3), tries = 0; left > 0 && tries < 14; tries++) {
    const changed = changedOnce(fitting, random, pool);
    if (!schema.safeParse(changed).success) continue;
    fitting = changed;
    left--;
  }
  return fitting;
}
