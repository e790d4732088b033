import { Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { device } from '../../../shared/contract/practice.ts';
import { useMay } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import { EditDialog } from './EditDialog.tsx';
import { KeptList } from './KeptList.tsx';

type Device = z.infer<typeof device>;

/** Classes of IEC 60825-1. */
const laserClasses = ['1', '1M', '2', '2M', '3R', '3B', '4'];

export function Devices({ devices }: { devices: readonly Device[] }) {
  const { t } = useTranslation(['setup', 'ui']);
  const mayKnow = useMay('stock.read') === true;
  const held = useQuery({ ...q.recall.held.queryOptions(), enabled: mayKnow });
  const recalled = new Set((held.data ?? []).flatMap(({ deviceIds }) => deviceIds));
  return (
    <KeptList
      title={t('devices.title')}
      addLabel={t('devices.add')}
      rows={devices}
      rowKey={(one) => one.id}
      rowTone={(one) => (one.retired ? 'faint' : undefined)}
      empty={<EmptyState title={t('devices.none')} text={t('devices.noneText')} />}
      columns={[
        { id: 'name', header: t('devices.name'), cell: (one) => one.name, width: 'minmax(150px, 2fr)' },
        {
          id: 'kind',
          header: t('devices.kind'),
          cell: (one) => t(`devices.kinds.${one.kind}`) + (one.laserClass ? ` · ${one.laserClass}` : ''),
        },
        { id: 'serial', header: t('devices.serial'), cell: (one) => one.serial },
        {
          id: 'check',
          header: t('devices.lastPowerCheck'),
          cell: (one) => one.lastPowerCheck ?? '–',
          optional: true,
        },
        {
          id: 'service',
          header: t('devices.serviceDue'),
          cell: (one) => one.serviceDue ?? '–',
          optional: true,
        },
        {
          id: 'state',
          header: t('state'),
          cell: (one) =>
            recalled.has(one.id) ? (
              <Tag tone="bad">{t('devices.recalled')}</Tag>
            ) : (
              <StatusBadge status={one.retired ? 'skip' : 'done'}>
                {t(one.retired ? 'retired' : 'inUse')}
              </StatusBadge>
            ),
          width: '120px',
        },
      ]}
      dialog={(one, onClose) => <DeviceDialog device={one} onClose={onClose} />}
    />
  );
}

function DeviceDialog({ device: known, onClose }: { device: Device | null; onClose: () => void }) {
  const { t } = useTranslation(['setup', 'ui']);
  const cache = useQueryClient();
  const form = useForm({
    initialValues: {
      kind: known?.kind ?? ('laser' as const),
      name: known?.name ?? '',
      serial: known?.serial ?? '',
      laserClass: known?.laserClass ?? '',
      lastPowerCheck: known?.lastPowerCheck ?? '',
      serviceDue: known?.serviceDue ?? '',
      retired: known?.retired ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('ui:issue.missing') : null),
      serial: (value) => (value.trim() === '' ? t('ui:issue.missing') : null),
      laserClass: (value, values) => (values.kind === 'laser' && value === '' ? t('ui:issue.missing') : null),
    },
  });
  const save = useMutation(
    q.practice.saveDevice.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        onClose();
      },
    }),
  );
  const isLaser = form.values.kind === 'laser';
  const submit = form.onSubmit(({ lastPowerCheck, serviceDue, laserClass, ...values }) =>
    save.mutate({
      ...values,
      laserClass: isLaser ? laserClass : '',
      lastPowerCheck: lastPowerCheck === '' ? null : lastPowerCheck,
      serviceDue: serviceDue === '' ? null : serviceDue,
      ...(known ? { id: known.id, version: known.version } : {}),
    }),
  );
  return (
    <EditDialog
      title={t(known ? 'devices.edit' : 'devices.add')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => submit()}
    >
      <FieldGrid>
        <Span of={6}>
          <Select
            label={t('devices.kind')}
            data={device.shape.kind.options.map((value) => ({ value, label: t(`devices.kinds.${value}`) }))}
            {...form.getInputProps('kind')}
          />
        </Span>
        <Span of={6}>
          <TextInput label={t('devices.name')} required data-autofocus {...form.getInputProps('name')} />
        </Span>
        <Span of={6}>
          <TextInput label={t('devices.serial')} required {...form.getInputProps('serial')} />
        </Span>
        <Span of={6}>
          {isLaser && (
            <Select
              label={t('devices.laserClass')}
              required
              data={laserClasses}
              {...form.getInputProps('laserClass')}
            />
          )}
        </Span>
        <Span of={6}>
          <DateField
            label={t('devices.lastPowerCheck')}
            description={t('devices.lastPowerCheckHint')}
            {...form.getInputProps('lastPowerCheck')}
          />
        </Span>
        <Span of={6}>
          <DateField
            label={t('devices.serviceDue')}
            description={t('devices.serviceDueHint')}
            {...form.getInputProps('serviceDue')}
          />
        </Span>
        {known && (
          <Span of={12}>
            <Switch label={t('devices.retire')} {...form.getInputProps('retired', { type: 'checkbox' })} />
          </Span>
        )}
      </FieldGrid>
    </EditDialog>
  );
}
