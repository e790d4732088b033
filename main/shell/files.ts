import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type * as Electron from 'electron';
import type { Ending } from '../../shared/rules/file-endings.ts';

const kinds: Record<Ending, string> = {
  ...{ pdf: 'PDF', ics: 'iCalendar', csv: 'CSV', json: 'JSON' },
  ...{ png: 'PNG', jpg: 'JPEG' },
};

/** Names that Windows keeps for devices, with or without an ending. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name made safe for every system: no path, no control or reserved character, no device name, not
 * hidden, at most 120 characters, with its ending exactly once.
 */
export function safeName(wanted: string, ending: Ending = 'pdf'): string {
  const plain = wanted
    .normalize('NFC')
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069<>:"/\\|?*]/g, ' ')
    .replace(new RegExp(String.raw`(\.${ending})+\s*$`, 'i'), '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const name = [...plain].slice(0, 120).join('').trim();
  return `${name === '' || deviceName.test(name) ? `document ${name}`.trim() : name}.${ending}`;
}

/** Asks where to keep a file and writes it there whole or not at all. Answers whether it was kept. */
export async function saveAs(
  dialog: Pick<Electron.Dialog, 'showSaveDialog'>,
  name: string,
  bytes: Uint8Array,
  ending: Ending = 'pdf',
): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: safeName(name, ending),
    filters: [{ name: kinds[ending], extensions: [ending] }],
    properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
  });
  if (canceled || filePath === '') return false;
  const draft = join(dirname(filePath), `.${basename(filePath)}.part`);
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(draft, filePath);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
  return true;
}
