import { Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../shared/contract/hours.ts';
import { readHolidayList } from '../../../shared/rules/holiday-list.ts';
import { api, q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';
import css from './hours.module.css';

/** A list from a web page or a spreadsheet: each line shown as it was understood before anything is written. */
export function HolidayPaste({ known, onClose }: { known: readonly Closure[]; onClose: () => void }) {
  const { t } = useTranslation('hours');
  const sayDate = useSayDate();
  const cache = useQueryClient();
  const [text, setText] = useState('');
  const lines = readHolidayList(
    text,
    known.map(({ from, label }) => ({ date: from.date, label })),
  );
  const good = lines.filter(({ problem }) => problem === null);
  const refresh = () =>
    Promise.all([q.hours, q.absences].map((part) => cache.invalidateQueries({ queryKey: part.key() })));
  const save = useMutation({
    mutationFn: () =>
      api.hours.importHolidays({ holidays: good.map(({ date, label }) => ({ date, label })) }),
    onSuccess: async ({ recorded }) => {
      await refresh();
      onClose();
      const ids = recorded.map(({ id }) => id);
      const visits = recorded.reduce((total, one) => total + one.visits, 0);
      const done = t('paste.done', { count: ids.length });
      notify({
        text: visits === 0 ? done : `${done}. ${t('paste.over', { count: visits })}.`,
        ...(ids.length === 0
          ? {}
          : {
              undo: {
                onUndo: () =>
                  void api.hours.withdrawHolidays({ ids }).then(() => {
                    notify({ text: t('paste.takenBack') });
                    return refresh();
                  }, refresh),
              },
            }),
      });
    },
  });
  return (
    <EditDialog
      title={t('paste.title')}
      busy={save.isPending}
      error={save.error}
      size={560}
      submit={{ label: t('paste.take', { count: good.length }), disabled: good.length === 0 }}
      onClose={onClose}
      onSubmit={() => good.length > 0 && save.mutate()}
    >
      <Textarea
        label={t('paste.label')}
        description={t('paste.hint')}
        autosize
        minRows={5}
        maxRows={10}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {lines.length > 0 && (
        <ol className={css['preview']} aria-label={t('paste.preview')} tabIndex={0}>
          {lines.map((one) => (
            <li
              key={one.line}
              data-bad={one.problem !== null && one.problem !== 'known' ? true : undefined}
              data-known={one.problem === 'known' ? true : undefined}
            >
              <span>
                {one.problem === null || one.problem === 'known' || one.problem === 'twice'
                  ? sayDate(one.date)
                  : t('paste.line', { line: one.line })}
              </span>
              <span>
                {one.problem === 'no-date' || one.problem === 'not-a-date' ? one.text : one.label}
                {one.problem !== null && ` – ${t(`paste.problem.${one.problem}`)}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </EditDialog>
  );
}
