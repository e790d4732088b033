import type { ReactNode } from 'react';
import { IconChevronLeft } from '@tabler/icons-react';
import css from './Page.module.css';

export interface PageProps {
  children: ReactNode;
  /** A `SidePanel`; docks at the right edge. */
  aside?: ReactNode;
  /** The page itself stands still and its parts scroll. */
  fixed?: boolean;
  /** A measure for forms and reading. */
  narrow?: boolean;
}

export function Page({ children, aside, fixed = false, narrow = false }: PageProps) {
  return (
    <div className={css['layout']}>
      <div className={css['scroll']} data-fixed={fixed || undefined}>
        <div className={css['content']} data-narrow={narrow || undefined} data-fixed={fixed || undefined}>
          {children}
        </div>
      </div>
      {aside}
    </div>
  );
}

export interface PageHeaderProps {
  title: ReactNode;
  lead?: ReactNode;
  back?: { label: string; href: string };
  tags?: ReactNode;
  actions?: ReactNode;
  /** A row under the title, usually tabs. */
  tabs?: ReactNode;
}

export function PageHeader({ title, lead, back, tags, actions, tabs }: PageHeaderProps) {
  return (
    <header className={css['header']} data-tabs={tabs !== undefined || undefined}>
      <div className={css['headerRow']}>
        <div className={css['headings']}>
          {back && (
            <a className={css['back']} href={back.href}>
              <IconChevronLeft size={14} aria-hidden />
              {back.label}
            </a>
          )}
          <div className={css['titleRow']}>
            <h1 className={css['title']}>{title}</h1>
            {tags && <div className={css['tags']}>{tags}</div>}
          </div>
          {lead && <p className={css['lead']}>{lead}</p>}
        </div>
        {actions && <div className={css['actions']}>{actions}</div>}
      </div>
      {tabs && <div className={css['tabs']}>{tabs}</div>}
    </header>
  );
}
