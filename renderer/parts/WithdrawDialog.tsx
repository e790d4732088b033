import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../desk.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { AgreedLine } from './agreed-lines.ts';
import css from './refusals.module.css';

export interface Withdrawing {
  scope: 'all' | 'lines';
  lineIds: string[];
  how: 'spoken' | 'phone' | 'written';
  words: string;
}

interface WithdrawDialogProps {
  /** What may be taken back singly. */
  lines: readonly AgreedLine[];
  onWithdraw: (input: Withdrawing) => Promise<void>;
  onClose: () => void;
}

/** The patient says stop: to everything, or to single lines. It holds at once and cannot be undone. */
export function WithdrawDialog({ lines, onWithdraw, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation('consents');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const [scope, setScope] = useState<'all' | 'lines' | null>(null);
  const [lineIds, setLineIds] = useState<string[]>([]);
  const [how, setHow] = useState<Withdrawing['how'] | null>(null);
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const ready = scope !== null && how !== null && (scope === 'all' || lineIds.length > 0);
  const confirm = async () => {
    if (!ready || scope === null || how === null) return;
    setBusy(true);
    try {
      await onWithdraw({ scope, lineIds: scope === 'all' ? [] : lineIds, how, words });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('withdraw.title')} size={560}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p className={css['soft']}>{t('withdraw.text')}</p>
        <SegmentedChoice
          label={t('withdraw.scope')}
          required
          value={scope}
          onChange={(value) => setScope(value === 'all' ? 'all' : 'lines')}
          options={[
            { value: 'all', label: t('withdraw.all'), tone: 'bad' },
            { value: 'lines', label: t('withdraw.lines'), tone: 'bad', disabled: lines.length === 0 },
          ]}
        />
        {scope === 'lines' && (
          <Checkbox.Group label={t('withdraw.which')} value={lineIds} onChange={setLineIds}>
            <div className={css['checks']}>
              {lines.map(({ lineId, name }) => (
                <Checkbox key={lineId} value={lineId} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <SegmentedChoice
          label={t('withdraw.how')}
          required
          value={how}
          onChange={(value) => setHow(value as Withdrawing['how'])}
          options={(['spoken', 'phone', 'written'] as const).map((value) => ({
            value,
            label: t(`withdraw.${value}`),
          }))}
        />
        <Textarea
          label={t('withdraw.words')}
          description={t('withdraw.wordsHint')}
          autosize
          minRows={2}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {problem !== null && <Notice tone="bad" live title={trouble(problem).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="red" disabled={!ready} loading={busy}>
            {t('withdraw.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
