import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../../shared/contract/reference.ts';
import type { Course } from '../../../../shared/contract/treatments.ts';
import { useMay } from '../../../desk.ts';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import css from './course.module.css';
import { AddFile } from '../note/AddFile.tsx';
import { FileLines } from '../note/FileLines.tsx';

/** What was decided about surgery, and what was done before this course. */
export function CoursePast({ course, reference }: { course: Course; reference: ReferenceData | undefined }) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const mayReadFiles = useMay('attachments.read') === true;
  const mayAddFiles = useMay('attachments.write') === true;
  const of = { subject: 'course' as const, subjectId: course.id };
  const files = useQuery({ ...q.attachments.of.queryOptions({ input: of }), enabled: mayReadFiles });
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
          {course.history.map((entry, at) => {
            const said = [entry.text, substance(entry.substanceId)].filter(Boolean).join(', ');
            const own = files.data?.filter(({ entryId }) => entryId !== null && entryId === entry.id) ?? [];
            return (
              <li key={entry.id ?? at}>
                <Tag>{t(`course.kinds.${entry.kind}`)}</Tag>
                <div>
                  {entry.on !== null && `${when.day(entry.on)} · `}
                  {said}
                  {entry.result !== '' && <span className={css['soft']}> → {entry.result}</span>}
                  {own.length > 0 && <FileLines files={own} />}
                  {mayAddFiles && entry.id !== undefined && (
                    <AddFile of={{ ...of, entryId: entry.id }} patientId={course.patientId} to={said} />
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </Section>
    </>
  );
}
