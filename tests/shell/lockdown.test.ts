import { describe, expect, it } from 'vitest';
import type * as Electron from 'electron';
import { confineContents, denyPermissions } from '../../main/shell/lockdown.ts';
import { newPapers } from '../../main/shell/papers.ts';
import { foreignAddresses } from './addresses.ts';
import { newContents, newElectron, newSession } from './double.ts';

type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1];

const permissions: readonly Permission[] = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
  'unknown',
];
const origins = ['palpate://desk', 'https://example.org', 'http://127.0.0.1', 'null', ''];
const nobody = undefined as never;

describe('what the page may ask the system for', () => {
  const { session, handlers } = newSession();
  denyPermissions(session);

  it.each(permissions)('refuses %s to every origin, asked or checked', (permission) => {
    for (const requestingUrl of origins) {
      const given: boolean[] = [];
      handlers.permission?.(nobody, permission, (granted) => given.push(granted), {
        requestingUrl,
        isMainFrame: true,
      });
      expect(given).toEqual([false]);
      expect(handlers.check?.(null, permission, requestingUrl, nobody)).toBe(false);
    }
  });

  it('hands out no device, no screen, no Bluetooth pairing and no protected USB class', async () => {
    expect(handlers.device?.(nobody)).toBe(false);
    expect(handlers.usb?.({ protectedClasses: ['audio', 'hid'] })).toEqual([]);
    const screens: unknown[] = [];
    await handlers.display?.(nobody, (streams) => screens.push(streams));
    expect(screens).toEqual([{}]);
    const paired: unknown[] = [];
    handlers.bluetooth?.(nobody, (answer) => paired.push(answer));
    expect(paired).toEqual([{ confirmed: false }]);
  });

  it('fetches no spelling dictionary and starts no download', () => {
    expect(handlers.spelling).toBe(false);
    expect(isPrevented((event) => session.emit('will-download', event))).toBe(true);
  });
});

describe('where the page may go', () => {
  const { electron } = newElectron();
  const { contents, asked } = newContents();
  confineContents(electron.app);
  electron.app.emit('web-contents-created', {}, contents);

  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    it.each(foreignAddresses)(`${event} to %j is stopped`, (url) => {
      expect(isPrevented((given) => contents.emit(event, Object.assign(given, { url })))).toBe(true);
    });
    it(`${event} within the desk goes on`, () => {
      const url = 'palpate://desk/index.html#/day';
      expect(isPrevented((given) => contents.emit(event, Object.assign(given, { url })))).toBe(false);
    });
  }

  it.each([...foreignAddresses, 'palpate://desk/index.html'])('opens no second window for %j', (url) => {
    expect(asked.open?.({ url } as Electron.HandlerDetails)).toEqual({ action: 'deny' });
  });

  it('attaches no webview', () => {
    expect(isPrevented((event) => contents.emit('will-attach-webview', event))).toBe(true);
  });
});

describe('the window of a paper', () => {
  const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html';
  const paper = newPapers().lay(Buffer.from('%PDF'));
  const { electron } = newElectron();
  const { contents, visit } = newContents();
  confineContents(electron.app);
  electron.app.emit('web-contents-created', {}, contents);
  const goes = (url: string, isMainFrame: boolean) =>
    !isPrevented((given) => contents.emit('will-frame-navigate', Object.assign(given, { url, isMainFrame })));

  it('lets Chromium’s own viewer in as a frame, and nothing else', () => {
    visit(paper);
    expect(goes(viewer, false)).toBe(true);
    expect(goes(paper, false)).toBe(true);
    expect(goes(viewer, true)).toBe(false);
    expect(goes('https://example.org/', false)).toBe(false);
    expect(goes('chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh/index.html', false)).toBe(false);
  });

  it('is the only one that does', () => {
    visit('palpate://desk/index.html');
    expect(goes(viewer, false)).toBe(false);
    expect(goes(paper, false)).toBe(false);
  });
});

function isPrevented(emit: (event: { preventDefault: () => void }) => void): boolean {
  let prevented = false;
  emit({ preventDefault: () => (prevented = true) });
  return prevented;
}
