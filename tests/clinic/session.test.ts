import { hash, verify } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signInSettings } from '../../main/clinic/sign-in-settings.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { refusalOf } from '../support/refused.ts';

// Counted, not replaced: every password is hashed and compared as in a clinic.
vi.mock('@node-rs/argon2', { spy: true });

const wrong = 'nobody would ever guess that 1';
const ordinaryCost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };

describe('the session', () => {
  let clinic: Clinic;
  let elapsed = 0;
  beforeEach(async () => {
    elapsed = 0;
    signInSettings.monotonic = () => elapsed;
    clinic = await newClinic();
  });
  afterEach(async () => {
    signInSettings.passwordCost = { memoryCost: 1024, timeCost: 1, parallelism: 1 };
    await clinic.close();
  });

  const guess = (userName: string, password = wrong) =>
    clinic.stranger().session.signIn({ userName, password });

  it('says who sits at the window, and that nobody does', async () => {
    expect(await clinic.stranger().session.who()).toBeNull();
    const rosa = await clinic.as('rosa');
    expect(await rosa.session.who()).toMatchObject({
      userName: 'rosa',
      displayName: 'Rosa Pereira',
      roles: ['reception'],
      locked: false,
      reasonUntil: null,
      handedTo: null,
    });
    await rosa.session.signOut();
    expect(await rosa.session.who()).toBeNull();
  });

  it('knows a user name in whatever case and marks it is typed', async () => {
    expect(await guess(' RÓSA ', passwordOf('rosa'))).toMatchObject({ userName: 'rosa' });
  });

  it('keeps passwords as argon2id at 64 MiB and three passes', async () => {
    signInSettings.passwordCost = ordinaryCost;
    const owner = await clinic.as('nomsa');
    const { id } = await owner.staff.add({
      userName: 'edda',
      displayName: 'Edda',
      title: '',
      roles: ['reception'],
      treats: false,
      password: 'a long dull string of words',
    });
    const row = await clinic.host
      .clinic!.db.selectFrom('users')
      .select('passwordHash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  });

  it('renews a hash that was made at a lower cost at the next right password', async () => {
    const stored = () =>
      clinic.host
        .clinic!.db.selectFrom('users')
        .select('passwordHash')
        .where('userName', '=', 'rosa')
        .executeTakeFirstOrThrow();
    expect((await stored()).passwordHash).toContain('m=1024,t=1');
    signInSettings.passwordCost = { memoryCost: 2048, timeCost: 2, parallelism: 1 };
    await clinic.as('rosa');
    expect((await stored()).passwordHash).toContain('m=2048,t=2');
    await clinic.as('rosa');
  });

  it('gives the same answer for a name that nobody has and for a wrong password', async () => {
    expect(await refusalOf(guess('nobody'))).toEqual(await refusalOf(guess('rosa')));
  });

  it('does the same work for a name that nobody has', async () => {
    signInSettings.passwordCost = ordinaryCost;
    const owner = await clinic.as('nomsa');
    await owner.staff.resetPassword({ id: clinic.ids['rosa']!, password: 'another long dull string' });
    await refusalOf(guess('nobody'));
    const workOf = async (userName: string) => {
      vi.mocked(verify).mockClear();
      vi.mocked(hash).mockClear();
      await refusalOf(guess(userName));
      const costs = vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(1, 4));
      return { costs, hashed: vi.mocked(hash).mock.calls.length };
    };
    const known = await workOf('rosa');
    expect(known).toEqual({ costs: [['argon2id', 'v=19', 'm=65536,t=3,p=1']], hashed: 0 });
    expect(await workOf('nobody')).toEqual(known);
  });

  it('lets five guesses pass, then makes each further one wait longer, right or wrong', async () => {
    for (const waitSeconds of [0, 0, 0, 0, 30])
      expect(await refusalOf(guess('rosa'))).toMatchObject({ data: { waitSeconds } });
    expect(await refusalOf(guess('rosa', passwordOf('rosa')))).toEqual({
      code: 'SIGN_IN_FAILED',
      data: { waitSeconds: 30 },
    });
    elapsed += 30_000;
    expect(await refusalOf(guess('rosa'))).toMatchObject({ data: { waitSeconds: 60 } });
    elapsed += 59_000;
    expect(await refusalOf(guess('rosa'))).toMatchObject({ data: { waitSeconds: 1 } });
    elapsed += 1000;
    expect(await guess('rosa', passwordOf('rosa'))).toMatchObject({ userName: 'rosa' });
    expect(await refusalOf(guess('rosa'))).toMatchObject({ data: { waitSeconds: 0 } });
  });

  it('slows down guesses at a name that nobody has in the same way', async () => {
    for (const waitSeconds of [0, 0, 0, 0, 30, 30])
      expect(await refusalOf(guess('nobody'))).toMatchObject({ data: { waitSeconds } });
  });

  it('slows down one name and leaves the others alone', async () => {
    for (let times = 0; times < 6; times++) await refusalOf(guess('rosa'));
    expect(await guess('tomas', passwordOf('tomas'))).toMatchObject({ userName: 'tomas' });
  });

  it('is not helped by setting the clock of the computer forward, nor hindered by setting it back', async () => {
    for (let times = 0; times < 5; times++) await refusalOf(guess('rosa'));
    clinic.clock.forward(60 * 24 * 365);
    expect(await refusalOf(guess('rosa', passwordOf('rosa')))).toMatchObject({ data: { waitSeconds: 30 } });
    clinic.clock.set('2001-01-01T00:00:00.000Z');
    elapsed += 30_000;
    expect(await guess('rosa', passwordOf('rosa'))).toMatchObject({ userName: 'rosa' });
  });

  it('counts a guess before looking at it: of forty at once, five are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => refusalOf(guess('rosa'))));
    expect(answers.every(({ code }) => code === 'SIGN_IN_FAILED')).toBe(true);
    const row = await clinic.host
      .clinic!.db.selectFrom('signInAttempts')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ userNameKey: 'rosa', failures: 5 });
  });

  it('remembers the count when the program is started again, and starts the wait anew', async () => {
    for (let times = 0; times < 6; times++) await refusalOf(guess('rosa'));
    await clinic.host.close();
    await clinic.host.start();
    await clinic.stranger().upkeep.openWithWords({ words: clinic.words });
    elapsed += 10_000;
    expect(await refusalOf(guess('rosa', passwordOf('rosa')))).toMatchObject({ data: { waitSeconds: 30 } });
    elapsed += 30_000;
    expect(await guess('rosa', passwordOf('rosa'))).toMatchObject({ userName: 'rosa' });
  });

  it('ends the wait when the owner sets a new password', async () => {
    for (let times = 0; times < 5; times++) await refusalOf(guess('rosa'));
    const owner = await clinic.as('nomsa');
    await owner.staff.resetPassword({ id: clinic.ids['rosa']!, password: 'seven pale lanterns at noon' });
    expect(await guess('rosa', 'seven pale lanterns at noon')).toMatchObject({ userName: 'rosa' });
  });

  it('writes every refused guess to the audit, naming the account that was tried', async () => {
    await refusalOf(guess('rosa'));
    const owner = await clinic.as('nomsa');
    const rows = await owner.upkeep.auditTrail({ before: null, limit: 10 });
    expect(rows).toContainEqual(
      expect.objectContaining({
        procedure: 'session.signIn',
        outcome: 'refused',
        reason: 'SIGN_IN_FAILED',
        actor: null,
        entityId: clinic.ids['rosa'],
      }),
    );
  });

  it('answers a locked window nothing until its own person types the password', async () => {
    const rosa = await clinic.as('rosa');
    await rosa.session.lock();
    expect(await rosa.session.who()).toMatchObject({ locked: true });
    expect(await refusalOf(rosa.patients.recent())).toMatchObject({ code: 'LOCKED' });
    expect(await refusalOf(rosa.session.unlock({ password: passwordOf('tomas') }))).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await rosa.session.unlock({ password: passwordOf('rosa') })).toMatchObject({
      userName: 'rosa',
      locked: false,
    });
    expect(await rosa.patients.recent()).toEqual([]);
  });

  it('makes unlocking wait after the same guesses as signing in', async () => {
    const rosa = await clinic.as('rosa');
    await rosa.session.lock();
    for (let times = 0; times < 5; times++) await refusalOf(rosa.session.unlock({ password: wrong }));
    expect(await refusalOf(rosa.session.unlock({ password: passwordOf('rosa') }))).toMatchObject({
      data: { waitSeconds: 30 },
    });
    expect(await refusalOf(guess('rosa', passwordOf('rosa')))).toMatchObject({ data: { waitSeconds: 30 } });
  });

  it('unlocks nothing where nobody sits', async () => {
    expect(await refusalOf(clinic.stranger().session.unlock({ password: wrong }))).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
  });

  it('changes a password for whoever shows the old one, and refuses a poor new one', async () => {
    const rosa = await clinic.as('rosa');
    const next = 'seven pale lanterns at noon';
    expect(await refusalOf(rosa.session.changePassword({ current: wrong, next }))).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(
      await refusalOf(rosa.session.changePassword({ current: passwordOf('rosa'), next: 'short' })),
    ).toEqual({ code: 'WEAK_PASSWORD', data: { problem: 'too-short' } });
    await rosa.session.changePassword({ current: passwordOf('rosa'), next });
    expect(await refusalOf(guess('rosa', passwordOf('rosa')))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await guess('rosa', next)).toMatchObject({ userName: 'rosa' });
  });

  it('takes the same password typed as one or as two code points', async () => {
    const rosa = await clinic.as('rosa');
    await rosa.session.changePassword({
      current: passwordOf('rosa'),
      next: 'sept caf\u00e9s p\u00e2les \u00e0 midi',
    });
    expect(await guess('rosa', 'sept cafe\u0301s pa\u0302les a\u0300 midi')).toMatchObject({
      userName: 'rosa',
    });
  });

  it('keeps the reason for reading outside the role, and the audit names it without its words', async () => {
    const owner = await clinic.as('nomsa');
    const sitting = await owner.session.stateReason({ reason: 'Complaint of Mrs K., 3 November' });
    const minutes = (Date.parse(sitting.reasonUntil ?? '') - Date.parse(clinic.clock.now())) / 60_000;
    expect(minutes).toBeCloseTo(30, 0);
    const db = clinic.host.clinic!.db;
    const kept = await db.selectFrom('statedReasons').selectAll().executeTakeFirstOrThrow();
    expect(kept.reason).toBe('Complaint of Mrs K., 3 November');
    const row = await db
      .selectFrom('audit')
      .selectAll()
      .where('procedure', '=', 'session.stateReason')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ entityId: kept.id, actorId: clinic.ids['nomsa'] });
    expect(JSON.stringify(row)).not.toContain('Mrs K');
    clinic.clock.forward(31);
    expect(await owner.session.who()).toMatchObject({ reasonUntil: null });
  });

  it('keeps what was typed, per person and key, over locking and signing in again', async () => {
    const rosa = await clinic.as('rosa');
    const body = { text: 'half a sen', nested: [1, null, 'ł'] };
    await rosa.session.saveDraft({ key: 'patient/new', body });
    await rosa.session.saveDraft({ key: 'patient/new', body: { ...body, text: 'half a sentence' } });
    await rosa.session.lock();
    await rosa.session.signOut();
    const again = await clinic.as('rosa');
    expect(await again.session.openDraft({ key: 'patient/new' })).toMatchObject({
      body: { ...body, text: 'half a sentence' },
    });
    const tomas = await clinic.as('tomas');
    expect(await tomas.session.openDraft({ key: 'patient/new' })).toBeNull();
    await again.session.discardDraft({ key: 'patient/new' });
    expect(await again.session.openDraft({ key: 'patient/new' })).toBeNull();
  });

  it('refuses a draft that no form could have made, and lets the oldest of very many go', async () => {
    const rosa = await clinic.as('rosa');
    expect(await refusalOf(rosa.session.saveDraft({ key: 'big', body: 'x'.repeat(256 * 1024) }))).toEqual({
      code: 'INVALID',
      data: { field: 'body', problem: 'too-long' },
    });
    for (let n = 0; n <= 100; n++) await rosa.session.saveDraft({ key: `note/${n}`, body: n });
    expect(await rosa.session.openDraft({ key: 'note/0' })).toBeNull();
    expect(await rosa.session.openDraft({ key: 'note/1' })).toMatchObject({ body: 1 });
  });
});
