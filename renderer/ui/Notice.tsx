import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './Notice.module.css';

export interface NoticeProps {
  tone: 'info' | 'ok' | 'warn' | 'bad' | 'clay';
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Announced when it appears. */
  live?: boolean;
  icon?: ReactNode;
}

const icons = {
  info: <IconInfoCircle size={17} />,
  ok: <IconCircleCheck size={17} />,
  warn: <IconAlertTriangle size={17} />,
  bad: <IconOctagon size={17} />,
  clay: <IconAlertTriangle size={17} />,
};

export function Notice({ tone, title, children, action, live = false, icon }: NoticeProps) {
  return (
    <div
      className={css['notice']}
      data-tone={tone}
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <span className={css['icon']} aria-hidden>
        {icon ?? icons[tone]}
      </span>
      <div className={css['text']}>
        <div className={css['title']}>{title}</div>
        {children && <div className={css['detail']}>{children}</div>}
      </div>
      {action && <div className={css['action']}>{action}</div>}
    </div>
  );
}
