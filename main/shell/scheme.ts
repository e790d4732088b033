import { readFile } from 'node:fs/promises';
import type * as Electron from 'electron';
import { findPage, type PageFiles } from '../page/files.ts';
import { pageHeaders } from '../page/headers.ts';
import { isOwnAddress, scheme } from './origin.ts';

/** Says before the application is ready that our scheme is a secure origin of the standard form. */
export function declareScheme(protocol: Electron.Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers our scheme from the closed list of built files, and from nothing else. */
export function serveScheme(protocol: Electron.Protocol, files: PageFiles): void {
  protocol.handle(scheme, (request) => answer(files, request));
}

async function answer(files: PageFiles, request: Request): Promise<Response> {
  if (request.method !== 'GET' || !isOwnAddress(request.url)) return refused(403);
  const file = findPage(files, new URL(request.url).pathname);
  if (file === undefined) return refused(404);
  const body = await readFile(file.path);
  return new Response(new Uint8Array(body), { headers: { ...pageHeaders, 'content-type': file.type } });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}
