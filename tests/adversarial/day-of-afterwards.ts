import type { Api } from '../../shared/contract/index.ts';

/** What comes after a visit: an event with its follow-up, a task of one's own, a lot that is called back and given up. */
export async function seeToIt(
  api: Api,
  { patientId, sessionId }: { patientId: string; sessionId: string },
  mark: string,
): Promise<void> {
  await api.events.answerAfterwards({ sessionId, answer: 'something', words: 'sore for a day' });
  const event = await api.events.report({
    ...{ patientId, courseId: null, sessionId: null, severity: 'serious' },
    ...{ happenedOn: '2026-11-20', words: 'Collapsed lung, admitted' },
  });
  await api.events.followUp({ id: event.id, words: 'Home again', outcome: 'recovered' });
  const { version } = await api.events.settings();
  await api.events.saveSettings({
    settings: { reporting: [], emergencyCard: `Card ${mark}`, outOfHours: '' },
    version,
  });
  const task = await api.tasks.add({
    ...{ title: `Order needles ${mark}`, notes: '', patientId: null, dueOn: '2026-12-01', assignedTo: null },
  });
  await api.tasks.record({
    ...{ id: task.id, after: 0, kind: 'done', answerId: null, words: '', dueOn: null },
  });
  const head = await api.recall.start({
    criteria: {
      ...{ by: 'lot', text: 'LD-24 117', vialId: null, substanceId: null, product: '' },
      ...{ expiryDate: null, from: null, until: null },
    },
    ...{ maybes: [], reason: `Notice ${mark}` },
  });
  const { contacts } = await api.recall.contacts({ id: head.id });
  const line = contacts.find(({ patient }) => patient.diedOn === null);
  if (line === undefined) throw new Error('nobody received the lot');
  await api.recall.recordContact({
    ...{ id: head.id, patientId: line.patient.id, state: 'unreachable', words: '' },
  });
  await api.recall.writeLetters({
    ...{ id: head.id, subject: 'A lot', text: 'Please call us.', patientIds: [line.patient.id] },
  });
  await api.recall.lift({ id: head.id, words: 'Cleared by the maker' });
  await api.recall.end({ id: head.id, words: 'Everybody was told' });
}
