import { Autocomplete, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdverseEvent } from '../../../shared/contract/events.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { useTrouble } from '../../desk.ts';
import { causalities, outcomes } from '../../parts/EventFields.tsx';
import { api, q } from '../../rpc.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import css from '../../parts/lines.module.css';

type Change = Omit<Inputs['events']['followUp'], 'id' | 'words'>;

const severities = ['mild', 'significant', 'serious'] as const;
const criteria = [
  ...(['death', 'life-threatening', 'hospital', 'disability', 'congenital', 'other-important'] as const),
];

/** What is known now beside what was known before; nothing that stands is written over. */
export function FollowUpDialog({ event, onClose }: { event: AdverseEvent; onClose: () => void }) {
  const { t } = useTranslation('events');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { today } = useContext(DateHabit);
  const [words, setWords] = useState('');
  const [change, setChange] = useState<Change>({});
  const [tried, setTried] = useState(false);
  const set = (next: Change) => setChange((before) => ({ ...before, ...next }));
  const now = change.severity ?? event.standing.severity;
  const save = useMutation({
    mutationFn: () => api.events.followUp({ id: event.id, words, ...change }),
    onSuccess: async () => {
      notify({ text: t('followUp.saved') });
      await Promise.all(
        [q.events, q.consents, q.register].map((one) => cache.invalidateQueries({ queryKey: one.key() })),
      );
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('followUp.title')} size={640}>
      <form
        className={css['stack']}
        noValidate
        onSubmit={(sent) => {
          sent.preventDefault();
          setTried(true);
          if (words.trim() !== '') save.mutate();
        }}
      >
        <Textarea
          label={t('followUp.words')}
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          error={tried && words.trim() === '' ? t('followUp.missing') : undefined}
          value={words}
          onChange={(typed) => setWords(typed.currentTarget.value)}
        />
        <FieldGrid>
          {event.kind === 'event' && (
            <>
              <Span of={4}>
                <Select
                  label={t('followUp.severity')}
                  placeholder={t('followUp.same')}
                  clearable
                  value={change.severity ?? null}
                  data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
                  onChange={(next) => set({ severity: next as (typeof severities)[number] | null })}
                />
              </Span>
              <Span of={4}>
                <Select
                  label={t('field.causality')}
                  placeholder={t('followUp.same')}
                  clearable
                  value={change.causality ?? null}
                  data={causalities.map((value) => ({ value, label: t(`causality.${value}`) }))}
                  onChange={(next) => set({ causality: next as (typeof causalities)[number] | null })}
                />
              </Span>
              <Span of={4}>
                <Select
                  label={t('field.outcome')}
                  placeholder={t('followUp.same')}
                  clearable
                  value={change.outcome ?? null}
                  data={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
                  onChange={(next) => set({ outcome: next as (typeof outcomes)[number] | null })}
                />
              </Span>
              {now === 'serious' && (
                <Span of={12}>
                  <ChoiceChips
                    label={t('field.seriousness')}
                    value={change.seriousness ?? event.standing.seriousness}
                    options={criteria.map((value) => ({ value, label: t(`criterion.${value}`) }))}
                    onChange={(next) => set({ seriousness: next as (typeof criteria)[number][] })}
                  />
                </Span>
              )}
              <Span of={4}>
                <DateField
                  label={t('field.resolvedOn')}
                  max={today()}
                  value={change.resolvedOn ?? ''}
                  onChange={(on) => set({ resolvedOn: on === '' ? null : on })}
                />
              </Span>
              <Span of={8}>
                <TextInput
                  label={t('field.action')}
                  maxLength={1000}
                  value={change.action ?? ''}
                  onChange={(typed) => set({ action: typed.currentTarget.value })}
                />
              </Span>
            </>
          )}
          <Span of={5}>
            <Autocomplete
              label={t('followUp.reportedTo')}
              description={t('followUp.reportedToHint')}
              maxLength={160}
              data={event.toReport.map(({ to }) => to)}
              value={change.reportedTo ?? ''}
              onChange={(reportedTo) => set({ reportedTo })}
            />
          </Span>
          {(change.reportedTo ?? '') !== '' && (
            <>
              <Span of={4}>
                <DateField
                  label={t('followUp.reportedOn')}
                  max={today()}
                  value={change.reportedOn ?? ''}
                  onChange={(on) => set({ reportedOn: on === '' ? null : on })}
                />
              </Span>
              <Span of={3}>
                <TextInput
                  label={t('followUp.reportNo')}
                  maxLength={80}
                  value={change.reportNo ?? ''}
                  onChange={(typed) => set({ reportNo: typed.currentTarget.value })}
                />
              </Span>
            </>
          )}
          <Span of={12}>
            <Checkbox
              label={t('followUp.inError')}
              description={t('followUp.inErrorHint')}
              checked={change.inError ?? false}
              onChange={(typed) => set({ inError: typed.currentTarget.checked })}
            />
          </Span>
        </FieldGrid>
        {save.error !== null && (
          <Notice tone="bad" live title={trouble(save.error).text}>
            {trouble(save.error).incident}
          </Notice>
        )}
        <div className={css['end']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('followUp.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
