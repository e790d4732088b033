import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { Notice } from '../ui/Notice.tsx';
import { notify } from '../ui/toast.tsx';
import { EventDialog } from './EventDialog.tsx';
import { EventList } from './EventList.tsx';
import { useWhen } from './when.ts';
import css from './lines.module.css';

type Answer = 'nothing' | 'something' | 'not-asked';

/** Asked at the start of each visit but the first: what happened after the one before. */
export function AfterLastTime({ sessionId, patientId }: { sessionId: string; patientId: string }) {
  const { t } = useTranslation('events');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const mayWrite = useMay('notes.write') === true;
  const [again, setAgain] = useState(false);
  const [reporting, setReporting] = useState(false);
  const asked = useQuery(q.events.afterLastTime.queryOptions({ input: { sessionId } }));
  const write = useMutation({
    mutationFn: (answer: Answer) => api.events.answerAfterwards({ sessionId, answer, words: '' }),
    onSuccess: async () => {
      setAgain(false);
      await cache.invalidateQueries({ queryKey: q.events.key() });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  if (asked.data === undefined || asked.data.previous === null) return null;
  const { previous, answer, events } = asked.data;
  const open = (answer === null || again) && mayWrite;
  return (
    <Notice
      tone={open ? 'info' : answer?.answer === 'nothing' ? 'ok' : 'warn'}
      title={t('after.title')}
      action={
        open ? (
          <div className={css['buttons']}>
            <Button size="xs" loading={write.isPending} onClick={() => write.mutate('nothing')}>
              {t('after.nothing')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setReporting(true)}>
              {t('after.something')}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => write.mutate('not-asked')}>
              {t('after.notAsked')}
            </Button>
          </div>
        ) : (
          mayWrite && (
            <Button size="xs" variant="subtle" onClick={() => setAgain(true)}>
              {t('after.change')}
            </Button>
          )
        )
      }
    >
      {answer === null
        ? t('after.since', { date: when.dayOf(previous.startedAt) })
        : t('after.answered', {
            answer: t(`after.answers.${answer.answer}`),
            by: answer.by,
            at: when.time(answer.at),
          })}
      {events.length > 0 && (
        <>
          <div>{t('after.reported', { count: events.length })}</div>
          <EventList events={events} />
        </>
      )}
      {reporting && (
        <EventDialog
          patientId={patientId}
          courseId={null}
          sessionId={previous.sessionId}
          onSaved={() => write.mutate('something')}
          onClose={() => setReporting(false)}
        />
      )}
    </Notice>
  );
}
