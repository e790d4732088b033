import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Closure } from '../../../shared/contract/hours.ts';
import type { Opening } from '../../../shared/contract/slots.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';
import { useSayWhen } from './say-when.ts';

/** Names behind the ids of a closed time and its visits. */
export function useNames() {
  const { t } = useTranslation('absences');
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const personOf = (id: string) => staff.data?.find((one) => one.id === id)?.displayName ?? '';
  const roomOf = (id: string | null) => practice.data?.rooms.find((one) => one.id === id)?.name ?? '';
  const deviceOf = (id: string | null) => practice.data?.devices.find((one) => one.id === id)?.name ?? '';
  const typeOf = (id: string) => practice.data?.appointmentTypes.find((one) => one.id === id)?.name ?? '';
  const whatOf = ({ kind, resourceId }: Pick<Closure, 'kind' | 'resourceId'>) => {
    if (kind === 'holiday') return t('wholeClinic');
    if (kind === 'leave') return personOf(resourceId ?? '');
    return kind === 'room-closed' ? roomOf(resourceId) : deviceOf(resourceId);
  };
  return { practice, staff, personOf, roomOf, typeOf, whatOf };
}

/** What can be done for one visit of the list, each with its way back. */
export function useAbsenceActs(closureId: string, reason: string) {
  const { t } = useTranslation('absences');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { sayMoment } = useSayWhen();
  const refresh = () =>
    Promise.all(
      [q.absences, q.appointments].map((part) => cache.invalidateQueries({ queryKey: part.key() })),
    );
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  const putBack = async ({ appointmentId, version, patient, was }: AbsentVisit) => {
    try {
      await api.absences.putBack({ closureId, appointmentId, version });
      notify({ text: t('did.putBack', { name: patient.name, when: sayMoment(was.startsAt) }) });
    } catch (error) {
      complain(error);
    }
    await refresh();
  };
  const move = async (visit: AbsentVisit, offer: Opening) => {
    try {
      const { practitionerId, roomId, deviceIds, start, minutes } = offer;
      const moved = await api.appointments.move({
        ...{ id: visit.appointmentId, version: visit.version },
        ...{ practitionerId, roomId, deviceIds, start, minutes },
        why: { by: 'clinic', reason },
      });
      notify({
        text: t('did.moved', { name: visit.patient.name, when: sayMoment(offer.startsAt) }),
        undo: { onUndo: () => void putBack({ ...visit, version: moved.version }) },
      });
    } catch (error) {
      complain(error);
    }
    await refresh();
  };
  const call = async (visit: AbsentVisit, note: string) => {
    const { callId } = await api.absences.markCalled({ closureId, appointmentId: visit.appointmentId, note });
    notify({
      text: t('did.called', { name: visit.patient.name }),
      undo: { onUndo: () => void takeBack(callId) },
    });
    await refresh();
  };
  const takeBack = (callId: string) => api.absences.takeBackCall({ callId }).then(refresh, complain);
  const cancel = async (visit: AbsentVisit, reason: string) => {
    const cancelled = await api.appointments.cancel({
      ...{ id: visit.appointmentId, version: visit.version, reason, by: 'clinic' },
    });
    notify({
      text: t('did.cancelled', { name: visit.patient.name }),
      undo: {
        onUndo: () =>
          void api.appointments
            .undo({ id: cancelled.id, version: cancelled.version })
            .then(refresh, complain),
      },
    });
    await refresh();
  };
  return { move, putBack, call, takeBack, cancel, complain };
}
