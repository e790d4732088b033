import { useTranslation } from 'react-i18next';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Picked } from '../../parts/marking.ts';
import css from './treatments.module.css';

export interface LastPlaced {
  picked: Picked;
  /** What was added: the nearest site, or the one chosen instead. */
  siteId: string;
  target: string;
}

interface NearSitesProps {
  last: LastPlaced;
  reference: Reference;
  onInstead: (siteId: string) => void;
}

/** The other sites of the area that was clicked, nearest first: one more click corrects what was meant. */
export function NearSites({ last, reference, onInstead }: NearSitesProps) {
  const { t } = useTranslation('chart');
  const nameOf = (siteId: string) => reference.sites.get(siteId)?.name ?? siteId;
  const others = last.picked.siteIds.filter((siteId) => siteId !== last.siteId).slice(0, 5);
  return (
    <div className={css['near']}>
      <span>{t('near.added', { name: nameOf(last.siteId) })}</span>
      {others.length > 0 && <span className={css['nearInstead']}>{t('near.instead')}</span>}
      {others.map((siteId) => (
        <button key={siteId} type="button" className={css['quick']} onClick={() => onInstead(siteId)}>
          {nameOf(siteId)}
        </button>
      ))}
    </div>
  );
}
