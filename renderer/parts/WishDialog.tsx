import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { PatientLine } from '../../shared/contract/patients.ts';
import type { Urgency, Wish } from '../../shared/contract/waiting.ts';
import { apartFrom } from '../../shared/rules/direction.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { ChoiceChips, SegmentedChoice } from '../ui/Choices.tsx';
import { useSayDate } from '../ui/date-habit.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DateField, FieldGrid, Span } from '../ui/Fields.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { notify } from '../ui/toast.tsx';
import css from './IdentityDialog.module.css';

interface WishDialogProps {
  /** Known already, as at a booking or in the patient's record; null asks for one. */
  patient: PatientLine | null;
  /** What was typed so far where the wish comes from a booking. */
  start?: { typeId?: string; practitionerIds?: readonly string[]; from?: string };
  /** The wish to change. */
  wish?: Wish;
  onClose: () => void;
}

const spans = {
  earlyMorning: { from: '06:00', to: '10:00' },
  morning: { from: '06:00', to: '12:00' },
  afternoon: { from: '12:00', to: '17:00' },
  evening: { from: '17:00', to: '22:00' },
} as const;
type SpanName = keyof typeof spans;
const keyOf = ({ from, to }: { from: string; to: string }) => `${from}-${to}`;
const lengths = [15, 20, 30, 45, 60, 75, 90];

/** A wish for a time: what for, with whom, when, until when and how urgent. Puts a patient on the wait list. */
export function WishDialog({ patient: given, start = {}, wish, onClose }: WishDialogProps) {
  const { t } = useTranslation(['waiting', 'ui']);
  const trouble = useTrouble();
  const sayDate = useSayDate();
  const cache = useQueryClient();
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const types = practice.data?.appointmentTypes.filter(({ retired }) => !retired) ?? [];
  const today = Temporal.Now.plainDateISO(practice.data?.profile.zone ?? 'UTC').toString();
  const [patient, setPatient] = useState(given ?? wish?.patient ?? null);
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState({
    typeId: wish?.typeId ?? start.typeId ?? '',
    minutes: wish?.minutes === undefined || wish.minutes === null ? '' : String(wish.minutes),
    practitionerIds: [...(wish?.practitionerIds ?? start.practitionerIds ?? [])],
    weekdays: (wish?.weekdays ?? []).map(String),
    windows: (wish?.windows ?? []).map(keyOf),
    from: wish?.from ?? start.from ?? '',
    until: wish?.until ?? '',
    urgency: (wish?.urgency ?? 'routine') as Urgency,
    note: wish?.note ?? '',
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const found = useQuery(
    q.patients.search.queryOptions({ input: { text: typed, limit: 8 }, enabled: typed.trim().length > 1 }),
  );
  const typeId = form.typeId === '' ? (types[0]?.id ?? '') : form.typeId;
  const save = useMutation({
    mutationFn: (of: PatientLine) =>
      api.waiting.save({
        ...(wish && { id: wish.id, version: wish.version }),
        ...{ patientId: of.id, typeId, practitionerIds: form.practitionerIds },
        minutes: form.minutes === '' ? null : Number(form.minutes),
        weekdays: form.weekdays.map(Number),
        windows: form.windows.map((key) => ({ from: key.slice(0, 5), to: key.slice(6) })),
        ...{ from: form.from === '' ? today : form.from, until: form.until === '' ? null : form.until },
        ...{ urgency: form.urgency, note: form.note },
      }),
    onSuccess: async (_, of) => {
      await cache.invalidateQueries({ queryKey: q.waiting.key() });
      notify({ text: t('did.saved', { name: of.name }) });
      onClose();
    },
  });
  const own = form.windows.filter((key) => !Object.values(spans).some((span) => keyOf(span) === key));
  return (
    <Dialog
      opened
      onClose={onClose}
      size={600}
      title={patient === null ? t('wishDialog.title') : t('wishDialog.titleFor', { name: patient.name })}
    >
      <form
        className={css['dialog']}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (patient !== null && typeId !== '') save.mutate(patient);
        }}
      >
        {patient === null && (
          <SearchBox
            label={t('wishDialog.patient')}
            placeholder={t('wishDialog.patientHint')}
            emptyText={t('wishDialog.nobody')}
            value={typed}
            onChange={setTyped}
            items={found.data ?? []}
            itemKey={({ id }) => id}
            renderItem={(line) => `${apartFrom(line.name)} · ${sayDate(line.birthDate)} · ${line.number}`}
            onPick={setPatient}
            autoFocus
          />
        )}
        <FieldGrid>
          <Span of={8}>
            <Select
              label={t('wishDialog.type')}
              allowDeselect={false}
              value={typeId}
              data={types.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => set({ typeId: id ?? typeId })}
            />
          </Span>
          <Span of={4}>
            <Select
              label={t('wishDialog.minutes')}
              placeholder={t('wishDialog.asUsual')}
              clearable
              value={form.minutes === '' ? null : form.minutes}
              data={[...new Set([...lengths, ...(form.minutes === '' ? [] : [Number(form.minutes)])])]
                .toSorted((a, b) => a - b)
                .map((count) => ({ value: String(count), label: t('minutes', { count }) }))}
              onChange={(minutes) => set({ minutes: minutes ?? '' })}
            />
          </Span>
        </FieldGrid>
        <SegmentedChoice
          label={t('wishDialog.urgency')}
          value={form.urgency}
          onChange={(value) => set({ urgency: (value ?? 'routine') as Urgency })}
          options={(['urgent', 'soon', 'routine'] as const).map((value) => ({
            value,
            label: t(`urgency.${value}`),
          }))}
        />
        <ChoiceChips
          label={t('wishDialog.practitioners')}
          value={form.practitionerIds}
          onChange={(practitionerIds) => set({ practitionerIds })}
          options={(staff.data ?? [])
            .filter(({ treats, disabled }) => treats && !disabled)
            .map(({ id, displayName }) => ({ value: id, label: displayName }))}
        />
        <ChoiceChips
          label={t('wishDialog.weekdays')}
          value={form.weekdays}
          onChange={(weekdays) => set({ weekdays })}
          options={(['1', '2', '3', '4', '5', '6', '7'] as const).map((value) => ({
            value,
            label: t(`weekday.${value}`),
          }))}
        />
        <ChoiceChips
          label={t('wishDialog.windows')}
          value={form.windows}
          onChange={(windows) => set({ windows })}
          options={[
            ...(Object.keys(spans) as SpanName[]).map((name) => ({
              value: keyOf(spans[name]),
              label: t(`wishDialog.${name}`),
            })),
            ...own.map((key) => ({ value: key, label: key.replace('-', '–') })),
          ]}
        />
        <FieldGrid>
          <Span of={6}>
            <DateField
              label={t('wishDialog.from')}
              value={form.from === '' ? today : form.from}
              onChange={(from) => set({ from })}
            />
          </Span>
          <Span of={6}>
            <DateField
              label={t('wishDialog.until')}
              description={t('wishDialog.untilHint')}
              value={form.until}
              onChange={(until) => set({ until })}
            />
          </Span>
          <Span of={12}>
            <Textarea
              label={t('wishDialog.note')}
              description={t('wishDialog.noteHint')}
              autosize
              minRows={1}
              maxRows={3}
              maxLength={300}
              value={form.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
          </Span>
        </FieldGrid>
        {save.error !== null && <Notice tone="bad" title={trouble(save.error).text} live />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={patient === null || typeId === ''} loading={save.isPending}>
            {t(wish === undefined ? 'wishDialog.save' : 'wishDialog.change')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
