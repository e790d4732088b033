import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../../desk.ts';

const problems = [
  'every',
  'no-weekday',
  'day',
  'short-months',
  'from',
  'ends-before-start',
  'count',
  'no-dates',
  'too-many',
  'too-far',
] as const;

/** What makes a plan give no dates, in words; for everything else the refusal's own sentence. */
export function useProblem(): (error: unknown) => string {
  const { t } = useTranslation('series');
  const trouble = useTrouble();
  return (error) => {
    const { refusal, text } = trouble(error);
    const known = problems.find((one) => refusal?.code === 'INVALID' && refusal.data.problem === one);
    return known === undefined ? text : t(`problem.${known}`);
  };
}
