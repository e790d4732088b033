import { Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Course, Outcome } from '../../../../shared/contract/treatments.ts';
import { needsItem, painItem, seriesOf } from '../../../../shared/rules/course-outcomes.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { useDraft } from '../../../ui/draft.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { DateField, FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { useToday } from '../use-today.ts';
import { MeasureRow, type MeasureEntry } from './MeasureRow.tsx';
import type { MeasureWords } from './measure-words.ts';
import measures from './measures.module.css';
import css from '../treatments.module.css';
import { DialogEnd } from '../DialogEnd.tsx';

interface OutcomesDialogProps {
  course: Course;
  outcomes: readonly Outcome[];
  words: MeasureWords;
  onClose: () => void;
}

type Row = MeasureEntry & { known: boolean };

const addable = [
  'psfs',
  'analgesic-days',
  'walking-minutes',
  'vas',
  'global-change',
  'stairs',
  'aid',
  'work',
  'questionnaire',
] as const;

/** What was asked last time stands ready to be asked again; only what is filled in is recorded. */
export function OutcomesDialog({ course, outcomes, words, onClose }: OutcomesDialogProps) {
  const { t } = useTranslation(['courses', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const today = useToday();
  const initial = useMemo(() => {
    const asked = seriesOf(outcomes.filter(({ voided }) => voided === null)).flatMap((group): Row[] => {
      const last = group.at(-1);
      if (last === undefined) return [];
      const { measure, item, details } = last;
      return [{ measure, item, details, value: '', known: true }];
    });
    const pain = course.regions.map((place): Row => ({
      measure: 'nprs',
      item: painItem(place),
      value: '',
      details: {},
      known: true,
    }));
    const rows = [...new Map([...pain, ...asked].map((row) => [`${row.measure}:${row.item}`, row])).values()];
    const moment = (outcomes.length === 0 ? 'baseline' : 'review') as Outcome['moment'];
    return { measuredOn: today, moment, rows };
  }, [course, outcomes, today]);
  const draft = useDraft(`courses.${course.id}.outcomes`, initial);
  const { value } = draft;
  const set = (change: Partial<typeof value>) => draft.setValue((before) => ({ ...before, ...change }));
  const put = (at: number, change: Partial<Row>) =>
    set({ rows: value.rows.map((row, index) => (index === at ? { ...row, ...change } : row)) });
  const filled = value.rows.filter((row) => row.value !== '');
  const unnamed = filled.some((row) => needsItem(row.measure) && row.item.trim() === '');
  const activities = filled.filter(({ measure }) => measure === 'psfs').length;
  const record = useMutation({
    mutationFn: () =>
      api.treatments.recordOutcomes({
        courseId: course.id,
        sessionId: null,
        outcomes: filled.map(({ known: _, ...row }) => ({
          ...row,
          item: row.item.trim(),
          moment: value.moment,
          measuredOn: value.measuredOn,
        })),
      }),
    onSuccess: async ({ recorded }) => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
      notify({ text: t('measure.recorded', { count: recorded }) });
      onClose();
    },
  });
  const refused = record.error === null ? null : trouble(record.error);
  return (
    <Dialog opened onClose={onClose} title={t('measure.open')} size={760}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          if (filled.length > 0 && !unnamed) record.mutate();
        }}
      >
        <FieldGrid>
          <Span of={4}>
            <DateField
              label={t('measure.on')}
              required
              value={value.measuredOn}
              onChange={(measuredOn) => set({ measuredOn })}
            />
          </Span>
          <Span of={4}>
            <Select
              label={t('measure.moment')}
              allowDeselect={false}
              value={value.moment}
              data={(['baseline', 'before', 'after', 'review'] as const).map((moment) => ({
                value: moment,
                label: t(`measure.moments.${moment}`),
              }))}
              onChange={(moment) => set({ moment: (moment ?? value.moment) as Outcome['moment'] })}
            />
          </Span>
        </FieldGrid>
        <div className={measures['rows']}>
          {value.rows.map((row, at) => (
            <MeasureRow
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              row={row}
              known={row.known}
              words={words}
              onChange={(change) => put(at, change)}
              onRemove={() => set({ rows: value.rows.filter((_, index) => index !== at) })}
            />
          ))}
        </div>
        <div className={measures['tools']}>
          {addable.map((measure) => (
            <Button
              key={measure}
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() =>
                set({ rows: [...value.rows, { measure, item: '', value: '', details: {}, known: false }] })
              }
            >
              {words.name(measure)}
            </Button>
          ))}
        </div>
        {activities > 0 && (activities < 3 || activities > 5) ? (
          <Notice tone="warn" title={t('measure.psfsOff', { count: activities })} />
        ) : (
          <p className={css['soft']}>{t('measure.psfsCount')}</p>
        )}
        {unnamed && <Notice tone="bad" live title={t('measure.unnamed')} />}
        <DialogEnd refused={refused} draft={draft} onCancel={() => void draft.discard().then(onClose)}>
          <Button
            type="submit"
            disabled={filled.length === 0 || unnamed || value.measuredOn === ''}
            loading={record.isPending}
          >
            {t('measure.record')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
}
