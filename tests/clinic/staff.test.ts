import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { Member } from '../../shared/contract/staff.ts';
import { lacking, rosterOf } from '../../main/clinic/staff/service.ts';
import { newClinic, reference, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { refusalOf } from '../support/refused.ts';

const strong = 'seven pale lanterns at noon';

describe('the staff', () => {
  let clinic: Clinic;
  let owner: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
  });
  afterAll(async () => clinic.close());

  const member = async (userName: string): Promise<Member> =>
    (await owner.staff.list()).find((one) => one.userName === userName)!;
  const newcomer = (userName: string) => ({
    userName,
    displayName: userName,
    title: '',
    roles: ['reception' as const],
    treats: false,
    password: strong,
  });

  it('is listed with roles, and without anything of the passwords', async () => {
    const all = await owner.staff.list();
    expect(all.map(({ userName }) => userName).toSorted()).toEqual([
      'aiko',
      'henrik',
      'ingrid',
      'nomsa',
      'rosa',
      'tomas',
    ]);
    expect(await member('henrik')).toMatchObject({
      displayName: 'Dr Henrik Sørensen',
      roles: ['practitioner'],
      treats: true,
      disabled: false,
      version: 1,
    });
    expect(JSON.stringify(all)).not.toMatch(/argon2|password/i);
  });

  it('has no two people under names that look alike', async () => {
    expect(await refusalOf(owner.staff.add(newcomer('HÉNRIK')))).toEqual({
      code: 'NAME_TAKEN',
      data: { field: 'userName' },
    });
    expect(await refusalOf(owner.staff.add(newcomer('\u200B')))).toMatchObject({ code: 'INVALID' });
  });

  it('takes nobody in with a poor password', async () => {
    expect(await refusalOf(owner.staff.add({ ...newcomer('edda'), password: 'passwordpassword' }))).toEqual({
      code: 'WEAK_PASSWORD',
      data: { problem: 'too-common' },
    });
    expect(
      await refusalOf(owner.staff.add({ ...newcomer('edda'), password: 'edda harbour clinic' })),
    ).toEqual({ code: 'WEAK_PASSWORD', data: { problem: 'contains-name' } });
  });

  it('shows the loser of two windows what the winner wrote', async () => {
    const { id, version } = await member('tomas');
    const change = {
      id,
      displayName: 'Tomáš Novák',
      title: 'Assistant',
      roles: ['assistant' as const],
      treats: false,
      disabled: false,
      version,
    };
    const saved = await owner.staff.revise({ ...change, title: 'Senior assistant' });
    expect(saved.version).toBe(version + 1);
    const refusal = await refusalOf(owner.staff.revise(change));
    expect(refusal).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: version + 1, current: { title: 'Senior assistant' } },
    });
  });

  it('never loses its last owner, by role or by leaving', async () => {
    const { id, version, displayName, title } = await member('nomsa');
    const change = { id, displayName, title, treats: false, version };
    expect(
      await refusalOf(owner.staff.revise({ ...change, roles: ['reception'], disabled: false })),
    ).toMatchObject({ code: 'LAST_OWNER' });
    expect(
      await refusalOf(owner.staff.revise({ ...change, roles: ['owner'], disabled: true })),
    ).toMatchObject({ code: 'LAST_OWNER' });
    expect(await member('nomsa')).toMatchObject({ roles: ['owner'], disabled: false, version });
  });

  it('keeps whoever has left, unable to sign in', async () => {
    const { id } = await owner.staff.add(newcomer('edda'));
    await clinic.stranger().session.signIn({ userName: 'edda', password: strong });
    await owner.staff.revise({
      id,
      displayName: 'Edda',
      title: '',
      roles: ['reception'],
      treats: false,
      disabled: true,
      version: 1,
    });
    expect(
      await refusalOf(clinic.stranger().session.signIn({ userName: 'edda', password: strong })),
    ).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await member('edda')).toMatchObject({ disabled: true });
    await owner.staff.revise({
      id,
      displayName: 'Edda',
      title: '',
      roles: ['reception'],
      treats: false,
      disabled: false,
      version: 2,
    });
    await clinic.stranger().session.signIn({ userName: 'edda', password: strong });
  });

  it('gets new passwords from the owner alone', async () => {
    await owner.staff.resetPassword({ id: clinic.ids['tomas']!, password: strong });
    expect(await refusalOf(clinic.as('tomas'))).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await clinic.stranger().session.signIn({ userName: 'tomas', password: strong })).toMatchObject({
      userName: 'tomas',
    });
    await owner.staff.resetPassword({ id: clinic.ids['tomas']!, password: passwordOf('tomas') });
    expect(
      await refusalOf(owner.staff.resetPassword({ id: crypto.randomUUID(), password: strong })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('credentials', () => {
    const dryNeedling = reference.techniques.get('dry-needling')!.credentials;
    const all = dryNeedling.map((type) => ({
      type,
      techniques: [],
      issuer: 'HPCSA',
      number: '1',
      issuedOn: '2020-01-01',
      expiresOn: '2026-12-31',
    }));
    const missing = async (techniqueId: string, onDate: string) => {
      const roster = await rosterOf(clinic.host.clinic!.db);
      return lacking(roster, clinic.ids['henrik']!, [techniqueId], onDate, reference);
    };
    const record = async (credentials: Parameters<Api['staff']['recordCredentials']>[0]['credentials']) => {
      const { id, version } = await member('henrik');
      return owner.staff.recordCredentials({ id, credentials, version });
    };

    it('are all missing before any is recorded', async () => {
      expect(await missing('dry-needling', '2026-11-23')).toEqual(dryNeedling);
    });

    it('allow the technique while each type that it asks for is valid, both days included', async () => {
      await record(all);
      expect(await missing('dry-needling', '2026-11-23')).toEqual([]);
      expect(await missing('dry-needling', '2020-01-01')).toEqual([]);
      expect(await missing('dry-needling', '2026-12-31')).toEqual([]);
      expect(await missing('dry-needling', '2027-01-01')).toEqual(dryNeedling);
      expect(await missing('dry-needling', '2019-12-31')).toEqual(dryNeedling);
    });

    it('do not stand for other techniques that ask for more', async () => {
      expect(await missing('trigger-point-injection', '2026-11-23')).toEqual(
        expect.arrayContaining(['prescribing-or-order', 'injection', 'anaphylaxis']),
      );
    });

    it('of one technique do not hold for another', async () => {
      await record(
        all.map((one) => (one.type === 'needling' ? { ...one, techniques: ['tcm-acupuncture'] } : one)),
      );
      expect(await missing('dry-needling', '2026-11-23')).toEqual(['needling']);
    });

    it('of a technique that the reference data does not know are all missing', async () => {
      expect((await missing('magic', '2026-11-23')).length).toBeGreaterThan(0);
    });

    it('are refused with an unknown type, without a last day that the type must have, or ending before they start', async () => {
      const one = {
        type: 'registration',
        techniques: [],
        issuer: '',
        number: '',
        issuedOn: null,
        expiresOn: '2027-01-01',
      };
      expect(await refusalOf(record([{ ...one, type: 'sorcery' }]))).toEqual({
        code: 'INVALID',
        data: { field: 'credentials.0.type', problem: 'unknown' },
      });
      expect(await refusalOf(record([one, { ...one, expiresOn: null }]))).toEqual({
        code: 'INVALID',
        data: { field: 'credentials.1.expiresOn', problem: 'missing' },
      });
      expect(await refusalOf(record([{ ...one, techniques: ['sorcery'] }]))).toMatchObject({
        data: { field: 'credentials.0.techniques' },
      });
      expect(await refusalOf(record([{ ...one, issuedOn: '2027-01-02' }]))).toMatchObject({
        data: { problem: 'before-issue' },
      });
    });

    it('of a stale list are not written over a newer one', async () => {
      const { id, version } = await member('henrik');
      await record([]);
      expect(await refusalOf(owner.staff.recordCredentials({ id, credentials: all, version }))).toMatchObject(
        { code: 'STALE_VERSION', data: { current: { credentials: [] } } },
      );
    });
  });
});
