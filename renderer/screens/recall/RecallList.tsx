import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './recall.module.css';

/** Every recall that was begun, the running ones first. */
export function RecallList() {
  const { t } = useTranslation('recall');
  const trouble = useTrouble();
  const when = useWhen();
  const list = useQuery(q.recall.list.queryOptions());
  if (list.data === undefined)
    return list.error === null ? (
      <LoadingState shape="rows" />
    ) : (
      <ErrorState
        text={trouble(list.error).text}
        incident={trouble(list.error).incident}
        onRetry={() => void list.refetch()}
      />
    );
  if (list.data.length === 0) return <EmptyState title={t('list.none')} text={t('list.noneText')} />;
  const ordered = list.data.toSorted((a, b) => Number(a.ended !== null) - Number(b.ended !== null));
  return (
    <Section title={t('view.running')} count={ordered.length}>
      <ul className={css['list']}>
        {ordered.map(({ id, title, at, startedBy, ended, patients, states }) => (
          <li key={id}>
            <Link to="/recall/$recallId" params={{ recallId: id }}>
              {title === '' ? t('plain', { date: when.dayOf(at) }) : title}
            </Link>
            <span className={`${css['grow']} ${css['soft']}`}>
              {t('list.started', { name: startedBy, at: when.moment(at) })}
            </span>
            <span className={css['soft']}>
              {t('case.counts', { reached: states.reached ?? 0, all: patients })}
            </span>
            <Tag tone={ended === null ? 'bad' : 'neutral'}>
              {t(ended === null ? 'list.running' : 'list.ended')}
            </Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
