import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../main/shell/menu.ts';
import { newPapers } from '../../main/shell/papers.ts';
import { printPaper } from '../../main/shell/printing.ts';
import { bringForward, openMainWindow } from '../../main/shell/window.ts';
import { newElectron } from './double.ts';

const exact = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
};

describe('the desk’s window', () => {
  it.each([true, false])('runs the page without Node, sandboxed and isolated (packaged: %s)', (packaged) => {
    const { electron, windows } = newElectron({ packaged });
    openMainWindow(electron as never, '/preload.cjs');
    expect(windows[0]?.options.webPreferences).toEqual({
      ...exact,
      preload: '/preload.cjs',
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      devTools: !packaged,
    });
  });

  it('loads our own page and shows it when it is drawn', () => {
    const { electron, windows } = newElectron();
    openMainWindow(electron as never, '/preload.cjs');
    expect(windows[0]?.loaded).toEqual(['palpate://desk/index.html']);
    expect(windows[0]?.acts).toEqual([]);
    windows[0]?.window.emit('ready-to-show');
    expect(windows[0]?.acts).toEqual(['show']);
  });

  it('keeps its title free of what the page would write there', () => {
    const { electron, windows } = newElectron();
    openMainWindow(electron as never, '/preload.cjs');
    let kept = false;
    windows[0]?.window.emit('page-title-updated', { preventDefault: () => (kept = true) });
    expect(kept).toBe(true);
  });

  it('comes forward when asked again', () => {
    const { electron, windows } = newElectron();
    bringForward(openMainWindow(electron as never, '/preload.cjs'));
    expect(windows[0]?.acts).toEqual(['restore', 'show', 'focus']);
  });

  it('offers developer tools only unpackaged', () => {
    expect(JSON.stringify(menuTemplate(false, false))).toContain('toggleDevTools');
    expect(JSON.stringify(menuTemplate(true, true))).not.toMatch(/toggleDevTools|reload/i);
  });
});

describe('printing', () => {
  it('shows the paper without preload or Node and asks the person before any sheet is printed', async () => {
    const { electron, windows } = newElectron();
    const papers = newPapers();
    expect(await printPaper(electron as never, papers, Buffer.from('%PDF'))).toBe('printed');
    expect(windows[0]?.options.webPreferences).toEqual({ ...exact, plugins: true, devTools: false });
    expect(windows[0]?.printed).toEqual([{ silent: false, printBackground: true }]);
    const address = windows[0]?.loaded[0] ?? '';
    expect(papers.at(address)).toBeDefined();
    windows[0]?.window.emit('closed');
    expect(papers.at(address)).toBeUndefined();
  });

  it.each([
    ['Print job canceled', 'cancelled', ['destroy']],
    ['Invalid printer settings', 'shown', []],
  ] as const)('answers %j with %s', async (why, outcome, acts) => {
    const { electron, windows } = newElectron();
    const wrapped = {
      BrowserWindow: class extends electron.BrowserWindow {
        override async loadURL() {
          this.webContents.print = (_options, done) => done?.(false, why);
        }
      },
    };
    expect(await printPaper(wrapped as never, newPapers(), Buffer.from('%PDF'))).toBe(outcome);
    expect(windows.at(-1)?.acts).toEqual(acts);
  });
});
