import { readFile } from 'node:fs/promises';
import type * as Electron from 'electron';
import { findPage, type PageFiles } from '../page/files.ts';
import { pageHeaders } from '../page/headers.ts';
import { isOwnAddress, scheme } from './origin.ts';
import type { Papers } from './papers.ts';

/** Says before the application is ready that our scheme is a secure origin of the standard form. */
export function declareScheme(protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers our scheme from the closed list of built files and the papers being printed, and from nothing else. */
export function serveScheme(
  protocol: Pick<Electron.Protocol, 'handle'>,
  files: PageFiles,
  papers: Papers,
): void {
  protocol.handle(scheme, (request) => answer(files, papers, request));
}

async function answer(files: PageFiles, papers: Papers, request: Request): Promise<Response> {
  const paper = papers.at(request.url);
  if (paper !== undefined) return new Response(new Uint8Array(paper), { headers: paperHeaders });
  if (request.method !== 'GET' || !isOwnAddress(request.url)) return refused(403);
  const file = findPage(files, new URL(request.url).pathname);
  if (file === undefined) return refused(404);
  const body = await readFile(file.path);
  return new Response(new Uint8Array(body), { headers: { ...pageHeaders, 'content-type': file.type } });
}

/** A paper is drawn by Chromium's viewer, which the page's own policy would forbid to load. */
const paperHeaders = {
  'content-type': 'application/pdf',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

function refused(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}
