import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetails } from '../../shared/contract/events.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { DateHabit } from '../ui/date-habit.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DateField, FieldGrid, Span } from '../ui/Fields.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notify } from '../ui/toast.tsx';
import { EventFields } from './EventFields.tsx';
import css from './lines.module.css';

type Kind = 'event' | 'near-miss';
type Severity = 'mild' | 'significant' | 'serious';

interface EventDialogProps {
  patientId: string;
  courseId: string | null;
  /** The visit that it is about: what was given there is offered. */
  sessionId: string | null;
  onSaved?: () => void;
  onClose: () => void;
}

/** What happened, told in a minute; what else is known can be added now or later. */
export function EventDialog({ patientId, courseId, sessionId, onSaved, onClose }: EventDialogProps) {
  const { t } = useTranslation('events');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { today } = useContext(DateHabit);
  const [kind, setKind] = useState<Kind>('event');
  const [severity, setSeverity] = useState<Severity | null>(null);
  const [happenedOn, setHappenedOn] = useState(today());
  const [words, setWords] = useState('');
  const [details, setDetails] = useState<Partial<EventDetails>>({});
  const [more, setMore] = useState(false);
  const [tried, setTried] = useState(false);
  const near = kind === 'near-miss';
  const ready = words.trim() !== '' && happenedOn !== '' && (near || severity !== null);
  const visit = useQuery({
    ...q.treatments.open.queryOptions({ input: { id: sessionId ?? '' } }),
    enabled: sessionId !== null,
  });
  const report = useMutation({
    mutationFn: () =>
      api.events.report({
        ...{ patientId, courseId: courseId ?? visit.data?.session.courseId ?? null, sessionId, kind },
        ...{ severity: near ? 'mild' : (severity ?? 'mild'), happenedOn, words, details },
      }),
    onSuccess: async () => {
      notify({
        text: t(severity === 'serious' && !near ? 'savedSerious' : 'saved'),
        ...(severity === 'serious' && !near && { tone: 'info' as const }),
      });
      await Promise.all(
        [q.events, q.consents, q.treatments, q.register].map((one) =>
          cache.invalidateQueries({ queryKey: one.key() }),
        ),
      );
      onSaved?.();
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('report')} size={680}>
      <form
        className={css['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ready) report.mutate();
        }}
      >
        <SegmentedChoice
          label={t('kindLabel')}
          value={kind}
          options={(['event', 'near-miss'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(next) => setKind(next as Kind)}
        />
        <Textarea
          label={t('words')}
          description={t('wordsHint')}
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <FieldGrid>
          {!near && (
            <Span of={8}>
              <SegmentedChoice
                label={t('severityLabel')}
                required
                description={t('severityHint')}
                value={severity}
                options={(['mild', 'significant', 'serious'] as const).map((value) => ({
                  ...{ value, label: t(`severity.${value}`) },
                  ...(value === 'serious' && { tone: 'bad' as const }),
                }))}
                onChange={(next) => setSeverity(next as Severity)}
              />
            </Span>
          )}
          <Span of={4}>
            <DateField
              label={t('happenedOn')}
              required
              max={today()}
              value={happenedOn}
              onChange={setHappenedOn}
            />
          </Span>
        </FieldGrid>
        {severity === 'serious' && !near && <Notice tone="clay" title={t('stops')} live />}
        {(more || near || severity === 'serious') && (
          <EventFields
            near={near}
            serious={severity === 'serious' && !near}
            details={details}
            session={visit.data?.session ?? null}
            onChange={(change) => setDetails((before) => ({ ...before, ...change }))}
          />
        )}
        {tried && !ready && <Notice tone="bad" live title={t('missing')} />}
        {report.error !== null && (
          <Notice tone="bad" live title={trouble(report.error).text}>
            {trouble(report.error).incident}
          </Notice>
        )}
        <div className={css['end']}>
          {!more && !near && severity !== 'serious' && (
            <Button variant="subtle" onClick={() => setMore(true)}>
              {t('more')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button
            type="submit"
            loading={report.isPending}
            {...(severity === 'serious' && !near && { color: 'red' })}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
