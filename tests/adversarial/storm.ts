import type { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import type { Host } from '../../main/clinic/upkeep/host.ts';
import { hostileButFitting, mutated, oneOf, seeded, valid, type Pool } from './inputs.ts';

export interface Procedure {
  name: string;
  meta: ProcedureMeta;
  codes: ReadonlySet<string>;
  input: z.ZodType | undefined;
}

export const procedures: Procedure[] = Object.entries(contract).flatMap(([domain, members]) =>
  Object.entries(members).map(([verb, procedure]) => {
    const { meta, errorMap, inputSchema } = (
      procedure as unknown as {
        '~orpc': { meta: ProcedureMeta; errorMap: object; inputSchema?: z.ZodType };
      }
    )['~orpc'];
    return { name: `${domain}.${verb}`, meta, codes: new Set(Object.keys(errorMap)), input: inputSchema };
  }),
);

/** How many rows each table has and how far its versions have counted; the ledger and the count of wrong guesses apart. */
export function contents(host: Host): { tables: string; audit: number } {
  const raw = host.clinic?.store.raw;
  if (raw === undefined) throw new Error('the clinic is closed');
  let counting = counters.get(raw);
  if (counting === undefined) counters.set(raw, (counting = counterOf(raw)));
  return {
    tables: String(counting.get()),
    audit: raw.prepare('SELECT count(*) FROM audit').pluck().get() as number,
  };
}

type Raw = NonNullable<Host['clinic']>['store']['raw'];
const counters = new WeakMap<Raw, { get: () => unknown }>();

function counterOf(raw: Raw): { get: () => unknown } {
  const names = raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name")
    .pluck()
    .all() as string[];
  const counted = names.filter(
    (name) =>
      !['audit', 'auditSeals', 'signInAttempts'].includes(name) && !/^(patientTrigrams|sqlite)_/.test(name),
  );
  const parts = counted.map((name) => {
    const columns = raw.prepare(`SELECT name FROM pragma_table_info('${name}')`).pluck().all();
    const sum = columns.includes('version') ? `|| '/' || coalesce(sum(version), 0)` : '';
    return `'${name} ' || (SELECT count(*) ${sum} FROM ${name})`;
  });
  return raw.prepare(`SELECT ${parts.join(" || ', ' || ")}`).pluck();
}

export interface Finding {
  procedure: string;
  what: string;
  input: string;
}

export interface Storm {
  host: Host;
  seed: number;
  rounds: number;
  pool: (procedure: string) => Pool;
  /** The window for the next call; a new one where the last call has ended the sitting. */
  window: (procedure: string) => Promise<Api>;
  only?: readonly string[];
  /** Inputs that are known to be taken, from which the attack starts half of the time. */
  examples?: Readonly<Record<string, readonly (() => unknown)[]>>;
}

/** Sends each procedure so many inputs and lists whatever is not a declared answer, or writes though refused. */
export async function storm({ host, seed, rounds, pool, window, only, examples = {} }: Storm) {
  const random = seeded(seed);
  const attack = (name: string, input: z.ZodType, start: unknown, way: number): unknown => {
    const good = versioned(host, start ?? valid(input, random, pool(name)), random);
    if (way === 0) return good;
    return way === 1 ? mutated(good, random, pool(name)) : hostileButFitting(input, good, random, pool(name));
  };
  const findings: Finding[] = [];
  const answers: Record<string, Record<string, number>> = {};
  const spent: Record<string, number> = {};
  // What closes a room, sends somebody away or ends a life comes when everything else has been tried.
  const ends = ({ name }: Procedure) =>
    /^(staff\.|practice\.save)/.test(name) ||
    ['patients.recordDeath', 'treatments.sign', 'treatments.amend', 'consents.withdraw'].includes(name);
  const inOrder = [...procedures.filter((one) => !ends(one)), ...procedures.filter(ends)];
  for (const { name, codes, input } of inOrder.filter((one) => only?.includes(one.name) ?? true)) {
    const tally: Record<string, number> = (answers[name] = {});
    const began = performance.now();
    for (let round = 0; round < (input === undefined ? 3 : drawn(name) ? rounds / 3 : rounds); round++) {
      const known = examples[name];
      const start = known !== undefined && random() < 0.7 ? oneOf(random, known)() : undefined;
      const sent = input === undefined ? undefined : attack(name, input, start, round % 5);
      const api = await window(name);
      const before = contents(host);
      const code = await answerTo(api, name, sent);
      tally[code] = (tally[code] ?? 0) + 1;
      const found = (what: string) => findings.push({ procedure: name, what, input: shown(sent) });
      if (code !== 'answered' && !codes.has(code)) found(`answered ${code}`);
      if (code === 'answered') continue;
      const after = contents(host);
      if (after.tables !== before.tables) found(`${code}, yet it wrote`);
      if (after.audit - before.audit > 1) found(`${code} left ${after.audit - before.audit} audit rows`);
    }
    spent[name] = Math.round(performance.now() - began);
  }
  return { findings, answers, spent };
}

/** A paper takes a hundred times as long as an answer, and is asked for by hardly more than an id. */
const drawn = (name: string): boolean => name.startsWith('documents.') || name === 'templates.previewPaper';

async function answerTo(api: Api, name: string, input: unknown): Promise<string> {
  const [domain = '', verb = ''] = name.split('.');
  const call = (api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
    domain
  ]?.[verb];
  if (call === undefined) return 'no route';
  try {
    const answer = await call(input);
    if (answer !== null && typeof answer === 'object' && 'return' in answer)
      await (answer as AsyncGenerator).return(undefined);
    return 'answered';
  } catch (error) {
    return (error as { code?: string }).code ?? `crashed: ${String(error)}`;
  }
}

function shown(input: unknown): string {
  const text =
    JSON.stringify(input, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ??
    'undefined';
  return text.length > 1500 ? `${text.slice(0, 1500)}…` : text;
}

const withVersions = [
  'patients',
  'treatmentSessions',
  'consentDrafts',
  'courses',
  'appointments',
  'users',
  'rooms',
  'devices',
  'appointmentTypes',
  'wishes',
];

/** Mostly the version and the text that stand: what is stale is refused before anything else is looked at. */
function versioned(host: Host, input: unknown, random: () => number): unknown {
  if (input === null || typeof input !== 'object' || !('id' in input) || random() < 0.2) return input;
  const raw = host.clinic?.store.raw;
  const found = withVersions
    .map(
      (table) =>
        raw?.prepare(`SELECT version FROM ${table} WHERE id = ?`).pluck().get(input.id) as number | undefined,
    )
    .find((version) => version !== undefined);
  return found === undefined || !('version' in input) ? input : { ...input, version: found };
}
