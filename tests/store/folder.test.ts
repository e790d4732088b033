import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readHolder, takeFolder } from '../../main/db/lock.ts';
import { newFolder, smallDisk, stateOf } from './support.ts';

/** Another process that takes the folder, says so, and holds it until it is killed. */
async function otherProcess(dir: string) {
  const script = `
    import { takeFolder } from ${JSON.stringify(path.resolve('main/db/lock.ts'))};
    takeFolder(${JSON.stringify(dir)}).publish('http://127.0.0.1:4711');
    globalThis.gc();
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

it('lets one process write, and tells the second where the first is', async () => {
  const dir = newFolder();
  const child = await otherProcess(dir);
  const problem = await stateOf(() => takeFolder(dir));
  expect(problem.state).toBe('IN_USE');
  expect(problem.data).toEqual({ pid: child.pid, address: 'http://127.0.0.1:4711' });
  expect(readHolder(dir)).toMatchObject({ pid: child.pid, address: 'http://127.0.0.1:4711' });
});

it('is free again as soon as the holder was killed', async () => {
  const dir = newFolder();
  const child = await otherProcess(dir);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readHolder(dir)).toBeNull();
  const held = takeFolder(dir);
  expect(readHolder(dir)?.pid).toBe(process.pid);
  held.release();
});

it('is not held by a note that names a process of another day', () => {
  const dir = newFolder();
  fs.writeFileSync(
    path.join(dir, 'in-use.json'),
    JSON.stringify({ pid: 1, since: '2020-01-01T00:00:00.000Z' }),
  );
  takeFolder(dir).release();
  expect(readHolder(dir)).toBeNull();
});

it('refuses a second opening inside the same process', async () => {
  const dir = newFolder();
  const held = takeFolder(dir);
  expect((await stateOf(() => takeFolder(dir))).state).toBe('IN_USE');
  held.release();
  takeFolder(dir).release();
});

it('says that the folder cannot be written to instead of that it is in use', async () => {
  const disk = smallDisk('size=1m,ro');
  const dir = disk ?? '/sys/kernel';
  expect((await stateOf(() => takeFolder(dir))).state).toBe('READ_ONLY');
});
