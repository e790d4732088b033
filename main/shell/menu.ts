import type * as Electron from 'electron';

/** Only what the systems need for editing, zooming and closing by keyboard; developer tools never when packaged. */
export function menuTemplate(packaged: boolean, isMac: boolean): Electron.MenuItemConstructorOptions[] {
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
}

export function installMenu(
  electron: Pick<typeof Electron, 'Menu' | 'app'>,
  platform: NodeJS.Platform,
): void {
  const template = menuTemplate(electron.app.isPackaged, platform === 'darwin');
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template));
}
