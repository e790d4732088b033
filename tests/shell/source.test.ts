import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

// What can be seen in the text alone: calls that must not exist, and calls that must exist once.

const root = resolve(import.meta.dirname, '..', '..');
type Source = { readonly file: string; readonly text: string };

function sourcesIn(...places: string[]): Source[] {
  return places.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|html)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ file: relative(root, path), text: withoutComments(readFileSync(path, 'utf8')) })),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const main = sourcesIn('main');
const page = sourcesIn('renderer');
const filesWith = (sources: Source[], pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the text of main', () => {
  it('was read', () => {
    expect(main.length).toBeGreaterThan(30);
    expect(page.length).toBeGreaterThan(10);
  });

  it.each([
    ['opens nothing outside', /openExternal|openPath|showItemInFolder/],
    ['registers no channel: the port goes one way, from main to the page', /ipcMain|\.ipc\./],
    ['runs no text as code in the page', /executeJavaScript|insertCSS|insertText\(/],
    [
      'overrides no certificate check',
      /certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT/,
    ],
    [
      'uses no remote module and no webview',
      /enableRemoteModule|@electron\/remote|<webview|webviewTag: true/,
    ],
    ['loads no file and no foreign page', /loadFile|file:\/\//],
    ['appends no switch to Chromium', /appendSwitch|appendArgument|enableBlinkFeatures|disable-web-security/],
    ['hands the page no argument', /additionalArguments/],
    ['exposes nothing to the page', /contextBridge|exposeInMainWorld/],
    ['uses no synchronous keychain call', /\.(en|de)cryptString\(|isEncryptionAvailable\(/],
    ['reports no crash to anyone', /crashReporter/],
    ['never hides Electron’s warnings', /ELECTRON_DISABLE_SECURITY_WARNINGS/],
  ])('%s', (_promise, pattern) => {
    expect(filesWith(main, pattern)).toEqual([]);
  });

  it('switches the sandbox of a browser off in one place, for root alone', () => {
    expect(filesWith(main, /no-sandbox/)).toEqual(['main/launch/browsers.ts']);
    const text = main.find(({ file }) => file === 'main/launch/browsers.ts')?.text ?? '';
    expect(text.match(/no-sandbox/g)).toHaveLength(1);
    expect(text).toContain("isRoot ? ['--no-sandbox'] : []");
  });

  it.each([
    [/new electron\.BrowserWindow/g, ['main/shell/printing.ts', 'main/shell/window.ts']],
    [/setPermissionRequestHandler\(/g, ['main/shell/lockdown.ts']],
    [/setWindowOpenHandler\(/g, ['main/shell/lockdown.ts']],
    [/protocol\.handle\(/g, ['main/shell/scheme.ts']],
    [/registerSchemesAsPrivileged\(/g, ['main/shell/scheme.ts']],
    [/\.requestSingleInstanceLock\(/g, ['main/main.ts']],
    [/\.enableSandbox\(/g, ['main/main.ts']],
    [/new electron\.MessageChannelMain/g, ['main/rpc/desktop.ts']],
  ])('does %s where it belongs', (pattern, files) => {
    const found = main.flatMap(({ file, text }) => Array.from(text.match(pattern) ?? [], () => file));
    expect(found.toSorted()).toEqual(files);
  });

  it('names no host but this machine and the place of Electron’s releases', () => {
    const hosts = main.flatMap(({ text }) =>
      Array.from(text.matchAll(/https?:\/\/([\w.-]+)/g), ([, host]) => host),
    );
    const names = new Set(hosts);
    for (const known of [
      '127.0.0.1',
      'github.com',
      'www.w3.org',
      'purl.org',
      'ns.adobe.com',
      'www.aiim.org',
      'hl7.org',
      'unitsofmeasure.org',
    ])
      names.delete(known);
    expect([...names]).toEqual([]);
  });
});

describe('the text of the page', () => {
  it.each([
    [
      'builds no markup from text',
      /dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write/,
    ],
    ['runs no text as code', /\beval\(|new Function\(/],
    ['embeds no webview and no frame', /<webview|<iframe|<object|<embed/],
    ['asks nothing of Node or Electron', /from 'node:|require\(|\bprocess\.|from 'electron'/],
    ['fetches nothing from elsewhere', /(src|href)=["']https?:|fetch\(["']https?:|@import url\(/],
  ])('%s', (_promise, pattern) => {
    expect(filesWith(page, pattern)).toEqual([]);
  });

  it('has no inline script and no inline handler in its HTML', () => {
    for (const { text } of page.filter(({ file }) => file.endsWith('.html'))) {
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|<style/);
    }
  });
});

describe('the version of Electron', () => {
  // The three majors that its makers support with the newest at 45; raise it together with the package.
  const supported = [43, 44, 45];

  it('is pinned exactly, the same in the lock file, and within what its makers support', () => {
    const require = createRequire(import.meta.url);
    const { devDependencies } = require(join(root, 'package.json')) as {
      devDependencies: Record<string, string>;
    };
    const { packages } = require(join(root, 'package-lock.json')) as {
      packages: Record<string, { version: string }>;
    };
    const version = packages['node_modules/electron']?.version ?? '';
    expect(devDependencies['electron']).toBe(version);
    expect(supported).toContain(Number(version.split('.')[0]));
  });
});
