import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdverseEvent } from '../../../shared/contract/events.ts';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { EventTags } from '../../parts/EventList.tsx';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import css from '../../parts/lines.module.css';

const route = getRouteApi('/events/$eventId');

/** Everything known about one event: as it was reported, what became known later, and to whom it went. */
export function EventScreen() {
  const { t } = useTranslation('events');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const { eventId } = route.useParams();
  const mayWrite = useMay('notes.write') === true;
  const mayPrint = useMay('documents.print') === true;
  const [following, setFollowing] = useState(false);
  const found = useQuery(q.events.open.queryOptions({ input: { id: eventId } }));
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity }).data;
  const patient = useQuery({
    ...q.patients.open.queryOptions({ input: { id: found.data?.patientId ?? '' } }),
    enabled: found.data !== undefined,
  });
  if (found.data === undefined)
    return (
      <Page>
        {found.error === null ? (
          <LoadingState shape="page" />
        ) : (
          <ErrorState
            text={trouble(found.error).text}
            incident={trouble(found.error).incident}
            onRetry={() => void found.refetch()}
          />
        )}
      </Page>
    );
  const event = found.data;
  const identity = patient.data?.identity;
  return (
    <Page>
      <PageHeader
        title={
          identity === undefined
            ? t('title')
            : [identity.givenName, identity.familyName].filter((part) => part !== '').join(' ')
        }
        back={{ label: t('back'), href: '#/events' }}
        lead={[t(`kind.${event.kind}`), when.day(event.happenedOn), patient.data?.number ?? '']
          .filter((part) => part !== '')
          .join(' · ')}
        tags={<EventTags event={event} />}
        actions={
          <>
            <Button
              variant="default"
              onClick={() =>
                void navigate({ to: '/patients/$patientId', params: { patientId: event.patientId } })
              }
            >
              {t('list.patient')}
            </Button>
            {mayPrint && (
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} />}
                onClick={() =>
                  void navigate({ to: '/papers/$kind/$id', params: { kind: 'event-report', id: eventId } })
                }
              >
                {t('print')}
              </Button>
            )}
            {mayWrite && <Button onClick={() => setFollowing(true)}>{t('follow')}</Button>}
          </>
        }
      />
      {event.toReport.map(({ to, by, overdue }) => (
        <Notice
          key={to}
          tone={overdue ? 'bad' : 'warn'}
          title={by === null ? t('toReport', { to }) : t('toReportBy', { to, date: when.day(by) })}
        >
          {overdue && t('overdue')}
        </Notice>
      ))}
      <div className={css['columns']}>
        <div className={css['stack']}>
          <Section title={t('words')}>
            <p className={css['words']}>{event.words}</p>
            <p className={css['soft']}>
              {t('reportedBy', { name: event.reportedBy, at: when.moment(event.at) })}
              {event.sessionId !== null && (
                <>
                  {' · '}
                  <Link to="/treatments/$sessionId" params={{ sessionId: event.sessionId }}>
                    {t('visit')}
                  </Link>
                </>
              )}
            </p>
          </Section>
          <Section title={t('followUps')} count={event.followUps.length}>
            {event.followUps.length === 0 && <p className={css['soft']}>{t('noFollowUps')}</p>}
            <ul className={css['list']}>
              {event.followUps.map((one) => (
                <li key={one.id}>
                  <div className={css['grow']}>
                    <p className={css['words']}>{one.words}</p>
                    {one.action !== '' && <p className={css['words']}>{one.action}</p>}
                    <FollowedBy one={one} />
                    <span className={css['soft']}>
                      {one.by}, {when.moment(one.at)}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        </div>
        <Section title={t('standing')}>
          <Facts items={factsOf(event, data, t, when)} />
        </Section>
      </div>
      {following && <FollowUpDialog event={event} onClose={() => setFollowing(false)} />}
    </Page>
  );
}

function FollowedBy({ one }: { one: AdverseEvent['followUps'][number] }) {
  const { t } = useTranslation('events');
  const when = useWhen();
  const parts = [
    one.severity === null ? '' : t(`severity.${one.severity}`),
    (one.seriousness ?? []).map((each) => t(`criterion.${each}`)).join(', '),
    one.causality === null ? '' : t(`causality.${one.causality}`),
    one.outcome === null ? '' : t(`outcome.${one.outcome}`),
    one.resolvedOn === null ? '' : when.day(one.resolvedOn),
    one.reportedTo === ''
      ? ''
      : `${t('reports')}: ${[
          one.reportedTo,
          one.reportedOn === null ? '' : when.day(one.reportedOn),
          one.reportNo,
        ]
          .filter((part) => part !== '')
          .join(', ')}`,
    one.inError ? t('inError') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : <div>{parts.join(' · ')}</div>;
}

type Say = ReturnType<typeof useTranslation<'events'>>['t'];

function factsOf(
  { details, standing, happenedOn }: AdverseEvent,
  data: ReferenceData | undefined,
  t: Say,
  when: ReturnType<typeof useWhen>,
) {
  const named = (entries: readonly { id: string; name: string }[] | undefined, id: string | null) =>
    entries?.find((one) => one.id === id)?.name ?? '';
  const items: [string, string][] = [
    [t('happenedOn'), when.day(happenedOn)],
    [t('field.onset'), details.onset],
    [t('field.noticedBy'), details.noticedBy === null ? '' : t(`noticed.${details.noticedBy}`)],
    [t('field.nearMiss'), details.nearMiss === null ? '' : t(`miss.${details.nearMiss}`)],
    [
      t('field.type'),
      [named(data?.risks.entries, details.riskId), details.type].filter((part) => part !== '').join(', '),
    ],
    [t('severityLabel'), t(`severity.${standing.severity}`)],
    [t('field.seriousness'), standing.seriousness.map((one) => t(`criterion.${one}`)).join(', ')],
    [t('field.causality'), standing.causality === null ? '' : t(`causality.${standing.causality}`)],
    [t('field.technique'), named(data?.techniques.entries, details.techniqueId)],
    [
      t('field.site'),
      [named(data?.muscles.entries, details.siteId), details.side === null ? '' : t(`side.${details.side}`)]
        .filter((part) => part !== '')
        .join(', '),
    ],
    [t('field.substance'), named(data?.substances.entries, details.substanceId)],
    [t('field.product'), details.productName],
    [t('field.lot'), details.lotNumber],
    [t('field.needleLot'), details.needleLot],
    [t('field.device'), details.device],
    [t('field.action'), details.action],
    [t('field.outcome'), t(`outcome.${standing.outcome}`)],
    [t('field.resolvedOn'), standing.resolvedOn === null ? '' : when.day(standing.resolvedOn)],
    [
      t('reports'),
      standing.reports
        .map(({ to, on, no }) =>
          [to, on === null ? '' : when.day(on), no === '' ? '' : t('reportNo', { no })]
            .filter((part) => part !== '')
            .join(', '),
        )
        .join('; '),
    ],
  ];
  return items.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}
