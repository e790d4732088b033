import type { Api } from '../../shared/contract/index.ts';
import type { CourseInput } from '../../shared/contract/treatments.ts';

/** A course looked back upon, a figure put right, the plan renewed, ended, taken up again and ended for good. */
export async function courseThrough(
  api: Api,
  { id, version, course }: { id: string; version: number; course: CourseInput },
): Promise<void> {
  await api.courses.review({ id, decision: 'go-on', reason: 'One more visit was agreed' });
  const { outcomes } = await api.treatments.courseProgress({ id });
  await api.courses.correctOutcome({
    outcomeId: outcomes[0]?.id ?? '',
    reason: 'Typed into the wrong line',
    right: { value: '4', details: {} },
  });
  const renewed = await api.treatments.reviseCourse({ id, version, course, reason: 'Two more visits' });
  const ended = await api.courses.end({
    ...{ id, version: renewed.version, why: 'referred' },
    ...{ reason: 'Back to the referrer', advice: 'Walk daily' },
  });
  const open = await api.courses.reopen({ id, version: ended.version, reason: 'Pain came back' });
  await api.courses.end({ id, version: open.version, why: 'patient-stopped', reason: '', advice: '' });
}

/** A letter worded by the clinic, put away, and a shipped one brought back. */
export async function wordLetters(api: Api): Promise<void> {
  const wording = { recipient: 'surgeon' as const, name: 'Short question', text: 'About {complaint}.' };
  const made = await api.letters.save({ id: null, number: 0, ...wording });
  await api.letters.retire({ id: made.id, number: made.number });
  const surgeon = (await api.letters.list()).find(({ id }) => id === 'surgeon');
  await api.letters.restore({ id: 'surgeon', number: surgeon?.number ?? 0 });
}
