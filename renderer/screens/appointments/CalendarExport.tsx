import { ActionIcon, Button, Modal, Select, Tooltip } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/rules/calendar.ts';
import { useTrouble } from '../../desk.ts';
import { savePaper } from '../../paper.ts';
import { api } from '../../rpc.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './BookingDialog.module.css';

interface Asked {
  practitioners: readonly { id: string; displayName: string }[];
  /** The first day that the dialog offers. */
  date: string;
}

/** The button that opens the dialog, for the head of a calendar. */
export function CalendarExport(asked: Asked) {
  const { t } = useTranslation('reminders');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t('calendar.title')}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendar.title')}
          onClick={() => setOpen(true)}
        >
          <IconCalendarDown size={17} />
        </ActionIcon>
      </Tooltip>
      {open && <ExportDialog {...asked} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What one practitioner has booked, for a calendar outside the clinic: times and place alone. */
function ExportDialog({ practitioners, date, onClose }: Asked & { onClose: () => void }) {
  const { t } = useTranslation(['reminders', 'ui']);
  const trouble = useTrouble();
  const [practitionerId, setPractitionerId] = useState(practitioners[0]?.id ?? '');
  const [from, setFrom] = useState(date);
  const [to, setTo] = useState(addDays(date, 27));
  const turned = from !== '' && to !== '' && to < from;
  const make = useMutation({
    mutationFn: async () => {
      const { file, title } = await api.exchange.practitionerCalendar({ practitionerId, from, to });
      await savePaper(file, title);
    },
    onSuccess: () => {
      notify({ text: t('calendar.saved') });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (practitionerId !== '' && from !== '' && to !== '' && !turned) make.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('calendar.title')} size={520} withCloseButton={false}>
      <form className={css['form']} onSubmit={submit} noValidate>
        {make.error !== null && <Notice tone="bad" title={trouble(make.error).text} live />}
        <p>{t('calendar.text')}</p>
        <Select
          label={t('calendar.practitioner')}
          data-autofocus
          allowDeselect={false}
          value={practitionerId}
          data={practitioners.map((one) => ({ value: one.id, label: one.displayName }))}
          onChange={(value) => setPractitionerId(value ?? '')}
        />
        <FieldGrid>
          <Span of={6}>
            <DateField label={t('calendar.from')} value={from} onChange={setFrom} />
          </Span>
          <Span of={6}>
            <DateField
              label={t('calendar.to')}
              value={to}
              error={turned ? t('calendar.order') : undefined}
              onChange={setTo}
            />
          </Span>
        </FieldGrid>
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t('calendar.make')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
