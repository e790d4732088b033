import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port';
import type { Api } from '../../shared/contract/index.ts';
import { newElectron } from '../shell/double.ts';

// Runs the main process of an unpacked package under Node, with the double in Electron's place, as far as a call
// from its window; prints what it saw as one line of JSON. Words: the package's folder, an empty clinic folder.

const [folder = '', clinic = ''] = process.argv.slice(2);
const double = newElectron({ packaged: true, appPath: folder, userData: join(clinic, 'profile') });
(globalThis as Record<string, unknown>)['palpateElectron'] = double.electron;

const names = Object.keys(double.electron).join(', ');
const standIn = `data:text/javascript,export const { ${names} } = globalThis.palpateElectron;`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

process.argv = ['palpate', `--data=${clinic}`];
await import(pathToFileURL(join(folder, 'out', 'main', 'main.js')).href);
double.ready();
const deadline = Date.now() + 20_000;
while (
  double.windows.length === 0 &&
  Date.now() < deadline &&
  !double.acts.some((act) => act.startsWith('error'))
) {
  await new Promise((later) => setTimeout(later, 20));
}

const [window] = double.windows;
window?.contents.emit('did-finish-load');
const port = window?.posted[0]?.ports[0] as MessagePort | undefined;
const api = port && createORPCClient<Api>(new RPCLink({ port: port as unknown as SupportedMessagePort }));
port?.start();
const served = await double.served.get('palpate')?.({
  url: 'palpate://desk/index.html',
  method: 'GET',
} as Request);
const seen = {
  problems: double.acts.filter((act) => act.startsWith('error')),
  loaded: window?.loaded ?? [],
  preload: window?.options.webPreferences?.preload ?? '',
  page: served?.status ?? 0,
  state: (await api?.upkeep.state({}))?.state ?? 'none',
};
process.stdout.write(`${JSON.stringify(seen)}\n`);
double.electron.app.emit('will-quit', { preventDefault: () => {} });
setTimeout(() => process.exit(0), 500);
