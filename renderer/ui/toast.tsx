import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import i18next from 'i18next';
import css from './toast.module.css';

export interface Toast {
  text: string;
  tone?: 'ok' | 'info' | 'bad';
  incident?: string | undefined;
  undo?: { label?: string; onUndo: () => void };
}

const icons = {
  ok: <IconCheck size={16} />,
  info: <IconInfoCircle size={16} />,
  bad: <IconAlertTriangle size={16} />,
};

/** What was said last and needs no answer; the next message takes its place, so that a pile never hides the work. */
let last: string | null = null;

/** Says what was done, with a way back where there is one. Refusals that need an answer belong in the page, not here. */
export function notify({ text, tone = 'ok', incident, undo }: Toast): void {
  const id = crypto.randomUUID();
  if (last !== null) notifications.hide(last);
  last = tone === 'bad' ? null : id;
  const takeBack = () => {
    notifications.hide(id);
    undo?.onUndo();
  };
  notifications.show({
    id,
    autoClose: undo || tone === 'bad' ? 10_000 : 4500,
    withCloseButton: tone === 'bad',
    icon: icons[tone],
    classNames: {
      root: css['toast'] ?? '',
      icon: css[tone] ?? '',
      description: css['text'] ?? '',
      body: css['body'] ?? '',
    },
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    message: (
      <span className={css['line']}>
        <span>
          {text}
          {incident && <code className={css['incident']}>{incident}</code>}
        </span>
        {undo && (
          <Button size="xs" variant="default" onClick={takeBack}>
            {undo.label ?? i18next.t('ui:undo')}
          </Button>
        )}
      </span>
    ),
  });
}

export function ToastHost() {
  return <Notifications position="bottom-center" limit={4} containerWidth={380} zIndex={500} />;
}
