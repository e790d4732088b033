import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function inTheRoom() {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, heelPlan);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

describe('needles that rest', { timeout: 30_000 }, () => {
  it('are known in every window by the clock of the host, with room and practitioner and no name', async () => {
    const { session, name } = await inTheRoom();
    await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 15 });
    clinic.clock.forward(4);
    const rosa = await clinic.as('rosa');
    const seen = await rosa.timers.list();
    expect(seen.timers).toMatchObject([
      { sessionId: session.id, room: 'Room 1', practitioner: 'Dr Henrik Sørensen', technique: null },
    ]);
    expect(minutesLeft(seen)).toBe(11);
    expect(JSON.stringify(seen)).not.toContain(name.split(' ')[0]);
    const [own] = (await henrik.timers.list()).timers;
    expect(own?.technique).toBe('Soft tissue and attachment injection');
  });

  it('may be several, one for each block', async () => {
    const { session } = await inTheRoom();
    await henrik.timers.start({ sessionId: session.id, blockId: 'laser', minutes: 20 });
    await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 });
    expect((await henrik.timers.list()).timers.map(({ blockId }) => blockId)).toEqual(['injection', 'laser']);
    expect(
      await refusal(henrik.timers.start({ sessionId: session.id, blockId: 'laser', minutes: 5 })),
    ).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'running' } });
  });

  it('stay in view after they are due, are given more time from then, and taken out once', async () => {
    const { session } = await inTheRoom();
    const started = await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 });
    clinic.clock.forward(12);
    expect(minutesLeft(await henrik.timers.list())).toBe(-7);
    const longer = await henrik.timers.extend({ id: started.id, version: started.version, minutes: 3 });
    expect(minutesLeft(await henrik.timers.list())).toBe(3);
    expect((await refusal(henrik.timers.stop({ id: started.id, version: 1 }))).code).toBe('STALE_VERSION');
    const stopped = await henrik.timers.stop({ id: started.id, version: longer.version });
    expect((await henrik.timers.list()).timers).toEqual([]);
    expect((await refusal(henrik.timers.stop(stopped))).code).toBe('WRONG_STATUS');
    expect((await refusal(henrik.timers.extend({ ...stopped, minutes: 5 }))).code).toBe('WRONG_STATUS');
    await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 });
    expect((await henrik.timers.list()).timers).toHaveLength(1);
  });

  it('are of a block that is there, in a note that is open', async () => {
    const { session } = await inTheRoom();
    expect(
      (await refusal(henrik.timers.start({ sessionId: session.id, blockId: 'nowhere', minutes: 5 }))).code,
    ).toBe('NOT_FOUND');
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const started = await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 });
    const ready = await answerAsked(henrik, session, 'Talked over and accepted');
    const { issues } = await henrik.treatments.open({ id: session.id });
    expect(issues).toContainEqual(expect.objectContaining({ level: 'note', code: 'needles-resting' }));
    // A note is not held up by a clock; the needles stay in view until somebody says that they are out.
    await henrik.treatments.sign({ id: session.id, version: ready.version });
    expect((await henrik.timers.list()).timers).toHaveLength(1);
    expect(
      (await refusal(henrik.timers.start({ sessionId: session.id, blockId: 'laser', minutes: 5 }))).code,
    ).toBe('ALREADY_SIGNED');
    await henrik.timers.stop({ id: started.id, version: started.version });
    expect((await henrik.timers.list()).timers).toEqual([]);
  });

  it('are started by who treats, not at the desk', async () => {
    const { session } = await inTheRoom();
    const rosa = await clinic.as('rosa');
    expect(
      (await refusal(rosa.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 }))).code,
    ).toBe('FORBIDDEN');
  });

  it('cannot be written over or taken away in the store', async () => {
    const { session } = await inTheRoom();
    const { id } = await henrik.timers.start({ sessionId: session.id, blockId: 'injection', minutes: 5 });
    const raw = clinic.host.clinic?.store.raw;
    for (const attack of [
      `UPDATE restTimers SET startedAt = '2026-01-01T00:00:00.000Z' WHERE id = '${id}'`,
      `UPDATE restTimers SET blockId = 'laser'`,
      `DELETE FROM restTimers`,
      `INSERT OR REPLACE INTO restTimers SELECT id, sessionId, 'laser', startedAt, startedBy, dueAt, NULL, NULL, 1 FROM restTimers`,
    ])
      expect(() => raw?.exec(attack), attack).toThrow('APPEND_ONLY:restTimers');
  });
});

function minutesLeft({ now, timers: [first] }: Awaited<ReturnType<Api['timers']['list']>>): number {
  return Math.round((Date.parse(first?.dueAt ?? '') - Date.parse(now)) / 60_000);
}
