import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Course, Outcome } from '../../../shared/contract/treatments.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField, FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { useToday } from './use-today.ts';
import css from './treatments.module.css';

interface OutcomesDialogProps {
  course: Course;
  outcomes: readonly Outcome[];
  regionNames: ReadonlyMap<string, string>;
  onClose: () => void;
}

interface Row {
  measure: Outcome['measure'];
  item: string;
  value: string;
}

const ownItem = new Set<Outcome['measure']>(['psfs', 'analgesic-days']);
const addable = ['psfs', 'analgesic-days', 'walking-minutes', 'vas', 'global-change'] as const;

/** What was asked last time stands ready to be asked again; only what is filled in is recorded. */
export function OutcomesDialog({ course, outcomes, regionNames, onClose }: OutcomesDialogProps) {
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const today = useToday();
  const initial = useMemo(() => {
    const asked = outcomes.map(({ measure, item }): Row => ({ measure, item, value: '' }));
    const pain = course.regions.map(({ region }): Row => ({ measure: 'nprs', item: region, value: '' }));
    const rows = [...new Map([...pain, ...asked].map((row) => [`${row.measure}:${row.item}`, row])).values()];
    const moment = (outcomes.length === 0 ? 'baseline' : 'review') as Outcome['moment'];
    return { measuredOn: today, moment, rows };
  }, [course, outcomes, today]);
  const draft = useDraft(`courses.${course.id}.outcomes`, initial);
  const { value } = draft;
  const set = (change: Partial<typeof value>) => draft.setValue((before) => ({ ...before, ...change }));
  const put = (at: number, change: Partial<Row>) =>
    set({ rows: value.rows.map((row, index) => (index === at ? { ...row, ...change } : row)) });
  const filled = value.rows.filter(
    (row) => row.value !== '' && (!ownItem.has(row.measure) || row.item.trim() !== ''),
  );
  const record = useMutation({
    mutationFn: () =>
      api.treatments.recordOutcomes({
        courseId: course.id,
        sessionId: null,
        outcomes: filled.map((row) => ({
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
    <Dialog opened onClose={onClose} title={t('measure.open')} size={720}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          if (filled.length > 0) record.mutate();
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
        <div className={css['measures']}>
          {value.rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div
              key={at}
              className={css['measure']}
              role="group"
              aria-label={`${t(`measure.names.${row.measure}`)} ${regionNames.get(row.item) ?? row.item}`}
            >
              <div>
                {t(`measure.names.${row.measure}`)}
                <span className={css['soft']}> {t(`measure.scales.${row.measure}`)}</span>
              </div>
              {ownItem.has(row.measure) ? (
                <TextInput
                  aria-label={t(`measure.items.${row.measure as 'psfs' | 'analgesic-days'}`)}
                  placeholder={t(`measure.items.${row.measure as 'psfs' | 'analgesic-days'}`)}
                  maxLength={120}
                  value={row.item}
                  onChange={(event) => put(at, { item: event.currentTarget.value })}
                />
              ) : (
                <span>{row.measure === 'nprs' ? (regionNames.get(row.item) ?? row.item) : row.item}</span>
              )}
              <NumberField
                label={t('measure.value')}
                hideLabel
                value={row.value}
                onChange={(next) => put(at, { value: next })}
              />
              <ActionIcon
                aria-label={t('measure.remove')}
                onClick={() => set({ rows: value.rows.filter((_, index) => index !== at) })}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </div>
          ))}
        </div>
        <div className={css['buttons']}>
          {addable.map((measure) => (
            <Button
              key={measure}
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => set({ rows: [...value.rows, { measure, item: '', value: '' }] })}
            >
              {t(`measure.names.${measure}`)}
            </Button>
          ))}
        </div>
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        <div className={css['dialogEnd']}>
          <span className={css['barStatus']}>
            <DraftStatus status={draft.status} savedAt={draft.savedAt} />
          </span>
          <Button variant="default" onClick={() => void draft.discard().then(onClose)}>
            {t('ui:cancel')}
          </Button>
          <Button
            type="submit"
            disabled={filled.length === 0 || value.measuredOn === ''}
            loading={record.isPending}
          >
            {t('measure.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
