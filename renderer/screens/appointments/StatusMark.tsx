import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Status, Tone } from '../../ui/Tag.tsx';
import { StatusShape } from '../../ui/Tag.tsx';

/** Each state of a visit with a silhouette of its own. */
export const statusLook: Record<AppointmentStatus, { shape: Status; tone: Tone }> = {
  booked: { shape: 'empty', tone: 'neutral' },
  arrived: { shape: 'half', tone: 'info' },
  'in-treatment': { shape: 'full', tone: 'ink' },
  resting: { shape: 'half', tone: 'ink' },
  done: { shape: 'done', tone: 'ok' },
  left: { shape: 'done', tone: 'neutral' },
  'did-not-attend': { shape: 'skip', tone: 'neutral' },
  cancelled: { shape: 'stop', tone: 'bad' },
};

export function StatusMark({ status }: { status: AppointmentStatus }) {
  return <StatusShape status={statusLook[status].shape} />;
}
