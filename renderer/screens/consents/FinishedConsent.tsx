import { Button } from '@mantine/core';
import { IconHandStop, IconNeedle, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { apartFrom } from '../../../shared/rules/direction.ts';
import { useMay } from '../../desk.ts';
import { agreedLines } from '../../parts/agreed-lines.ts';
import { WithdrawDialog, type Withdrawing } from '../../parts/WithdrawDialog.tsx';
import { api } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import { AttachedFiles } from './AttachedFiles.tsx';
import { DecisionSummary } from './DecisionSummary.tsx';
import { DocumentView } from './DocumentView.tsx';
import { InkImage } from './InkImage.tsx';
import { linesOf } from './lines.ts';
import { StatusTag } from './StatusTag.tsx';
import { TookPart } from './TookPart.tsx';
import { useClinicTime, useDayText } from './use-clinic-time.ts';
import { useEndings } from './use-endings.ts';
import css from './consents.module.css';
import talk from './talk.module.css';

interface FinishedConsentProps {
  record: ConsentRecord;
  onChanged: () => void;
}

/** A complete consent: where it stands, what was refused, who signed, and the way to take it back. */
export function FinishedConsent({ record, onChanged }: FinishedConsentProps) {
  const { t } = useTranslation('consents');
  const time = useClinicTime();
  const day = useDayText();
  const navigate = useNavigate();
  const mayWithdraw = useMay('consents.withdraw') === true;
  const mayTreat = useMay('notes.write') === true;
  const [withdrawing, setWithdrawing] = useState(false);
  const { document, status } = record;
  const endings = useEndings(document.plan);
  const lines = linesOf(document);
  const all = record.withdrawals.some(({ scope }) => scope === 'all');
  const taken = new Set(
    all
      ? lines.filter(({ decision }) => decision === 'accepted').map(({ lineId }) => lineId)
      : record.withdrawals.flatMap(({ lineIds }) => lineIds),
  );
  const names = new Map(lines.map(({ lineId, name }) => [lineId, name]));
  const withdraw = async (input: Withdrawing) => {
    await api.consents.withdraw({ id: record.id, ...input });
    notify({ text: t('withdraw.done') });
    onChanged();
  };
  const treat =
    mayTreat &&
    record.intact &&
    (status === 'agreed' || status === 'agreed-with-limits' || status === 'partly-withdrawn');
  const { name } = document.patient;
  return (
    <>
      <PageHeader
        title={t('finished.title')}
        lead={`${apartFrom(name)} · ${day(document.patient.birthDate)} · ${document.patient.number}`}
        tags={<StatusTag status={status} />}
        back={{ label: name, href: `#/patients/${record.patientId}?tab=consents` }}
        actions={
          <>
            {mayWithdraw && !all && (
              <Button
                variant="default"
                color="red"
                leftSection={<IconHandStop size={16} />}
                onClick={() => setWithdrawing(true)}
              >
                {t('withdraw.open')}
              </Button>
            )}
            <Button
              {...(treat && { variant: 'default' })}
              leftSection={<IconPrinter size={16} />}
              onClick={() =>
                void navigate({
                  to: '/papers/$kind/$id',
                  params: { kind: 'consent', id: record.id },
                  search: { back: `/consents/${record.id}` },
                })
              }
            >
              {t('finished.print')}
            </Button>
            {treat && (
              <Button
                leftSection={<IconNeedle size={16} />}
                onClick={() =>
                  void navigate({
                    to: '/treatments/new',
                    search: {
                      patient: record.patientId,
                      ...(record.appointmentId !== null && { appointment: record.appointmentId }),
                    },
                  })
                }
              >
                {t('finished.treat')}
              </Button>
            )}
          </>
        }
      />
      {!record.intact && (
        <Notice tone="bad" title={t('finished.broken')}>
          {t('finished.brokenHow')}
        </Notice>
      )}
      {status === 'withdrawn' && (
        <Notice tone="bad" title={t('finished.withdrawn')}>
          {t('finished.withdrawnHow')}
        </Notice>
      )}
      {status === 'expired' && (
        <Notice
          tone="warn"
          title={t('finished.expired')}
          action={
            <Button
              variant="default"
              onClick={() =>
                void navigate({
                  to: '/consents/new',
                  search: {
                    patient: record.patientId,
                    techniques: document.plan.techniques.join(','),
                    substances: document.plan.preparations.map(({ parts }) => parts.join('+')).join(','),
                    regions: document.plan.regions.map(({ region, side }) => `${region}:${side}`).join(','),
                  },
                })
              }
            >
              {t('finished.renew')}
            </Button>
          }
        />
      )}
      <div className={css['signDesk']}>
        <div className={css['stack']}>
          <DecisionSummary document={document} withdrawn={taken} />
          <TookPart document={document} />
        </div>
        <div className={css['stack']}>
          {record.withdrawals.length > 0 && (
            <Section title={t('finished.withdrawals')} count={record.withdrawals.length} tone="bad">
              <ul className={css['lineList']}>
                {record.withdrawals.map((one) => (
                  <li key={one.id}>
                    <span className={css['grow']}>
                      <strong>
                        {one.scope === 'all'
                          ? t('withdraw.everything')
                          : one.lineIds.map((id) => names.get(id) ?? id).join(', ')}
                      </strong>
                      {one.words !== '' && <q className={css['words']}>{one.words}</q>}
                      <span className={css['soft']}>
                        {t('finished.withdrawnBy', {
                          how: t(`withdraw.${one.how}`),
                          who: one.receivedBy,
                          at: time(one.at),
                        })}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('finished.signatures')}>
            <div className={css['signatures']}>
              {record.signatures.map((signature) => (
                <InkImage
                  key={`${signature.role}:${signature.name}`}
                  signature={signature}
                  consentId={record.id}
                />
              ))}
            </div>
          </Section>
          <AttachedFiles consentId={record.id} />
          <Section title={t('finished.about')}>
            <Facts
              items={[
                {
                  label: t('finished.completed'),
                  value: record.completedAt === null ? '' : time(record.completedAt),
                },
                {
                  label: t('finished.expires'),
                  value: record.expiresAt === null ? '' : time(record.expiresAt, 'date'),
                },
                ...(endings.length === 0
                  ? []
                  : [{ label: t('talk.endsEarlier'), value: endings.join(' '), wide: true }]),
                { label: t('talk.condition'), value: document.plan.condition, wide: true },
                {
                  label: t('finished.template'),
                  value: `${document.template.id} ${document.template.version}`,
                },
                {
                  label: t('finished.integrity'),
                  value: record.intact ? t('finished.intact') : t('finished.broken'),
                },
                {
                  label: t('finished.hash'),
                  value: <span className={css['hash']}>{record.contentHash}</span>,
                  wide: true,
                },
              ]}
            />
          </Section>
        </div>
      </div>
      <details className={css['asSigned']}>
        <summary>{t('finished.asSigned')}</summary>
        <div className={talk['desk']}>
          <DocumentView document={document} withdrawn={taken} />
        </div>
      </details>
      {withdrawing && (
        <WithdrawDialog
          lines={agreedLines(record)}
          onWithdraw={withdraw}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  );
}
