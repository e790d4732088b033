import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import css from './patients.module.css';

/** The archive of this person's signed papers; each opens as the very bytes that were signed. */
export function PapersTab({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const trouble = useTrouble();
  const papers = useQuery(q.documents.ofPatient.queryOptions({ input: { patientId } }));
  if (papers.error !== null)
    return (
      <ErrorState
        text={trouble(papers.error).text}
        incident={trouble(papers.error).incident}
        onRetry={() => void papers.refetch()}
      />
    );
  if (papers.data === undefined) return <LoadingState shape="rows" />;
  if (papers.data.length === 0) return <EmptyState title={t('papers.none')} text={t('papers.noneHow')} />;
  return (
    <Section title={t('tab.papers')} count={papers.data.length}>
      <ul className={css['list']}>
        {papers.data.map((paper) => (
          <li key={paper.id}>
            <Link className={css['grow']} to="/papers/$kind/$id" params={{ kind: 'archived', id: paper.id }}>
              {paper.title}
            </Link>
            <span className={css['soft']}>{sayDay(paper.archivedAt)}</span>
            <code className={css['soft']}>{paper.sha256.slice(0, 16)}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
