import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
} from 'electron';
import { ReminderWorker } from './clinic/reminders/worker.ts';
import { Host } from './clinic/upkeep/host.ts';
import { chooseFolder, folderTrouble } from './launch/folders.ts';
import { askHolder, secondStartSentence } from './launch/second-start.ts';
import { listPage } from './page/files.ts';
import { logIntoFolder } from './log-file.ts';
import { loadReference } from './reference/load.ts';
import { openDesktopDoor } from './rpc/desktop.ts';
import { readArguments } from './shell/arguments.ts';
import { systemKeychain } from './shell/keychain.ts';
import { confineContents, denyPermissions } from './shell/lockdown.ts';
import { installMenu } from './shell/menu.ts';
import { newPapers } from './shell/papers.ts';
import { declareScheme, serveScheme } from './shell/scheme.ts';
import { bringForward, openMainWindow } from './shell/window.ts';

// The boot story of the desktop: lock down, take the folder, open the clinic, serve the page, show the window.

const { platform, env } = process;
const { data, demo } = readArguments(process.argv);
const folder = chooseFolder({ platform, home: homedir(), env }, data, demo);
// Where package.json lies: the source tree, or the archive of an installed Palpate.
const root = app.getAppPath();

app.enableSandbox();
declareScheme(protocol);
confineContents(app);
app.setAppUserModelId('org.palpate.desktop');
if (data !== undefined || demo)
  app.setPath('userData', join(app.getPath('userData'), `folder-${shortHash(folder)}`));

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(boot).catch(giveUp);
} else {
  // The first instance of this folder hears of it and comes forward.
  app.quit();
}

async function boot(): Promise<void> {
  const asked = await askHolder(folder);
  if (asked.holder !== 'free') {
    dialog.showErrorBox('Palpate', secondStartSentence(folder, asked));
    return app.exit(0);
  }
  const papers = newPapers();
  denyPermissions(session.defaultSession);
  serveScheme(protocol, listPage(join(root, 'out', 'renderer')), papers);
  installMenu({ Menu, app }, platform);

  const clinic = new Host({
    folder,
    door: 'desktop',
    reference: loadReference(join(root, 'resources', 'reference')),
    resources: join(root, 'resources'),
    appVersion: app.getVersion(),
    keychain: systemKeychain(safeStorage, platform),
    ...(demo ? { demo } : {}),
  });
  logIntoFolder(folder);
  await clinic.start();
  const reminding = new ReminderWorker(clinic);
  reminding.start();

  const window = openMainWindow({ BrowserWindow, app }, join(root, 'out', 'preload', 'preload.cjs'));
  openDesktopDoor({ MessageChannelMain, BrowserWindow, dialog }, clinic, window.webContents, papers);
  app.on('second-instance', () => bringForward(window));
  powerMonitor.on('lock-screen', () => lockSeats(clinic));
  powerMonitor.on('suspend', () => lockSeats(clinic));
  powerMonitor.on('shutdown', () => app.quit());
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuitting(clinic, reminding);
}

/** Whoever left the machine comes back to a locked desk; drafts are on the host already. */
function lockSeats(clinic: Host): void {
  for (const seat of clinic.seats)
    if (seat.sitting !== null) seat.sitting = { ...seat.sitting, locked: true };
}

/** The store is closed before the process ends, so that its log is empty and its lock is free. */
function closeBeforeQuitting(clinic: Host, reminding: ReminderWorker): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void reminding
      .stop()
      .then(() => clinic.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

function giveUp(problem: unknown): void {
  const error = folderTrouble(folder, problem);
  dialog.showErrorBox('Palpate cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
