import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { findPage, listPage } from '../../main/page/files.ts';
import { isOwnAddress } from '../../main/shell/origin.ts';
import { newPapers } from '../../main/shell/papers.ts';
import { declareScheme, serveScheme } from '../../main/shell/scheme.ts';
import { foreignAddresses } from './addresses.ts';
import { newElectron } from './double.ts';

const folder = mkdtempSync(join(tmpdir(), 'palpate-page-'));
mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.html'), 'secret');
writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Palpate</title>');
writeFileSync(join(folder, 'renderer', 'assets', 'page.js'), 'export {};');
writeFileSync(join(folder, 'renderer', '.mark.json'), '{}');
afterAll(() => rmSync(folder, { recursive: true }));

const files = listPage(join(folder, 'renderer'));
const { electron, schemes, served } = newElectron();
const papers = newPapers();
declareScheme(electron.protocol);
serveScheme(electron.protocol, files, papers);
const ask = async (url: string, method = 'GET') => await served.get('palpate')!({ url, method } as Request);

describe('the page’s own scheme', () => {
  it('is declared once, as a secure standard origin that bypasses nothing', () => {
    expect(schemes).toEqual([
      {
        scheme: 'palpate',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
  });

  it('serves the built files under a policy that denies what it does not name', async () => {
    const page = await ask('palpate://desk/index.html');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Palpate</title>');
    expect((await ask('palpate://desk/')).status).toBe(200);
    expect((await ask('palpate://desk/assets/page.js')).headers.get('content-type')).toContain(
      'text/javascript',
    );
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/, 2)))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' blob:",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'frame-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'trusted-types': 'default',
      'require-trusted-types-for': "'script'",
    });
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/..\\secret.html',
    '/..%5csecret.html',
    '/assets/../../secret.html',
    '/index.html%00',
    '/index.html\u0000',
    '/C:/Windows/win.ini',
    '//etc/passwd',
    '/etc/passwd',
    '/.mark.json',
    '/%69ndex.html',
    '/INDEX.HTML',
    '/index.html/',
    '/assets',
    '/assets/',
    '/index.html.',
    '/index.html::$DATA',
    '/__proto__',
    '/constructor',
  ])('finds nothing at %j', async (path) => {
    expect(findPage(files, path)).toBeUndefined();
    const answer = await ask(`palpate://desk${path}`);
    expect(await answer.text()).not.toContain('secret');
  });

  it('serves only what the build made, whatever is asked', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const found = findPage(files, path);
        return found === undefined || found.path.startsWith(join(folder, 'renderer'));
      }),
    );
  });

  it.each(foreignAddresses)('refuses %j as an address of its own', async (url) => {
    expect(isOwnAddress(url)).toBe(false);
    expect((await ask(url)).status).toBe(403);
  });

  it('takes no other method than GET', async () => {
    expect((await ask('palpate://desk/index.html', 'POST')).status).toBe(403);
  });

  it('shows a paper under its own address until it is cleared', async () => {
    const address = papers.lay(Buffer.from('%PDF-1.7'));
    const shown = await ask(address);
    expect(shown.headers.get('content-type')).toBe('application/pdf');
    expect(await shown.text()).toBe('%PDF-1.7');
    papers.clear(address);
    expect((await ask(address)).status).toBe(403);
  });
});
