import type * as Electron from 'electron';
import type { Papers } from './papers.ts';

/** How printing ended: sent to a printer, given up in the dialog, or left open in a window to print from. */
export type PrintOutcome = 'printed' | 'cancelled' | 'shown';

/**
 * Shows a PDF in a window of its own, in Chromium's viewer, and opens the system's print dialog over it. If
 * the dialog cannot be had, the window stays open with the viewer's own print button, so paper is never lost.
 */
export async function printPaper(
  electron: Pick<typeof Electron, 'BrowserWindow'>,
  papers: Papers,
  bytes: Uint8Array,
): Promise<PrintOutcome> {
  const address = papers.lay(bytes);
  const window = new electron.BrowserWindow({
    width: 900,
    height: 1000,
    title: 'Palpate',
    autoHideMenuBar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      plugins: true,
      devTools: false,
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('closed', () => papers.clear(address));
  await window.loadURL(address);
  return await new Promise((done) => {
    window.once('closed', () => done('cancelled'));
    window.webContents.print({ silent: false, printBackground: true }, (printed, why) => {
      if (!printed && !/cancel/i.test(why)) return done('shown');
      done(printed ? 'printed' : 'cancelled');
      window.destroy();
    });
  });
}
