import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useTrouble, type Trouble } from '../../desk.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField, FieldGrid, NumberField, Span, TimeField } from '../../ui/Fields.tsx';
import { Refused } from './booking/Refused.tsx';
import { dateIn, lengthOf, minuteOf, timeIn } from './day-time.ts';
import css from './AppointmentPanel.module.css';

interface MoveDialogProps {
  visit: Appointment;
  zone: string;
  practitioners: readonly Member[];
  rooms: Outputs['practice']['overview']['rooms'];
  onMove: (
    to: Pick<
      Inputs['appointments']['move'],
      'practitionerId' | 'roomId' | 'start' | 'minutes' | 'why' | 'exception' | 'outsideHours'
    >,
  ) => Promise<unknown>;
  onClose: () => void;
}

/** Moves a visit by typing, to any day, practitioner and room. */
export function MoveDialog({ visit, zone, practitioners, rooms, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation(['appointments', 'ui']);
  const trouble = useTrouble();
  const [refused, setRefused] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [form, setForm] = useState({
    date: dateIn(zone, visit.startsAt),
    time: timeIn(zone, visit.startsAt),
    minutes: String(lengthOf(visit)),
    practitionerId: visit.practitionerId,
    roomId: visit.roomId ?? '',
    fold: undefined as 'first' | 'second' | undefined,
    by: 'patient' as 'patient' | 'clinic',
    reason: '',
  });
  const set = (change: Partial<typeof form>) => {
    setRefused(null);
    setForm((before) => ({ ...before, ...change }));
  };
  const minutes = Number(form.minutes);
  const ready =
    form.date !== '' &&
    form.time !== '' &&
    minuteOf(form.time) % 5 === 0 &&
    minutes >= 5 &&
    minutes % 5 === 0;
  const move = async (said: Pick<Inputs['appointments']['move'], 'exception' | 'outsideHours'> = {}) => {
    setBusy(true);
    try {
      await onMove({
        practitionerId: form.practitionerId,
        roomId: form.roomId === '' ? null : form.roomId,
        start: { date: form.date, time: form.time, ...(form.fold && { fold: form.fold }) },
        minutes,
        why: { by: form.by, reason: form.reason.trim() },
        ...said,
      });
      onClose();
    } catch (error) {
      setRefused(trouble(error));
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('move.title', { name: visit.patient.name })} size={480}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void move();
        }}
      >
        <FieldGrid>
          <Span of={6}>
            <DateField
              label={t('booking.date')}
              required
              value={form.date}
              onChange={(date) => set({ date, fold: undefined })}
            />
          </Span>
          <Span of={3}>
            <TimeField
              label={t('booking.time')}
              required
              value={form.time}
              onChange={(time) => set({ time, fold: undefined })}
            />
          </Span>
          <Span of={3}>
            <NumberField
              label={t('booking.length')}
              unit="min"
              step="5"
              min="5"
              max="480"
              value={form.minutes}
              onChange={(value) => set({ minutes: value })}
            />
          </Span>
          <Span of={6}>
            <Select
              label={t('booking.practitioner')}
              allowDeselect={false}
              value={form.practitionerId}
              data={practitioners.map((person) => ({ value: person.id, label: person.displayName }))}
              onChange={(id) => set({ practitionerId: id ?? form.practitionerId })}
            />
          </Span>
          <Span of={6}>
            <Select
              label={t('booking.room')}
              clearable
              placeholder={t('booking.noRoom')}
              value={form.roomId}
              data={rooms
                .filter((room) => !room.retired || room.id === visit.roomId)
                .map((room) => ({ value: room.id, label: room.name }))}
              onChange={(id) => set({ roomId: id ?? '' })}
            />
          </Span>
          <Span of={6}>
            <SegmentedChoice
              label={t('move.by')}
              value={form.by}
              onChange={(by) => set({ by: by === 'clinic' ? 'clinic' : 'patient' })}
              options={[
                { value: 'patient', label: t('cancel.byPatient') },
                { value: 'clinic', label: t('cancel.byClinic') },
              ]}
            />
          </Span>
          <Span of={6}>
            <TextInput
              label={t('move.reason')}
              maxLength={200}
              value={form.reason}
              onChange={({ currentTarget: { value } }) => set({ reason: value })}
            />
          </Span>
        </FieldGrid>
        {refused !== null && (
          <Refused
            trouble={refused}
            zone={zone}
            date={form.date}
            onTime={(to) => set({ ...to, fold: undefined })}
            onFold={(fold) => set({ fold })}
            onOutside={() => void move({ outsideHours: true })}
            onOverbook={(reason) => void move({ exception: { reason } })}
          />
        )}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('move.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
