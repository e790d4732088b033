import { useTranslation } from 'react-i18next';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import css from './talk.module.css';

const severities = ['serious', 'significant', 'mild'] as const;

/** Risks by how bad they are, the worst first, each with how often and what to do. */
export function RiskList({ risks }: { risks: ConsentDocument['risks'] }) {
  const { t } = useTranslation('consents');
  return (
    <>
      {severities.map((severity) => {
        const own = risks.filter((risk) => risk.severity === severity);
        return own.length === 0 ? null : (
          <div key={severity} className={css['risks']} data-severity={severity}>
            <h4 className={css['severity']}>{t(`severity.${severity}`)}</h4>
            <ul className={css['riskList']}>
              {own.map((risk) => (
                <li key={risk.riskId}>
                  <strong>{risk.name}.</strong> {risk.text}
                  <span className={css['often']}>
                    {risk.frequency}
                    {risk.reported === null
                      ? ` ${t('risk.estimate')}`
                      : ` (${t('risk.reported', { figure: risk.reported })})`}
                  </span>
                  {risk.action !== null && (
                    <span className={css['action']}>{t('risk.action', { what: risk.action })}</span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}
