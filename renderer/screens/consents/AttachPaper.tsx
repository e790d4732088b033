import { Button } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { apartFrom } from '../../../shared/rules/direction.ts';
import { useTrouble } from '../../desk.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { ComparePaper } from './ComparePaper.tsx';
import { missingSigners } from './signed.ts';
import { useClinicTime, useDayText } from './use-clinic-time.ts';
import { useConsent, type ConsentAtHand } from './use-consent.ts';

const route = getRouteApi('/consents/$consentId/paper');

/** A form that was signed by hand comes back: its pages beside the text that was printed. */
export function AttachPaper() {
  const { consentId } = route.useParams();
  const { code } = route.useSearch();
  const trouble = useTrouble();
  const hand = useConsent(consentId);
  const { record } = hand;
  if (record === undefined) {
    const said = hand.error === null ? null : trouble(hand.error);
    return (
      <Page>
        {said === null ? (
          <LoadingState shape="page" />
        ) : (
          <ErrorState text={said.text} incident={said.incident} onRetry={hand.retry} />
        )}
      </Page>
    );
  }
  return <Attaching record={record} hand={hand} code={code ?? ''} />;
}

function Attaching({ record, hand, code }: { record: ConsentRecord; hand: ConsentAtHand; code: string }) {
  const { t } = useTranslation('paper');
  const day = useDayText();
  const time = useClinicTime();
  const navigate = useNavigate();
  const { patient } = record.document;
  const { paper } = record;
  const toConsent = () =>
    navigate({ to: '/consents/$consentId', params: { consentId: record.id }, search: {} });
  const waits = record.completedAt === null && missingSigners(record).length > 0;
  return (
    <Page>
      <PageHeader
        title={t('attach.title')}
        lead={`${apartFrom(patient.name)} · ${day(patient.birthDate)} · ${patient.number}`}
        back={{ label: t('attach.back'), href: `#/consents/${record.id}` }}
      />
      {paper === undefined || !waits ? (
        <Notice
          tone="warn"
          title={t(waits ? 'attach.notPrinted' : 'attach.done')}
          action={<Button onClick={() => void toConsent()}>{t('attach.open')}</Button>}
        >
          {t(waits ? 'attach.notPrintedHow' : 'attach.doneHow')}
        </Notice>
      ) : (
        <ComparePaper
          record={record}
          hand={hand}
          given={code}
          printed={t('attach.printed', { code: paper.code, at: time(paper.printedAt) })}
          onDone={() => void toConsent()}
        />
      )}
    </Page>
  );
}
