import { neckContent, neckCourse, neckPlan } from '../../main/demo/cases/neck.ts';
import {
  agree,
  answerAsked,
  comeIn,
  instantOf,
  screenPatient,
  write,
  type CaseClock,
  type CasePeople,
} from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { NeedleLeftIn } from '../../shared/contract/needles.ts';
import { named } from '../support/patients.ts';

/** A signed visit after which so many needles stay in at the shoulder. */
export async function leaveNeedlesIn(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  { count, ...at }: { date: string; time: string; count: number },
): Promise<NeedleLeftIn> {
  clock.set(instantOf(at.date, at.time));
  const { id: patientId } = await api.patients.register({ identity: named.anna, anyway: true });
  await screenPatient(api, patientId);
  const { id: courseId } = await api.treatments.openCourse({ patientId, course: neckCourse(at.date) });
  const plan = {
    ...neckPlan,
    retained: {
      ...{ places: [{ region: 'shoulder-girdle', side: 'right' as const }], days: 2 },
      removedBy: 'clinic' as const,
    },
  };
  await agree(api, people, { patientId, appointmentId: null, plan, name: 'Anna Berg' });
  const { session } = await comeIn(api, people, clock, { ...at, patientId, courseId, minutes: 30 });
  const content = neckContent({ date: at.date, pain: { before: '7', after: '5' }, grades: [3, 2] });
  const left = { siteId: 'trapezius-descendens', side: 'right', removedBy: 'clinic' } as const;
  const written = await write(api, session, {
    ...content,
    blocks: content.blocks.map((block) => ({
      ...{ ...block, values: { ...block.values, needlesIn: String(count + 2), needlesOut: '2' } },
      retained: [{ ...left, count, dueOn: at.date }],
    })),
  });
  const { id, version } = await answerAsked(api, written, 'Talked over and accepted');
  await api.treatments.sign({ id, version });
  const [needle] = await api.needles.ofPatient({ patientId });
  if (needle === undefined) throw new Error('no needle was left in');
  return needle;
}

export function oneOut({ id, leftOn }: NeedleLeftIn) {
  return { id, count: 1, how: 'removed' as const, removedBy: 'Sister Okafor', removedOn: leftOn, words: '' };
}
