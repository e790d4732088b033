import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { grantOf, roles, type ClinicPermission, type Permission } from '../../shared/contract/permissions.ts';
import type { ProcedureMeta } from '../../shared/contract/procedure.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { byRole, passwordOf } from '../support/people.ts';

interface Named {
  name: string;
  permission: Permission;
}

const procedures: Named[] = Object.entries(contract).flatMap(([domain, members]) =>
  Object.entries(members).map(([verb, procedure]) => {
    const { permission } = (procedure as { '~orpc': { meta: ProcedureMeta } })['~orpc'].meta;
    return { name: `${domain}.${verb}`, permission };
  }),
);

/** Nothing that any schema takes: whoever is refused for it has come past the guard. */
const garbage = { garbage: true };
const guarded = new Set(['NOT_SIGNED_IN', 'LOCKED', 'HANDED_OVER', 'FORBIDDEN', 'REASON_NEEDED']);

async function answerOf(window: unknown, name: string): Promise<string> {
  const [domain = '', verb = ''] = name.split('.');
  const call = (window as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[domain]?.[
    verb
  ];
  if (call === undefined) return 'no route';
  try {
    const answer = await call(garbage);
    if (answer !== null && typeof answer === 'object' && 'return' in answer)
      await (answer as AsyncGenerator).return(undefined);
    return 'answered';
  } catch (error) {
    return (error as { code?: string }).code ?? 'crashed';
  }
}

function expected(permission: Permission, held: Parameters<typeof grantOf>[0]): string | null {
  if (permission === 'anyone' || permission === 'signed-in') return null;
  const grant = grantOf(held, permission as ClinicPermission);
  return grant === undefined ? 'FORBIDDEN' : grant === 'reason' ? 'REASON_NEEDED' : null;
}

describe('the table of roles', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await newClinic();
  });
  afterAll(async () => clinic.close());

  it('leaves no procedure without a permission', () => {
    expect(procedures.length).toBeGreaterThan(60);
    expect(procedures.filter(({ permission }) => permission === 'nobody')).toEqual([]);
  });

  for (const role of roles) {
    it(`is kept for the ${role}, procedure by procedure, before any input is looked at`, async () => {
      for (const { name, permission } of procedures) {
        // A window of its own each time: signing out or locking must not colour the next answer.
        const window = await clinic.as(byRole[role]);
        const answer = await answerOf(window, name);
        const refusal = expected(permission, [role]);
        if (refusal === null)
          expect(guarded.has(answer), `${name} answered ${answer} to the ${role}`).toBe(
            name === 'session.unlock' && answer === 'NOT_SIGNED_IN',
          );
        else expect(answer, `${name} for the ${role}`).toBe(refusal);
      }
    });
  }

  it('lets nobody in who has not signed in', async () => {
    for (const { name, permission } of procedures) {
      const answer = await answerOf(clinic.stranger(), name);
      if (permission === 'anyone')
        expect(
          ['NOT_SIGNED_IN', 'LOCKED', 'FORBIDDEN'].filter(
            (code) => code === answer && name !== 'session.unlock',
          ),
        ).toEqual([]);
      else expect(answer, name).toBe('NOT_SIGNED_IN');
    }
  });

  it('answers a locked window nothing but unlocking, signing out and what anyone may ask', async () => {
    for (const { name, permission } of procedures) {
      const window = await clinic.as('henrik');
      await window.session.lock();
      const answer = await answerOf(window, name);
      if (permission === 'anyone') expect(answer, name).not.toBe('LOCKED');
      else expect(answer, name).toBe('LOCKED');
    }
  });

  it('opens what a stated reason opens, for half an hour and no longer', async () => {
    const owner = await clinic.as(byRole.owner);
    const byReason = procedures.filter(
      ({ permission }) => expected(permission, ['owner']) === 'REASON_NEEDED',
    );
    expect(byReason.length).toBeGreaterThan(5);
    await owner.session.stateReason({ reason: 'Complaint of 3 November, asked for by the council' });
    for (const { name } of byReason) expect(guarded.has(await answerOf(owner, name)), name).toBe(false);
    clinic.clock.forward(31);
    for (const { name } of byReason) expect(await answerOf(owner, name), name).toBe('REASON_NEEDED');
  });

  it('follows a change of roles at the next call of a window that is already open', async () => {
    const owner = await clinic.as('nomsa');
    const rosa = await clinic.as('rosa');
    expect(await answerOf(rosa, 'patients.register')).toBe('INVALID');
    const [{ version } = { version: 0 }] = (await owner.staff.list()).filter(
      ({ userName }) => userName === 'rosa',
    );
    const id = clinic.ids['rosa'] ?? '';
    const revised = await owner.staff.revise({
      id,
      displayName: 'Rosa Pereira',
      title: 'Reception',
      roles: ['auditor'],
      treats: false,
      disabled: false,
      version,
    });
    expect(await answerOf(rosa, 'patients.register')).toBe('FORBIDDEN');
    await owner.staff.revise({
      id,
      displayName: 'Rosa Pereira',
      title: 'Reception',
      roles: ['reception'],
      treats: false,
      disabled: true,
      version: revised.version,
    });
    expect(await answerOf(rosa, 'patients.register')).toBe('NOT_SIGNED_IN');
    await expect(
      clinic.stranger().session.signIn({ userName: 'rosa', password: passwordOf('rosa') }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});
