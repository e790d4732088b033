import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { siteSearch } from './site-search.ts';
import css from './SitePick.module.css';

interface SitePickProps {
  label: string;
  sites: readonly Site[];
  onPick: (siteId: string, side: Side) => void;
  autoFocus?: boolean;
  /** Why a place cannot be chosen; absent where it can. */
  refused?: (siteId: string, side: Side) => string | undefined;
}

/** Finds a muscle or attachment by what is typed of it. */
export function SitePick({ label, sites, onPick, autoFocus, refused }: SitePickProps) {
  const { t } = useTranslation('parts');
  const [text, setText] = useState('');
  const search = useMemo(() => siteSearch(sites), [sites]);
  const options = useMemo(() => search(text), [search, text]);
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
