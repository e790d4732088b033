import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logIntoFolder } from '../../main/log-file.ts';
import { report } from '../../main/log.ts';

describe('the log of unexpected errors', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'palpate-log-'));
    logIntoFolder(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = () =>
    readdirSync(join(folder, 'log'))
      .map((name) => readFileSync(join(folder, 'log', name), 'utf8'))
      .join('');

  it('names place and incident but never the message, which may hold a patient', () => {
    const incident = report('patients.register', new TypeError('cannot read Thandiwe Nkosi'));
    expect(written()).toContain(incident);
    expect(written()).toContain('TypeError');
    expect(written()).not.toContain('Nkosi');
  });

  it('is readable by its owner alone', () => {
    report('x', new Error('y'));
    const [name = ''] = readdirSync(join(folder, 'log'));
    expect(statSync(join(folder, 'log', name)).mode & 0o077).toBe(0);
  });

  it('forgets what is older than two weeks of files', () => {
    mkdirSync(join(folder, 'log'));
    for (let day = 1; day <= 20; day++)
      writeFileSync(join(folder, 'log', `2026-01-${String(day).padStart(2, '0')}.jsonl`), '');
    report('x', new Error('y'));
    expect(readdirSync(join(folder, 'log'))).toHaveLength(15);
    expect(readdirSync(join(folder, 'log'))).not.toContain('2026-01-06.jsonl');
  });
});
