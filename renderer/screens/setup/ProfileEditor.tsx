import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { useSayIssue } from '../../ui/use-say-issue.ts';
import { checkProfile, profileOf, profileValues, type ProfileValues } from './profile.ts';
import { ProfileFields } from './ProfileFields.tsx';
import css from './setup.module.css';

export function ProfileEditor({ profile }: { profile: ClinicProfile & { version: number } }) {
  const { t } = useTranslation(['setup', 'ui']);
  const say = useSayIssue();
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const { version, ...plain } = profile;
  const form = useForm<ProfileValues>({
    initialValues: profileValues(plain),
    validate: (values) => checkProfile(values, say),
  });
  const save = useMutation(
    q.practice.reviseProfile.mutationOptions({
      onSuccess: async () => {
        form.resetDirty();
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        await cache.invalidateQueries({ queryKey: q.upkeep.state.key() });
        notify({ text: t('saved') });
      },
    }),
  );
  return (
    <form
      className={css['stack']}
      onSubmit={form.onSubmit((values) => save.mutate({ profile: profileOf(values), version }))}
      noValidate
    >
      {save.isError && <Notice tone="bad" title={sayTrouble(save.error).text} live />}
      <Section title={t('profile.section')}>
        <ProfileFields form={form} />
      </Section>
      <div className={css['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {t('ui:save')}
        </Button>
      </div>
    </form>
  );
}
