import { describe, expect, it } from 'vitest';
import { daySheetPdf } from '../../main/clinic/appointments/day-sheet.pdf.ts';
import { daySheet, print } from './every-document.ts';
import { read } from './reading.ts';
import { paperOf } from './samples.ts';

describe('the sheet of a full day', () => {
  it('loses none of 4 times 40 bookings over its pages and names the columns on each', async () => {
    const [list] = daySheet(40).lists;
    if (list === undefined) throw new Error('no list');
    const lists = ['Botha', 'Naidoo', 'Sørensen', 'Tanaka'].map((name) => ({ ...list, name }));
    const { pages } = await read(await daySheetPdf(paperOf(), { date: '2026-11-23', lists }, print));
    const whole = pages.map(({ text }) => text).join(' ');
    expect(whole.split('Room 2').length - 1).toBe(160);
    expect(whole.split('Cancelled:').length - 1).toBe(4);
    for (const { name } of lists) expect(whole).toContain(`${name} · 40 visits · works 08:00–17:00`);
    for (const [index, { text }] of pages.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      if (text.includes('Room 2')) expect(text).toContain('Time Patient Visit Room, device');
    }
  });

  it('says on which day a visit over midnight begins', async () => {
    const [list] = daySheet(1).lists;
    const [visit] = list?.visits ?? [];
    if (list === undefined || visit === undefined) throw new Error('no visit');
    const night = { startsAt: '2026-11-22T22:30:00.000Z', endsAt: '2026-11-22T23:30:00.000Z' };
    const lists = [
      { ...list, open: [], free: [], visits: [{ ...visit, ...night, held: [night], resting: [] }] },
    ];
    const { pages } = await read(await daySheetPdf(paperOf(), { date: '2026-11-23', lists }, print));
    expect(pages[0]?.text).toContain('Sun 23:30–00:30');
    expect(pages[0]?.text).toContain('not working');
  });
});
