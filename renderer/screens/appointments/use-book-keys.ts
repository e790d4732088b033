import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { views, zooms } from './book-address.ts';
import type { BookAddress } from './use-book-address.ts';

interface BookKeys {
  address: BookAddress;
  today: string;
  /** Holds the field with the date. */
  jump: RefObject<HTMLElement | null>;
  onBook: () => void;
}

/** Keys of the book as a whole; the grid adds its own. */
export function useBookKeys({ address, today, jump, onBook }: BookKeys): void {
  const { t } = useTranslation('appointments');
  const { look, turn, goTo, onLook, select, selectedId } = address;
  const nextZoom = zooms[(zooms.indexOf(look.zoom) + 1) % zooms.length] ?? 5;
  useShortcuts({
    n: { label: t('key.book'), run: onBook },
    t: { label: t('key.today'), run: () => goTo(today) },
    g: {
      label: t('key.jump'),
      run: () => {
        const field = jump.current?.querySelector('input');
        field?.focus();
        field?.select();
      },
    },
    '[': { label: t('key.before'), run: () => turn(-1) },
    ']': { label: t('key.after'), run: () => turn(1) },
    ...Object.fromEntries(
      views.map((one, index) => [
        String(index + 1),
        { label: t('key.view', { view: t(`view.${one}`) }), run: () => onLook({ view: one }) },
      ]),
    ),
    z: { label: t('key.zoom'), run: () => onLook({ zoom: nextZoom }) },
    x: { label: t('key.cancelled'), run: () => onLook({ off: !look.off }) },
    f: {
      label: t('key.filter'),
      run: () => document.querySelector<HTMLElement>('[data-filter]')?.click(),
    },
  });
  useHotkeys([['Escape', () => selectedId !== null && select(null)]]);
}
