import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { electrodeOf } from '../../../shared/rules/chart-marks.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { MarkWords } from './marks.ts';

/** How marks are named: the site with its side, the end of a channel, the day of a visit before. */
export function useMarkWords(reference: Reference): MarkWords {
  const { t } = useTranslation(['chart', 'treatments']);
  return useMemo(
    () => ({
      site: (siteId, side) => {
        const name = reference.sites.get(siteId)?.name ?? siteId;
        return side === 'midline' ? name : `${name}, ${t(`treatments:side.${side}`)}`;
      },
      electrode: (index) => t('electrode', { ...electrodeOf(index) }),
      ghost: (date, name) => t('ghosts.of', { date, name }),
    }),
    [reference, t],
  );
}
