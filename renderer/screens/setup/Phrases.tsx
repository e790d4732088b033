import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { phraseCode, type Phrase } from '../../../shared/contract/phrases.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';
import { KeptList } from './KeptList.tsx';
import { OwnSpelling } from './OwnSpelling.tsx';
import css from './setup.module.css';

/** Texts that are written often: one's own, and the clinic's. */
export function Phrases() {
  const { t } = useTranslation('setup');
  const sayTrouble = useTrouble();
  const mayClinics = useMay('templates.write') === true;
  const list = useQuery(q.phrases.list.queryOptions());
  if (list.isError)
    return <ErrorState text={sayTrouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState shape="rows" />;
  return (
    <div className={css['stack']}>
      <p className={css['hint']}>{t('phrases.lead')}</p>
      <KeptList
        title={t('phrases.title')}
        addLabel={t('phrases.add')}
        rows={list.data}
        rowKey={(phrase) => phrase.id}
        mayEdit={(phrase) => phrase.own || mayClinics}
        empty={<EmptyState title={t('phrases.none')} text={t('phrases.noneHow')} />}
        columns={[
          {
            id: 'code',
            header: t('phrases.code'),
            width: '140px',
            cell: ({ code }) => <b>.{code}</b>,
          },
          {
            id: 'text',
            header: t('phrases.text'),
            width: 'minmax(200px, 1fr)',
            cell: ({ text }) => <span title={text}>{text}</span>,
          },
          {
            id: 'whose',
            header: t('phrases.whose'),
            width: '130px',
            cell: ({ own }) => (
              <Tag tone={own ? 'ink' : 'neutral'}>{t(own ? 'phrases.own' : 'phrases.clinic')}</Tag>
            ),
          },
        ]}
        dialog={(phrase, onClose) => (
          <PhraseDialog phrase={phrase} mayClinics={mayClinics} onClose={onClose} />
        )}
      />
      <OwnSpelling />
    </div>
  );
}

function PhraseDialog({
  phrase,
  mayClinics,
  onClose,
}: {
  phrase: Phrase | null;
  mayClinics: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation(['setup', 'ui']);
  const cache = useQueryClient();
  const [code, setCode] = useState(phrase?.code ?? '');
  const [text, setText] = useState(phrase?.text ?? '');
  const [own, setOwn] = useState(phrase?.own ?? true);
  const [tried, setTried] = useState(false);
  const done = async () => {
    await cache.invalidateQueries({ queryKey: q.phrases.key() });
    notify({ text: t('saved') });
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      api.phrases.save({
        ...{ id: phrase?.id ?? null, version: phrase?.version ?? 0 },
        ...{ code: code.trim(), text, own },
      }),
    onSuccess: done,
  });
  const retire = useMutation({
    mutationFn: ({ id, version }: Phrase) => api.phrases.retire({ id, version }),
    onSuccess: done,
  });
  const wrongCode = !phraseCode.safeParse(code.trim()).success;
  const empty = text.trim() === '';
  return (
    <EditDialog
      title={t(phrase === null ? 'phrases.add' : 'phrases.edit')}
      busy={save.isPending || retire.isPending}
      error={save.error ?? retire.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!wrongCode && !empty) save.mutate();
      }}
      aside={
        phrase !== null && (
          <Button variant="subtle" color="red" onClick={() => retire.mutate(phrase)}>
            {t('ui:remove')}
          </Button>
        )
      }
    >
      <TextInput
        data-autofocus
        label={t('phrases.code')}
        description={t('phrases.codeHint')}
        required
        maxLength={24}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={tried && wrongCode ? t('phrases.codeHint') : undefined}
      />
      <Textarea
        label={t('phrases.text')}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={tried && empty ? t('ui:issue.missing') : undefined}
      />
      {mayClinics && (
        <SegmentedChoice
          label={t('phrases.whose')}
          disabled={phrase !== null}
          value={own ? 'own' : 'clinic'}
          onChange={(value) => setOwn(value === 'own')}
          options={[
            { value: 'own', label: t('phrases.own') },
            { value: 'clinic', label: t('phrases.clinic') },
          ]}
        />
      )}
    </EditDialog>
  );
}
