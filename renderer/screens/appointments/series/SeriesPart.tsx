import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../../shared/contract/appointments.ts';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { Member } from '../../../../shared/contract/staff.ts';
import { useMay } from '../../../desk.ts';
import { CourseProgress } from '../../../parts/CourseProgress.tsx';
import { dateIn, lengthOf, timeIn } from '../day-time.ts';
import css from './series.module.css';
import { SeriesDialog } from './SeriesDialog.tsx';
import { SeriesVisits } from './SeriesVisits.tsx';

interface SeriesPartProps {
  visit: Appointment;
  practice: Outputs['practice']['overview'];
  practitioners: readonly Member[];
}

/** In the panel of a visit: its series, or the way to repeat it, and how far its course has come. */
export function SeriesPart({ visit, practice, practitioners }: SeriesPartProps) {
  const { t } = useTranslation('series');
  const navigate = useNavigate();
  const mayWrite = useMay('appointments.write') === true;
  const [planning, setPlanning] = useState(false);
  const { zone } = practice.profile;
  const stands = visit.status !== 'cancelled' && visit.status !== 'did-not-attend';
  const open = ({ id, startsAt }: { id: string; startsAt: string }) =>
    void navigate({
      to: '/day/{-$date}',
      params: { date: dateIn(zone, startsAt) },
      search: { appointment: id },
    });
  return (
    <>
      {visit.courseId !== null && (
        <p className={css['lead']}>
          {`${t('course')}: `}
          <CourseProgress patientId={visit.patient.id} courseId={visit.courseId} />
        </p>
      )}
      {visit.seriesId !== null && (
        <SeriesVisits visit={visit} zone={zone} mayWrite={mayWrite} onOpen={open} />
      )}
      {visit.seriesId === null && mayWrite && stands && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRepeat size={14} />}
            onClick={() => setPlanning(true)}
          >
            {t('repeat')}
          </Button>
        </div>
      )}
      {planning && (
        <SeriesDialog
          start={{
            ...visit,
            ...{ minutes: lengthOf(visit), date: dateIn(zone, visit.startsAt) },
            ...{ time: timeIn(zone, visit.startsAt), note: '' },
            appointment: { id: visit.id, version: visit.version },
          }}
          practice={practice}
          practitioners={practitioners}
          onBooked={() => setPlanning(false)}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  );
}
