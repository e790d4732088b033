import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useWhen } from '../../parts/when.ts';
import { Tag } from '../../ui/Tag.tsx';

export type Draft = Outputs['treatments']['openDrafts'][number];

/** Whose note it is, what it is of, when, and by whom: the same in every list of notes that wait. */
export function usePatientColumns<T extends Omit<Draft, 'version'>>() {
  const { t } = useTranslation('notes');
  const when = useWhen();
  return [
    {
      id: 'patient',
      header: t('patient'),
      width: 'minmax(170px, 1.6fr)',
      cell: (row: T) => `${row.patient.name} · ${row.patient.number}`,
    },
    {
      id: 'kind',
      header: t('what'),
      width: '90px',
      cell: (row: T) => <Tag tone={row.kind === 'phone' ? 'info' : 'neutral'}>{t(`kind.${row.kind}`)}</Tag>,
    },
    { id: 'when', header: t('when'), width: '160px', cell: (row: T) => when.moment(row.startedAt) },
    {
      id: 'who',
      header: t('who'),
      width: 'minmax(120px, 1fr)',
      cell: (row: T) => row.practitioner,
    },
  ];
}
