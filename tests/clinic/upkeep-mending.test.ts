import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Host } from '../../main/clinic/upkeep/host.ts';
import type { Api } from '../../shared/contract/index.ts';
import { person } from '../../main/demo/cases/steps.ts';
import { newClinic, reference, resources, windowOf, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { refusalOf } from '../support/refused.ts';
import { newFolder } from '../store/support.ts';

let clinic: Clinic;
beforeEach(async () => {
  clinic = await newClinic();
});
afterEach(() => clinic.close());

const amina = person({ givenName: 'Amina', familyName: 'Bergström', birthDate: '1980-02-29', sex: 'female' });
const bongani = person({
  givenName: 'Bongani',
  familyName: 'Ó Súilleabháin',
  birthDate: '1991-07-01',
  sex: 'male',
});

describe('a log of writes that was damaged', () => {
  /** The folder as a power cut leaves it, with the last writes torn off. */
  async function torn(): Promise<{ folder: string; api: Api }> {
    const rosa = await clinic.as('rosa');
    await rosa.patients.register({ identity: amina, anyway: false });
    clinic.host.clinic?.store.truncateLog();
    await rosa.patients.register({ identity: bongani, anyway: false });
    const folder = newFolder();
    fs.cpSync(clinic.folder, folder, { recursive: true });
    fs.truncateSync(path.join(folder, 'palpate.db-wal'), 0);
    for (const name of ['in-use.json', 'in-use.lock']) fs.rmSync(path.join(folder, name), { force: true });
    const host = new Host({
      folder,
      door: 'browser',
      reference,
      resources,
      appVersion: '0.0.0',
      now: clinic.clock.now,
    });
    onTestFinished(() => host.close());
    await host.start();
    const api = windowOf(host);
    await api.upkeep.openWithWords({ words: clinic.words });
    return { folder, api };
  }

  it('is named with what is there and what is not, and opens only when the loss is accepted with the words', async () => {
    const { folder, api } = await torn();
    const { state, detail } = await api.upkeep.state();
    expect(state).toBe('LOG_DAMAGED');
    const [, found, acknowledged] = /^cut: (\d+) of (\d+)$/.exec(detail) ?? [];
    expect(Number(acknowledged)).toBeGreaterThan(Number(found));
    expect((await api.upkeep.tryAgain()).state).toBe('WORDS_NEEDED');
    expect((await api.upkeep.openWithWords({ words: clinic.words })).state).toBe('LOG_DAMAGED');
    expect((await refusalOf(api.upkeep.acceptLogLoss({ words: clinic.words.toReversed() }))).code).toBe(
      'WORDS_WRONG',
    );
    expect((await api.upkeep.state()).state).toBe('LOG_DAMAGED');

    expect((await api.upkeep.acceptLogLoss({ words: clinic.words })).state).toBe('OPEN');
    expect(fs.readdirSync(path.join(folder, 'quarantine')).length).toBeGreaterThan(0);
    await api.session.signIn({ userName: 'nomsa', password: passwordOf('nomsa') });
    expect((await api.patients.search({ text: 'bergstrom', limit: 5 })).map(({ name }) => name)).toEqual([
      'Amina Bergström',
    ]);
    expect(await api.patients.search({ text: 'bongani', limit: 5 })).toEqual([]);
    const row = (await api.upkeep.auditTrail({ before: null, limit: 50 })).find(
      ({ procedure }) => procedure === 'upkeep.acceptLogLoss',
    );
    expect(row).toMatchObject({
      seq: Number(found) + 1,
      actor: null,
      action: 'E',
      outcome: 'done',
      reason: `log-loss-accepted ${detail}`,
    });
    expect(await api.upkeep.verifyAudit()).toMatchObject({ sound: true, firstBad: null });
  });

  it('is not accepted where there is none', async () => {
    const api = clinic.stranger();
    const before = clinic.host.clinic;
    expect((await api.upkeep.acceptLogLoss({ words: clinic.words })).state).toBe('OPEN');
    expect(clinic.host.clinic).toBe(before);
    const owner = await clinic.as('nomsa');
    const trail = await owner.upkeep.auditTrail({ before: null, limit: 50 });
    expect(trail.filter(({ procedure }) => procedure === 'upkeep.acceptLogLoss')).toEqual([]);
  });
});

describe('a disk that is full', () => {
  /** The store may grow by so many pages and no more, as on a disk without room. */
  function limitTo(pages: number): void {
    const raw = clinic.host.clinic?.store.raw;
    const now = Number(raw?.pragma('page_count', { simple: true }));
    raw?.pragma(`max_page_count = ${now + pages}`);
  }

  it('refuses to write and still reads; the first write that fits ends it', async () => {
    const rosa = await clinic.as('rosa');
    await rosa.patients.register({ identity: amina, anyway: false });
    limitTo(2);
    const long = { ...bongani, deskNote: 'x'.repeat(500) };
    let refused: { code: string; data: unknown } | undefined;
    for (let tries = 0; tries < 60 && refused === undefined; tries++) {
      refused = await rosa.patients
        .register({
          identity: { ...long, givenName: `Bongani ${'abcdefghij'.repeat(15)} ${tries}` },
          anyway: true,
        })
        .then(
          () => undefined,
          (error: { code: string; data: unknown }) => error,
        );
    }
    expect(refused).toMatchObject({ code: 'STORE_CLOSED', data: { state: 'DISK_FULL' } });
    expect((await rosa.upkeep.state()).state).toBe('DISK_FULL');
    expect((await rosa.patients.search({ text: 'bergstrom', limit: 5 })).map(({ name }) => name)).toEqual([
      'Amina Bergström',
    ]);
    expect(
      (
        await refusalOf(
          clinic.stranger().upkeep.foundClinic({
            profile: clinic.host.clinic?.profile as never,
            owner: {
              userName: 'eve',
              displayName: 'Eve',
              title: '',
              treats: false,
              password: 'a kettle and a lamp post 7',
            },
          }),
        )
      ).code,
    ).toBe('ALREADY_FOUNDED');

    limitTo(10_000);
    await rosa.patients.register({ identity: bongani, anyway: true });
    expect((await rosa.upkeep.state()).state).toBe('OPEN');
  });

  it('at the first start makes no clinic, and no half of one', async () => {
    const disk = newFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      // Where a small disk cannot be made, the store's own limit above stands for it.
      return;
    }
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const host = new Host({
      folder: disk,
      door: 'browser',
      reference,
      resources,
      appVersion: '0.0.0',
      wordsCost: { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 },
    });
    onTestFinished(() => host.close());
    await host.start();
    const api = windowOf(host);
    const owner = {
      userName: 'eve',
      displayName: 'Eve',
      title: '',
      treats: false,
      password: 'a kettle and a lamp post 7',
    };
    const profile = clinic.host.clinic?.profile;
    if (profile === null || profile === undefined) throw new Error('no profile');
    expect(await refusalOf(api.upkeep.foundClinic({ profile, owner }))).toMatchObject({
      code: 'STORE_CLOSED',
      data: { state: 'DISK_FULL' },
    });
    expect((await api.upkeep.state()).state).toBe('DISK_FULL');
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    expect((await api.upkeep.tryAgain()).state).toBe('FIRST_RUN');
    await api.upkeep.foundClinic({ profile, owner });
    expect((await api.upkeep.state()).state).toBe('OPEN');
  });
});

describe('the audit chain', () => {
  it('is proved by its codes and by the signatures over them', async () => {
    // Closing seals what is left; a seal that was signed by another key is as good as none.
    await clinic.host.restart();
    const reopened = windowOf(clinic.host);
    await reopened.upkeep.openWithWords({ words: clinic.words });
    await reopened.session.signIn({ userName: 'nomsa', password: passwordOf('nomsa') });
    expect(await reopened.upkeep.verifyAudit()).toMatchObject({ sound: true, firstBad: null });
    const raw = clinic.host.clinic?.store.raw;
    const sealed = raw?.prepare('SELECT max(seq) FROM auditSeals').pluck().get();
    const guards = raw
      ?.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'auditSeals'")
      .pluck()
      .all() as string[];
    for (const guard of guards) raw?.exec(`DROP TRIGGER "${guard}"`);
    raw?.exec("UPDATE auditSeals SET signature = 'AAAA' WHERE seq = (SELECT max(seq) FROM auditSeals)");
    expect(await reopened.upkeep.verifyAudit()).toMatchObject({ sound: false, firstBad: sealed });
  });
});
