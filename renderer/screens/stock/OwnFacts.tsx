import { useTranslation } from 'react-i18next';
import type { OwnVersion } from '../../../shared/contract/substances.ts';
import { useWhen } from '../../parts/when.ts';
import css from './stock.module.css';

/** Who wrote the entry when, who answered for it, and when that ended; newest first. */
export function OwnFacts({ versions }: { versions: readonly OwnVersion[] }) {
  const { t } = useTranslation('stock');
  const when = useWhen();
  return versions.map(({ version, entry, enteredBy, at, approvals }) => (
    <div key={version} className={css['lot']}>
      <b>{t('own.version', { version, who: enteredBy, date: when.moment(at) })}</b>
      <span className={css['soft']}>{entry.source}</span>
      {approvals.length === 0 && <span className={css['soft']}>{t('own.nobody')}</span>}
      {approvals.map((approval) => (
        <span key={approval.id} className={approval.ended === null ? undefined : css['soft']}>
          {t('own.approval', {
            who: approval.approvedBy,
            date: when.day(approval.approvedOn),
            where: approval.jurisdiction,
            ground: approval.legalBasis,
          })}
          {approval.ended !== null &&
            ` ${t('catalogue.ended', {
              who: approval.ended.by,
              date: when.moment(approval.ended.at),
              why: approval.ended.reason,
            })}`}
        </span>
      ))}
    </div>
  ));
}
