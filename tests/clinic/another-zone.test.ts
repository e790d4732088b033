import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const probe = resolve(import.meta.dirname, '..', 'support', 'zone-probe.ts');

const under = async (zone: string) => {
  const { stdout } = await promisify(execFile)(process.execPath, [probe], {
    env: { ...process.env, TZ: zone },
  });
  return stdout;
};

describe('another zone on the PC', () => {
  it('changes nothing: not what is read, not what is booked, not where it stands', async () => {
    const here = await under('UTC');
    expect(JSON.parse(here)).toMatchObject({
      booked: [
        ['2027-10-31T01:30:00.000Z', '2027-10-31T02:00:00.000Z'],
        ['2027-03-28T00:45:00.000Z', '2027-03-28T01:15:00.000Z'],
        ['2027-06-30T21:30:00.000Z', '2027-06-30T22:30:00.000Z'],
      ],
    });
    const elsewhere = await Promise.all(
      ['Pacific/Kiritimati', 'America/St_Johns', 'Europe/Berlin', 'Australia/Lord_Howe'].map(under),
    );
    for (const there of elsewhere) expect(there).toBe(here);
  }, 60_000);
});
