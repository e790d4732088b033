import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftStatus, type DraftState } from '../../ui/draft.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './treatments.module.css';

interface DialogEndProps {
  /** What the host answered instead of taking it; null where nothing was refused. */
  refused: { text: string; incident?: string | undefined } | null;
  draft: { status: DraftState; savedAt: string | null };
  onCancel: () => void;
  /** The buttons that go on. */
  children: ReactNode;
}

/** The end of a dialog that keeps what is typed: what was refused, what is kept, and the ways out. */
export function DialogEnd({ refused, draft, onCancel, children }: DialogEndProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      {refused !== null && (
        <Notice tone="bad" title={refused.text} live>
          {refused.incident}
        </Notice>
      )}
      <div className={css['dialogEnd']}>
        <span className={css['barStatus']}>
          <DraftStatus status={draft.status} savedAt={draft.savedAt} />
        </span>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        {children}
      </div>
    </>
  );
}
