import { Button } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { savePaper } from '../../paper.ts';
import { api } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';

/** The visit for the patient's own calendar: when and where, no word of why. */
export function VisitCalendarButton({ id }: { id: string }) {
  const { t } = useTranslation('reminders');
  const trouble = useTrouble();
  const save = useMutation({
    mutationFn: async () => {
      const { file, title } = await api.exchange.visitCalendar({ id });
      await savePaper(file, title);
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  return (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconCalendarDown size={15} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('calendar.file')}
    </Button>
  );
}
