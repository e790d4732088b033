import { Button, Popover } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { appointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Colour } from './book-address.ts';
import { StatusMark } from './StatusMark.tsx';
import cardCss from './AppointmentCard.module.css';
import css from './BookBar.module.css';

const parts = ['rest', 'laser', 'electrical', 'magnetic'] as const;

/** What colours, shapes and hatchings of the book say. */
export function Legend({
  colour,
  types,
}: {
  colour: Colour;
  types: readonly { name: string; tint: string }[];
}) {
  const { t } = useTranslation('appointments');
  return (
    <Popover position="bottom-start" returnFocus width={300}>
      <Popover.Target>
        <Button variant="subtle" size="xs" leftSection={<IconPalette size={14} />}>
          {t('legend.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('legend.open')}>
        <div className={css['legend']} data-colour={colour}>
          <h3 className={css['legendTitle']}>{t('legend.status')}</h3>
          <ul className={css['legendList']}>
            {appointmentStatus.options.map((status) => (
              <li key={status}>
                <span className={css['swatch']} data-status={colour === 'status' ? status : undefined}>
                  <StatusMark status={status} />
                </span>
                {t(`status.${status}`)}
              </li>
            ))}
          </ul>
          {colour === 'type' && (
            <>
              <h3 className={css['legendTitle']}>{t('legend.type')}</h3>
              <ul className={css['legendList']}>
                {types.map(({ name, tint }) => (
                  <li key={name}>
                    <span className={css['swatch']} data-tint={tint} />
                    {name}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h3 className={css['legendTitle']}>{t('legend.parts')}</h3>
          <ul className={css['legendList']}>
            {parts.map((kind) => (
              <li key={kind}>
                <span className={css['swatch']}>
                  <i className={cardCss['mark']} data-kind={kind} style={{ top: 0, height: '100%' }} />
                </span>
                {t(`legend.${kind}`)}
              </li>
            ))}
            <li>
              <span className={css['swatch']} data-over />
              {t('grid.overbooked')}
            </li>
          </ul>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
