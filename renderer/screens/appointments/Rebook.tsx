import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { LoadingState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { OpeningList } from './booking/OpeningList.tsx';
import type { Opening } from './booking/plan.ts';
import { timeIn } from './day-time.ts';
import css from './booking/booking.module.css';

interface RebookProps {
  /** The visit that is over. */
  id: string;
  practice: Outputs['practice']['overview'];
  practitioners: readonly Member[];
  onBooked: (visit: Appointment) => void;
  onClose: () => void;
}

/** The next visit as this one was: the best time has the focus, Enter books it. */
export function Rebook({ id, practice, practitioners, onBooked, onClose }: RebookProps) {
  const { t } = useTranslation(['appointments', 'ui']);
  const trouble = useTrouble();
  const list = useRef<HTMLUListElement>(null);
  const { zone } = practice.profile;
  const asked = useQuery(
    q.appointments.rebookPlan.queryOptions({ input: { id }, staleTime: 60_000, refetchOnWindowFocus: false }),
  );
  const plan = asked.data;
  const book = useMutation({
    mutationFn: ({ start, minutes, practitionerId, roomId, deviceIds }: Opening) => {
      if (plan === undefined) throw new Error('booked before it was planned');
      return api.appointments.book({
        ...{ patientId: plan.patient.id, typeId: plan.typeId, courseId: plan.courseId, note: '' },
        ...{ start, minutes, practitionerId, roomId, deviceIds },
      });
    },
    onSuccess: (visit) => {
      notify({
        text: t('did.book', { name: visit.patient.name, time: timeIn(zone, visit.startsAt) }),
        undo: {
          onUndo: () =>
            void api.appointments.cancel({
              id: visit.id,
              version: visit.version,
              reason: t('booking.undone'),
              by: 'clinic',
            }),
        },
      });
      onBooked(visit);
    },
    // What was offered is taken: the list is asked for anew.
    onError: () => void asked.refetch(),
  });
  const best = plan?.openings.find(({ startsAt }) => startsAt === plan.best);
  const ready = plan !== undefined && plan.openings.length > 0;
  useEffect(() => {
    if (ready) list.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  }, [ready]);
  const failed = book.error ?? asked.error;
  return (
    <Dialog opened onClose={onClose} title={t('rebook.title')} size={480}>
      <div className={css['form']}>
        {asked.isPending && <LoadingState shape="rows" />}
        {plan !== undefined && (
          <>
            <p className={css['lead']}>
              {t('rebook.lead', {
                name: plan.patient.name,
                type: practice.appointmentTypes.find((type) => type.id === plan.typeId)?.name ?? '',
                minutes: plan.minutes,
                practitioner: practitioners.find((one) => one.id === plan.practitionerId)?.displayName ?? '',
              })}
            </p>
            <p className={css['none']}>{t(`rebook.${plan.interval.from}`, { count: plan.interval.days })}</p>
            {plan.openings.length === 0 && <Notice tone="warn" title={t('rebook.none')} />}
            <OpeningList
              label={t('rebook.list')}
              openings={plan.openings}
              picked={best === undefined ? null : best.startsAt + best.practitionerId}
              nameOf={(one) => practitioners.find((person) => person.id === one)?.displayName ?? ''}
              roomOf={(one) => practice.rooms.find((room) => room.id === one)?.name ?? ''}
              onPick={(one) => !book.isPending && book.mutate(one)}
              listRef={list}
            />
          </>
        )}
        {failed !== null && <Notice tone="bad" title={trouble(failed).text} live />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
