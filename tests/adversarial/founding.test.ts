import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Host } from '../../main/clinic/upkeep/host.ts';
import { harbourClinic, reference, resources, windowOf } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';

let folder: string;
let host: Host;
const newHost = () =>
  new Host({
    folder,
    door: 'browser',
    reference,
    resources,
    appVersion: '0.0.0',
    wordsCost: { name: 'argon2id', memoryKiB: 8192, passes: 1, lanes: 1 },
  });
const founding = (name: string) => ({
  profile: { ...harbourClinic, name: `${name} Clinic` },
  owner: {
    userName: name,
    displayName: name,
    title: '',
    treats: false,
    password: 'quiet harbour of many boats 17',
  },
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palpate-found-'));
  host = newHost();
  await host.start();
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a clinic that is founded twice at once', () => {
  it('is founded once, by a double click or two windows, and opens with the words that were shown', async () => {
    const windows = [windowOf(host), windowOf(host), windowOf(host)];
    const ends = await Promise.allSettled(
      windows.map((window, at) => window.upkeep.foundClinic(founding(['north', 'south', 'east'][at] ?? ''))),
    );
    const founded = ends.filter((end) => end.status === 'fulfilled');
    expect(founded).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'ALREADY_FOUNDED' });
    await host.close();
    host = newHost();
    await host.start();
    expect(host.state).toBe('WORDS_NEEDED');
    expect(await windowOf(host).upkeep.openWithWords({ words: founded[0]?.value.words ?? [] })).toMatchObject(
      { state: 'OPEN' },
    );
  });

  it('can be founded after a first try was refused', async () => {
    const weak = founding('north');
    expect(
      (
        await refusalOf(
          windowOf(host).upkeep.foundClinic({ ...weak, owner: { ...weak.owner, password: 'short' } }),
        )
      ).code,
    ).toBe('WEAK_PASSWORD');
    expect(
      (
        await refusalOf(
          windowOf(host).upkeep.foundClinic({ ...weak, profile: { ...weak.profile, zone: 'Mars/Olympus' } }),
        )
      ).code,
    ).toBe('INVALID');
    await windowOf(host).upkeep.foundClinic(founding('south'));
    expect(host.state).toBe('OPEN');
  });

  it('opens once when the words are given twice at once', async () => {
    const { words } = await windowOf(host).upkeep.foundClinic(founding('north'));
    await host.close();
    host = newHost();
    await host.start();
    const opened = await Promise.all([1, 2, 3].map(() => windowOf(host).upkeep.openWithWords({ words })));
    expect(opened.map(({ state }) => state)).toEqual(['OPEN', 'OPEN', 'OPEN']);
    const owner = windowOf(host);
    await owner.session.signIn({ userName: 'north', password: 'quiet harbour of many boats 17' });
    await owner.practice.saveRoom({ name: 'Room' });
    expect((await owner.upkeep.verifyAudit()).sound).toBe(true);
  });

  it('is not torn away from its windows by tries to mend what is not broken', async () => {
    const owner = windowOf(host);
    await owner.upkeep.foundClinic(founding('north'));
    const clinic = host.clinic;
    await Promise.all([1, 2, 3].map(() => windowOf(host).upkeep.tryAgain()));
    expect(host.clinic).toBe(clinic);
  });
});
