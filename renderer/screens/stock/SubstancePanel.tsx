import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useMay } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Facts } from '../../ui/Section.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { reasonText } from './CatalogueView.tsx';
import type { Task } from './tasks.ts';
import css from './stock.module.css';

interface SubstancePanelProps {
  substance: Substance;
  reference: Reference;
  onTask: (task: Task) => void;
  onClose: () => void;
}

/** One entry of the catalogue: both axes, what it is made from, what it can do, and what the clinic decided about it. */
export function SubstancePanel({ substance, reference, onTask, onClose }: SubstancePanelProps) {
  const { t } = useTranslation('stock');
  const when = useWhen();
  const mayDecide = useMay('catalogue.write') === true;
  const entries = useQuery(q.substances.entries.queryOptions());
  const entry = entries.data?.find(({ substanceId }) => substanceId === substance.id);
  const told = substance.standing?.disclosureClass ?? substance.disclosureClass;
  const [stands] = entry?.approvals ?? [];
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : items.join('; '));
  return (
    <SidePanel
      label={substance.name}
      title={substance.name}
      subtitle={substance.purpose}
      tags={
        <>
          <Tag tone={told === 'drug' ? 'clay' : 'neutral'}>{t(`class.${told}`)}</Tag>
          {substance.standing?.injectable === false && <Tag tone="warn">{t('catalogue.off')}</Tag>}
        </>
      }
      onClose={onClose}
      footer={
        mayDecide &&
        entry !== undefined && (
          <>
            {stands !== undefined && stands.ended === null ? (
              <Button variant="default" onClick={() => onTask({ kind: 'unlower', approvalId: stands.id })}>
                {t('catalogue.end')}
              </Button>
            ) : (
              entry.notLowered === null && (
                <Button variant="default" onClick={() => onTask({ kind: 'lower', substance })}>
                  {t('catalogue.lower')}
                </Button>
              )
            )}
            <Button variant="default" onClick={() => onTask({ kind: 'review', substance })}>
              {t('catalogue.review')}
            </Button>
          </>
        )
      }
    >
      <p>{reasonText(t, substance.standing?.classReason)}</p>
      {entry !== undefined && entry.notLowered !== null && stands?.ended !== null && (
        <p className={css['soft']}>{t(`catalogue.notLowered.${entry.notLowered}`)}</p>
      )}
      {(entry?.approvals ?? []).map((approval) => (
        <div key={approval.id} className={css['lot']}>
          <b className={approval.ended === null ? undefined : css['struck']}>
            {t('catalogue.decision', {
              who: approval.approvedBy,
              date: when.day(approval.approvedOn),
              where: approval.jurisdiction,
            })}
          </b>
          <span>{approval.legalBasis}</span>
          <span className={css['soft']}>
            {t('catalogue.recorded', { who: approval.recordedBy, date: when.moment(approval.at) })}
          </span>
          {approval.ended !== null && (
            <span className={css['soft']}>
              {t('catalogue.ended', {
                who: approval.ended.by,
                date: when.moment(approval.ended.at),
                why: approval.ended.reason,
              })}
            </span>
          )}
        </div>
      ))}
      <Facts
        items={[
          {
            label: t('catalogue.law'),
            value: (
              <ul className={css['plain']}>
                {Object.entries(substance.legalClass).map(([place, legal]) => (
                  <li key={place}>
                    {place}: {legal.replaceAll('-', ' ')}
                  </li>
                ))}
              </ul>
            ),
            wide: true,
          },
          {
            label: t('catalogue.column.review'),
            value:
              entry === undefined || entry.review === null
                ? t('catalogue.noReview')
                : `${when.day(entry.review.reviewOn)} (${entry.review.by}${entry.review.note === '' ? '' : `: ${entry.review.note}`})`,
            wide: true,
          },
          { label: t('catalogue.origin'), value: list(substance.origin), wide: true },
          { label: t('catalogue.allergens'), value: list(substance.allergens), wide: true },
          { label: t('catalogue.strengths'), value: list(substance.strengths), wide: true },
          { label: t('catalogue.common'), value: list(substance.commonEffects), wide: true },
          { label: t('catalogue.serious'), value: list(substance.seriousEffects), wide: true },
        ]}
      />
      <details open>
        <summary>{t('catalogue.sources')}</summary>
        <ul className={css['plain']}>
          {substance.source.map((key) => (
            <li key={key}>{reference.data.substances.sources[key] ?? key}</li>
          ))}
        </ul>
      </details>
    </SidePanel>
  );
}
