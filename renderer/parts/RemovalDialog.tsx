import { Button, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedleLeftIn } from '../../shared/contract/needles.ts';
import { useSitting, useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { SegmentedChoice } from '../ui/Choices.tsx';
import { DateHabit } from '../ui/date-habit.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DateField, FieldGrid, NumberField, Span } from '../ui/Fields.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notify } from '../ui/toast.tsx';
import css from './refusals.module.css';

interface RemovalDialogProps {
  needle: NeedleLeftIn;
  place: string;
  onClose: () => void;
}

type How = NeedleLeftIn['removals'][number]['how'];

/** How the needles came out: how many, by whom, on which day. It cannot be changed afterwards. */
export function RemovalDialog({ needle, place, onClose }: RemovalDialogProps) {
  const { t } = useTranslation('parts');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { today } = useContext(DateHabit);
  const { displayName } = useSitting();
  const [how, setHow] = useState<How | null>(null);
  const [count, setCount] = useState(needle.remaining);
  const [removedBy, setRemovedBy] = useState(displayName);
  const [removedOn, setRemovedOn] = useState(today());
  const [words, setWords] = useState('');
  const record = useMutation({
    mutationFn: async (said: How) =>
      api.needles.recordRemoval({ id: needle.id, count, how: said, removedBy, removedOn, words }),
    onSuccess: () => {
      notify({ text: t('needles.recorded') });
      void cache.invalidateQueries({ queryKey: q.needles.key() });
      onClose();
    },
  });
  const ready =
    how !== null &&
    removedBy.trim() !== '' &&
    removedOn !== '' &&
    (how !== 'not-found' || words.trim() !== '');
  return (
    <Dialog opened onClose={onClose} title={t('needles.outTitle', { place })} size={560}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) record.mutate(how);
        }}
      >
        <SegmentedChoice
          data-autofocus
          label={t('needles.how')}
          required
          value={how}
          onChange={(value) => setHow(value as How)}
          options={(['removed', 'fell-out', 'not-found'] as const).map((value) => ({
            value,
            label: t(`needles.way.${value}`),
            ...(value === 'not-found' && { tone: 'bad' as const }),
          }))}
        />
        <FieldGrid>
          <Span of={3}>
            <NumberField
              label={t('needles.howMany')}
              min="1"
              max={String(needle.remaining)}
              value={String(count)}
              onChange={(text) =>
                setCount(Math.min(needle.remaining, Math.max(1, Math.round(Number(text)) || 1)))
              }
            />
          </Span>
          <Span of={4}>
            <DateField
              label={t('needles.day')}
              required
              min={needle.leftOn}
              max={today()}
              value={removedOn}
              onChange={setRemovedOn}
            />
          </Span>
          <Span of={5}>
            <TextInput
              label={how === 'removed' ? t('needles.who') : t('needles.saidBy')}
              required
              maxLength={120}
              value={removedBy}
              onChange={(event) => setRemovedBy(event.currentTarget.value)}
            />
          </Span>
        </FieldGrid>
        <Textarea
          label={how === 'not-found' ? t('needles.done') : t('needles.words')}
          required={how === 'not-found'}
          autosize
          minRows={2}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {record.error !== null && <Notice tone="bad" live title={trouble(record.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={record.isPending}>
            {t('needles.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
