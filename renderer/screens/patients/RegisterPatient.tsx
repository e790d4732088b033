import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { fieldErrors } from '../../ui/form.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { notify } from '../../ui/toast.tsx';
import { useSayIssue } from '../../ui/use-say-issue.ts';
import { emptyIdentity, identity, nameFromText } from './identity-form.ts';
import { IdentityFields } from './IdentityFields.tsx';
import css from './patients.module.css';

const route = getRouteApi('/patients/new');

/** Registers a person; somebody very like them is shown before a second record can come into being. */
export function RegisterPatient() {
  const { t } = useTranslation(['patients', 'ui']);
  const sayDate = useSayDate();
  const trouble = useTrouble();
  const say = useSayIssue();
  const navigate = useNavigate();
  const { name } = route.useSearch();
  const initial = useMemo(
    () => ({ ...emptyIdentity, ...(name === undefined ? {} : nameFromText(name)) }),
    [name],
  );
  const draft = useDraft(`patients.new${name === undefined ? '' : `.${name}`}`, initial);
  const [tried, setTried] = useState(false);
  const checked = identity.safeParse(draft.value);
  const nameless = draft.value.givenName.trim() === '' && draft.value.familyName.trim() === '';
  const errors = {
    ...(checked.success ? {} : fieldErrors(checked.error.issues, say)),
    ...(nameless ? { givenName: t('form.nameNeeded') } : {}),
  };
  const register = useMutation({
    mutationFn: (anyway: boolean) => api.patients.register({ identity: identity.parse(draft.value), anyway }),
    onSuccess: async ({ id, number }) => {
      notify({ text: t('form.registered', { number }) });
      await draft.discard();
      await navigate({ to: '/patients/$patientId', params: { patientId: id }, search: { tab: 'safety' } });
    },
  });
  const refused = register.error === null ? null : trouble(register.error);
  const alike = refused?.refusal?.code === 'POSSIBLE_DUPLICATE' ? refused.refusal.data.patients : [];
  const invalid =
    refused?.refusal?.code === 'INVALID'
      ? { [refused.refusal.data.field.replace(/^identity\./, '')]: refused.text }
      : {};
  const submit = (anyway: boolean) => {
    setTried(true);
    if (Object.keys(errors).length === 0) register.mutate(anyway);
  };
  return (
    <Page narrow>
      <PageHeader
        title={t('form.newTitle')}
        back={{ label: t('list.title'), href: '#/patients' }}
        lead={t('form.newLead')}
      />
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit(false);
        }}
        noValidate
      >
        <IdentityFields
          value={draft.value}
          errors={tried ? { ...errors, ...invalid } : {}}
          onChange={(change) => {
            register.reset();
            draft.setValue((before) => ({ ...before, ...change }));
          }}
        />
        {alike.length > 0 && (
          <Notice
            tone="warn"
            title={t('form.alike', { count: alike.length })}
            live
            action={
              <Button variant="default" onClick={() => submit(true)} loading={register.isPending}>
                {t('form.registerAnyway')}
              </Button>
            }
          >
            <ul className={css['list']}>
              {alike.map((person) => (
                <li key={person.id}>
                  <Link to="/patients/$patientId" params={{ patientId: person.id }}>
                    {person.name}
                  </Link>
                  <span className={css['soft']}>
                    {sayDate(person.birthDate)} · {person.number}
                  </span>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {refused !== null && alike.length === 0 && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        {tried && Object.keys(errors).length > 0 && (
          <Notice tone="bad" title={t('form.checkFields', { count: Object.keys(errors).length })} live />
        )}
        <div className={css['bar']}>
          <span className={css['barStatus']}>
            <DraftStatus status={draft.status} savedAt={draft.savedAt} />
          </span>
          {draft.restored && (
            <Button variant="subtle" onClick={() => void draft.discard()}>
              {t('form.startOver')}
            </Button>
          )}
          <Button variant="default" component="a" href="#/patients">
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={register.isPending}>
            {t('form.register')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
