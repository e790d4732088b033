import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import { Notice } from '../ui/Notice.tsx';
import { EventList } from './EventList.tsx';

const shown = 3;

/** What happened after earlier treatments, to be talked about before the next is agreed to; nothing where nothing did. */
export function LastReactions({ patientId }: { patientId: string }) {
  const { t } = useTranslation('events');
  const mayRead = useMay('notes.read') === true;
  const events = useQuery({
    ...q.events.ofPatient.queryOptions({ input: { patientId } }),
    enabled: mayRead,
  });
  const real = (events.data ?? []).filter(({ kind, standing }) => kind === 'event' && !standing.inError);
  if (real.length === 0) return null;
  return (
    <Notice tone="clay" title={t('last.title')}>
      <EventList events={real.slice(0, shown)} />
      {real.length > shown && t('last.more', { count: real.length - shown })}
    </Notice>
  );
}
