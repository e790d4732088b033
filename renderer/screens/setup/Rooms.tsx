import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { room } from '../../../shared/contract/practice.ts';
import { q } from '../../rpc.ts';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { EditDialog } from './EditDialog.tsx';
import { KeptList } from './KeptList.tsx';
import css from './setup.module.css';

type Room = z.infer<typeof room>;

export function Rooms({ rooms }: { rooms: readonly Room[] }) {
  const { t } = useTranslation(['setup', 'ui']);
  return (
    <KeptList
      title={t('rooms.title')}
      addLabel={t('rooms.add')}
      rows={rooms}
      rowKey={(one) => one.id}
      rowTone={(one) => (one.retired ? 'faint' : undefined)}
      empty={<EmptyState title={t('rooms.none')} text={t('rooms.noneText')} />}
      columns={[
        { id: 'name', header: t('rooms.name'), cell: (one) => one.name, width: 'minmax(160px, 1fr)' },
        {
          id: 'state',
          header: t('state'),
          cell: (one) => (
            <StatusBadge status={one.retired ? 'skip' : 'done'}>
              {t(one.retired ? 'retired' : 'inUse')}
            </StatusBadge>
          ),
          width: '140px',
        },
      ]}
      dialog={(one, onClose) => <RoomDialog room={one} onClose={onClose} />}
    />
  );
}

function RoomDialog({ room: known, onClose }: { room: Room | null; onClose: () => void }) {
  const { t } = useTranslation(['setup', 'ui']);
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { name: known?.name ?? '', retired: known?.retired ?? false },
    validate: { name: (value) => (value.trim() === '' ? t('ui:issue.missing') : null) },
  });
  const save = useMutation(
    q.practice.saveRoom.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        onClose();
      },
    }),
  );
  const submit = form.onSubmit((values) =>
    save.mutate({ ...values, ...(known ? { id: known.id, version: known.version } : {}) }),
  );
  return (
    <EditDialog
      title={t(known ? 'rooms.edit' : 'rooms.add')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => submit()}
      size={420}
    >
      <div className={css['stack']}>
        <TextInput label={t('rooms.name')} required data-autofocus {...form.getInputProps('name')} />
        {known && (
          <Switch label={t('rooms.retire')} {...form.getInputProps('retired', { type: 'checkbox' })} />
        )}
      </div>
    </EditDialog>
  );
}
