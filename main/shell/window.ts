import type * as Electron from 'electron';
import { firstPage } from './origin.ts';

/**
 * What the page's process may do: nothing of Node. The safe values are Electron's defaults by now; they stand
 * here so that the type refuses their omission and a test reads them.
 */
export function pagePreferences(preload: string, packaged: boolean) {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  } satisfies Electron.WebPreferences;
}

/** Makes the desk's window, hidden until its first picture is ready, and loads the page into it. */
export function openMainWindow(
  electron: Pick<typeof Electron, 'BrowserWindow' | 'app'>,
  preload: string,
): Electron.BrowserWindow {
  const window = new electron.BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Palpate',
    backgroundColor: '#f6f5f2',
    webPreferences: pagePreferences(preload, electron.app.isPackaged),
  });
  // A title would show a patient's name to whoever looks at the task bar.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  void window.loadURL(firstPage);
  return window;
}

/** Brings a window to the front when the person starts Palpate again. */
export function bringForward(window: Electron.BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
