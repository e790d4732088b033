import type * as Electron from 'electron';
import { isOwnAddress, isPaperAddress } from './origin.ts';

type LockedSession = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setUSBProtectedClassesHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
>;

/**
 * Electron approves what nobody answers. So every request for a permission, a device or the screen is
 * answered, and the answer is no. The page needs none of them: it draws, types and prints through its port.
 */
export function denyPermissions(session: LockedSession): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler(() => []);
  // Dictionaries would be fetched from a server of the browser's maker.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

/** The page may not leave its origin, open a window or embed another page, whoever asks for it. */
export function confineContents(app: Pick<Electron.App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => stayHome(event, event.url));
    contents.on('will-frame-navigate', (event) => {
      // The viewer of a paper is a frame that Chromium itself puts into the paper's window.
      const isViewer = !event.isMainFrame && isPaperAddress(contents.getURL()) && isPdfViewer(event.url);
      if (!isViewer) stayHome(event, event.url);
    });
    contents.on('will-redirect', (event) => stayHome(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Chromium's built-in PDF viewer, under the fixed id that it has in every build, and the paper within it. */
function isPdfViewer(address: string): boolean {
  return (
    address.startsWith('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/') || isPaperAddress(address)
  );
}

function stayHome(event: { preventDefault: () => void }, address: string): void {
  if (!isOwnAddress(address)) event.preventDefault();
}
