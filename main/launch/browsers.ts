import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Machine } from './folders.ts';

const onPath = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const onMac = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const onWindows = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** The system's own Chrome, Chromium or Edge, where each system keeps them; the first that is there. */
export function findBrowser(
  machine: Machine,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return places(machine).find(exists);
}

function places({ platform, home, env }: Machine): string[] {
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
      onMac.map((app) => join(folder, app)),
    );
  }
  if (platform === 'win32') {
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => onWindows.map((app) => join(folder, ...app)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return onPath.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * How the window is opened: an app window with a profile of its own, so that no extension reads the clinic's
 * page, nothing enters the person's history, and the window's end is the end of the process.
 * The sandbox is switched off for root alone, because Chromium refuses to start otherwise.
 */
export function windowArguments(address: string, profile: string, isRoot: boolean): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--window-size=1366,768',
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}
