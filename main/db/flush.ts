import fs from 'node:fs';
import path from 'node:path';

/** Makes a rename in this folder survive a power cut. Windows has no such call and needs none. */
export function flushFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(dir, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Replaces a file as a whole: either the old or the new content is there, never half of one. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const draft = `${file}.part`;
  const handle = fs.openSync(draft, 'w', 0o600);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  fs.renameSync(draft, file);
  flushFolder(path.dirname(file));
}
