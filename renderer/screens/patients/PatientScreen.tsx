import { Button, Tabs } from '@mantine/core';
import { IconCalendarPlus, IconFileText, IconNeedle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { ConsentsTab } from './ConsentsTab.tsx';
import { EditIdentity } from './EditIdentity.tsx';
import { OverviewTab } from './OverviewTab.tsx';
import { PapersTab } from './PapersTab.tsx';
import { ConsentStops } from '../../parts/ConsentStops.tsx';
import { NeedlesIn } from '../../parts/NeedlesIn.tsx';
import { WishButton } from '../../parts/WishButton.tsx';
import { PrintMenu } from './PrintMenu.tsx';
import { SafetyTab } from './SafetyTab.tsx';
import { TreatmentsTab } from './TreatmentsTab.tsx';
import css from './patients.module.css';

const route = getRouteApi('/patients/$patientId');
const tabs = ['overview', 'safety', 'consents', 'treatments', 'papers', 'identity'] as const;
type TabId = (typeof tabs)[number];

/** One person: who they are, what must be known, what they agreed to, what was done. */
export function PatientScreen() {
  const { t } = useTranslation(['patients', 'reminders']);
  const sayDate = useSayDate();
  const trouble = useTrouble();
  const navigate = useNavigate();
  const { patientId } = route.useParams();
  const { tab } = route.useSearch();
  const may = {
    safety: useMay('safety.read') !== false,
    consents: useMay('consents.read') !== false,
    treatments: useMay('notes.read') !== false,
    papers: useMay('documents.print') !== false,
    identity: useMay('patients.write') === true,
    overview: true,
  };
  const mayBook = useMay('appointments.write') === true;
  const mayConsent = useMay('consents.prepare') === true;
  const mayTreat = useMay('notes.write') === true;
  const mayPrint = useMay('documents.dayPrint') === true;
  const record = useQuery(q.patients.open.queryOptions({ input: { id: patientId } }));
  if (record.data === undefined) {
    return (
      <Page>
        {record.error === null ? (
          <LoadingState shape="page" />
        ) : (
          <ErrorState
            text={trouble(record.error).text}
            incident={trouble(record.error).incident}
            onRetry={() => void record.refetch()}
          />
        )}
      </Page>
    );
  }
  const { identity, number, flagged, masked } = record.data;
  // Whoever may not see who it is gets a first of January that nobody was born on: the year is what is known.
  const born = masked ? identity.birthDate.slice(0, 4) : sayDate(identity.birthDate);
  const name = [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ');
  const current: TabId = tabs.find((one) => one === tab && may[one]) ?? 'overview';
  return (
    <Page>
      <PageHeader
        title={name}
        back={{ label: t('list.title'), href: '#/patients' }}
        lead={`${born} · ${number}${identity.phone === '' ? '' : ` · ${identity.phone}`}`}
        tags={
          <>
            {identity.preferredName !== '' && <Tag>{t('calledBy', { name: identity.preferredName })}</Tag>}
            {record.data.diedOn !== null && <Tag tone="bad">{t('reminders:death.mark')}</Tag>}
            {flagged && <Tag tone="clay">{t('flagged')}</Tag>}
          </>
        }
        actions={
          <div className={css['tools']}>
            {mayPrint && <PrintMenu patientId={patientId} />}
            {mayBook && record.data.diedOn === null && (
              <Button
                variant="default"
                leftSection={<IconCalendarPlus size={16} />}
                onClick={() => void navigate({ to: '/day/{-$date}', search: { patient: patientId } })}
              >
                {t('act.book')}
              </Button>
            )}
            {mayBook && record.data.diedOn === null && (
              <WishButton
                patient={{
                  ...{ id: patientId, number, name, flagged, deceased: false },
                  preferredName: identity.preferredName,
                  ...{ birthDate: identity.birthDate, phone: identity.phone },
                }}
              />
            )}
            {mayConsent && (
              <Button
                variant="default"
                leftSection={<IconFileText size={16} />}
                onClick={() => void navigate({ to: '/consents/new', search: { patient: patientId } })}
              >
                {t('act.consent')}
              </Button>
            )}
            {mayTreat && (
              <Button
                leftSection={<IconNeedle size={16} />}
                onClick={() => void navigate({ to: '/treatments/new', search: { patient: patientId } })}
              >
                {t('act.treat')}
              </Button>
            )}
          </div>
        }
        tabs={
          <Tabs
            value={current}
            onChange={(next) =>
              void navigate({
                to: '/patients/$patientId',
                params: { patientId },
                search: { tab: next ?? 'overview' },
                replace: true,
              })
            }
          >
            <Tabs.List aria-label={name}>
              {tabs
                .filter((one) => may[one])
                .map((one) => (
                  <Tabs.Tab key={one} value={one}>
                    {t(`tab.${one}`)}
                  </Tabs.Tab>
                ))}
            </Tabs.List>
          </Tabs>
        }
      />
      {may.treatments && <NeedlesIn patientId={patientId} />}
      {may.consents && <ConsentStops patientId={patientId} />}
      {current === 'overview' && <OverviewTab record={record.data} />}
      {current === 'safety' && (
        <SafetyTab key={patientId} patientId={patientId} safety={record.data.safety} />
      )}
      {current === 'consents' && <ConsentsTab patientId={patientId} patientName={name} />}
      {current === 'treatments' && <TreatmentsTab patientId={patientId} />}
      {current === 'papers' && <PapersTab patientId={patientId} />}
      {current === 'identity' && <EditIdentity key={patientId} record={record.data} />}
    </Page>
  );
}
