import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay, useSitting, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';

/** Opens a note of a call without a visit: one's own where one treats, otherwise for somebody who does, to sign. */
export function NewCall({ patientId }: { patientId: string }) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const { userId } = useSitting();
  const mayWrite = useMay('notes.write') === true;
  const staff = useQuery(q.staff.list.queryOptions());
  const treats = staff.data?.filter((one) => one.treats && !one.disabled) ?? [];
  const isMine = treats.some(({ id }) => id === userId);
  const begin = useMutation({
    mutationFn: (practitionerId: string) => api.treatments.beginCall({ patientId, practitionerId }),
    onSuccess: ({ id }) => navigate({ to: '/treatments/$sessionId', params: { sessionId: id } }),
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  if (!mayWrite || treats.length === 0) return null;
  const button = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPhone size={15} />}
      loading={begin.isPending}
      {...(isMine && { onClick: () => begin.mutate(userId) })}
    >
      {t('phone.new')}
    </Button>
  );
  if (isMine) return button;
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('phone.who')}</Menu.Label>
        {treats.map(({ id, displayName }) => (
          <Menu.Item key={id} onClick={() => begin.mutate(id)}>
            {displayName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
