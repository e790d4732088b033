import { Button, Popover, Select, Switch } from '@mantine/core';
import {
  IconCalendarMonth,
  IconCalendarWeek,
  IconDevices,
  IconDoor,
  IconFilter,
  IconList,
  IconUser,
} from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceChips, SegmentedChoice } from '../../ui/Choices.tsx';
import { views, zooms, type BookLook, type View } from './book-address.ts';
import { Legend } from './Legend.tsx';
import css from './BookBar.module.css';

interface BookBarProps {
  look: BookLook;
  people: readonly { id: string; name: string }[];
  /** Whose week it is. */
  weekOf: string;
  types: readonly { id: string; name: string; tint: string }[];
  techniques: readonly { id: string; name: string }[];
  onLook: (change: Partial<BookLook>) => void;
}

const icons: Record<View, ReactNode> = {
  practitioner: <IconUser size={15} />,
  room: <IconDoor size={15} />,
  device: <IconDevices size={15} />,
  week: <IconCalendarWeek size={15} />,
  month: <IconCalendarMonth size={15} />,
  agenda: <IconList size={15} />,
};

/** Which way the book is looked at, whose, and what of it. */
export const BookBar = memo(function BookBar(props: BookBarProps) {
  const { look, people, weekOf, types, techniques, onLook } = props;
  const { t } = useTranslation('appointments');
  const [open, setOpen] = useState(false);
  const chosen = look.who.length + look.types.length + look.techniques.length;
  const grid = look.view !== 'month' && look.view !== 'agenda';
  return (
    <div className={css['bar']}>
      <div className={css['views']} role="group" aria-label={t('view.label')}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className={css['view']}
            aria-pressed={view === look.view}
            onClick={() => onLook({ view })}
          >
            <span className={css['viewIcon']} aria-hidden>
              {icons[view]}
            </span>
            {t(`view.${view}`)}
          </button>
        ))}
      </div>
      {look.view === 'week' && (
        <Select
          size="xs"
          className={css['whose']}
          aria-label={t('view.whose')}
          allowDeselect={false}
          value={weekOf}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id !== null && onLook({ who: [id] })}
        />
      )}
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={420}>
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFilter size={14} />}
            aria-expanded={open}
            data-filter
            onClick={() => setOpen(!open)}
          >
            {chosen === 0 ? t('filter.open') : t('filter.chosen', { count: chosen })}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('filter.open')}>
          <div className={css['filter']}>
            <ChoiceChips
              label={t('filter.who')}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
              value={look.who}
              onChange={(who) => onLook({ who })}
            />
            <ChoiceChips
              label={t('filter.type')}
              options={types.map(({ id, name }) => ({ value: id, label: name }))}
              value={look.types}
              onChange={(chosenTypes) => onLook({ types: chosenTypes })}
            />
            {techniques.length > 0 && (
              <ChoiceChips
                label={t('filter.technique')}
                options={techniques.map(({ id, name }) => ({ value: id, label: name }))}
                value={look.techniques}
                onChange={(chosenTechniques) => onLook({ techniques: chosenTechniques })}
              />
            )}
            <div className={css['pair']}>
              <SegmentedChoice
                label={t('filter.colour')}
                options={[
                  { value: 'type', label: t('filter.byType') },
                  { value: 'status', label: t('filter.byStatus') },
                ]}
                value={look.colour}
                onChange={(colour) => onLook({ colour: colour === 'status' ? 'status' : 'type' })}
              />
              <Switch
                label={t('filter.cancelled')}
                checked={look.off}
                onChange={(event) => onLook({ off: event.currentTarget.checked })}
              />
            </div>
            <div className={css['pair']}>
              <Button
                variant="subtle"
                size="xs"
                disabled={chosen === 0}
                onClick={() => onLook({ who: [], types: [], techniques: [] })}
              >
                {t('filter.none')}
              </Button>
              <Button variant="default" size="xs" onClick={() => setOpen(false)}>
                {t('filter.close')}
              </Button>
            </div>
          </div>
        </Popover.Dropdown>
      </Popover>
      {grid && (
        <div className={css['views']} role="group" aria-label={t('zoom.label')}>
          {zooms.map((zoom) => (
            <button
              key={zoom}
              type="button"
              className={css['view']}
              aria-pressed={zoom === look.zoom}
              aria-label={t('zoom.minutes', { count: zoom })}
              onClick={() => onLook({ zoom })}
            >
              {zoom}′
            </button>
          ))}
        </div>
      )}
      <Legend colour={look.colour} types={types} />
    </div>
  );
});
