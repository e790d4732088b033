import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './notes.module.css';

/** Who went on against a missing grant, for the owner's word on it. */
export function Overrides() {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const when = useWhen();
  const [asked, setAsked] = useState<Override | null>(null);
  const list = useQuery(q.staff.overrides.queryOptions());
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  if (list.isError) return <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState shape="rows" />;
  const { techniques, substances, muscles } = reference.data ?? {};
  const names = new Map([
    ...(techniques?.credentialTypes ?? []).map(({ id, label }) => [id, label] as const),
    ...(techniques?.entries ?? []).map(({ id, name }) => [id, name] as const),
    ...(substances?.entries ?? []).map(({ id, name }) => [id, name] as const),
    ...(muscles?.entries ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id.replaceAll('-', ' ');
  const lackOf = ({ lacks }: Override) =>
    t('review.lacked', {
      what: lacks.map(({ id, techniqueId }) => `${nameOf(id)} (${nameOf(techniqueId)})`).join(', '),
    });
  const open = list.data.filter(({ review }) => review === null).length;
  return (
    <Section title={t('review.title')} count={open} {...(open > 0 && { tone: 'clay' as const })}>
      {list.data.length === 0 && <p className={css['soft']}>{t('review.none')}</p>}
      <ul className={css['list']}>
        {list.data.map((one) => (
          <li key={one.id}>
            <div className={css['grow']}>
              <b>{one.practitioner}</b> <span className={css['soft']}>{when.moment(one.at)}</span>
              <div>{one.reason}</div>
              <div className={css['soft']}>{lackOf(one)}</div>
              {one.review !== null && (
                <div className={css['soft']}>
                  {t('review.done', {
                    outcome: t(`review.${one.review.outcome}`),
                    words: one.review.words,
                    name: one.review.by,
                    time: when.moment(one.review.at),
                  })}
                </div>
              )}
            </div>
            <Link to="/treatments/$sessionId" params={{ sessionId: one.sessionId }}>
              {t('review.note')}
            </Link>
            {one.review === null ? (
              <Button size="xs" variant="default" onClick={() => setAsked(one)}>
                {t('review.do')}
              </Button>
            ) : (
              <Tag tone={one.review.outcome === 'justified' ? 'ok' : 'bad'}>
                {t(`review.${one.review.outcome}`)}
              </Tag>
            )}
          </li>
        ))}
      </ul>
      {asked !== null && (
        <ReviewDialog override={asked} lack={lackOf(asked)} onClose={() => setAsked(null)} />
      )}
    </Section>
  );
}

interface ReviewProps {
  override: Override;
  /** What was lacking, in words. */
  lack: string;
  onClose: () => void;
}

function ReviewDialog({ override, lack, onClose }: ReviewProps) {
  const { t } = useTranslation(['notes', 'ui']);
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<'justified' | 'not-justified' | null>(null);
  const [words, setWords] = useState('');
  const save = useMutation({
    mutationFn: (said: 'justified' | 'not-justified') =>
      api.staff.reviewOverride({ id: override.id, outcome: said, words: words.trim() }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.staff.key() });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('review.dialog')} size={520}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (outcome !== null) save.mutate(outcome);
        }}
      >
        <div>
          <b>{override.practitioner}</b> <span className={css['soft']}>{when.moment(override.at)}</span>
          <div>{override.reason}</div>
          <div className={css['soft']}>{lack}</div>
        </div>
        <SegmentedChoice
          data-autofocus
          label={t('review.outcome')}
          required
          value={outcome}
          onChange={(value) => setOutcome(value as typeof outcome)}
          options={[
            { value: 'justified', label: t('review.justified'), tone: 'ok' },
            { value: 'not-justified', label: t('review.not-justified'), tone: 'bad' },
          ]}
        />
        <TextInput
          label={t('review.words')}
          required
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {save.error !== null && <Notice tone="bad" live title={trouble(save.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={outcome === null || words.trim().length < 3}
          >
            {t('ui:save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
