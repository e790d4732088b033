import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the built page: where it lies, and what it is served as. */
export type PageFile = { readonly path: string; readonly type: string };

/**
 * The built page as a closed list of paths. A request is answered by looking its path up here and in no
 * other way, so nothing a caller writes in an address can reach a file that the build did not make.
 */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
};

/** Lists the built page once, at start. Files of a kind we do not know how to label are left out. */
export function listPage(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined || entry.name.startsWith('.')) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length).replaceAll('\\', '/'), { path, type });
  }
  return files;
}

/** The file behind an address path, or nothing. The path is compared as it was sent: no decoding, no `..`. */
export function findPage(files: PageFiles, pathname: string): PageFile | undefined {
  return files.get(pathname === '/' ? '/index.html' : pathname);
}
