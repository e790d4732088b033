import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import css from './AppFrame.module.css';

export interface NavItem {
  id: string;
  label: string;
  icon: ReactNode;
  href: string;
  active: boolean;
  /** How much waits there; `bad` where it should not wait. The label says it in words. */
  badge?: { count: number; label: string; tone: 'plain' | 'bad' };
}

export interface AppFrameProps {
  brand: ReactNode;
  nav: readonly NavItem[];
  /** Kept at the foot of the rail. */
  navEnd?: readonly NavItem[];
  topStart: ReactNode;
  topEnd: ReactNode;
  /** A strip over the page: no connection, practice data. */
  banner?: ReactNode;
  children: ReactNode;
}

function RailLinks({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className={css['links']}>
      {items.map((item) => (
        <li key={item.id}>
          <a className={css['link']} href={item.href} aria-current={item.active ? 'page' : undefined}>
            <span className={css['icon']}>
              {item.icon}
              {item.badge !== undefined && item.badge.count > 0 && (
                <span className={css['badge']} data-tone={item.badge.tone}>
                  <span aria-hidden>{item.badge.count > 99 ? '99+' : item.badge.count}</span>
                  <span className={css['spoken']}>{item.badge.label}</span>
                </span>
              )}
            </span>
            <span className={css['label']}>{item.label}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function AppFrame({ brand, nav, navEnd = [], topStart, topEnd, banner, children }: AppFrameProps) {
  const { t } = useTranslation('ui');
  const skip = () => document.getElementById('main')?.focus();
  return (
    <div className={css['frame']}>
      <button type="button" className={css['skip']} onClick={skip}>
        {t('frame.skip')}
      </button>
      <nav className={css['rail']} aria-label={t('frame.nav')}>
        <div className={css['brand']}>{brand}</div>
        <RailLinks items={nav} />
        {navEnd.length > 0 && <RailLinks items={navEnd} />}
      </nav>
      <header className={css['top']}>
        <div className={css['topStart']}>{topStart}</div>
        <div className={css['topEnd']}>{topEnd}</div>
      </header>
      <div className={css['body']}>
        {banner}
        <main id="main" className={css['main']} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
