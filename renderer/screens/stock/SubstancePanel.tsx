import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { reasonText } from './reason-text.ts';
import { StateTag } from './StateTag.tsx';
import { SubstanceFacts } from './SubstanceFacts.tsx';
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
      {!isRoom && (
        <SubstanceFacts
          substance={substance}
          entry={entry}
          versions={history.data ?? []}
          reference={reference}
        />
      )}
    </SidePanel>
  );
}
