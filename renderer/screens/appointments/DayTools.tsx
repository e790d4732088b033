import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconCalendarOff,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconPlus,
  IconPrinter,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { memo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/Fields.tsx';
import type { View } from './book-address.ts';
import { CalendarExport } from './CalendarExport.tsx';
import css from './DayScreen.module.css';

interface DayToolsProps {
  view: View;
  date: string;
  today: string;
  /** Whose sheet is printed: one practitioner's, or everybody's of a day. */
  sheetOf: string;
  practitioners: readonly { id: string; displayName: string }[];
  jump: RefObject<HTMLDivElement | null>;
  mayWrite: boolean;
  mayClose: boolean;
  onDate: (date: string) => void;
  onTurn: (by: -1 | 1) => void;
  onBook: () => void;
  onAbsence: () => void;
}

/** What can be done with the page of the book as a whole: turn it, print it, book on it. */
export const DayTools = memo(function DayTools(props: DayToolsProps) {
  const { view, date, today, sheetOf, practitioners, jump, mayWrite, mayClose, onDate, onTurn } = props;
  const { t } = useTranslation('appointments');
  const navigate = useNavigate();
  const [typed, setTyped] = useState<string | null>(null);
  const jumpTo = (to: string) => {
    setTyped(null);
    if (to !== '' && to !== date) onDate(to);
  };
  const sheet = { kind: view === 'week' ? 'week-sheet' : 'day-sheet', id: sheetOf };
  return (
    <div className={css['tools']}>
      <Button variant="default" onClick={() => onDate(today)} disabled={date === today}>
        {t('day.today')}
      </Button>
      <div className={css['steps']}>
        <ActionIcon aria-label={t(`before.${view}`)} onClick={() => onTurn(-1)}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon aria-label={t(`after.${view}`)} onClick={() => onTurn(1)}>
          <IconChevronRight size={18} />
        </ActionIcon>
      </div>
      <div
        className={css['jump']}
        ref={jump}
        onKeyDown={({ key }) => key === 'Enter' && typed !== null && jumpTo(typed)}
        onBlur={() => typed !== null && jumpTo(typed)}
      >
        <DateField
          label={t('day.jump')}
          hideLabel
          value={typed ?? date}
          onChange={(to) => {
            // Half a year is a date too: what is being typed counts when it is done.
            if (jump.current?.querySelector('input') === document.activeElement) setTyped(to);
            else jumpTo(to);
          }}
        />
      </div>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        onClick={() => void navigate({ to: '/papers/$kind/$id', params: sheet, search: { date } })}
      >
        {t(view === 'week' ? 'day.weekSheet' : 'day.sheet')}
      </Button>
      <CalendarExport practitioners={practitioners} date={date} />
      {mayClose && <MoreMenu onAbsence={props.onAbsence} />}
      {mayWrite && (
        <Button leftSection={<IconPlus size={16} />} onClick={props.onBook}>
          {t('day.book')}
        </Button>
      )}
    </div>
  );
});

const MoreMenu = memo(function MoreMenu({ onAbsence }: { onAbsence: () => void }) {
  const { t } = useTranslation('appointments');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('day.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCalendarOff size={16} />} onClick={onAbsence}>
          {t('day.absence')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
