import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { PatientLine } from '../../../shared/contract/patients.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { BookingChecks } from './booking/BookingChecks.tsx';
import { BookingFields } from './booking/BookingFields.tsx';
import { FindTime } from './booking/FindTime.tsx';
import { HoldLine } from './booking/HoldLine.tsx';
import * as plan from './booking/plan.ts';
import { Refused } from './booking/Refused.tsx';
import { useHold } from './booking/use-hold.ts';
import { minuteOf, timeIn } from './day-time.ts';
import { WishButton } from '../../parts/WishButton.tsx';
import { PatientPick } from './PatientPick.tsx';
import { SeriesDialog, type SeriesStart } from './series/SeriesDialog.tsx';
import css from './booking/booking.module.css';

/** What the dialog opens with: a free slot of the grid, or a patient from elsewhere. */
export interface BookingStart {
  date: string;
  time: string;
  practitionerId: string | null;
  minutes: number | null;
  patient: PatientLine | null;
  /** The room that was pointed at; null where visits without a room stand. */
  roomId?: string | null;
  /** The unit that was pointed at. */
  deviceId?: string;
}

interface BookingDialogProps {
  start: BookingStart;
  practice: plan.Practice;
  practitioners: readonly Member[];
  onBooked: (visit: Appointment) => void;
  onClose: () => void;
}

type Said = Pick<Inputs['appointments']['book'], 'exception' | 'outsideHours'>;

/** Books one visit: at a time that is named, or at one that is found. Whatever is refused keeps everything typed. */
export function BookingDialog({ start, practice, practitioners, onBooked, onClose }: BookingDialogProps) {
  const { t } = useTranslation(['appointments', 'series', 'ui']);
  const trouble = useTrouble();
  const { zone } = practice.profile;
  const [patient, setPatient] = useState(start.patient);
  // A click on the grid names a time with a practitioner, a room or a unit; opened otherwise, it is still to be found.
  const pointed = start.roomId !== undefined || start.deviceId !== undefined;
  const named = start.practitionerId !== null || pointed;
  const [form, setForm] = useState<plan.BookingForm>(() => {
    const type = plan.firstType(practice, start.deviceId);
    return {
      typeId: type?.id ?? '',
      minutes: start.minutes,
      // Who treats there is not said by a room or a unit, unless there is only one who could.
      practitionerId:
        start.practitionerId ?? (pointed && practitioners.length > 1 ? '' : (practitioners[0]?.id ?? '')),
      room: plan.roomAt(start, type, practice),
      units: plan.unitAt(start, practice),
      date: start.date,
      time: named ? start.time : '',
      fold: undefined,
      courseId: '',
      note: '',
    };
  });
  const [picked, setPicked] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  const { hold, take, extend, drop, used, settled } = useHold();
  const type = practice.appointmentTypes.find(({ id }) => id === form.typeId);
  const minutes = form.minutes ?? plan.usualLength(type, form.practitionerId);
  const deviceIds = plan.unitsOf(form, type);
  const nameOf = (id: string) => practitioners.find((one) => one.id === id)?.displayName ?? '';
  const roomOf = (id: string) => practice.rooms.find((one) => one.id === id)?.name ?? '';

  const book = useMutation({
    mutationFn: async ({ of, said }: { of: PatientLine; said: Said }) => {
      const { typeId, practitionerId, date, time, fold, courseId, note } = form;
      const held = await settled();
      const asked = { patientId: of.id, holdId: held, deviceIds };
      return api.appointments.book({
        ...{ patientId: of.id, typeId, practitionerId, minutes, note, deviceIds },
        roomId: await plan.roomFor(
          form,
          minutes,
          practice,
          (wish) => api.appointments.findSlots(wish),
          asked,
        ),
        start: { date, time, ...(fold && { fold }) },
        ...(courseId !== '' && { courseId }),
        ...(held !== undefined && { holdId: held }),
        ...said,
      });
    },
    onSuccess: (visit) => {
      used();
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
  const keep = useMutation({
    mutationFn: (one: plan.Opening) =>
      take({
        ...{ typeId: form.typeId, patientId: patient?.id ?? null, practitionerId: one.practitionerId },
        ...{ roomId: one.roomId, deviceIds: one.deviceIds, start: one.start, minutes: one.minutes },
      }),
  });
  const [repeating, setRepeating] = useState<SeriesStart | null>(null);
  const repeat = useMutation({
    mutationFn: async (of: PatientLine) => {
      const { typeId, practitionerId, date, time, courseId, note } = form;
      // Time that is kept for one visit would be in the way of the series.
      const held = await settled();
      used();
      if (held !== undefined) await api.appointments.release({ holdId: held });
      const asked = { patientId: of.id, holdId: undefined, deviceIds };
      const find = (wish: Inputs['appointments']['findSlots']) => api.appointments.findSlots(wish);
      const roomId = await plan.roomFor(form, minutes, practice, find, asked);
      setRepeating({
        ...{ patient: of, typeId, practitionerId, roomId, minutes, date, time, note },
        ...{ courseId: courseId === '' ? null : courseId, appointment: null },
      });
    },
  });
  const failed = book.error ?? keep.error ?? repeat.error;
  const refused = failed === null ? null : trouble(failed);

  const change = (to: Partial<plan.BookingForm>) => {
    book.reset();
    keep.reset();
    repeat.reset();
    if (Object.keys(to).some((key) => key !== 'note' && key !== 'courseId')) {
      drop();
      setPicked(null);
    }
    setForm((before) => {
      const next = practice.appointmentTypes.find(({ id }) => id === (to.typeId ?? before.typeId));
      const fresh =
        to.typeId === undefined
          ? {}
          : { room: plan.roomAt(start, next, practice), units: plan.unitAt(start, practice) };
      const length = to.typeId === undefined ? {} : { minutes: start.minutes };
      return { ...before, ...fresh, ...length, ...to };
    });
  };
  const pick = (one: plan.Opening) => {
    book.reset();
    const { date, time, fold } = one.start;
    const { practitionerId } = one;
    setForm((before) => ({ ...before, date, time, fold, practitionerId }));
    setPicked(one.startsAt + practitionerId);
    keep.mutate(one);
    submit.current?.focus();
  };
  const toList = () => list.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  const whole = form.typeId !== '' && form.practitionerId !== '' && form.date !== '' && form.time !== '';
  const go = (said: Said = {}) => {
    if (patient !== null && whole) book.mutate({ of: patient, said });
    else if (patient !== null) toList();
  };

  if (repeating !== null)
    return (
      <SeriesDialog
        start={repeating}
        practice={practice}
        practitioners={practitioners}
        onBooked={onClose}
        onClose={() => setRepeating(null)}
      />
    );
  return (
    <Dialog opened onClose={onClose} title={t('booking.title')} size={960}>
      <div className={css['split']}>
        <form
          className={css['form']}
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          <PatientPick
            value={patient}
            onChange={(line) => {
              setPatient(line);
              book.reset();
              // The next key books, or finds a time; whatever else is to be changed is a Tab away.
              if (line !== null) setTimeout(() => (whole ? submit.current?.focus() : toList()), 0);
            }}
          />
          <BookingFields
            form={form}
            set={change}
            patient={patient}
            practice={practice}
            practitioners={practitioners}
          />
          <BookingChecks
            patient={patient}
            typeId={form.typeId}
            practitioner={{ id: form.practitionerId, name: nameOf(form.practitionerId) }}
            date={form.date}
          />
          {refused !== null && (
            <Refused
              trouble={refused}
              zone={zone}
              date={form.date}
              onTime={(to) => change({ ...to, fold: undefined })}
              onFold={(fold) => change({ fold })}
              onOutside={() => go({ outsideHours: true })}
              onOverbook={(reason) => go({ exception: { reason } })}
            />
          )}
          {hold !== null && <HoldLine hold={hold} onExtend={() => void extend()} />}
          <div className={css['buttons']}>
            {patient !== null && (
              <WishButton
                quiet
                patient={patient}
                start={{
                  ...(form.typeId !== '' && { typeId: form.typeId }),
                  ...(form.practitionerId !== '' && { practitionerIds: [form.practitionerId] }),
                  ...(form.date !== '' && { from: form.date }),
                }}
              />
            )}
            <Button
              variant="subtle"
              disabled={patient === null || !whole || minuteOf(form.time) % 5 !== 0}
              loading={repeat.isPending}
              onClick={() => patient !== null && repeat.mutate(patient)}
            >
              {t('series:repeat')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button
              type="submit"
              ref={submit}
              disabled={patient === null || minuteOf(form.time) % 5 !== 0}
              loading={book.isPending}
            >
              {t('booking.book')}
            </Button>
          </div>
        </form>
        <FindTime
          wanted={{
            ...{ typeId: form.typeId, patientId: patient?.id ?? null, rooms: plan.roomsOf(form.room) },
            ...{ deviceIds, step: minutes, ...(form.minutes !== null && { minutes: form.minutes }) },
            ...(hold !== null && { holdId: hold.id }),
          }}
          practitioner={{ id: form.practitionerId, name: nameOf(form.practitionerId) }}
          nameOf={nameOf}
          roomOf={roomOf}
          from={start.date}
          earliest={pointed ? start.time : ''}
          picked={picked}
          onPick={pick}
          listRef={list}
        />
      </div>
    </Dialog>
  );
}
