import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Task } from './tasks.ts';

type Confirmed = Extract<Task, { kind: 'discard' | 'freeze' | 'release' }>;

/** Discards a vial, freezes a lot or lets it go again, each with its reason. */
export function LotConfirm({ task, onClose }: { task: Confirmed; onClose: () => void }) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const number = task.lot.lotNumber;
  const words = {
    discard: {
      title: t('discarding.title'),
      how: t('discarding.how', { ml: task.kind === 'discard' ? task.vial.leftMl : '' }),
      go: t('discarding.go'),
      done: t('discarding.done'),
      suggest: t('discarding.suggest'),
    },
    freeze: {
      title: t('freezing.title', { number }),
      how: t('freezing.how'),
      go: t('freezing.go'),
      done: t('freezing.done'),
      suggest: t('freezing.suggest'),
    },
    release: {
      title: t('releasing.title', { number }),
      how: t('releasing.how'),
      go: t('releasing.go'),
      done: t('releasing.done'),
      suggest: t('releasing.suggest'),
    },
  }[task.kind];
  const act = (reason: string) => {
    if (task.kind === 'discard') {
      const { id, version } = task.vial;
      return api.stock.discardVial({ id, version, reason });
    }
    const { id, version } = task.lot;
    return task.kind === 'freeze'
      ? api.stock.freeze({ id, version, reason })
      : api.stock.release({ id, version, reason });
  };
  return (
    <ConfirmDialog
      opened
      tone={task.kind === 'release' ? 'plain' : 'danger'}
      title={words.title}
      confirmLabel={words.go}
      reason={{ label: t('counting.reason'), suggestions: words.suggest.split('\n') }}
      onConfirm={async (reason) => {
        try {
          await act(reason);
          await cache.invalidateQueries({ queryKey: q.stock.key() });
          notify({ text: words.done });
        } catch (error) {
          notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
          throw error;
        }
      }}
      onClose={onClose}
    >
      {words.how}
    </ConfirmDialog>
  );
}
