import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { useSayMoment } from '../../../ui/date-habit.ts';
import type { Ghost } from './marks.ts';
import { useEarlier } from './use-earlier.ts';
import css from '../treatments.module.css';

/** Whose earlier visits may be seen behind today's. */
export interface GhostSource {
  sessionId: string;
  /** Whether the visit belongs to a course. */
  ofCourse: boolean;
}

type Shown = 'none' | 'last' | 'course' | { only: string };

export interface Ghosts {
  visits: readonly Ghost[];
  shown: Shown;
  choices: readonly Extract<Shown, string>[];
  /** Every visit that can be seen by itself, newest first. */
  days: readonly { value: string; label: string }[];
  onShow: (shown: Shown) => void;
}

const nobody: readonly Ghost[] = [];

/** The visits before that were chosen to be seen: none, the last one, or all of the course. */
export function useGhosts(source: GhostSource | undefined): Ghosts {
  const say = useSayMoment({ dateStyle: 'medium' });
  const [shown, onShow] = useState<Shown>('last');
  const earlier = useEarlier(source?.sessionId);
  const all = earlier.data?.visits;
  const visits = useMemo(() => {
    if (all === undefined || shown === 'none') return nobody;
    const chosen =
      typeof shown === 'object'
        ? all.filter(({ sessionId }) => sessionId === shown.only)
        : shown === 'last'
          ? all.slice(0, 1)
          : all;
    return chosen.map((visit): Ghost => ({ visit, date: say(visit.startedAt) }));
  }, [all, shown, say]);
  const days = useMemo(
    () => (all ?? []).map(({ sessionId, startedAt }) => ({ value: sessionId, label: say(startedAt) })),
    [all, say],
  );
  const choices: Ghosts['choices'] =
    all === undefined || all.length === 0
      ? []
      : source?.ofCourse === true && all.length > 1
        ? ['none', 'last', 'course']
        : ['none', 'last'];
  return { visits, shown, choices, days, onShow };
}

export function GhostChoice({ shown, choices, days, onShow }: Ghosts) {
  const { t } = useTranslation('chart');
  if (choices.length === 0) return null;
  return (
    <>
      <SegmentedChoice
        label={t('ghosts.label')}
        hideLabel
        value={typeof shown === 'string' ? shown : null}
        onChange={(next) => onShow(choices.find((one) => one === next) ?? 'none')}
        options={choices.map((value) => ({ value, label: t(`ghosts.${value}`) }))}
      />
      {days.length > 1 && (
        <Select
          className={css['ghostDay'] ?? ''}
          aria-label={t('ghosts.one')}
          placeholder={t('ghosts.one')}
          value={typeof shown === 'object' ? shown.only : null}
          data={[...days]}
          onChange={(next) => onShow(next === null ? 'last' : { only: next })}
        />
      )}
    </>
  );
}
