import { rmSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { seeded, today, type Seeding } from '../e2e/support/seed.ts';
import { findChromium, quiet } from '../support/chromium.ts';
import { fixedClock, monday } from '../support/clock.ts';
import { newDesk } from '../support/desk.ts';
import { passwordOf } from '../support/people.ts';
import { figureOf, type Figure, type Row } from './rounds.ts';

// The book on the screen: from the data that is there to what is painted, in a real browser, beside as many bare boxes.

interface Day {
  practitioners: number;
  each: number;
}

const days: readonly Day[] = [
  { practitioners: 4, each: 40 },
  { practitioners: 10, each: 60 },
];

const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A full day: visits one after the other from seven in the morning, each practitioner with patients of their own. */
async function fill({ as, ids, people }: Seeding, { practitioners, each }: Day): Promise<void> {
  const owner = await as('nomsa');
  const rosa = await as('rosa');
  const who = [ids['henrik'] ?? '', ids['aiko'] ?? ''];
  for (let index = who.length; index < practitioners; index++) {
    const added = await owner.staff.add({
      ...{ userName: `bench${index}`, displayName: `Dr Number ${index}`, title: 'Physiotherapist' },
      ...{ roles: ['practitioner'], treats: true, password: passwordOf('henrik') },
    });
    who.push(added.id);
  }
  const identity = {
    ...{ givenName: 'Patient', preferredName: '', birthDate: '1970-03-04', sex: 'female' as const },
    ...{ phone: '', secondPhone: '', email: '', addressLines: [], language: 'en', referrer: null },
    ...{ guardians: [], deskNote: '' },
  };
  const minutes = Math.floor((17 * 60) / each / 5) * 5;
  for (const [index, practitionerId] of who.entries())
    for (let at = 0; at < each; at++) {
      const familyName = `Number ${index}-${at}`;
      const { id } = await rosa.patients.register({ identity: { ...identity, familyName }, anyway: true });
      await rosa.appointments.book({
        ...{ patientId: id, practitionerId, roomId: null, typeId: people.appointmentTypeId, note: '' },
        ...{ start: { date: today, time: clockOf(7 * 60 + at * minutes) }, minutes, outsideHours: true },
      });
    }
}

/**
 * From the change of the address, with the day's answer in the cache, to the first frame in which its visits stand.
 * The frame after the one that carries the change has been painted when the next one is asked for.
 */
function turnTo(page: Page, date: string, visits: number): Promise<number> {
  return page.evaluate(
    ([to, count]) =>
      new Promise<number>((done) => {
        const start = performance.now();
        location.hash = `#/day/${to}`;
        const look = () => {
          if (document.querySelectorAll('[data-visit]').length !== count) requestAnimationFrame(look);
          else {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => done(performance.now() - start));
            port1.start();
            port2.postMessage(null);
          }
        };
        requestAnimationFrame(look);
      }),
    [date, visits] as const,
  );
}

/** The same boxes in as many columns, with a name in each, and nothing else. */
function bareBoxes(page: Page, { practitioners, each }: Day): Promise<number> {
  return page.evaluate(
    ([columns, rows]) =>
      new Promise<number>((done) => {
        document.querySelector('[data-floor]')?.remove();
        requestAnimationFrame(() => {
          const start = performance.now();
          const ground = document.createElement('div');
          ground.dataset['floor'] = '';
          ground.style.cssText = 'position:fixed;inset:0;overflow:auto;background:white;z-index:9';
          for (let index = 0; index < columns * rows; index++) {
            const box = document.createElement('div');
            const [column, row] = [index % columns, Math.floor(index / columns)];
            box.style.cssText = `position:absolute;left:${column * 120}px;width:116px;top:${row * 40}px;height:38px;border:1px solid`;
            box.textContent = `Patient Number ${column}-${row}`;
            ground.append(box);
          }
          document.body.append(ground);
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => {
              done(performance.now() - start);
              ground.remove();
            });
            port1.start();
            port2.postMessage(null);
          });
        });
      }),
    [practitioners, each] as const,
  );
}

/** One row for each size of a day; none where there is no Chromium. */
export async function viewContests(times: number): Promise<Row[]> {
  const found = findChromium();
  if (!('path' in found)) return [];
  const rows: Row[] = [];
  for (const day of days) {
    const { folder } = await seeded((seeding) => fill(seeding, day));
    const desk = await newDesk({ folder, now: fixedClock(monday).now });
    const browser = await chromium.launch({ executablePath: found.path, args: [...quiet] });
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(desk.launchAddress());
      await page.getByRole('textbox', { name: 'User name' }).fill('rosa');
      await page.getByRole('textbox', { name: 'Password' }).fill(passwordOf('rosa'));
      await page.keyboard.press('Enter');
      await page.getByRole('navigation').first().waitFor();
      await page.goto(`${desk.origin}/#/day/${today}`);
      await page.locator('[data-visit]').first().waitFor();
      const raced = await race(page, day, times);
      const { practitioners, each } = day;
      rows.push({
        ...{ what: `a day on the screen, ${practitioners} x ${each}`, ...raced, unit: 'ms' },
        note: 'from the turned page, its day in the cache, to the frame with all visits, those out of sight by name alone; floor: plain boxes',
      });
    } finally {
      await browser.close();
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

async function race(page: Page, day: Day, times: number): Promise<{ floor: Figure; ours: Figure }> {
  const empty = '2026-11-24';
  const drawn = await page.locator('[data-visit]').count();
  const taken: { floor: number[]; ours: number[] } = { floor: [], ours: [] };
  for (let turn = 0; turn < times; turn++) {
    await turnTo(page, empty, 0);
    await page.waitForTimeout(150);
    const ours = await turnTo(page, today, drawn);
    await page.waitForTimeout(150);
    const floor = await bareBoxes(page, day);
    if (turn < 3) continue;
    taken.ours.push(ours);
    taken.floor.push(floor);
  }
  return { floor: figureOf(taken.floor), ours: figureOf(taken.ours) };
}
