import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { kitPostponed } from '../../postponed.ts';
import { api, q } from '../../rpc.ts';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { AppointmentTypes } from './AppointmentTypes.tsx';
import { Devices } from './Devices.tsx';
import { RecoveryKit } from './RecoveryKit.tsx';
import { Rooms } from './Rooms.tsx';
import css from './setup.module.css';
import { SetupDoor } from './SetupDoor.tsx';
import { laterStages, resumeAt, type LaterStage } from './stages.ts';
import { Team } from './Team.tsx';

const draftKey = 'setup';

/** What comes after founding. The kit must be confirmed before anything else; the rest can be put off and is found in the settings. */
export function Setup() {
  const { t } = useTranslation(['setup', 'ui']);
  const sayTrouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const overview = useQuery(q.practice.overview.queryOptions());
  const reference = useQuery(q.practice.reference.queryOptions());
  const kept = useQuery(q.session.openDraft.queryOptions({ input: { key: draftKey } }));
  const [picked, setPicked] = useState<LaterStage | null>(null);
  const keep = useMutation({
    mutationFn: (stage: LaterStage) => api.session.saveDraft({ key: draftKey, body: { stage } }),
  });

  const failed = overview.error ?? reference.error ?? kept.error;
  if (failed)
    return (
      <ErrorState
        text={sayTrouble(failed).text}
        incident={sayTrouble(failed).incident}
        onRetry={() => void cache.refetchQueries()}
      />
    );
  if (overview.data === undefined || reference.data === undefined || kept.isPending)
    return <LoadingState shape="page" />;

  const { profile, recoveryConfirmed, rooms, devices, appointmentTypes } = overview.data;
  const resumed = resumeAt(kept.data?.body ?? null, recoveryConfirmed) ?? 'team';
  const stage = recoveryConfirmed ? (picked ?? (resumed === 'kit' ? 'team' : resumed)) : 'kit';
  const go = (to: LaterStage) => {
    setPicked(to);
    keep.mutate(to);
  };
  const finish = async () => {
    await api.session.discardDraft({ key: draftKey });
    await navigate({ to: '/day/{-$date}' });
  };
  const at = laterStages.indexOf(stage);
  const next = laterStages[at + 1];
  const before = laterStages[at - 1];
  return (
    <SetupDoor
      stage={stage}
      clinicName={profile.name}
      onPick={(to) => {
        const later = laterStages.find((one) => one === to);
        if (recoveryConfirmed && later && later !== 'kit') go(later);
      }}
    >
      {stage === 'kit' && (
        <RecoveryKit
          onPostpone={() => {
            kitPostponed.set();
            void navigate({ to: '/day/{-$date}' });
          }}
          onConfirmed={() => {
            go('team');
            void cache.invalidateQueries({ queryKey: q.practice.overview.key() });
          }}
        />
      )}
      {stage === 'team' && <Team reference={reference.data} />}
      {stage === 'rooms' && (
        <>
          <Rooms rooms={rooms} />
          <Devices devices={devices} />
        </>
      )}
      {stage === 'types' && (
        <AppointmentTypes types={appointmentTypes} techniques={reference.data.techniques.entries} />
      )}
      {stage !== 'kit' && (
        <div className={css['buttons']}>
          {before && before !== 'kit' && (
            <Button variant="default" onClick={() => go(before)}>
              {t('ui:back')}
            </Button>
          )}
          {next ? (
            <Button onClick={() => go(next)}>{t('ui:next')}</Button>
          ) : (
            <Button onClick={() => void finish()}>{t('finish')}</Button>
          )}
          {next && (
            <Button variant="subtle" onClick={() => void finish()}>
              {t('later')}
            </Button>
          )}
        </div>
      )}
    </SetupDoor>
  );
}
