import { useTranslation } from 'react-i18next';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import type { Technique } from '../../../shared/contract/reference.ts';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { KeptList } from './KeptList.tsx';
import { Swatch } from './Swatch.tsx';
import { TypeDialog } from './TypeDialog.tsx';

export function AppointmentTypes({
  types,
  techniques,
}: {
  types: readonly AppointmentType[];
  techniques: readonly Technique[];
}) {
  const { t } = useTranslation(['setup', 'phases', 'ui']);
  const nameOf = (id: string) => techniques.find((technique) => technique.id === id)?.name ?? id;
  return (
    <KeptList
      title={t('types.title')}
      addLabel={t('types.add')}
      rows={types}
      rowKey={(one) => one.id}
      rowTone={(one) => (one.retired ? 'faint' : undefined)}
      empty={<EmptyState title={t('types.none')} text={t('types.noneText')} />}
      columns={[
        {
          id: 'name',
          header: t('types.name'),
          cell: (one) => (
            <>
              <Swatch tint={one.tint} />
              {one.name}
            </>
          ),
          width: 'minmax(150px, 1.2fr)',
        },
        {
          id: 'minutes',
          header: t('types.minutes'),
          align: 'end',
          cell: (one) => t('types.min', { count: one.minutes }),
          width: '90px',
        },
        {
          id: 'phases',
          header: t('phases:title'),
          optional: true,
          cell: (one) => one.phases.map(({ name, minutes }) => `${name} ${minutes}`).join(' · '),
          width: 'minmax(160px, 2fr)',
        },
        {
          id: 'techniques',
          header: t('types.techniques'),
          cell: (one) => one.techniques.map(nameOf).join(', ') || '–',
          width: 'minmax(160px, 2fr)',
        },
        {
          id: 'state',
          header: t('state'),
          cell: (one) => (
            <StatusBadge status={one.retired ? 'skip' : 'done'}>
              {t(one.retired ? 'retired' : 'inUse')}
            </StatusBadge>
          ),
          width: '120px',
        },
      ]}
      dialog={(one, onClose) => <TypeDialog type={one} techniques={techniques} onClose={onClose} />}
    />
  );
}
