import { useTranslation } from 'react-i18next';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { ClassTag } from './ClassTag.tsx';
import { linesOf } from './lines.ts';
import css from './consents.module.css';

interface DecisionSummaryProps {
  document: ConsentDocument;
  /** Lines that were taken back later. */
  withdrawn?: ReadonlySet<string>;
}

/** What was refused stands first and loud; then what was accepted. */
export function DecisionSummary({ document, withdrawn }: DecisionSummaryProps) {
  const { t } = useTranslation('consents');
  const lines = linesOf(document);
  const classes = new Map(
    document.substances.map(({ lineId, disclosureClass }) => [lineId, disclosureClass]),
  );
  const groups = [
    { id: 'refused', tone: 'bad', lines: lines.filter(({ decision }) => decision === 'refused') },
    { id: 'withdrawn', tone: 'bad', lines: lines.filter(({ lineId }) => withdrawn?.has(lineId)) },
    {
      id: 'accepted',
      tone: 'plain',
      lines: lines.filter(
        ({ lineId, decision }) => decision === 'accepted' && withdrawn?.has(lineId) !== true,
      ),
    },
  ] as const;
  return (
    <div className={css['stack']}>
      {groups.map(({ id, tone, lines: own }) =>
        own.length === 0 ? null : (
          <Section key={id} title={t(`summary.${id}`)} count={own.length} tone={tone}>
            <ul className={css['lineList']}>
              {own.map(({ lineId, name }) => {
                const disclosureClass = classes.get(lineId);
                return (
                  <li key={lineId}>
                    <span className={css['grow']}>
                      {name} {disclosureClass !== undefined && <ClassTag disclosureClass={disclosureClass} />}
                    </span>
                    <StatusBadge status={id === 'accepted' ? 'done' : 'stop'}>
                      {t(`verdict.${id}`)}
                    </StatusBadge>
                  </li>
                );
              })}
            </ul>
          </Section>
        ),
      )}
    </div>
  );
}
