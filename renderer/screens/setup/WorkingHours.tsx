import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Week, WorkingHours as Working } from '../../../shared/contract/hours.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { daysAlike } from './week.ts';
import { WorkingHoursDialog } from './WorkingHoursDialog.tsx';
import css from './hours.module.css';

/** Hours of those who do not work just when the clinic is open, each from a day on. */
export function WorkingHours({
  working,
  opening,
  profile,
}: {
  working: readonly Working[];
  /** The clinic's week, from which new hours start; null is the profile's day. */
  opening: Week | null;
  profile: ClinicProfile;
}) {
  const { t } = useTranslation('hours');
  const sayDate = useSayDate();
  const { today } = useContext(DateHabit);
  const staff = useQuery(q.staff.list.queryOptions());
  const [edited, setEdited] = useState<Working | 'new' | null>(null);
  const practitioners = staff.data?.filter((member) => member.treats) ?? [];
  const nameOf = (id: string) => practitioners.find((member) => member.id === id)?.displayName ?? '';
  const rows = working
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted(
      (a, b) =>
        nameOf(a.practitionerId).localeCompare(nameOf(b.practitionerId)) ||
        b.validFrom.localeCompare(a.validFrom),
    );
  const standing = ({ validFrom, validUntil }: Working) =>
    validFrom > today() ? 'later' : validUntil !== null && validUntil < today() ? 'over' : 'now';
  return (
    <Section
      title={t('working.title')}
      count={rows.length}
      flush
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setEdited('new')}
        >
          {t('working.add')}
        </Button>
      }
    >
      <DataTable
        label={t('working.title')}
        rows={rows}
        rowKey={(one) => one.id}
        onOpen={setEdited}
        rowTone={(one) => (standing(one) === 'over' ? 'faint' : undefined)}
        empty={<EmptyState title={t('working.none')} text={t('working.noneText')} />}
        columns={[
          {
            id: 'who',
            header: t('working.practitioner'),
            width: 'minmax(130px, 1fr)',
            cell: (one) => nameOf(one.practitionerId),
          },
          {
            id: 'hours',
            header: t('working.hours'),
            width: 'minmax(200px, 2fr)',
            cell: (one) => {
              const said = daysAlike(one.week)
                .map(({ first, last, spans }) => {
                  const from = t(`weekdaysShort.${first as 1}`);
                  return first === last
                    ? `${from} ${spans}`
                    : `${from}–${t(`weekdaysShort.${last as 1}`)} ${spans}`;
                })
                .join(' · ');
              return (
                <span className={css['hours']} title={said}>
                  {said || t('closedDay')}
                </span>
              );
            },
          },
          {
            id: 'valid',
            header: t('working.valid'),
            width: '210px',
            cell: (one) =>
              one.validUntil === null
                ? t('working.endless', { from: sayDate(one.validFrom) })
                : t('working.span', { from: sayDate(one.validFrom), until: sayDate(one.validUntil) }),
          },
          {
            id: 'state',
            header: '',
            width: '110px',
            cell: (one) => {
              const at = standing(one);
              return (
                <StatusBadge status={at === 'now' ? 'done' : at === 'later' ? 'empty' : 'skip'}>
                  {t(`working.${at}`)}
                </StatusBadge>
              );
            },
          },
        ]}
      />
      {edited && (
        <WorkingHoursDialog
          known={edited === 'new' ? null : edited}
          practitioners={practitioners}
          opening={opening}
          profile={profile}
          today={today()}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
