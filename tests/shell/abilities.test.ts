import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { browserDoor, desktopDoor } from '../transport/doors.ts';

// The desktop's own small router: the system's dialogs, on the window's port and nowhere else.

const folder = mkdtempSync(join(tmpdir(), 'palpate-abilities-'));
const paper = new File(['%PDF-1.7 a paper'], 'paper.pdf', { type: 'application/pdf' });
let clinic: Clinic;
let door: ReturnType<typeof desktopDoor>;

beforeAll(async () => {
  clinic = await newClinic();
  door = desktopDoor(clinic.host);
});
afterAll(async () => {
  await door.close();
  await clinic.close();
  rmSync(folder, { recursive: true });
});

const signedIn = async () => {
  const window = await door.enter();
  await window.api.session.signIn({ userName: 'rosa', password: passwordOf('rosa') });
  return window;
};

describe('the system’s dialogs', () => {
  it('print a paper that came through the port', async () => {
    const { desktop } = await signedIn();
    expect(await desktop.print({ file: paper })).toEqual({ outcome: 'printed' });
  });

  it('keep a paper where the person chose, byte for byte', async () => {
    const { desktop } = await signedIn();
    const path = join(folder, 'kept.pdf');
    door.electron.dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    expect(await desktop.saveAs({ file: paper, name: 'Consent ../../x' })).toEqual({ kept: true });
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 a paper');
  });

  it('answer nobody who is not signed in, and nobody at a locked desk', async () => {
    const stranger = await door.enter();
    await expect(stranger.desktop.print({ file: paper })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    const rosa = await signedIn();
    await rosa.api.session.lock({});
    await expect(rosa.desktop.saveAs({ file: paper, name: 'x' })).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('take nothing but a PDF', async () => {
    const { desktop } = await signedIn();
    const page = new File(['<script>'], 'x.html', { type: 'text/html' });
    await expect(desktop.print({ file: page })).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('are not there behind the browser desk', async () => {
    const browser = await browserDoor(clinic.host);
    const { api } = await browser.enter();
    const { desktop } = api as unknown as Awaited<ReturnType<typeof door.enter>>;
    await expect(desktop.print({ file: paper })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await browser.close();
  });
});
