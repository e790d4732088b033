import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  identity as identitySchema,
  type Identity,
  type PatientRecord,
} from '../../../shared/contract/patients.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { fieldErrors } from '../../ui/form.ts';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { useSayIssue } from '../../ui/use-say-issue.ts';
import { differences } from './identity-form.ts';
import { IdentityFields } from './IdentityFields.tsx';
import css from './patients.module.css';

/** Changes who somebody is. Whoever saves second sees both texts and decides. */
export function EditIdentity({ record }: { record: PatientRecord }) {
  const { t } = useTranslation(['patients', 'ui']);
  const trouble = useTrouble();
  const say = useSayIssue();
  const cache = useQueryClient();
  const [base, setBase] = useState({ identity: record.identity, version: record.version });
  const draft = useDraft(`patients.${record.id}.identity`, base.identity);
  const [tried, setTried] = useState(false);
  const checked = identitySchema.safeParse(draft.value);
  const errors = checked.success ? {} : fieldErrors(checked.error.issues, say);
  const save = useMutation({
    mutationFn: (version: number) =>
      api.patients.revise({ id: record.id, identity: identitySchema.parse(draft.value), version }),
    onSuccess: async ({ version }) => {
      setBase({ identity: draft.value, version });
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.patients.key() });
      notify({ text: t('form.saved') });
    },
  });
  const refused = save.error === null ? null : trouble(save.error);
  const stale = refused?.refusal?.code === 'STALE_VERSION' ? refused.refusal.data : null;
  const theirs = stale === null ? null : (stale.current as Identity);
  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (checked.success) save.mutate(base.version);
      }}
    >
      {stale !== null && theirs !== null && (
        <Notice
          tone="warn"
          title={refused?.text}
          live
          action={
            <div className={css['tools']}>
              <Button
                variant="default"
                onClick={() => {
                  draft.setValue(theirs);
                  setBase({ identity: theirs, version: stale.currentVersion });
                  save.reset();
                }}
              >
                {t('form.takeTheirs')}
              </Button>
              <Button
                onClick={() => {
                  setBase({ identity: theirs, version: stale.currentVersion });
                  save.mutate(stale.currentVersion);
                }}
              >
                {t('form.keepMine')}
              </Button>
            </div>
          }
        >
          <dl className={css['both']}>
            <dt />
            <dt>{t('form.mine')}</dt>
            <dt>{t('form.theirs')}</dt>
            {differences(draft.value, theirs).map((row) => (
              <FieldPair
                key={row.field}
                label={t(`field.${row.field}`)}
                mine={row.mine}
                theirs={row.theirs}
              />
            ))}
          </dl>
        </Notice>
      )}
      <IdentityFields
        value={draft.value}
        errors={tried ? errors : {}}
        onChange={(change) => {
          if (stale === null) save.reset();
          draft.setValue((before) => ({ ...before, ...change }));
        }}
      />
      {refused !== null && stale === null && (
        <Notice tone="bad" title={refused.text} live>
          {refused.incident}
        </Notice>
      )}
      <div className={css['bar']}>
        <span className={css['barStatus']}>
          <DraftStatus status={draft.status} savedAt={draft.savedAt} />
        </span>
        {draft.status !== 'clean' && draft.status !== 'opening' && (
          <Button variant="default" onClick={() => void draft.discard()}>
            {t('form.discard')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending}>
          {t('ui:save')}
        </Button>
      </div>
    </form>
  );
}

function FieldPair({ label, mine, theirs }: { label: string; mine: string; theirs: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{mine}</dd>
      <dd>{theirs}</dd>
    </>
  );
}
