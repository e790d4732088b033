import { Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatientLine } from '../../../../shared/contract/patients.ts';
import type { Member } from '../../../../shared/contract/staff.ts';
import { stretchTo } from '../../../../shared/rules/phases.ts';
import { useMay } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { DateField, FieldGrid, Span, TimeField } from '../../../ui/Fields.tsx';
import { type BookingForm, kindsOf, lengths, type Practice, usualLength } from './plan.ts';
import css from './booking.module.css';

interface BookingFieldsProps {
  form: BookingForm;
  set: (change: Partial<BookingForm>) => void;
  patient: PatientLine | null;
  practice: Practice;
  practitioners: readonly Member[];
}

/** What the visit is, by whom, where and when. */
export function BookingFields({ form, set, patient, practice, practitioners }: BookingFieldsProps) {
  const { t } = useTranslation('appointments');
  const mayRead = useMay('notes.read') === true;
  const types = practice.appointmentTypes.filter((type) => !type.retired);
  const type = types.find(({ id }) => id === form.typeId);
  const minutes = form.minutes ?? usualLength(type, form.practitionerId);
  const phases = type === undefined ? null : stretchTo(type.phases, minutes);
  const options = [...new Set([...lengths, minutes])].toSorted((a, b) => a - b);
  const courses = useQuery(
    q.treatments.coursesOf.queryOptions({
      input: { patientId: patient?.id ?? '' },
      enabled: patient !== null && mayRead,
      staleTime: 60_000,
    }),
  );
  const open = courses.data?.filter(({ endedOn }) => endedOn === null) ?? [];
  return (
    <FieldGrid>
      <Span of={7}>
        <Select
          label={t('booking.type')}
          required
          allowDeselect={false}
          value={form.typeId}
          data={types.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(typeId) => set({ typeId: typeId ?? '' })}
        />
      </Span>
      <Span of={5}>
        <Select
          label={t('booking.length')}
          required
          allowDeselect={false}
          value={String(minutes)}
          data={options.map((one) => ({ value: String(one), label: t('booking.minutes', { count: one }) }))}
          onChange={(one) => set({ minutes: Number(one ?? minutes) })}
        />
      </Span>
      {type !== undefined && type.phases.length > 1 && (
        <Span of={12}>
          <p className={css['parts']}>
            {phases === null
              ? t('booking.tooShort')
              : phases
                  .map((part) =>
                    t(part.practitioner || !part.patient ? 'booking.part' : 'booking.partAlone', {
                      name: part.name,
                      count: part.minutes,
                    }),
                  )
                  .join(' · ')}
          </p>
        </Span>
      )}
      <Span of={7}>
        <Select
          label={t('booking.practitioner')}
          required
          allowDeselect={false}
          value={form.practitionerId}
          data={practitioners.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={(practitionerId) => set({ practitionerId: practitionerId ?? '' })}
        />
      </Span>
      <Span of={5}>
        <Select
          label={t('booking.room')}
          allowDeselect={false}
          value={form.room}
          data={[
            { value: 'any', label: t('booking.anyRoom') },
            ...practice.rooms
              .filter((room) => !room.retired)
              .map(({ id, name }) => ({ value: id, label: name })),
            { value: 'none', label: t('booking.noRoom') },
          ]}
          onChange={(room) => set({ room: room ?? 'none' })}
        />
      </Span>
      {kindsOf(type).map((kind) => (
        <Span of={6} key={kind}>
          <Select
            label={t(`booking.device.${kind}`)}
            allowDeselect={false}
            value={form.units[kind] ?? ''}
            data={[
              { value: '', label: t('booking.anyUnit') },
              ...practice.devices
                .filter((unit) => unit.kind === kind && !unit.retired)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(unit) => {
              const { [kind]: _, ...others } = form.units;
              set({ units: unit === null || unit === '' ? others : { ...others, [kind]: unit } });
            }}
          />
        </Span>
      ))}
      <Span of={7}>
        <DateField
          label={t('booking.date')}
          required
          value={form.date}
          onChange={(date) => set({ date, fold: undefined })}
        />
      </Span>
      <Span of={5}>
        <TimeField
          label={t('booking.time')}
          required
          value={form.time}
          onChange={(time) => set({ time, fold: undefined })}
        />
      </Span>
      {open.length > 0 && (
        <Span of={12}>
          <Select
            label={t('booking.course')}
            clearable
            placeholder={t('booking.noCourse')}
            value={form.courseId === '' ? null : form.courseId}
            data={open.map(({ id, complaint, sessionsSoFar, plannedSessions }) => ({
              value: id,
              label: t('booking.ofCourse', { complaint, done: sessionsSoFar, planned: plannedSessions }),
            }))}
            onChange={(courseId) => set({ courseId: courseId ?? '' })}
          />
        </Span>
      )}
      <Span of={12}>
        <Textarea
          label={t('booking.note')}
          description={t('booking.noteHint')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={form.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      </Span>
    </FieldGrid>
  );
}
