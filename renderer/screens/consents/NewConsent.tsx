import type { IdentityItem } from '../../../shared/contract/consent-document.ts';
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import { apartFrom } from '../../../shared/rules/direction.ts';
import { useSitting, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { lacking, planFor, type Wish } from './plan.ts';
import { useDayText } from './use-clinic-time.ts';
import { PlanEditor } from './PlanEditor.tsx';
import { IdentityCheck } from './IdentityCheck.tsx';
import css from './consents.module.css';

const route = getRouteApi('/consents/new');

/** A new consent for one patient: the plan from which the document composes itself. */
export function NewConsent() {
  const { t } = useTranslation('consents');
  const trouble = useTrouble();
  const day = useDayText();
  const { patient, appointment, ...wish } = route.useSearch();
  const record = useQuery({
    ...q.patients.open.queryOptions({ input: { id: patient ?? '' } }),
    enabled: patient !== undefined,
  });
  const reference = useQuery(q.practice.reference.queryOptions());
  const error = record.error ?? reference.error;
  if (patient === undefined) {
    return (
      <Page>
        <EmptyState
          title={t('new.noPatient')}
          text={t('new.noPatientHow')}
          action={
            <Button component="a" href="#/patients">
              {t('new.toPatients')}
            </Button>
          }
        />
      </Page>
    );
  }
  if (error !== null) {
    const { text, incident } = trouble(error);
    return (
      <Page>
        <ErrorState
          text={text}
          incident={incident}
          onRetry={() => {
            void record.refetch();
            void reference.refetch();
          }}
        />
      </Page>
    );
  }
  if (record.data === undefined || reference.data === undefined)
    return (
      <Page>
        <LoadingState shape="form" />
      </Page>
    );
  const { identity, number } = record.data;
  const name = [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ');
  return (
    <Page>
      <Planner
        key={patient}
        patientId={patient}
        appointmentId={appointment ?? null}
        wish={wish}
        reference={reference.data}
        name={name}
        lead={`${apartFrom(name)} · ${day(identity.birthDate)} · ${number}`}
        safetyAsked={
          record.data.safety === null ||
          (record.data.safety.answers.length > 0 && record.data.safety.allergyState !== 'not-asked')
        }
      />
    </Page>
  );
}

interface PlannerProps {
  patientId: string;
  appointmentId: string | null;
  wish: Wish;
  reference: ReferenceData;
  name: string;
  lead: string;
  /** Safety answers and allergies are on file, as far as this person may know. */
  safetyAsked: boolean;
}

function Planner({ patientId, appointmentId, wish, reference, name, lead, safetyAsked }: PlannerProps) {
  const { t } = useTranslation('consents');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const sitting = useSitting();
  const staff = useQuery(q.staff.list.queryOptions());
  const visit = useQuery({
    ...q.appointments.panel.queryOptions({ input: { id: appointmentId ?? '' } }),
    enabled: appointmentId !== null,
  });
  const treating = (staff.data ?? []).filter(({ treats, disabled }) => treats && !disabled);
  const asked = JSON.stringify(wish);
  const start = useMemo(
    () => ({ plan: planFor(JSON.parse(asked) as Wish, reference), practitionerId: '' }),
    [asked, reference],
  );
  // A plan that a refused injection asked for is its own draft: it must not be hidden by an older one.
  const draft = useDraft(
    `consent-plan:${patientId}${asked === '{}' ? '' : `:${asked.length}-${[...asked].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)}`}`,
    start,
  );
  const [tried, setTried] = useState(false);
  const [identity, setIdentity] = useState<IdentityItem[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const { plan } = draft.value;
  const practitionerId =
    [
      draft.value.practitionerId,
      visit.data?.appointment.practitionerId ?? '',
      sitting.userId,
      treating[0]?.id ?? '',
    ].find((id) => treating.some((member) => member.id === id)) ?? '';
  const missing = lacking(plan);

  const prepare = async () => {
    setTried(true);
    if (missing.length > 0 || practitionerId === '') return;
    setBusy(true);
    try {
      const record = await api.consents.prepare({
        patientId,
        appointmentId,
        practitionerId,
        identity,
        plan,
      });
      await draft.discard();
      await navigate({ to: '/consents/$consentId', params: { consentId: record.id }, replace: true });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader
        title={t('new.title')}
        lead={lead}
        back={{ label: name, href: `#/patients/${patientId}?tab=consents` }}
        actions={<DraftStatus status={draft.status} savedAt={draft.savedAt} />}
      />
      {draft.restored && (
        <Notice
          tone="info"
          title={t('new.restored')}
          action={
            <Button variant="default" onClick={() => void draft.discard()}>
              {t('new.startAfresh')}
            </Button>
          }
        />
      )}
      {!safetyAsked && (
        <Notice
          tone="warn"
          title={t('new.noSafety')}
          action={
            <Link to="/patients/$patientId" params={{ patientId }} search={{ tab: 'safety' }}>
              {t('new.toSafety')}
            </Link>
          }
        />
      )}
      {draft.status === 'opening' ? (
        <LoadingState shape="form" />
      ) : (
        <PlanEditor
          patientId={patientId}
          plan={plan}
          reference={reference}
          missing={tried ? missing : []}
          onChange={(next) => draft.setValue({ plan: next, practitionerId: draft.value.practitionerId })}
        />
      )}
      {problem !== null && <Notice tone="bad" live title={trouble(problem).text} />}
      <IdentityCheck items={identity} onChange={setIdentity} />
      <div className={css['foot']}>
        <Select
          label={t('new.practitioner')}
          allowDeselect={false}
          value={practitionerId === '' ? null : practitionerId}
          data={treating.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          error={tried && practitionerId === '' ? t('new.nobody') : undefined}
          onChange={(id) => draft.setValue({ plan, practitionerId: id ?? '' })}
        />
        <span className={css['grow']}>
          {tried && missing.length > 0 && (
            <span className={css['error']} role="alert">
              {t('new.lacking', { what: missing.map((field) => t(`plan.field.${field}`)).join(', ') })}
            </span>
          )}
        </span>
        <Button loading={busy} onClick={() => void prepare()}>
          {t('new.prepare')}
        </Button>
      </div>
    </>
  );
}
