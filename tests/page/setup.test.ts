import { describe, expect, it } from 'vitest';
import {
  checkProfile,
  newProfile,
  profileOf,
  profileValues,
  reconcile,
} from '../../renderer/screens/setup/profile.ts';
import { resumeAt } from '../../renderer/screens/setup/stages.ts';
import { missingFor, standingOf } from '../../renderer/screens/setup/credentials.ts';
import type { Technique } from '../../shared/contract/reference.ts';

const say = ({ code }: { code?: string | undefined }) => code ?? 'wrong';

describe('an interrupted setup', () => {
  it('goes back to the kit until the words have been typed back, whatever was kept', () => {
    expect(resumeAt({ stage: 'types' }, false)).toBe('kit');
    expect(resumeAt(null, false)).toBe('kit');
  });

  it('goes on where it was left, and is through when nothing is kept', () => {
    expect(resumeAt({ stage: 'rooms' }, true)).toBe('rooms');
    expect(resumeAt(null, true)).toBeNull();
    expect(resumeAt({ stage: 'owner' }, true)).toBeNull();
    expect(resumeAt('rooms', true)).toBeNull();
  });
});

describe('the clinic profile', () => {
  const filled = { ...newProfile(), name: 'Praxis am Hang', address: ' Hangweg 4 \n\n79098 Freiburg\n' };

  it('keeps the lines of the address and drops the empty ones', () => {
    expect(profileOf(filled).addressLines).toEqual(['Hangweg 4', '79098 Freiburg']);
    expect(profileValues(profileOf(filled)).address).toBe('Hangweg 4\n79098 Freiburg');
    expect(checkProfile(filled, say)).toEqual({});
  });

  it('marks the field that is wrong, the address as one field', () => {
    expect(checkProfile({ ...filled, name: '' }, say)).toHaveProperty('name');
    expect(checkProfile({ ...filled, address: '1\n2\n3\n4\n5\n6' }, say)).toHaveProperty('address');
    expect(checkProfile({ ...filled, consentMonths: '' }, say)).toHaveProperty('consentMonths');
    expect(checkProfile({ ...filled, consentMonths: '13' }, say)).toHaveProperty('consentMonths');
  });
});

describe('two people at one profile', () => {
  const before = { ...newProfile(), name: 'Praxis am Hang', phone: '1', email: 'a@b.example' };

  it('keeps what each of them typed where they did not meet', () => {
    const { values, clashes } = reconcile(
      before,
      { ...before, phone: '2' },
      { ...before, email: 'c@d.example' },
    );
    expect(values).toMatchObject({ phone: '2', email: 'c@d.example' });
    expect(clashes).toEqual([]);
  });

  it('asks only where both changed the same field, and not to the same', () => {
    const mine = { ...before, phone: '2', dayStart: '07:00' };
    const theirs = { ...before, phone: '3', dayStart: '07:00' };
    const { values, clashes } = reconcile(before, mine, theirs);
    expect(clashes).toEqual([{ field: 'phone', text: '3' }]);
    expect(values.phone).toBe('2');
  });
});

describe('what a technique still asks for', () => {
  const technique = { id: 'dry-needling', credentials: ['registration', 'anatomy'] } as unknown as Technique;
  const held = (part: object) => ({
    type: 'registration',
    techniques: [] as string[],
    ...{ issuer: '', number: '', issuedOn: null, expiresOn: null, devices: [], regionsExcluded: [] },
    ...{ substancesAllowed: [], supervisedBy: null, verifiedBy: '', verifiedOn: null },
    ...{ evidenceSha256: null, status: 'held' as const },
    ...part,
  });

  it('counts a credential on its first and its last day and not outside them', () => {
    const one = held({ issuedOn: '2026-01-01', expiresOn: '2026-12-31' });
    expect(missingFor(technique, [one], '2026-01-01')).toEqual(['anatomy']);
    expect(missingFor(technique, [one], '2026-12-31')).toEqual(['anatomy']);
    expect(missingFor(technique, [one], '2027-01-01')).toEqual(['registration', 'anatomy']);
    expect(missingFor(technique, [one], '2025-12-31')).toEqual(['registration', 'anatomy']);
  });

  it('does not count a credential that was given for another technique', () => {
    expect(missingFor(technique, [held({ techniques: ['tens'] })], '2026-11-22')).toContain('registration');
  });
});

describe('how a credential stands', () => {
  const of = (expiresOn: string | null, issuedOn: string | null = null) =>
    standingOf({ issuedOn, expiresOn }, 60, '2026-11-22');

  it('is valid on its last day, ends soon from the warning day on, and has expired the day after', () => {
    expect(of('2027-01-22')).toBe('valid');
    expect(of('2027-01-21')).toBe('soon');
    expect(of('2026-11-22')).toBe('soon');
    expect(of('2026-11-21')).toBe('expired');
  });

  it('does not hold before its first day, and has no end where none is named', () => {
    expect(of(null, '2026-11-23')).toBe('not-yet');
    expect(of(null, '2026-11-22')).toBe('valid');
  });
});
