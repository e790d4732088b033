import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { Notice } from '../../ui/Notice.tsx';
import { lackOf, showPlace } from './lacks.ts';
import css from './talk.module.css';

const shownAtOnce = 6;

interface LackListProps {
  record: ConsentRecord;
  /** People of the talk as typed who have no name yet. */
  unnamed: readonly string[];
  onPlan: () => void;
}

/** Everything that is missing before it can be signed, in words; each leads to its place. */
export function LackList({ record, unnamed, onPlan }: LackListProps) {
  const { t } = useTranslation('people');
  const { document } = record;
  const lacks = [...record.lacks, ...unnamed];
  if (lacks.length === 0) return null;
  const go = (place: string) => {
    if (place === 'plan') onPlan();
    else showPlace(place);
  };
  return (
    <Notice tone="warn" live title={t('lack.title', { count: lacks.length })}>
      <ul className={css['lacks']} id="talk-lacks">
        {lacks.slice(0, shownAtOnce).map((all) => {
          const { code, name, place } = lackOf(all, document);
          return (
            <li key={all}>
              <button type="button" className={css['lack']} onClick={() => go(place)}>
                {t(`lack.${code as 'line'}`, { name })}
              </button>
            </li>
          );
        })}
        {lacks.length > shownAtOnce && <li>{t('lack.more', { count: lacks.length - shownAtOnce })}</li>}
      </ul>
    </Notice>
  );
}
