import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { PatientRecord } from '../../../shared/contract/patients.ts';
import { q } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { ContactSection } from './ContactSection.tsx';
import css from './patients.module.css';

/** What the desk needs of a person at a glance. */
export function OverviewTab({ record }: { record: PatientRecord }) {
  const { t, i18n } = useTranslation(['patients', 'appointments']);
  const visits = useQuery(q.appointments.ofPatient.queryOptions({ input: { patientId: record.id } }));
  const practice = useQuery(q.practice.overview.queryOptions());
  const { identity, safety } = record;
  const zone = practice.data?.profile.zone ?? 'UTC';
  const said = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(zone)
      .toLocaleString(i18n.language === 'en' ? 'en-GB' : i18n.language, {
        dateStyle: 'medium',
        timeStyle: 'short',
      });
  const sorted = (visits.data ?? []).toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)).slice(0, 12);
  const or = (text: string) => (text === '' ? '–' : text);
  return (
    <div className={css['columns']}>
      <div className={css['stack']}>
        {identity.deskNote !== '' && <Notice tone="info" title={identity.deskNote} />}
        <Section title={t('overview.visits')} count={visits.data?.length ?? 0}>
          {visits.isPending && <LoadingState shape="rows" />}
          {visits.data?.length === 0 && <p className={css['soft']}>{t('overview.noVisits')}</p>}
          <ul className={css['list']}>
            {sorted.map((visit) => (
              <li key={visit.id}>
                <Link
                  className={css['grow']}
                  to="/day/{-$date}"
                  params={{
                    date: Temporal.Instant.from(visit.startsAt)
                      .toZonedDateTimeISO(zone)
                      .toPlainDate()
                      .toString(),
                  }}
                  search={{ appointment: visit.id }}
                >
                  {said(visit.startsAt)}
                </Link>
                <span className={css['soft']}>
                  {practice.data?.appointmentTypes.find((type) => type.id === visit.typeId)?.name}
                </span>
                <Tag
                  tone={visit.status === 'cancelled' || visit.status === 'did-not-attend' ? 'neutral' : 'ink'}
                >
                  {t(`appointments:status.${visit.status}`)}
                </Tag>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <div className={css['stack']}>
        {safety !== null && (
          <Section title={t('overview.known')} tone={safety.allergies.length > 0 ? 'clay' : 'plain'}>
            <Facts
              columns={1}
              items={[
                {
                  label: t('safety.allergies'),
                  value:
                    safety.allergyState === 'listed'
                      ? safety.allergies.map((allergy) => allergy.substance).join(', ')
                      : t(`asked.${safety.allergyState}`),
                },
                {
                  label: t('safety.medicines'),
                  value:
                    safety.medicineState === 'listed'
                      ? safety.medicines.map((medicine) => medicine.name).join(', ')
                      : t(`asked.${safety.medicineState}`),
                },
                {
                  label: t('safety.weight'),
                  value:
                    safety.weight === null ? '–' : `${safety.weight.kg} kg (${safety.weight.measuredOn})`,
                },
              ]}
            />
          </Section>
        )}
        <ContactSection record={record} />
        <Section title={t('form.reach')}>
          <Facts
            columns={1}
            items={[
              {
                label: t('field.phone'),
                value: or([identity.phone, identity.secondPhone].filter((phone) => phone !== '').join(', ')),
              },
              { label: t('field.email'), value: or(identity.email) },
              { label: t('field.addressLines'), value: or(identity.addressLines.join(', ')) },
              { label: t('field.language'), value: or(identity.language) },
              { label: t('form.referrer'), value: or(identity.referrer?.name ?? '') },
              ...identity.guardians.map((guardian) => ({
                label: guardian.relation,
                value: `${guardian.name}${guardian.mayConsent ? ` (${t('overview.mayConsent')})` : ''}`,
              })),
            ]}
          />
        </Section>
      </div>
    </div>
  );
}
