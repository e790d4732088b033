import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { deskState } from '../../../shared/contract/upkeep.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useSayIssue } from '../../ui/use-say-issue.ts';
import { freshWords } from './fresh-words.ts';
import { OwnerForm, type OwnerValues } from './OwnerForm.tsx';
import { checkProfile, newProfile, profileOf, type ProfileValues } from './profile.ts';
import { ProfileFields } from './ProfileFields.tsx';
import css from './setup.module.css';
import { SetupDoor } from './SetupDoor.tsx';

type Kept = { profile: ProfileValues; owner: Omit<OwnerValues, 'password'> };

const place = 'palpate-first-run';

/** There is no host to keep a draft before the clinic is founded, so the form survives in this window, without the password. */
function kept(): Kept {
  const fresh: Kept = {
    profile: newProfile(),
    owner: { displayName: '', title: '', userName: '', treats: true },
  };
  try {
    const found = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Partial<Kept> | null;
    return { profile: { ...fresh.profile, ...found?.profile }, owner: { ...fresh.owner, ...found?.owner } };
  } catch {
    return fresh;
  }
}

export function FirstRun({ desk }: { desk: z.infer<typeof deskState> }) {
  const { t } = useTranslation(['setup', 'ui']);
  const say = useSayIssue();
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const [start] = useState(kept);
  const [stage, setStage] = useState<'clinic' | 'owner'>('clinic');
  const [owner, setOwner] = useState(start.owner);
  const form = useForm<ProfileValues>({
    initialValues: start.profile,
    validate: (values) => checkProfile(values, say),
  });
  const found = useMutation(
    q.upkeep.foundClinic.mutationOptions({
      onSuccess: ({ sitting, words }) => {
        sessionStorage.removeItem(place);
        freshWords.keep(words);
        location.hash = '#/setup';
        cache.setQueryData(q.session.who.queryKey(), sitting);
        void cache.invalidateQueries({ queryKey: q.upkeep.state.key() });
      },
    }),
  );
  useEffect(() => {
    sessionStorage.setItem(place, JSON.stringify({ profile: form.values, owner } satisfies Kept));
  }, [form.values, owner]);

  const keepOwner = ({ password: _password, ...rest }: OwnerValues) => setOwner(rest);
  const trouble = found.isError ? sayTrouble(found.error) : null;
  return (
    <SetupDoor
      stage={stage}
      clinicName={form.values.name}
      foot={t('foot', { folder: desk.folder, version: desk.appVersion })}
      onPick={(to) => to === 'clinic' && setStage(to)}
    >
      {trouble && (
        <Notice tone="bad" title={trouble.text} live>
          {trouble.incident}
        </Notice>
      )}
      {stage === 'clinic' && (
        <form className={css['stack']} onSubmit={form.onSubmit(() => setStage('owner'))} noValidate>
          <Section title={t('profile.section')}>
            <ProfileFields form={form} />
          </Section>
          <div className={css['buttons']}>
            <Button type="submit">{t('ui:next')}</Button>
          </div>
        </form>
      )}
      {stage === 'owner' && (
        <OwnerForm
          initial={owner}
          busy={found.isPending}
          onBack={(values) => {
            keepOwner(values);
            setStage('clinic');
          }}
          onDone={(values) => {
            keepOwner(values);
            found.mutate({ profile: profileOf(form.values), owner: values });
          }}
        />
      )}
    </SetupDoor>
  );
}
