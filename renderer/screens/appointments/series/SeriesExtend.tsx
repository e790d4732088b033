import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../../shared/contract/series.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { NumberField } from '../../../ui/Fields.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { DateList } from './DateList.tsx';
import { tallyOf } from './said.ts';
import css from './series.module.css';
import { useProblem } from './use-problem.ts';
import { useSaid } from './use-said.ts';

/** Goes on with a series as it stands: the next dates of its rule, decided one by one. */
export function SeriesExtend({
  series,
  zone,
  onClose,
}: {
  series: Series;
  zone: string;
  onClose: () => void;
}) {
  const { t } = useTranslation(['series', 'ui']);
  const trouble = useTrouble();
  const problem = useProblem();
  const [typed, setTyped] = useState('2');
  const said = useSaid('skip');
  const count = Number(typed);
  const valid = Number.isInteger(count) && count >= 1 && count <= 100;
  const decisions = said.decisions.map(({ of: date, ...one }) => ({ date, ...one }));
  const input = { id: series.id, count: valid ? count : 1, decisions };
  const preview = useQuery({
    ...q.series.previewExtension.queryOptions({ input, enabled: valid }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const extend = useMutation({
    mutationFn: () => api.series.extend({ ...input, version: series.version }),
    onSuccess: (done) => {
      const undo = () => void api.series.undo({ actId: done.actId, reason: t('undone') });
      notify({ text: t('booked', { count: done.visits }), undo: { onUndo: undo } });
      onClose();
    },
    onError: () => void preview.refetch(),
  });
  const visits = !valid || preview.isError ? [] : (preview.data?.visits ?? []);
  const tally = tallyOf(visits);
  const refused = extend.error === null ? null : trouble(extend.error);
  return (
    <Dialog opened onClose={onClose} title={t('extend.title')} size={760}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid && tally.open === 0 && tally.visits > 0) extend.mutate();
        }}
      >
        <NumberField
          label={t('extend.count')}
          required
          min="1"
          max="100"
          value={typed}
          onChange={(value) => {
            setTyped(value);
            said.forget();
          }}
        />
        {preview.error !== null && <Notice tone="info" title={problem(preview.error)} live />}
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        {visits.length > 0 && (
          <DateList
            label={t('dates')}
            {...{ visits, zone }}
            leave="skip"
            onSay={({ date }, one) => {
              extend.reset();
              said.say(date, one);
            }}
          />
        )}
        <div className={css['bar']}>
          <span className={css['tally']} role="status">
            {tally.open > 0 ? t('open', { count: tally.open }) : ''}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={extend.isPending} disabled={tally.open > 0 || tally.visits === 0}>
            {t('book', { count: tally.visits })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
