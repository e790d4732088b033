import { Button } from '@mantine/core';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../shared/rules/calendar.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField } from '../../ui/Fields.tsx';
import css from './tasks.module.css';

/** To another day; a question stays within the days in which its answer matters. */
export function MoveTask({
  dueOn,
  onMove,
  onClose,
}: {
  dueOn: string;
  onMove: (dueOn: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: ui } = useTranslation('ui');
  const { today } = useContext(DateHabit);
  const tomorrow = addDays(today(), 1);
  const [date, setDate] = useState(dueOn > tomorrow ? dueOn : tomorrow);
  return (
    <Dialog opened onClose={onClose} title={t('moving.title')} size={380}>
      <form
        className={css['stack']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (date !== '') void onMove(date).then(onClose, () => undefined);
        }}
      >
        <DateField label={t('moving.label')} data-autofocus value={date} min={today()} onChange={setDate} />
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit">{t('moving.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
