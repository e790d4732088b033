import { endingOf } from '../shared/rules/file-endings.ts';
import { desktopApi, door } from './rpc.ts';

/** An object address lives until it has surely been read. */
function withAddress(file: Blob, hand: (address: string) => void): void {
  const address = URL.createObjectURL(file);
  hand(address);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Prints a finished paper: by the system's dialog on the desktop, by the browser's own viewer in a browser. */
export async function printPaper(file: File): Promise<void> {
  if (door === 'desktop') await desktopApi.desktop.print({ file });
  else withAddress(file, (address) => void window.open(address, '_blank', 'noopener'));
}

/** Offers to keep a paper or a calendar file under its name. */
export async function savePaper(file: File, name: string): Promise<void> {
  if (door === 'desktop') {
    await desktopApi.desktop.saveAs({ file, name });
    return;
  }
  withAddress(file, (address) => {
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name}.${endingOf(file.type)}`;
    link.click();
  });
}
