import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { markOfFinding } from '../../../../shared/rules/chart-marks.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Picked } from '../../../parts/marking.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import { GradeButtons } from './GradeButtons.tsx';
import { structureChange, type Change } from '../chart/new-entries.ts';
import { useMarkWords } from '../chart/use-mark-words.ts';
import css from '../treatments.module.css';

export interface LastPlaced {
  picked: Picked;
  /** What was added: the nearest site, or the one chosen instead. */
  siteId: string;
  target: string;
}

interface NearSitesProps {
  last: LastPlaced;
  reference: Reference;
  /** The finding that was added; null where a site of a block was. */
  finding: Finding | null;
  onFinding: (change: Change<Finding>) => void;
  onInstead: (siteId: string) => void;
}

/** What was just placed: of a finding what it is and how tender, one press each, and the neighbours that may have been meant. */
export function NearSites({ last, reference, finding, onFinding, onInstead }: NearSitesProps) {
  const { t } = useTranslation('chart');
  const words = useMarkWords(reference);
  const name = words.site(last.siteId, last.picked.side);
  const others = last.picked.siteIds.filter((siteId) => siteId !== last.siteId).slice(0, 5);
  return (
    <div className={css['near']}>
      <span aria-live="polite">{t('near.added', { name })}</span>
      {finding !== null && (
        <>
          <span className={css['nearTypes']} role="group" aria-label={t('near.found', { name })}>
            {reference.data.techniques.findingTypes.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                title={label}
                aria-label={label}
                aria-pressed={finding.structureType === id}
                onClick={() => onFinding(structureChange(id))}
              >
                <MarkIcon kind={markOfFinding({ structureType: id })} />
              </button>
            ))}
          </span>
          <GradeButtons
            reference={reference}
            label={t('again.now', { name })}
            lead={t('near.grade')}
            value={finding.grade ?? -1}
            onGrade={(grade) => onFinding({ grade })}
          />
        </>
      )}
      {others.length > 0 && <span className={css['nearInstead']}>{t('near.instead')}</span>}
      {others.map((siteId) => (
        <button key={siteId} type="button" className={css['quick']} onClick={() => onInstead(siteId)}>
          {reference.sites.get(siteId)?.name ?? siteId}
        </button>
      ))}
    </div>
  );
}
