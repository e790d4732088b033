import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, parts } from '../../main/launch/build.ts';
import { systems, writeStubRuntime, type System } from './stub-runtime.ts';

// What an installer would carry, made for three systems on this one: a stub stands for Electron's runtime, all else
// is real. It shows the contents and the fuses; it does not show that the real Electron starts.

const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'palpate-package-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const places: Record<System, { resources: string; program: string; native: string }> = {
  linux: { resources: 'linux-unpacked/resources', program: 'linux-unpacked/palpate', native: 'linux-x64' },
  win: { resources: 'win-unpacked/resources', program: 'win-unpacked/Palpate.exe', native: 'win32-x64' },
  mac: { resources: 'mac/Palpate.app/Contents/Resources', program: 'mac/Palpate.app', native: 'darwin-x64' },
};

beforeAll(() => {
  for (const part of Object.values(parts)) buildIfStale(root, part);
}, 120_000);

function pack(system: System, runtime: string, output: string): void {
  const words = [
    '--config',
    'electron-builder.yml',
    `--${system}`,
    'dir',
    '--x64',
    `-c.electronDist=${runtime}`,
    `-c.directories.output=${output}`,
  ];
  const run = spawnSync(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
  });
  if (run.status !== 0) throw new Error(`${run.stdout}\n${run.stderr}`);
}

describe.each(systems)('the package for %s', (system) => {
  const output = join(scratch, 'dist', system);
  const { resources, program, native } = places[system];
  const archive = join(output, resources, 'app.asar');
  const beside = `${archive}.unpacked`;

  beforeAll(async () => {
    const runtime = join(scratch, 'runtime', system);
    await writeStubRuntime(runtime, system);
    pack(system, runtime, output);
  }, 120_000);

  it('carries main, preload, page and clinical data, and nothing of source or tests', () => {
    const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
    for (const file of [
      '/package.json',
      '/out/main/main.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/resources/reference/substances.json',
    ]) {
      expect(files).toContain(file);
    }
    const strays = files.filter((file) =>
      /^\/(main|renderer|shared|tests|docs|\.ci|\.config|dist)(\/|$)/.test(file),
    );
    expect(strays).toEqual([]);
    expect(
      files.filter((file) => /\.(map|tsx?|md)$/.test(file) && !file.startsWith('/node_modules/')),
    ).toEqual([]);
    for (const name of ['react', 'react-dom', '@mantine/core', 'electron', 'vite', 'pdfjs-dist']) {
      expect(files).not.toContain(`/node_modules/${name}/package.json`);
    }
    for (const name of ['kysely', 'zod', '@orpc/server', 'pdfkit', 'ws']) {
      expect(files).toContain(`/node_modules/${name}/package.json`);
    }
  });

  it('has the encrypted store’s library beside the archive, for this system only', () => {
    const libraries = readdirSync(join(beside, 'node_modules/better-sqlite3/prebuilds'));
    expect(libraries).toContain(`${native}.node`);
    expect(libraries.filter((name) => !name.startsWith(native.split('-')[0] ?? ''))).toEqual([]);
  });

  it('has every fuse set as decided', async () => {
    const wire = await getCurrentFuseWire(join(output, program));
    const state = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0);
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookies: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      snapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileRights: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: '0',
      cookies: '1',
      nodeOptions: '0',
      inspect: '0',
      integrity: '1',
      onlyAsar: '1',
      snapshot: '0',
      fileRights: '0',
    });
  });

  // Another system's binaries do not run here.
  if (system !== 'linux' || process.platform !== 'linux' || process.arch !== 'x64') return;
  it('starts its main process, opens its window and answers it', () => {
    const unpacked = join(scratch, 'unpacked');
    const clinic = join(scratch, 'clinic');
    mkdirSync(clinic);
    extractAll(archive, unpacked);
    if (existsSync(beside)) cpSync(beside, unpacked, { recursive: true });
    const run = spawnSync(
      process.execPath,
      [join(root, 'tests/packaging/start-packaged.ts'), unpacked, clinic],
      {
        encoding: 'utf8',
        timeout: 60_000,
      },
    );
    expect(run.stderr.replaceAll(/^.*(Warning|node --trace).*$/gm, '').trim()).toBe('');
    expect(JSON.parse(run.stdout)).toEqual({
      problems: [],
      loaded: ['palpate://desk/index.html'],
      preload: join(unpacked, 'out', 'preload', 'preload.cjs'),
      page: 200,
      state: 'FIRST_RUN',
    });
    expect(readFileSync(join(unpacked, 'out/preload/preload.cjs'), 'utf8')).toContain('require("electron")');
  });
});
