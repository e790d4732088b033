import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../shared/contract/index.ts';
import { fold } from '../../shared/rules/names.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Tag } from '../ui/Tag.tsx';
import { notify } from '../ui/toast.tsx';
import { complete, SayingFields, type Saying } from './SayingFields.tsx';
import css from './refusals.module.css';

type Choice = Outputs['limits']['choices'][number];

/** A patient says what they do not want: anything that the catalogue names, in their words. */
export function RefusalDialog({
  patientId,
  patientName,
  onClose,
}: {
  patientId: string;
  patientName: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('limits');
  const { t: ui } = useTranslation('ui');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const choices = useQuery({ ...q.limits.choices.queryOptions(), staleTime: Infinity });
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [saying, setSaying] = useState<Saying>({ words: '', saidBy: patientName, how: null });
  const [tried, setTried] = useState(false);
  const index = useMemo(
    () =>
      (choices.data ?? []).map((choice) => ({
        choice,
        words: ` ${fold(choice.name)} ${fold(t(`kind.${choice.kind}`))}`,
      })),
    [choices.data, t],
  );
  const typed = fold(text)
    .split(' ')
    .filter((word) => word !== '');
  const found =
    typed.length === 0
      ? []
      : index
          .filter(({ words }) =>
            typed.every((word) => words.includes(` ${word}`) || words.includes(`(${word}`)),
          )
          .slice(0, 12)
          .map(({ choice }) => choice);
  const record = useMutation({
    mutationFn: async () => {
      const said = complete(saying);
      if (chosen === null || said === null) throw new Error('incomplete');
      return api.limits.record({ patientId, kind: chosen.kind, refId: chosen.refId, ...said });
    },
    onSuccess: async ({ name }) => {
      notify({ text: t('dialog.saved', { name }) });
      await cache.invalidateQueries({ queryKey: q.limits.key() });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('dialog.title')} size={560}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (chosen !== null && complete(saying) !== null) record.mutate();
        }}
      >
        <SearchBox
          label={t('dialog.what')}
          placeholder={t('dialog.whatHint')}
          autoFocus
          value={text}
          onChange={setText}
          items={found}
          itemKey={({ kind, refId }) => `${kind} ${refId}`}
          emptyText={t('dialog.nothing')}
          loading={choices.isPending}
          onPick={(choice) => {
            setChosen(choice);
            setText('');
          }}
          renderItem={({ kind, name }) => (
            <span className={css['option']}>
              <span>{name}</span>
              <span className={css['soft']}>{t(`kind.${kind}`)}</span>
            </span>
          )}
        />
        {chosen !== null && (
          <div className={css['chosen']} role="status">
            <span className={css['soft']}>{t('dialog.chosen')}</span>
            <Tag tone="bad">{chosen.name}</Tag>
            <span className={css['soft']}>{t(`kind.${chosen.kind}`)}</span>
          </div>
        )}
        {tried && chosen === null && (
          <p className={css['problem']} role="alert">
            {t('dialog.choose')}
          </p>
        )}
        <SayingFields value={saying} tried={tried} onChange={setSaying} />
        {record.error !== null && <Notice tone="bad" live title={trouble(record.error).text} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="red" loading={record.isPending}>
            {t('dialog.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
