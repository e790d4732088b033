import { resolve } from 'node:path';
import { buildIfStale, parts } from './build.ts';

// `npm run build`: the page, Electron's main process and its preload script, each only if stale.

const root = resolve(import.meta.dirname, '..', '..');
for (const part of Object.values(parts)) process.stdout.write(`${part.name}: ${buildIfStale(root, part)}\n`);
