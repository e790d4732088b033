import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Section } from '../../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../../ui/States.tsx';
import { StatusBadge } from '../../../ui/Tag.tsx';
import css from '../setup.module.css';
import { LetterTextDialog, type Edited } from './LetterTextDialog.tsx';
import { useVersionWords } from './use-version-words.ts';

const blank: Edited = { known: null, recipient: 'other', name: '', text: '' };

/** The wordings that letters about a course start from, shipped ones and the clinic's. */
export function LetterTexts() {
  const { t } = useTranslation('letters');
  const sayTrouble = useTrouble();
  const sayVersion = useVersionWords();
  const [edited, setEdited] = useState<Edited | null>(null);
  const list = useQuery(q.letters.list.queryOptions());
  if (list.isError)
    return <ErrorState text={sayTrouble(list.error).text} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState shape="rows" />;
  return (
    <div className={css['stack']}>
      <p className={css['hint']}>{t('lead')}</p>
      <Section
        title={t('title')}
        count={list.data.length}
        flush
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} />}
            onClick={() => setEdited(blank)}
          >
            {t('add')}
          </Button>
        }
      >
        <DataTable
          label={t('title')}
          rows={list.data}
          rowKey={({ id }) => id}
          rowTone={({ retired }) => (retired ? 'faint' : undefined)}
          onOpen={(known) => setEdited({ ...known, known })}
          columns={[
            {
              id: 'name',
              header: t('name'),
              width: 'minmax(180px, 2fr)',
              cell: ({ name }) => <b title={name}>{name}</b>,
            },
            {
              id: 'recipient',
              header: t('recipient'),
              width: '130px',
              cell: ({ recipient }) => t(`recipients.${recipient}`),
            },
            {
              id: 'state',
              header: t('state'),
              width: 'minmax(200px, 2fr)',
              cell: (one) => (
                <StatusBadge status={one.retired ? 'skip' : 'done'}>
                  {one.retired ? t('retired') : sayVersion(one)}
                </StatusBadge>
              ),
            },
          ]}
        />
      </Section>
      {edited !== null && (
        <LetterTextDialog
          key={`${edited.known?.id ?? ''}${edited.name}`}
          edited={edited}
          onCopy={setEdited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
