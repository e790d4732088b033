import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { WaitingMatches } from '../../parts/WaitingMatches.tsx';
import { q } from '../../rpc.ts';
import { Section } from '../../ui/Section.tsx';

/** Who could have the time that this visit gave up; nothing while nobody waits for it. */
export function VisitFreed({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const { t } = useTranslation('waiting');
  const freed = useQuery(q.waiting.freed.queryOptions({ input: { appointmentId: id } }));
  return (
    <>
      {freed.data?.map((place) => (
        <Section
          key={`${place.practitionerId}${place.startsAt}`}
          title={t('count', { count: place.matches.length })}
          level={3}
        >
          <WaitingMatches matches={place.matches} mayWrite={mayWrite} />
        </Section>
      ))}
    </>
  );
}
