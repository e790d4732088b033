import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Task, TaskEntry } from '../../../shared/contract/tasks.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { EventDialog } from '../../parts/EventDialog.tsx';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { MoveTask } from './MoveTask.tsx';
import css from './tasks.module.css';

type Entry = Pick<Inputs['tasks']['record'], 'kind'> & Partial<Inputs['tasks']['record']>;

/** One task: the number to dial, the words to say, the answers to choose from, and what was done so far. */
export function TaskCard({ task, onNext }: { task: Task; onNext: () => void }) {
  const { t } = useTranslation('tasks');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const mayWrite = useMay('tasks.write') === true;
  const mayHandle = useMay('notes.sign') === true;
  const mayReport = useMay('notes.write') === true;
  const [words, setWords] = useState('');
  const [asking, setAsking] = useState<'closed' | 'raised' | 'moved' | 'event' | null>(null);
  const { patient, state } = task;
  const record = useMutation({
    mutationFn: (entry: Entry) =>
      api.tasks.record({
        ...{ id: task.id, after: task.entries.at(-1)?.number ?? 0, answerId: null, dueOn: null },
        words: words.trim(),
        ...entry,
      }),
    onSuccess: async (after, { kind, answerId }) => {
      setWords('');
      await cache.invalidateQueries({ queryKey: q.tasks.key() });
      const worrying = task.answers.find(({ id }) => id === answerId)?.worrying === true;
      const ended = after.state === 'done' && kind !== 'undone';
      notify({
        text: t(`said.${worrying ? 'worrying' : kind}`),
        tone: worrying ? 'info' : 'ok',
        ...(ended && {
          undo: {
            onUndo: () => {
              void api.tasks
                .record({
                  ...{ id: task.id, after: after.entries.at(-1)?.number ?? 0, kind: 'undone' },
                  ...{ answerId: null, words: '', dueOn: null },
                })
                .then(() => cache.invalidateQueries({ queryKey: q.tasks.key() }));
            },
          },
        }),
      });
      if (ended) onNext();
    },
    onError: (error) => {
      const { refusal, text, incident } = trouble(error);
      const problem = refusal?.code === 'INVALID' ? refusal.data.problem : '';
      const own = problem === 'after-window' || problem === 'in-past';
      notify({ text: own ? t(`refused.${problem}`) : text, tone: 'bad', incident });
      void cache.invalidateQueries({ queryKey: q.tasks.key() });
    },
  });
  const write = (entry: Entry) => record.mutate(entry);
  const isQuestion = task.ruleId !== null;
  const isDead = patient !== null && patient.diedOn !== null;
  const quiet = patient?.contact === 'none' && isQuestion && !mayHandle;
  const mayAsk = mayWrite && state !== 'done' && !isDead && !quiet;
  const mayEnd = state === 'open' || mayHandle;
  return (
    <div className={css['card']} role="region" aria-label={patient?.name ?? task.title} tabIndex={-1}>
      {isDead && <Notice tone="bad" title={t('dead', { date: when.day(patient.diedOn ?? '') })} />}
      {patient?.contact === 'none' && !isDead && <Notice tone="warn" title={t('noContact')} />}
      {patient?.contact === 'not-by-phone' && !isDead && <Notice tone="info" title={t('notByPhone')} />}
      <Section title={patient === null ? task.title : `${patient.name}: ${task.title}`}>
        <div className={css['stack']}>
          {patient !== null && (
            <div>
              <ul className={css['phones']} aria-label={t('phone')}>
                {patient.phones.length === 0 && <li className={css['soft']}>{t('noPhone')}</li>}
                {patient.phones.map(({ number, whose }) => (
                  <li key={`${number}${whose}`}>
                    <span className={css['phone']}>{number}</span>{' '}
                    <span className={css['soft']}>{whose}</span>
                  </li>
                ))}
              </ul>
              <p className={css['soft']}>
                <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
                  {when.day(patient.birthDate)} · {patient.number}
                </Link>
                {task.sessionId !== null && (
                  <>
                    {' · '}
                    <Link to="/treatments/$sessionId" params={{ sessionId: task.sessionId }}>
                      {t('visit')}
                    </Link>
                  </>
                )}
              </p>
            </div>
          )}
          {task.notes !== '' && <p className={css['words']}>{task.notes}</p>}
          {isQuestion && (
            <div>
              <h3>{t('ask')}</h3>
              <ol className={css['ask']}>
                {task.ask.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </div>
          )}
          {mayWrite && state !== 'done' && (
            <Textarea
              label={
                state === 'raised' && mayHandle ? t('act.handled') : t(patient === null ? 'note' : 'words')
              }
              description={state === 'raised' && mayHandle ? t('handledHint') : t('wordsHint')}
              autosize
              maxLength={1000}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
          {mayAsk && isQuestion && mayEnd && (
            <div className={css['answers']} role="group" aria-label={t('answer')}>
              {task.answers.map(({ id, text, worrying }) => (
                <Button
                  key={id}
                  fullWidth
                  justify="space-between"
                  variant={worrying ? 'default' : 'filled'}
                  {...(worrying && { color: 'red' })}
                  loading={record.isPending}
                  rightSection={worrying && <span className={css['soft']}>{t('worrying')}</span>}
                  onClick={() => write({ kind: 'answered', answerId: id })}
                >
                  {text}
                </Button>
              ))}
            </div>
          )}
          {isQuestion && (
            <p>
              <b>{t('tell')}:</b> {task.tell}
            </p>
          )}
          {mayWrite && (
            <div className={css['buttons']}>
              {state === 'raised' && mayHandle && (
                <Button onClick={() => write({ kind: 'handled' })}>{t('act.handled')}</Button>
              )}
              {mayAsk && !isQuestion && mayEnd && (
                <Button onClick={() => write({ kind: 'done' })}>{t('act.done')}</Button>
              )}
              {mayAsk && patient !== null && (
                <Button variant="default" onClick={() => write({ kind: 'attempt' })}>
                  {t('act.attempt')}
                </Button>
              )}
              {state !== 'done' && !isDead && (
                <Button variant="default" onClick={() => setAsking('moved')}>
                  {t('act.moved')}
                </Button>
              )}
              {state === 'open' && !isDead && (
                <Button variant="default" onClick={() => setAsking('raised')}>
                  {t('act.raised')}
                </Button>
              )}
              {state !== 'done' && mayEnd && (
                <Button variant="default" onClick={() => setAsking('closed')}>
                  {t('act.closed')}
                </Button>
              )}
              {(state === 'done' || (state === 'raised' && mayHandle)) && (
                <Button variant="subtle" onClick={() => write({ kind: 'undone' })}>
                  {t('act.undone')}
                </Button>
              )}
              {mayReport && patient !== null && state === 'raised' && (
                <Button variant="default" color="red" onClick={() => setAsking('event')}>
                  {t('event')}
                </Button>
              )}
            </div>
          )}
        </div>
      </Section>
      <Section title={t('history')} count={task.entries.length}>
        {task.entries.length === 0 && <p className={css['soft']}>{t('nothingYet')}</p>}
        <ol className={css['history']}>
          {task.entries.map((entry) => (
            <EntryLine key={entry.number} entry={entry} />
          ))}
        </ol>
        <p className={css['soft']}>{t('madeBy', { name: task.madeBy, at: when.moment(task.at) })}</p>
        {task.sources.length > 0 && (
          <p className={css['soft']}>
            {t('why')}: {task.sources.join('; ')}
          </p>
        )}
      </Section>
      <ConfirmDialog
        opened={asking === 'closed' || asking === 'raised'}
        title={t(asking === 'raised' ? 'raising.title' : 'closing.title')}
        reason={{ label: t(asking === 'raised' ? 'raising.reason' : 'closing.reason') }}
        confirmLabel={t(asking === 'raised' ? 'raising.save' : 'closing.save')}
        onConfirm={(reason) =>
          record.mutateAsync({ kind: asking === 'raised' ? 'raised' : 'closed', words: reason })
        }
        onClose={() => setAsking(null)}
      />
      {asking === 'moved' && (
        <MoveTask
          dueOn={task.dueOn}
          onMove={(dueOn) => record.mutateAsync({ kind: 'moved', dueOn })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'event' && patient !== null && (
        <EventDialog
          patientId={patient.id}
          sessionId={task.sessionId}
          courseId={null}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

function EntryLine({ entry }: { entry: TaskEntry }) {
  const { t } = useTranslation('tasks');
  const when = useWhen();
  const date =
    entry.dueOn !== null ? when.day(entry.dueOn) : entry.kind === 'taken-over' ? when.day(entry.words) : '';
  return (
    <li>
      {t(`entry.${entry.kind}`, { answer: entry.answer, date })}
      {entry.words !== '' && entry.kind !== 'taken-over' && <p className={css['words']}>{entry.words}</p>}
      <div className={css['soft']}>
        {entry.by}, {when.moment(entry.at)}
      </div>
    </li>
  );
}
