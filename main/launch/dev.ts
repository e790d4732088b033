import { resolve } from 'node:path';
import { createServer } from 'vite';
import { startBrowserDesk } from './browser-desk.ts';
import { buildIfStale, parts } from './build.ts';
import { chooseFolder } from './folders.ts';
import { readOptions } from './options.ts';
import { thisMachine } from './window.ts';

// `npm run dev`: the browser desk with the page served from source, so that edits show at once; `node --watch`
// restarts it when main changes. The page runs here without its content policy, which forbids such reloading.

const root = resolve(import.meta.dirname, '..', '..');
const say = (line: string) => void process.stdout.write(`${line}\n`);
const options = readOptions(process.argv.slice(2));

buildIfStale(root, parts.page);
const folder = chooseFolder(thisMachine(), options.data, options.demo);
const running = await startBrowserDesk({ root, folder, demo: options.demo, window: false, say });
if (typeof running === 'string') process.exit(running === 'shown' ? 0 : 1);

const { desk } = running;
const toDesk = { target: desk.origin, changeOrigin: true };
const vite = await createServer({
  configFile: resolve(root, '.config/vite.renderer.config.ts'),
  server: {
    host: '127.0.0.1',
    proxy: { '/launch': toDesk, '/rpc': { ...toDesk, ws: true, rewriteWsOrigin: true } },
  },
});
await vite.listen();
const { pathname, search } = new URL(desk.launchAddress());
say(`Open this address (it works once): ${new URL(pathname + search, vite.resolvedUrls?.local[0]).href}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.stop();
    void Promise.all([vite.close(), running.done]).then(() => process.exit(0));
  });
}
