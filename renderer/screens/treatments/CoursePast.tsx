import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Course } from '../../../shared/contract/treatments.ts';
import { useWhen } from '../../parts/when.ts';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './course.module.css';

/** What was decided about surgery, and what was done before this course. */
export function CoursePast({ course, reference }: { course: Course; reference: ReferenceData | undefined }) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const substance = (id: string | null) =>
    reference?.substances.entries.find((entry) => entry.id === id)?.name;
  const decisions = course.surgeryDecisions.toSorted((a, b) => b.on.localeCompare(a.on));
  return (
    <>
      <Section title={t('surgery.title')} count={decisions.length}>
        {decisions.length === 0 && <p className={css['soft']}>{t('surgery.none')}</p>}
        <ul className={css['past']}>
          {decisions.map((decision, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <Tag tone={at === 0 ? 'ink' : 'neutral'}>{t(`surgery.states.${decision.state}`)}</Tag>
              <span>
                {when.day(decision.on)}
                {decision.reason !== '' && ` · ${decision.reason}`}
                {decision.reviewedBy !== '' && <span className={css['soft']}> ({decision.reviewedBy})</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('course.history')} count={course.history.length}>
        {course.history.length === 0 && <p className={css['soft']}>{t('course.noHistory')}</p>}
        <ul className={css['past']}>
          {course.history.map((entry, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <Tag>{t(`course.kinds.${entry.kind}`)}</Tag>
              <span>
                {entry.on !== null && `${when.day(entry.on)} · `}
                {[entry.text, substance(entry.substanceId)].filter(Boolean).join(', ')}
                {entry.result !== '' && <span className={css['soft']}> → {entry.result}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
