import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../desk.ts';
import { q } from '../rpc.ts';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { EventDialog } from './EventDialog.tsx';
import { EventList } from './EventList.tsx';
import css from './lines.module.css';

/** What happened to this person after treatments, and the way to report more. */
export function EventsOfPatient({ patientId }: { patientId: string }) {
  const { t } = useTranslation('events');
  const trouble = useTrouble();
  const mayReport = useMay('notes.write') === true;
  const [reporting, setReporting] = useState(false);
  const events = useQuery(q.events.ofPatient.queryOptions({ input: { patientId } }));
  return (
    <Section
      title={t('title')}
      {...(events.data !== undefined && { count: events.data.length })}
      actions={
        mayReport && (
          <Button variant="default" size="xs" onClick={() => setReporting(true)}>
            {t('report')}
          </Button>
        )
      }
    >
      {events.error !== null && <Notice tone="bad" title={trouble(events.error).text} />}
      {events.data?.length === 0 && <p className={css['soft']}>{t('none')}</p>}
      <EventList events={events.data ?? []} />
      {reporting && (
        <EventDialog
          patientId={patientId}
          courseId={null}
          sessionId={null}
          onClose={() => setReporting(false)}
        />
      )}
    </Section>
  );
}
