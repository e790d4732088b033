import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const houses = ['main', 'renderer', 'shared', 'tests'];

type Report = {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
};

function cruise(folder: string): Report {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.config/dependency-cruiser.config.cjs',
      '--output-type',
      'json',
      ...houses,
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(run.stdout) as Report;
}

/** For each rule: one file that breaks it, as somebody in a hurry would write it. */
const breaches: Readonly<Record<string, readonly (readonly [file: string, text: string])[]>> = {
  'no-cycles': [
    ['main/breach/one.ts', `import { two } from './two.ts';\nexport const one = (): unknown => two;\n`],
    ['main/breach/two.ts', `import { one } from './one.ts';\nexport const two = (): unknown => one;\n`],
  ],
  'no-unresolvable': [['main/breach/lost.ts', `import { x } from './nowhere.ts';\nexport const lost = x;\n`]],
  'shared-is-a-leaf': [
    ['shared/rules/breach-leaf.ts', `export type { Seat } from '../../main/clinic/act.ts';\n`],
  ],
  'shared-runs-anywhere': [
    ['shared/breach-node.ts', `import { hostname } from 'node:os';\nexport const here = hostname;\n`],
  ],
  'renderer-never-sees-main': [
    [
      'renderer/app/breach-main.ts',
      `import type { Seat } from '../../main/clinic/act.ts';\nexport type S = Seat;\n`,
    ],
  ],
  'renderer-never-sees-node': [
    ['renderer/app/breach-node.ts', `import { join } from 'node:path';\nexport const j = join;\n`],
  ],
  'main-never-sees-renderer': [
    ['main/breach/page.ts', `export { ui } from '../../renderer/ui/breach-target.ts';\n`],
  ],
  'product-never-sees-tests': [
    ['main/breach/tests.ts', `export { quiet } from '../../tests/support/chromium.ts';\n`],
  ],
  'clinic-below-transport': [
    ['main/clinic/breachery/service.ts', `export { isWithinLimits } from '../../rpc/limits.ts';\n`],
  ],
  'other-domains-by-service-only': [
    ['main/clinic/breachery/other.ts', `export { secret } from '../neighbour/store.ts';\n`],
    ['main/clinic/neighbour/store.ts', `export const secret = 1;\n`],
  ],
  'rules-are-pure': [
    [
      'main/clinic/breachery/rules.ts',
      `import { randomBytes } from 'node:crypto';\nexport const chance = randomBytes;\n`,
    ],
  ],
  'infrastructure-below-clinic': [
    ['main/db/breach-clinic.ts', `export type { Act } from '../clinic/act.ts';\n`],
  ],
  'migrations-are-frozen': [
    ['main/db/migrations/9999-breach.ts', `export { messageLimit } from '../../desk/server.ts';\n`],
  ],
  'screens-do-not-know-each-other': [
    ['renderer/screens/breach-a/A.ts', `export { b } from '../breach-b/B.ts';\n`],
    ['renderer/screens/breach-b/B.ts', `export const b = 1;\n`],
  ],
  'screens-below-app': [
    ['renderer/screens/breach-a/C.ts', `export { top } from '../../app/breach-top.ts';\n`],
    ['renderer/app/breach-top.ts', `export const top = 1;\n`],
  ],
  'ui-knows-no-clinic': [
    ['renderer/ui/breach-contract.ts', `export { id } from '../../shared/contract/values.ts';\n`],
  ],
  'electron-at-the-edge': [['main/clinic/breachery/electron.ts', `export { app } from 'electron';\n`]],
  'sql-in-stores': [['main/clinic/breachery/query.service.ts', `export { sql } from 'kysely';\n`]],
  'sqlite-in-one-file': [
    ['main/db/breach-sqlite.ts', `import Database from 'better-sqlite3';\nexport const d = Database;\n`],
  ],
  'pdfkit-in-paper': [
    [
      'main/clinic/breachery/paper.ts',
      `import type PDFDocument from 'pdfkit';\nexport type P = PDFDocument;\n`,
    ],
  ],
  'mail-in-post': [['main/clinic/breachery/mail.ts', `export { SMTPConnection } from 'emailjs';\n`]],
  'orpc-confined': [['main/clinic/breachery/rpc.ts', `export { ORPCError } from '@orpc/server';\n`]],
};

const bystanders: readonly (readonly [string, string])[] = [
  ['renderer/ui/breach-target.ts', `export const ui = 1;\n`],
];

describe('the borders of the house', () => {
  it('hold on the tree, and the whole tree was read', () => {
    const { summary } = cruise(root);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    const files = houses.flatMap((house) =>
      readdirSync(join(root, house), { recursive: true, encoding: 'utf8' }),
    );
    const modules = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
    expect(modules.length).toBeGreaterThan(50);
    expect(summary.totalCruised).toBeGreaterThanOrEqual(modules.length);
  });

  describe('catch every breach', () => {
    const copy = mkdtempSync(join(tmpdir(), 'palpate-graph-'));
    let report: Report;

    beforeAll(() => {
      for (const place of [...houses, '.config', 'package.json', 'tsconfig.json']) {
        cpSync(join(root, place), join(copy, place), { recursive: true });
      }
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
      for (const [file, text] of [...Object.values(breaches).flat(), ...bystanders]) {
        mkdirSync(dirname(join(copy, file)), { recursive: true });
        writeFileSync(join(copy, file), text);
      }
      report = cruise(copy);
    }, 60_000);
    afterAll(() => rmSync(copy, { recursive: true }));

    it.each(Object.keys(breaches))('%s', (name) => {
      const file = breaches[name]?.[0]?.[0];
      const caught = report.summary.violations.filter(
        ({ rule, from }) => rule.name === name && from === file,
      );
      expect(caught.length).toBeGreaterThan(0);
    });
  });

  it('have a breach for each rule, so that none is only written', () => {
    const { forbidden } = createRequire(import.meta.url)(
      join(root, '.config/dependency-cruiser.config.cjs'),
    ) as {
      forbidden: { name: string }[];
    };
    expect(forbidden.map(({ name }) => name).toSorted()).toEqual(Object.keys(breaches).toSorted());
  });
});
