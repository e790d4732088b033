import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Week } from '../../../shared/contract/hours.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { type DraftWeek, finished, startingWeek } from './week.ts';
import { WeekField } from './WeekField.tsx';
import css from './hours.module.css';

interface OpeningHoursProps {
  opening: Outputs['hours']['overview']['opening'];
  profile: ClinicProfile;
}

/** When the clinic is open; nothing recorded means the profile's day. */
export function OpeningHours({ opening, profile }: OpeningHoursProps) {
  const { t } = useTranslation(['hours', 'ui']);
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const [draft, setDraft] = useState<DraftWeek | null>(opening.week);
  const [shownVersion, setShownVersion] = useState(opening.version);
  // Saved here or in another window: what stands there now is shown.
  if (opening.version !== shownVersion) {
    setShownVersion(opening.version);
    setDraft(opening.week);
  }
  const refresh = () => cache.invalidateQueries({ queryKey: q.hours.key() });
  const save = useMutation({
    mutationFn: (week: Week | null) => api.hours.saveOpening({ week, version: opening.version }),
    onSuccess: async ({ version }) => {
      const before = opening.week;
      await refresh();
      notify({
        text: t('opening.saved'),
        undo: { onUndo: () => void api.hours.saveOpening({ week: before, version }).then(refresh, refresh) },
      });
    },
  });
  const trouble = save.error === null ? null : sayTrouble(save.error);
  const week = draft === null ? null : finished(draft);
  const isTouched = JSON.stringify(draft) !== JSON.stringify(opening.week);
  return (
    <Section title={t('opening.title')}>
      <div className={css['stack']}>
        {draft === null ? (
          <EmptyState
            title={t('opening.none', { from: profile.dayStart, to: profile.dayEnd })}
            text={t('opening.noneText')}
            action={
              <Button onClick={() => setDraft(startingWeek(profile.dayStart, profile.dayEnd))}>
                {t('opening.record')}
              </Button>
            }
          />
        ) : (
          <>
            <WeekField value={draft} onChange={setDraft} profile={profile} />
            {trouble && (
              <Notice
                tone="bad"
                title={trouble.refusal?.code === 'INVALID' ? t('week.bad') : trouble.text}
                live
              >
                {trouble.incident}
              </Notice>
            )}
            <div className={css['buttons']}>
              <span className={css['start']}>
                {opening.week !== null && (
                  <Button variant="subtle" onClick={() => save.mutate(null)}>
                    {t('opening.drop')}
                  </Button>
                )}
              </span>
              {isTouched && (
                <Button
                  variant="default"
                  onClick={() => {
                    save.reset();
                    setDraft(opening.week);
                  }}
                >
                  {t('ui:cancel')}
                </Button>
              )}
              <Button
                disabled={!isTouched || week === null}
                loading={save.isPending}
                onClick={() => week !== null && save.mutate(week)}
              >
                {t('ui:save')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  );
}
