import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { useSayMoment } from '../../ui/date-habit.ts';
import type { Ghost } from './marks.ts';
import { useEarlier } from './use-earlier.ts';

/** Whose earlier visits may be seen behind today's. */
export interface GhostSource {
  sessionId: string;
  /** Whether the visit belongs to a course. */
  ofCourse: boolean;
}

type Shown = 'none' | 'last' | 'course';

export interface Ghosts {
  visits: readonly Ghost[];
  shown: Shown;
  choices: readonly Shown[];
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
    return (shown === 'last' ? all.slice(0, 1) : all).map((visit): Ghost => ({
      visit,
      date: say(visit.startedAt),
    }));
  }, [all, shown, say]);
  const choices: Shown[] =
    all === undefined || all.length === 0
      ? []
      : source?.ofCourse === true && all.length > 1
        ? ['none', 'last', 'course']
        : ['none', 'last'];
  return { visits, shown, choices, onShow };
}

export function GhostChoice({ shown, choices, onShow }: Ghosts) {
  const { t } = useTranslation('chart');
  if (choices.length === 0) return null;
  return (
    <SegmentedChoice
      label={t('ghosts.label')}
      hideLabel
      value={shown}
      onChange={(next) => onShow(next as Shown)}
      options={choices.map((value) => ({ value, label: t(`ghosts.${value}`) }))}
    />
  );
}
