import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { useSayIssue } from '../../ui/use-say-issue.ts';
import {
  checkProfile,
  profileOf,
  profileValues,
  reconcile,
  type ProfileValues,
  tidy,
  type Reconciled,
} from './profile.ts';
import { ProfileFields } from './ProfileFields.tsx';
import css from './setup.module.css';

type Kept = ClinicProfile & { version: number };

const valuesOf = ({ version: _version, ...plain }: Kept): ProfileValues => profileValues(plain);

const takeAll = (values: ProfileValues, clashes: Reconciled['clashes']): ProfileValues => ({
  ...values,
  ...Object.fromEntries(clashes.map(({ field, text }) => [field, text])),
});

/** Whoever saves second sees what the first one wrote, beside their own text, and decides. */
export function ProfileEditor({ profile }: { profile: Kept }) {
  const { t } = useTranslation(['setup', 'ui']);
  const say = useSayIssue();
  const sayTrouble = useTrouble();
  const cache = useQueryClient();
  const [base, setBase] = useState(profile);
  const form = useForm<ProfileValues>({
    initialValues: valuesOf(profile),
    validate: (values) => checkProfile(values, say),
  });
  const save = useMutation(
    q.practice.reviseProfile.mutationOptions({
      onSuccess: async ({ version }, { profile: sent }) => {
        setBase({ ...sent, version });
        form.setInitialValues(profileValues(sent));
        form.resetDirty(profileValues(sent));
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        await cache.invalidateQueries({ queryKey: q.upkeep.state.key() });
        notify({ text: t('saved') });
      },
      onError: () => void cache.invalidateQueries({ queryKey: q.practice.overview.key() }),
    }),
  );
  const goOnFrom = (values: ProfileValues) => {
    setBase(profile);
    form.setInitialValues(valuesOf(profile));
    form.resetDirty(valuesOf(profile));
    form.setValues(values);
    save.reset();
  };
  const outdated = profile.version > base.version;
  const { values: merged, clashes } = reconcile(valuesOf(base), tidy(form.getValues()), valuesOf(profile));
  const settled = outdated && clashes.length === 0;
  useEffect(() => {
    if (settled) goOnFrom(merged);
  });
  return (
    <form
      className={css['stack']}
      onSubmit={form.onSubmit((values) => save.mutate({ profile: profileOf(values), version: base.version }))}
      noValidate
    >
      {outdated && clashes.length > 0 && (
        <Notice
          tone="warn"
          title={t('profile.changed')}
          live
          action={
            <>
              <Button variant="default" size="xs" onClick={() => goOnFrom(takeAll(merged, clashes))}>
                {t('profile.takeTheirs')}
              </Button>
              <Button variant="default" size="xs" onClick={() => goOnFrom(merged)}>
                {t('profile.keepMine')}
              </Button>
            </>
          }
        >
          {clashes.map(({ field, text }) => (
            <div key={field}>
              {t('profile.theirText', { field: t(`profile.fields.${field}`), text: text || '–' })}
            </div>
          ))}
        </Notice>
      )}
      {save.isError && !outdated && <Notice tone="bad" title={sayTrouble(save.error).text} live />}
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
