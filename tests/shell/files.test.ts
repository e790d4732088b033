import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../main/shell/arguments.ts';
import { safeName, saveAs } from '../../main/shell/files.ts';
import { systemKeychain } from '../../main/shell/keychain.ts';
import { newElectron } from './double.ts';

const folder = mkdtempSync(join(tmpdir(), 'palpate-save-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the name under which a paper is saved', () => {
  it.each([
    ['Consent Łukasz Wójcik', 'Consent Łukasz Wójcik.pdf'],
    ['Consent.pdf', 'Consent.pdf'],
    ['a.pdf.pdf', 'a.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['..\\..\\x.exe', 'x.exe.pdf'],
    ['CON', 'document CON.pdf'],
    ['nul.txt', 'document nul.txt.pdf'],
    ['', 'document.pdf'],
    ['...', 'document.pdf'],
    ['.hidden', 'hidden.pdf'],
    ['evil\u202Efdp.exe', 'evil fdp.exe.pdf'],
    ['a\u0000b', 'a b.pdf'],
    ['x'.repeat(300), `${'x'.repeat(120)}.pdf`],
  ])('%j becomes %j', (wanted, name) => {
    expect(safeName(wanted)).toBe(name);
  });

  it('never holds a path, a control character or a reserved one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (wanted) => {
        const name = safeName(wanted);
        return (
          /^[^\u0000-\u001F<>:"/\\|?*]{1,}\.pdf$/u.test(name) &&
          !name.startsWith('.') &&
          !/^(con|prn|aux|nul|com\d|lpt\d)\./i.test(name)
        );
      }),
    );
  });
});

describe('saving a paper', () => {
  const choose = (filePath: string, canceled = false) => ({
    showSaveDialog: async () => ({ filePath, canceled }),
  });

  it('writes it whole where the person chose', async () => {
    const path = join(folder, 'consent.pdf');
    expect(await saveAs(choose(path), 'consent', Buffer.from('%PDF-1.7'))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7');
    expect(readdirSync(folder)).toEqual(['consent.pdf']);
  });

  it('writes nothing when the person changes their mind', async () => {
    expect(await saveAs(choose('', true), 'consent', Buffer.from('%PDF'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['consent.pdf']);
  });

  it('leaves no torn file behind when the place cannot take it', async () => {
    await expect(
      saveAs(choose(join(folder, 'nowhere', 'x.pdf')), 'x', Buffer.from('%PDF')),
    ).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['consent.pdf']);
  });
});

describe('the system’s keychain', () => {
  const { electron } = newElectron();
  const backed = (backend: 'basic_text' | 'unknown' | 'gnome_libsecret' | 'kwallet6', works = true) => ({
    ...electron.safeStorage,
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => works,
  });

  it.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['win32', 'unknown', true, true],
    ['darwin', 'unknown', false, false],
  ] as const)(
    'on %s with %s (works: %s) counts as a keychain: %s',
    async (platform, backend, works, counts) => {
      expect(await systemKeychain(backed(backend, works), platform).available()).toBe(counts);
    },
  );

  it('gives back the very bytes it was given, and does not keep them readable', async () => {
    const keychain = systemKeychain(electron.safeStorage, 'darwin');
    const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
    const wrapped = await keychain.wrap(key);
    expect(Buffer.from(wrapped).equals(key)).toBe(false);
    expect(Uint8Array.from(await keychain.unwrap(wrapped))).toEqual(key);
  });
});

describe('the words on the command line', () => {
  it.each([
    [['electron', '.'], { data: undefined, demo: false }],
    [['electron', '.', '--data=/clinic', '--demo'], { data: '/clinic', demo: true }],
    [['palpate', '--enable-logging', '--data='], { data: undefined, demo: false }],
    [['palpate', '--data', '/clinic'], { data: undefined, demo: false }],
  ])('%j', (argv, read) => {
    expect(readArguments(argv)).toEqual(read);
  });
});
