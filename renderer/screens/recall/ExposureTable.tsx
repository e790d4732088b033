import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exposure } from '../../../shared/contract/recall.ts';
import { useWhen } from '../../parts/when.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './recall.module.css';

/** Who received what, one line each time it was given or used. */
export function ExposureTable({
  label,
  exposures,
  height,
  onePatient = false,
}: {
  label: string;
  exposures: readonly Exposure[];
  height?: 'fill' | number;
  onePatient?: boolean;
}) {
  const { t } = useTranslation('recall');
  const when = useWhen();
  return (
    <DataTable
      label={label}
      {...(height !== undefined && { height })}
      rows={exposures}
      rowKey={(one) =>
        `${one.sessionId} ${one.what} ${one.key} ${one.at} ${one.product} ${exposures.indexOf(one)}`
      }
      rowTone={({ reversed, note }) => (reversed || note === 'entered-in-error' ? 'faint' : undefined)}
      columns={[
        ...(onePatient
          ? []
          : [
              {
                ...{ id: 'patient', header: t('cell.patient'), width: 'minmax(150px, 3fr)' },
                cell: ({ patient }: Exposure) => (
                  <span className={css['cut']}>
                    <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
                      {patient.name}
                    </Link>{' '}
                    <span className={css['soft']}>{patient.number}</span>
                  </span>
                ),
              },
            ]),
        {
          ...{ id: 'when', header: t('cell.when'), width: '108px' },
          cell: ({ at, sessionId }) => (
            <>
              {sessionId === null ? (
                when.dayOf(at)
              ) : (
                <Link to="/treatments/$sessionId" params={{ sessionId }}>
                  {when.dayOf(at)}
                </Link>
              )}
            </>
          ),
        },
        {
          ...{ id: 'what', header: t('cell.what'), width: 'minmax(150px, 3fr)' },
          cell: ({ what, product, mixedWith, words }) => {
            const text = [
              product === '' ? t(`what.${what}`) : product,
              ...(words === '' ? [] : [t('inWords', { words })]),
              ...(mixedWith.length === 0 ? [] : [t('mixed', { others: mixedWith.join(', ') })]),
            ].join(', ');
            return (
              <span className={css['cut']} title={text}>
                {text}
              </span>
            );
          },
        },
        {
          ...{ id: 'lot', header: t('cell.lot'), width: 'minmax(90px, 1.4fr)' },
          cell: ({ lot }) => (
            <span className={css['cut']} title={lot}>
              {lot}
            </span>
          ),
        },
        {
          ...{ id: 'amount', header: t('cell.amount'), width: '104px', optional: true },
          cell: ({ volume, doseMg }) =>
            [volume === null ? '' : t('ml', { ml: volume }), doseMg === null ? '' : t('mg', { mg: doseMg })]
              .filter((part) => part !== '')
              .join(' · '),
        },
        {
          ...{ id: 'by', header: t('cell.by'), width: 'minmax(110px, 1.6fr)', optional: true },
          cell: ({ practitioner }) => <span className={css['cut']}>{practitioner}</span>,
        },
        {
          ...{ id: 'signs', header: t('cell.signs'), width: 'minmax(130px, 2.4fr)' },
          cell: (one) => (
            <span className={css['tags']}>
              {one.match === 'maybe' && <Tag tone="warn">{t('maybe')}</Tag>}
              {one.patient.diedOn !== null && (
                <Tag tone="bad">{t('died', { date: when.day(one.patient.diedOn) })}</Tag>
              )}
              {one.events > 0 && <Tag tone="clay">{t('events', { count: one.events })}</Tag>}
              {one.reversed && <Tag>{t('reversed')}</Tag>}
              {one.note !== 'signed' && <Tag>{t(one.note)}</Tag>}
            </span>
          ),
        },
      ]}
    />
  );
}
