import { Button, Select } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { PatientLine } from '../../../../shared/contract/patients.ts';
import type { SeriesPlan } from '../../../../shared/contract/series.ts';
import type { Member } from '../../../../shared/contract/staff.ts';
import { useTrouble } from '../../../desk.ts';
import { useCourseWords } from '../../../parts/CourseProgress.tsx';
import { api, q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { DateList } from './DateList.tsx';
import { newRule, type RuleForm, timingOf } from './rule-form.ts';
import { RuleFields } from './RuleFields.tsx';
import { tallyOf } from './said.ts';
import css from './series.module.css';
import { useProblem } from './use-problem.ts';
import { useSaid } from './use-said.ts';
import { useSay } from './use-say.ts';

/** What is repeated: the fields of a booking, or a visit in the book, which then becomes the first of the series. */
export interface SeriesStart {
  patient: PatientLine;
  practitionerId: string;
  roomId: string | null;
  typeId: string;
  minutes: number;
  date: string;
  time: string;
  note: string;
  courseId: string | null;
  appointment: { id: string; version: number } | null;
}

interface SeriesDialogProps {
  start: SeriesStart;
  practice: Outputs['practice']['overview'];
  practitioners: readonly Member[];
  onBooked: (done: Outputs['series']['book']) => void;
  onClose: () => void;
}

/** Plans visits that repeat: the rule on one side, every date with what stands in its way on the other. */
export function SeriesDialog({ start, practice, practitioners, onBooked, onClose }: SeriesDialogProps) {
  const { t } = useTranslation(['series', 'ui']);
  const trouble = useTrouble();
  const problem = useProblem();
  const { zone } = practice.profile;
  const say = useSay(zone);
  const courseWords = useCourseWords();
  const [form, setForm] = useState(() => newRule(start));
  const [courseId, setCourseId] = useState(start.courseId);
  const said = useSaid('skip');
  const set = (change: Partial<RuleForm>) => {
    setForm((before) => ({ ...before, ...change }));
    said.forget();
  };
  const courses = useQuery(q.series.courses.queryOptions({ input: { patientId: start.patient.id } }));
  const running = (courses.data ?? []).filter(({ ended, courseId: id }) => !ended || id === courseId);
  const timing = timingOf(form);
  const { practitionerId, roomId, typeId, minutes, note, appointment } = start;
  const frame = { patientId: start.patient.id, practitionerId, roomId, typeId, minutes, note, courseId };
  const plan: SeriesPlan | null = timing === null ? null : { ...frame, ...timing };
  const decisions = said.decisions.map(({ of: date, ...one }) => ({ date, ...one }));
  const input = plan === null ? null : { plan, appointment, decisions };
  const preview = useQuery({
    ...q.series.preview.queryOptions({ input: input as never, enabled: input !== null }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const book = useMutation({
    mutationFn: (wish: NonNullable<typeof input>) => api.series.book(wish),
    onSuccess: (done) => {
      const undo = () => void api.series.undo({ actId: done.actId, reason: t('undone') });
      notify({ text: t('booked', { count: done.visits }), undo: { onUndo: undo } });
      onBooked(done);
    },
    onError: () => void preview.refetch(),
  });
  const visits = preview.isError || input === null ? [] : (preview.data?.visits ?? []);
  const tally = tallyOf(visits);
  const refused = book.error === null ? null : trouble(book.error);
  const wrong = preview.error === null ? null : problem(preview.error);
  const type = practice.appointmentTypes.find(({ id }) => id === typeId);
  const pickCourse = (id: string | null) => {
    setCourseId(id);
    const toBook = running.find((one) => one.courseId === id)?.toBook ?? 0;
    if (toBook > 0) set({ ends: 'count', count: String(toBook) });
  };
  return (
    <Dialog opened onClose={onClose} title={t('title', { name: start.patient.name })} size={960}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (input !== null && tally.open === 0 && tally.visits > 0) book.mutate(input);
        }}
      >
        <p className={css['lead']}>
          {t('lead', {
            type: type?.name ?? '',
            minutes,
            practitioner: practitioners.find(({ id }) => id === practitionerId)?.displayName ?? '',
            room: practice.rooms.find(({ id }) => id === roomId)?.name ?? t('noRoom'),
          })}
        </p>
        <div className={css['columns']}>
          <div className={css['side']}>
            <RuleFields form={form} set={set} fixedStart={appointment !== null} />
            {running.length > 0 && (
              <Select
                label={t('course')}
                clearable
                placeholder={t('noCourse')}
                value={courseId}
                data={running.map((one) => ({
                  value: one.courseId,
                  label: t('courseOf', { date: say.day(one.startedOn), state: courseWords(one) }),
                }))}
                onChange={pickCourse}
              />
            )}
          </div>
          <div className={css['side']}>
            {wrong !== null && <Notice tone="info" title={wrong} live />}
            {refused !== null && (
              <Notice tone="bad" title={refused.text} live>
                {refused.incident}
              </Notice>
            )}
            {visits.length === 0 && wrong === null && <p className={css['empty']}>{t('choose')}</p>}
            {visits.length > 0 && (
              <DateList
                label={t('dates')}
                {...{ visits, zone }}
                leave="skip"
                onSay={({ date }, one) => {
                  book.reset();
                  said.say(date, one);
                }}
              />
            )}
          </div>
        </div>
        <div className={css['bar']}>
          <span className={css['tally']} role="status">
            {tally.open > 0
              ? t('open', { count: tally.open })
              : preview.data?.lastAt && visits.length > 0
                ? t('summary', { count: tally.visits, date: say.dayOf(preview.data.lastAt) })
                : ''}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={book.isPending} disabled={tally.open > 0 || tally.visits === 0}>
            {t('book', { count: tally.visits })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
