import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { lacking } from './plan.ts';
import { PlanEditor } from './PlanEditor.tsx';
import type { ConsentAtHand } from './use-consent.ts';
import css from './consents.module.css';

/** Changes the plan of a document that is being talked over; lines that say the same keep their answers. */
export function PlanStep({
  record,
  hand,
  onDone,
}: {
  record: ConsentRecord;
  hand: ConsentAtHand;
  onDone: () => void;
}) {
  const { t } = useTranslation('consents');
  const trouble = useTrouble();
  const reference = useQuery(q.practice.reference.queryOptions());
  const { plan: kept, substances } = record.document;
  const start = useMemo(() => ({ plan: kept }), [kept]);
  const draft = useDraft(`consent-plan:${record.id}`, start);
  const [tried, setTried] = useState(false);
  const { plan } = draft.value;
  const missing = lacking(plan);
  if (reference.error !== null)
    return <ErrorState text={trouble(reference.error).text} onRetry={() => void reference.refetch()} />;
  if (reference.data === undefined || draft.status === 'opening') return <LoadingState shape="form" />;
  const compose = async () => {
    setTried(true);
    if (missing.length > 0 || (await hand.revise(plan, record.document.talk)) === null) return;
    await draft.discard();
    onDone();
  };
  return (
    <>
      <PlanEditor
        patientId={record.patientId}
        plan={plan}
        reference={reference.data}
        missing={tried ? missing : []}
        onChange={(next) => draft.setValue({ plan: next })}
      />
      <div className={css['foot']}>
        <span className={css['soft']}>{t('plan.keeps', { count: substances.length })}</span>
        <span className={css['grow']}>
          <DraftStatus status={draft.status} savedAt={draft.savedAt} />
        </span>
        <Button variant="default" onClick={() => void draft.discard().then(onDone)}>
          {t('plan.leave')}
        </Button>
        <Button loading={hand.saving} onClick={() => void compose()}>
          {t('plan.compose')}
        </Button>
      </div>
    </>
  );
}
