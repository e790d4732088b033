import type { Api } from '../../shared/contract/index.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { instantOf } from './cases/steps.ts';
import type { DemoDesk } from './founding.ts';
import type { Timeline } from './timeline.ts';

/** Days of the past on which the desk calls; what is due on the last two waits, so that there is something to do. */
const called = 70;

/** Reception calls in the early afternoon whoever is due: most answer, every fifth only at the second call. */
export async function callAfterVisits(
  { reception }: Pick<DemoDesk, 'reception'>,
  timeline: Timeline,
  today: string,
): Promise<void> {
  for (let day = addDays(today, -called); day < addDays(today, -1); day = addDays(day, 1)) {
    await timeline.until(instantOf(day, '12:40'));
    const due = await reception.tasks.list({ view: 'now', mine: false });
    for (const [index, task] of due.entries()) {
      if (task.state !== 'open' || task.patient === null || task.patient.diedOn !== null) continue;
      const calm = task.answers.find(({ worrying }) => !worrying);
      const after = task.entries.at(-1)?.number ?? 0;
      const silent = index % 5 === 4 && after === 0;
      await reception.tasks.record({
        ...{ id: task.id, after, words: silent ? 'Voicemail' : '', dueOn: null },
        ...(silent || calm === undefined
          ? { kind: 'attempt', answerId: null }
          : { kind: 'answered', answerId: calm.id }),
      });
    }
  }
}

/** A small event with what became of it so far, a near miss, and a task that somebody wrote. */
export async function leaveTraces(
  { reception }: Pick<DemoDesk, 'reception'>,
  api: Api,
  visit: { sessionId: string },
  today: string,
): Promise<void> {
  const { session } = await api.treatments.open({ id: visit.sessionId });
  const { patientId, courseId, startedAt } = session;
  const about = { patientId, courseId, sessionId: session.id, happenedOn: startedAt.slice(0, 10) };
  const { id } = await api.events.report({
    ...{ ...about, severity: 'mild', words: 'Bruise as wide as a hand at the shoulder, the next morning' },
    details: {
      ...{ techniqueId: 'dry-needling', riskId: 'bruising', onset: 'the next morning' },
      ...{ noticedBy: 'patient', causality: 'probable', action: 'Cold pack', outcome: 'recovering' },
    },
  });
  await api.events.followUp({ id, words: 'Half as wide, no pain', outcome: 'recovering' });
  await api.events.report({
    ...{ ...about, kind: 'near-miss', severity: 'mild' },
    ...{ words: 'Ampoule of another lot lay on the tray; seen before it was drawn up' },
    details: { nearMiss: 'wrong-lot' },
  });
  await reception.tasks.add({
    ...{ title: 'Order needles 0.25 x 40 mm', notes: 'Two boxes are left', patientId: null },
    ...{ dueOn: today, assignedTo: null },
  });
}
