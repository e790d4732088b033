import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Facts } from '../../ui/Section.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { OwnFacts } from './OwnFacts.tsx';
import { reasonText } from './reason-text.ts';
import { StateTag } from './StateTag.tsx';
import { SubstanceActions } from './SubstanceActions.tsx';
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
  const entries = useQuery(q.substances.entries.queryOptions());
  const entry = entries.data?.find(({ substanceId }) => substanceId === substance.id);
  const told = substance.standing?.disclosureClass ?? substance.disclosureClass;
  const [stands] = entry?.approvals ?? [];
  const isRoom = substance.placeholder === true;
  const history = useQuery({
    ...q.substances.ownHistory.queryOptions({ input: { substanceId: substance.id } }),
    enabled: substance.own !== undefined,
  });
  const list = (items: readonly string[]) => (items.length === 0 ? '–' : items.join('; '));
  return (
    <SidePanel
      label={substance.name}
      title={substance.name}
      subtitle={substance.purpose}
      tags={
        <>
          <Tag tone={told === 'drug' ? 'clay' : 'neutral'}>{t(`class.${told}`)}</Tag>
          <StateTag substance={substance} />
        </>
      }
      onClose={onClose}
      footer={
        entry !== undefined && (
          <SubstanceActions
            substance={substance}
            entry={entry}
            versions={history.data ?? []}
            onTask={onTask}
          />
        )
      }
    >
      {isRoom ? <p>{t('own.roomHow')}</p> : <p>{reasonText(t, substance.standing?.classReason)}</p>}
      {substance.own !== undefined && !substance.own.approved && (
        <Notice tone="warn" title={t('own.waitsTitle')}>
          {t('own.waitsHow')}
        </Notice>
      )}
      {entry !== undefined && entry.notLowered !== null && stands?.ended !== null && !isRoom && (
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
          ...(substance.own === undefined
            ? []
            : [
                { label: t('own.licence'), value: t(`own.licences.${substance.own.licence}`), wide: true },
                {
                  label: t('own.routes'),
                  value: substance.own.routes.map((one) => one.replaceAll('-', ' ')).join('; '),
                  wide: true,
                },
              ]),
          { label: t('catalogue.origin'), value: list(substance.origin), wide: true },
          { label: t('catalogue.allergens'), value: list(substance.allergens), wide: true },
          { label: t('catalogue.strengths'), value: list(substance.strengths), wide: true },
          { label: t('catalogue.common'), value: list(substance.commonEffects), wide: true },
          { label: t('catalogue.serious'), value: list(substance.seriousEffects), wide: true },
          ...(substance.components === undefined
            ? []
            : [{ label: t('own.components'), value: list(substance.components), wide: true }]),
          ...(substance.own === undefined
            ? []
            : [{ label: t('own.limit'), value: t('own.noLimit'), wide: true }]),
        ]}
      />
      {history.data !== undefined && <OwnFacts versions={history.data} />}
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
