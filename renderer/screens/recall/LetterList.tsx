import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { api, q } from '../../rpc.ts';
import { NumberField } from '../../ui/Fields.tsx';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './recall.module.css';

type Post = Outputs['documents']['recallPost'];

/** What was written, with its letters and the labels for their envelopes: the same each time they are printed. */
export function LetterList({ letters }: { letters: Outputs['recall']['contacts']['letters'] }) {
  const { t } = useTranslation('recall');
  const trouble = useTrouble();
  const when = useWhen();
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity }).data;
  const practice = useQuery(q.practice.overview.queryOptions()).data;
  const formats = data?.labels.entries ?? [];
  const narrow = practice?.profile.paper === 'Letter' ? 215.9 : 210;
  const usual =
    formats.find(
      ({ suits, kind, page }) => suits === 'address' && kind === 'sheet' && Math.abs(page.width - narrow) < 1,
    ) ?? formats[0];
  const [formatId, setFormatId] = useState<string | null>(null);
  const [start, setStart] = useState('1');
  const [post, setPost] = useState<Post | null>(null);
  const [shown, setShown] = useState<'letters' | 'labels'>('letters');
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  const open = useMutation({
    mutationFn: (id: string) =>
      api.documents.recallPost({
        ...{ id, formatId: formatId ?? usual?.id ?? '' },
        start: /^[1-9]\d{0,2}$/.test(start) ? Number(start) : 1,
      }),
    onSuccess: (made) => {
      setShown('letters');
      setPost(made);
    },
    onError: say,
  });
  if (letters.length === 0) return <EmptyState title={t('letter.none')} />;
  const paper = post?.[shown];
  return (
    <Section title={t('case.letters')} count={letters.length}>
      <div className={css['go']}>
        <Select
          label={t('letter.format')}
          searchable
          allowDeselect={false}
          value={formatId ?? usual?.id ?? null}
          data={formats.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setFormatId}
        />
        <NumberField label={t('letter.start')} min="1" value={start} onChange={setStart} />
      </div>
      <ul className={css['list']}>
        {letters.map(({ id, subject, patients, by, at }) => (
          <li key={id}>
            <span className={css['grow']}>
              <b>{subject}</b>
              <div className={css['soft']}>
                {t('letter.line', { count: patients, by, at: when.moment(at) })}
              </div>
            </span>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              loading={open.isPending}
              onClick={() => open.mutate(id)}
            >
              {t('letter.open')}
            </Button>
          </li>
        ))}
      </ul>
      {paper !== undefined && (
        <PaperDialog
          opened
          title={t(`letter.${shown}`)}
          file={paper.file}
          notice={
            <Button
              size="xs"
              variant="default"
              onClick={() => setShown(shown === 'letters' ? 'labels' : 'letters')}
            >
              {t(shown === 'letters' ? 'letter.labels' : 'letter.letters')}
            </Button>
          }
          onPrint={() => void printPaper(paper.file).catch(say)}
          onSave={() => void savePaper(paper.file, paper.title).catch(say)}
          onClose={() => setPost(null)}
        />
      )}
    </Section>
  );
}
