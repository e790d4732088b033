import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { MarkWords } from './marks.ts';

/** How marks are named: the site with its side, the end of a channel, the day of a visit before. */
export function useMarkWords(reference: Reference): MarkWords {
  const { t } = useTranslation(['chart', 'treatments']);
  return useMemo(() => {
    const site: MarkWords['site'] = (siteId, side) =>
      `${reference.sites.get(siteId)?.name ?? siteId}, ${t(`treatments:side.${side}`)}`;
    return {
      site,
      electrode: ({ channel, end, other, crossesChest }) =>
        [
          t('electrode', { channel, end }),
          ...(other === null ? [] : [t('electrodeTo', { place: site(other.siteId, other.side) })]),
          ...(crossesChest ? [t('crossesChest')] : []),
        ].join(', '),
      coil: (words) => t('coil', { how: words.join(', ') }),
      ghost: (date, name) => t('ghosts.of', { date, name }),
    };
  }, [reference, t]);
}
