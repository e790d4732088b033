import type { Api } from '../../shared/contract/index.ts';
import type { CaseClinic } from '../clinic/case-clinic.ts';

type Examples = Record<string, readonly (() => unknown)[]>;

/** Inputs that events, tasks and recalls take at the moment at which they are sent. */
export async function afterwardsExamples(
  { host }: CaseClinic,
  both: Api,
  patientId: string,
): Promise<Examples> {
  const raw = host.clinic?.store.raw;
  const one = (sql: string) => raw?.prepare(sql).get() as Record<string, unknown> | undefined;
  const criteria = {
    ...{ by: 'needle-lot' as const, text: 'N-77', vialId: null, substanceId: null, product: '' },
    ...{ expiryDate: null, from: null, until: null },
  };
  const { id: sessionId } = (one('SELECT id FROM treatmentSessions ORDER BY id') ?? {}) as { id: string };
  const { patientId: seen } = one(`SELECT patientId FROM treatmentSessions WHERE id = '${sessionId}'`) as {
    patientId: string;
  };
  raw
    ?.prepare(
      "INSERT INTO usedItems VALUES (?, ?, 'needle-lot', 'N77', 'N-77', NULL, '2026-11-23T08:00:00.000Z')",
    )
    .run(sessionId, seen);
  const report = {
    ...{ patientId, courseId: null, sessionId: null, severity: 'mild' as const },
    ...{ happenedOn: '2026-11-20', words: 'Rash', kind: 'event' as const },
  };
  const event = await both.events.report(report);
  const head = await both.recall.start({ criteria, maybes: [], reason: 'Bent tips' });
  const letter = { id: head.id, subject: 'Needles', text: 'Please call us.', patientIds: [] };
  const written = await both.recall.writeLetters(letter);
  const task = { title: 'Order needles', notes: '', patientId, dueOn: '2026-12-01', assignedTo: null };
  await both.tasks.add(task);
  const open = () =>
    one(`SELECT t.id, (SELECT coalesce(max(e.number), 0) FROM taskEntries e WHERE e.taskId = t.id) AS after
      FROM tasks t WHERE t.state = 'open' AND t.ruleId IS NULL ORDER BY t.id DESC`);
  const settings = { reporting: [], emergencyCard: 'Stop. Call.', outOfHours: '' };
  const version = () => one('SELECT version FROM afterwardsSettings')?.['version'];
  await both.events.saveSettings({ settings, version: 1 });
  return {
    'events.report': [() => report],
    'events.followUp': [() => ({ id: event.id, words: 'Better', outcome: 'recovering' })],
    'events.open': [() => ({ id: event.id })],
    'events.afterLastTime': [() => ({ sessionId })],
    'events.answerAfterwards': [() => ({ sessionId, answer: 'nothing', words: '' })],
    'events.saveSettings': [() => ({ settings, version: version() })],
    'tasks.add': [() => task],
    'tasks.record': [() => ({ ...open(), kind: 'attempt', answerId: null, words: '', dueOn: null })],
    'tasks.ofPatient': [() => ({ patientId })],
    'recall.search': [() => criteria],
    'recall.ofPatient': [() => ({ patientId: seen })],
    'recall.start': [() => ({ criteria, maybes: ['N-77'], reason: 'Bent tips' })],
    'recall.open': [() => ({ id: head.id })],
    'recall.contacts': [() => ({ id: head.id })],
    'recall.csv': [() => ({ id: head.id })],
    'recall.recordContact': [() => ({ id: head.id, patientId: seen, state: 'unreachable', words: '' })],
    'recall.writeLetters': [() => letter],
    'recall.lift': [() => ({ id: head.id, words: 'Cleared by the maker' })],
    'documents.aftercare': [() => ({ id: sessionId })],
    'documents.eventReport': [() => ({ id: event.id })],
    'documents.recallList': [() => ({ id: head.id })],
    'documents.recallPost': [() => ({ id: written.id, formatId: 'avery-l7163', start: 1 })],
  };
}
