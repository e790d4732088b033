import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { fold } from '../../shared/rules/names.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import css from './SitePick.module.css';

interface SitePickProps {
  label: string;
  sites: readonly Site[];
  onPick: (siteId: string, side: Side) => void;
  autoFocus?: boolean;
  /** Why a place cannot be chosen; absent where it can. */
  refused?: (siteId: string, side: Side) => string | undefined;
}

type Option = { site: Site; side: Side };

const sides = (site: Site): Side[] => (site.sided ? ['right', 'left'] : ['midline']);

/** Finds a muscle or attachment by any part of its name, English or Latin, with its side: `l levator`, `glut med right`. */
export function SitePick({ label, sites, onPick, autoFocus, refused }: SitePickProps) {
  const { t } = useTranslation('parts');
  const [text, setText] = useState('');
  const index = useMemo(
    () =>
      sites.map((site) => ({
        site,
        words: fold(`${site.name} ${site.latin} ${site.region.replaceAll('-', ' ')}`),
      })),
    [sites],
  );
  const options = useMemo((): Option[] => {
    const typed = fold(text)
      .split(' ')
      .filter((word) => word !== '');
    const wanted: Side | null = typed.some((word) => word === 'l' || word === 'left')
      ? 'left'
      : typed.some((word) => word === 'r' || word === 'right')
        ? 'right'
        : null;
    const words = typed.filter((word) => !['l', 'r', 'left', 'right'].includes(word));
    if (words.length === 0) return [];
    return index
      .filter((entry) => words.every((word) => ` ${entry.words}`.includes(` ${word}`)))
      .flatMap(({ site }) => sides(site).map((side) => ({ site, side })))
      .filter(({ side }) => wanted === null || side === wanted || side === 'midline')
      .slice(0, 12);
  }, [index, text]);
  return (
    <SearchBox
      label={label}
      placeholder={t('site.hint')}
      value={text}
      onChange={setText}
      items={options}
      {...(autoFocus === true && { autoFocus })}
      itemKey={({ site, side }) => `${site.id}:${side}`}
      emptyText={t('site.none')}
      onPick={({ site, side }) => {
        if (refused?.(site.id, side) !== undefined) return;
        setText('');
        onPick(site.id, side);
      }}
      renderItem={({ site, side }) => (
        <span className={css['option']}>
          <span>
            {site.name} <b>{t(`side.${side}`)}</b>
          </span>
          <span className={css['soft']}>
            {site.region.replaceAll('-', ' ')}
            {site.lungField === true && <span className={css['lung']}> · {t('site.lung')}</span>}
            {refused?.(site.id, side) !== undefined && (
              <span className={css['refused']}> · {refused(site.id, side)}</span>
            )}
          </span>
        </span>
      )}
    />
  );
}
