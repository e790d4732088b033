import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { PatientLine } from '../../../shared/contract/patients.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField, FieldGrid, Span, TimeField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { dateIn, minuteOf, timeIn } from './day-time.ts';
import { PatientPick } from './PatientPick.tsx';
import css from './BookingDialog.module.css';

/** What the dialog opens with: a free slot of the grid, or a patient from elsewhere. */
export interface BookingStart {
  date: string;
  time: string;
  practitionerId: string | null;
  minutes: number | null;
  patient: PatientLine | null;
}

interface BookingDialogProps {
  start: BookingStart;
  practice: Outputs['practice']['overview'];
  practitioners: readonly Member[];
  onBooked: (visit: Appointment) => void;
  onClose: () => void;
}

const lengths = [10, 15, 20, 30, 40, 45, 60, 75, 90, 120];

/** Books one visit. A taken slot keeps everything typed and offers the nearest free starts. */
export function BookingDialog({ start, practice, practitioners, onBooked, onClose }: BookingDialogProps) {
  const { t } = useTranslation(['appointments', 'ui']);
  const trouble = useTrouble();
  const { zone } = practice.profile;
  const types = practice.appointmentTypes.filter((type) => !type.retired);
  const [patient, setPatient] = useState(start.patient);
  const [form, setForm] = useState(() => {
    const type = types[0];
    return {
      typeId: type?.id ?? '',
      practitionerId: start.practitionerId ?? practitioners[0]?.id ?? '',
      roomId: '',
      date: start.date,
      time: start.time,
      fold: undefined as 'first' | 'second' | undefined,
      minutes: start.minutes ?? type?.minutes ?? 30,
      note: '',
    };
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const history = useQuery(
    q.appointments.ofPatient.queryOptions({
      input: { patientId: patient?.id ?? '' },
      enabled: patient !== null,
    }),
  );
  const missed = history.data?.filter((visit) => visit.status === 'did-not-attend').length ?? 0;

  const book = useMutation({
    mutationFn: (of: PatientLine) => {
      const { fold, date, time, roomId, ...rest } = form;
      return api.appointments.book({
        ...rest,
        patientId: of.id,
        roomId: roomId === '' ? null : roomId,
        start: { date, time, ...(fold && { fold }) },
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
  });
  const refused = book.error === null ? null : trouble(book.error);
  const taken = refused?.refusal?.code === 'SLOT_TAKEN' ? refused.refusal.data.freeFrom : [];
  const doubled = refused?.refusal?.code === 'TIME_DOUBLED';
  const options = [...new Set([...lengths, form.minutes])].toSorted((a, b) => a - b);
  const ready =
    patient !== null &&
    form.typeId !== '' &&
    form.practitionerId !== '' &&
    form.date !== '' &&
    form.time !== '';

  return (
    <Dialog opened onClose={onClose} title={t('booking.title')} size={560}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (patient !== null && ready) book.mutate(patient);
        }}
      >
        <PatientPick value={patient} onChange={setPatient} />
        {missed > 0 && <Notice tone="warn" title={t('booking.missed', { count: missed })} />}
        <FieldGrid>
          <Span of={7}>
            <Select
              label={t('booking.type')}
              required
              allowDeselect={false}
              value={form.typeId}
              data={types.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(typeId) =>
                set({
                  typeId: typeId ?? '',
                  minutes: start.minutes ?? types.find(({ id }) => id === typeId)?.minutes ?? form.minutes,
                })
              }
            />
          </Span>
          <Span of={5}>
            <Select
              label={t('booking.length')}
              required
              allowDeselect={false}
              value={String(form.minutes)}
              data={options.map((minutes) => ({
                value: String(minutes),
                label: t('booking.minutes', { count: minutes }),
              }))}
              onChange={(minutes) => set({ minutes: Number(minutes ?? form.minutes) })}
            />
          </Span>
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
              value={form.roomId}
              placeholder={t('booking.noRoom')}
              clearable
              data={practice.rooms
                .filter((room) => !room.retired)
                .map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(roomId) => set({ roomId: roomId ?? '' })}
            />
          </Span>
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
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {taken.length > 0 && (
              <div className={css['free']}>
                {t('booking.freeFrom')}
                {taken.map((instant) => (
                  <Button
                    key={instant}
                    variant="default"
                    size="xs"
                    onClick={() => {
                      set({ date: dateIn(zone, instant), time: timeIn(zone, instant) });
                      book.reset();
                    }}
                  >
                    {dateIn(zone, instant) === form.date
                      ? timeIn(zone, instant)
                      : `${dateIn(zone, instant)} ${timeIn(zone, instant)}`}
                  </Button>
                ))}
              </div>
            )}
            {doubled && (
              <div className={css['free']}>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    set({ fold: 'first' });
                    book.reset();
                  }}
                >
                  {t('booking.foldFirst')}
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    set({ fold: 'second' });
                    book.reset();
                  }}
                >
                  {t('booking.foldSecond')}
                </Button>
              </div>
            )}
          </Notice>
        )}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={!ready || minuteOf(form.time) % 5 !== 0} loading={book.isPending}>
            {t('booking.book')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
