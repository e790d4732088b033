import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { apartFrom } from '../../../shared/rules/direction.ts';
import { useTrouble } from '../../desk.ts';
import { api, refusalOf } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Steps, type Step } from '../../ui/Steps.tsx';
import { notify } from '../../ui/toast.tsx';
import { CountersignStep } from './CountersignStep.tsx';
import { FinishedConsent } from './FinishedConsent.tsx';
import { HandOverButton } from './HandOverButton.tsx';
import { IdentityGate, isIdentified } from './IdentityGate.tsx';
import { openLines } from './lines.ts';
import { PlanStep } from './PlanStep.tsx';
import { SignStep } from './SignStep.tsx';
import { missingSigners } from './signed.ts';
import { StatusTag } from './StatusTag.tsx';
import { TalkStep } from './TalkStep.tsx';
import { useDayText } from './use-clinic-time.ts';
import css from './consents.module.css';
import { useConsent, type ConsentAtHand } from './use-consent.ts';

const route = getRouteApi('/consents/$consentId');

/** One consent, from the talk to the signed paper. */
export function ConsentScreen() {
  const { t } = useTranslation('consents');
  const { consentId } = route.useParams();
  const trouble = useTrouble();
  const hand = useConsent(consentId);
  const { record } = hand;
  if (record === undefined) {
    const said = hand.error === null ? null : trouble(hand.error);
    return (
      <Page>
        {said === null ? (
          <LoadingState shape="page" />
        ) : (
          <ErrorState
            text={said.text}
            incident={said.incident}
            onRetry={hand.retry}
            action={
              <Button component="a" variant="default" href="#/patients">
                {t('new.toPatients')}
              </Button>
            }
          />
        )}
      </Page>
    );
  }
  return (
    <Page key={record.id}>
      {record.completedAt === null ? (
        <Underway record={record} hand={hand} />
      ) : (
        <FinishedConsent record={record} onChanged={hand.retry} />
      )}
    </Page>
  );
}

type StepId = 'plan' | 'talk' | 'sign' | 'countersign';
const order: readonly StepId[] = ['plan', 'talk', 'sign', 'countersign'];

function Underway({ record, hand }: { record: ConsentRecord; hand: ConsentAtHand }) {
  const { t } = useTranslation('consents');
  const navigate = useNavigate();
  const day = useDayText();
  const [wanted, setWanted] = useState<StepId>('talk');
  const [discarding, setDiscarding] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  // Whoever signs next, on screen or on the form that is out: the text stands until it is taken back.
  const signed = record.status === 'explained' || record.paper !== undefined;
  const open = openLines(record.document).length;
  // A signature taken back, or lines opened again by a changed text, lead back to the talk by themselves.
  const now: StepId = signed
    ? missingSigners(record).length > 0
      ? 'sign'
      : 'countersign'
    : !isIdentified(record)
      ? 'talk'
      : wanted === 'countersign' || (wanted === 'sign' && open > 0)
        ? 'talk'
        : wanted;
  const shown = useRef(now);
  const { patient } = record.document;
  const steps = order.map((id): Step => ({
    id,
    title: t(`step.${id}`),
    state: id === now ? 'now' : order.indexOf(id) < order.indexOf(now) ? 'done' : 'next',
  }));
  useEffect(() => {
    if (shown.current !== now) top.current?.scrollIntoView({ block: 'end' });
    shown.current = now;
  }, [now]);
  const discard = async () => {
    await api.consents.discard({ id: record.id, version: record.version });
    notify({ text: t('discard.done') });
    await navigate({
      to: '/patients/$patientId',
      params: { patientId: record.patientId },
      search: { tab: 'consents' },
    });
  };
  return (
    <>
      <PageHeader
        title={t('underway.title')}
        lead={`${apartFrom(patient.name)} · ${day(patient.birthDate)} · ${patient.number}`}
        tags={<StatusTag status={record.status} />}
        back={{ label: patient.name, href: `#/patients/${record.patientId}?tab=consents` }}
        actions={
          <>
            <HandOverButton hand={hand} name={patient.name} />
            <Button
              variant="default"
              onClick={() =>
                void navigate({
                  to: '/papers/$kind/$id',
                  params: { kind: 'consent', id: record.id },
                  search: { back: `/consents/${record.id}` },
                })
              }
            >
              {t('underway.preview')}
            </Button>
            {!signed && (
              <Button
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => setDiscarding(true)}
              >
                {t('discard.open')}
              </Button>
            )}
          </>
        }
      />
      <div ref={top} />
      <Steps
        row
        label={t('step.label')}
        steps={steps}
        {...(signed ? {} : { onPick: (id) => setWanted(id as StepId) })}
      />
      <div className={css['trouble']}>
        <Trouble hand={hand} record={record} />
      </div>
      {now === 'plan' && <PlanStep record={record} hand={hand} onDone={() => setWanted('talk')} />}
      {now === 'talk' &&
        (isIdentified(record) ? (
          <TalkStep
            record={record}
            hand={hand}
            onSign={() => setWanted('sign')}
            onPlan={() => setWanted('plan')}
          />
        ) : (
          <IdentityGate record={record} hand={hand} />
        ))}
      {now === 'sign' && <SignStep record={record} hand={hand} onBack={() => setWanted('talk')} />}
      {now === 'countersign' && <CountersignStep record={record} hand={hand} />}
      <ConfirmDialog
        opened={discarding}
        tone="danger"
        title={t('discard.title')}
        confirmLabel={t('discard.confirm')}
        onClose={() => setDiscarding(false)}
        onConfirm={discard}
      >
        {t('discard.text')}
      </ConfirmDialog>
    </>
  );
}

/** What went wrong with the last act, and the way on. */
function Trouble({ hand, record }: { hand: ConsentAtHand; record: ConsentRecord }) {
  const { t } = useTranslation('consents');
  const trouble = useTrouble();
  if (hand.overtaken)
    return (
      <Notice
        tone="warn"
        live
        title={t('trouble.overtaken')}
        action={
          <Button variant="default" onClick={hand.clear}>
            {t('trouble.seen')}
          </Button>
        }
      />
    );
  if (hand.problem === null) return null;
  if (refusalOf(hand.problem)?.code === 'CONTENT_CHANGED' && record.status === 'draft') {
    const { plan, talk } = record.document;
    return (
      <Notice
        tone="warn"
        live
        title={t('trouble.changed')}
        action={<Button onClick={() => void hand.revise(plan, talk)}>{t('trouble.recompose')}</Button>}
      >
        {t('trouble.changedHow')}
      </Notice>
    );
  }
  const { text, incident } = trouble(hand.problem);
  return (
    <Notice
      tone="bad"
      live
      title={text}
      action={
        <Button variant="default" onClick={hand.clear}>
          {t('trouble.seen')}
        </Button>
      }
    >
      {incident}
    </Notice>
  );
}
