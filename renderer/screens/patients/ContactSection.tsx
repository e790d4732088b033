import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '../../../shared/contract/patients.ts';
import { way } from '../../../shared/contract/reminders.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate, useSayMoment } from '../../ui/date-habit.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { LoadingState } from '../../ui/States.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { DeathDialog } from './DeathDialog.tsx';

/** How somebody wants to be reminded and what they have agreed to; whether they have died. */
export function ContactSection({ record }: { record: PatientRecord }) {
  const { t } = useTranslation('reminders');
  const trouble = useTrouble();
  const sayDate = useSayDate();
  const sayMoment = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const mayRead = useMay('reminders.read') === true;
  const mayWrite = useMay('reminders.write') === true;
  const [asking, setAsking] = useState<'choice' | 'death' | null>(null);
  const choice = useQuery(
    q.reminders.choice.queryOptions({ input: { patientId: record.id }, enabled: mayRead }),
  );
  if (!mayRead) return null;
  const { data } = choice;
  const email = data?.email === '' ? record.identity.email : (data?.email ?? '');
  const phone = data?.phone === '' ? record.identity.phone : (data?.phone ?? '');
  const how =
    data === undefined || data.asked === null
      ? t('choice.notAsked')
      : data.ways.length === 0
        ? t('choice.nothing')
        : way.options
            .filter((one) => data.ways.includes(one))
            .map((one) => t(`choice.${one}`))
            .join(' · ');
  return (
    <Section
      title={t('choice.title')}
      actions={
        mayWrite &&
        data !== undefined && (
          <>
            <Button variant="subtle" size="xs" onClick={() => setAsking('death')}>
              {t(record.diedOn === null ? 'death.record' : 'death.revise')}
            </Button>
            <Button variant="default" size="xs" onClick={() => setAsking('choice')}>
              {t(data.asked === null ? 'choice.ask' : 'choice.edit')}
            </Button>
          </>
        )
      }
    >
      {choice.error !== null && <Notice tone="bad" title={trouble(choice.error).text} />}
      {choice.isPending && <LoadingState shape="rows" />}
      {data !== undefined && (
        <Facts
          columns={1}
          items={[
            ...(record.diedOn === null ? [] : [{ label: t('death.on'), value: sayDate(record.diedOn) }]),
            { label: t('choice.how'), value: how },
            ...(data.ways.includes('email')
              ? [{ label: t('choice.to'), value: email === '' ? t('choice.noEmail') : email }]
              : []),
            ...(data.ways.includes('call') ? [{ label: t('choice.phone'), value: phone || '–' }] : []),
            ...(data.asked === null
              ? []
              : [
                  {
                    label: t('choice.agreed'),
                    value: t('choice.agreedBy', { at: sayMoment(data.asked.at), by: data.asked.by }),
                  },
                ]),
          ]}
        />
      )}
      {asking === 'choice' && data !== undefined && (
        <ContactDialog record={record} choice={data} onClose={() => setAsking(null)} />
      )}
      {asking === 'death' && <DeathDialog record={record} onClose={() => setAsking(null)} />}
    </Section>
  );
}
