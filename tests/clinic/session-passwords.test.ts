import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../main/clinic/staff/password.rules.ts';

const names = ['nomsa', 'Nomsa Dlamini', 'Harbour Clinic'];

describe('a new password', () => {
  it.each([
    ['fourteen chars', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['passwordpassword', 'too-common'],
    ['Password1234567!', 'too-common'],
    ['p4$$w0rdp4$$w0rd', 'too-common'],
    ['Welcome2Clinic2026', 'too-common'],
    ['thisismypassword', 'too-common'],
    ['qwertyuiopasdfgh', 'too-common'],
    ['123456789012345', 'too-common'],
    ['abcdefghijklmnop', 'too-common'],
    ['aaaaaaaaaaaaaaaa', 'too-common'],
    ['abcabcabcabcabcabc', 'too-common'],
    ['Summer2026Summer2026!', 'too-common'],
    ['nomsanomsadlamini', 'contains-name'],
    ['HarbourClinic2026!', 'contains-name'],
    ['Dlamini#1984#Cape', 'contains-name'],
  ])('%s is refused as %s', (password, problem) => {
    expect(passwordProblem(password, names)).toBe(problem);
  });

  it.each([
    'correct horse battery staple',
    'seven pale lanterns at noon',
    'quiet harbour of asmon 94',
    'Größe ist nicht alles!',
    '静かな港に七つの淡い灯籠がある',
    'kX9#vTq2!mZr7&pLs',
    'x'.repeat(3) + ' marks the spot under the elm',
  ])('%s is taken', (password) => {
    expect(passwordProblem(password, names)).toBeNull();
  });

  it('is counted in characters, not in code units', () => {
    expect(passwordProblem('🦔🦉🐌🦋🐢🐸🐙', names)).toBe('too-short');
  });
});
