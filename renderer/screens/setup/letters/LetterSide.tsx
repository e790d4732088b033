import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterRecipient } from '../../../../shared/contract/letters.ts';
import { letterProblem } from '../../../../shared/rules/letter-text.ts';
import { useTrouble } from '../../../desk.ts';
import { q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { PaperDialog } from '../../../ui/PaperDialog.tsx';
import css from './letters.module.css';
import { useVersionWords } from './use-version-words.ts';

interface LetterSideProps {
  /** null while it is not saved. */
  id: string | null;
  recipient: LetterRecipient;
  text: string;
  onTake: (words: { name: string; text: string; recipient: LetterRecipient }) => void;
}

/** What the words become for an invented patient, and what they were before. */
export function LetterSide({ id, recipient, text, onTake }: LetterSideProps) {
  const { t } = useTranslation('letters');
  const sayTrouble = useTrouble();
  const sayVersion = useVersionWords();
  const [version, setVersion] = useState<number | null>(null);
  const [onPaper, setOnPaper] = useState(false);
  const earlier = useQuery({
    ...q.letters.history.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== null,
  });
  const chosen = earlier.data?.find(({ number }) => number === version) ?? null;
  const [written] = useDebouncedValue(text, 300);
  const words = chosen?.text ?? written;
  const usable = words.trim() !== '' && letterProblem(words) === null;
  const preview = useQuery({
    ...q.letters.preview.queryOptions({ input: { recipient: chosen?.recipient ?? recipient, text: words } }),
    enabled: usable,
    placeholderData: keepPreviousData,
  });
  return (
    <section className={css['side']} aria-label={t('preview')}>
      <div className={css['sideHead']}>
        <span className={css['hint']}>{t('preview')}</span>
        <Button
          size="xs"
          variant="default"
          disabled={preview.data === undefined}
          onClick={() => setOnPaper(true)}
        >
          {t('onPaper')}
        </Button>
      </div>
      {preview.error !== null && usable && <Notice tone="bad" title={sayTrouble(preview.error).text} />}
      <div className={css['letter']} tabIndex={0} role="region" aria-label={t('preview')}>
        {usable ? preview.data?.text : ''}
      </div>
      {(earlier.data?.length ?? 0) > 1 && (
        <div className={css['sideHead']}>
          <Select
            label={t('earlier')}
            allowDeselect={false}
            value={version === null ? '' : String(version)}
            data={[
              { value: '', label: t('present') },
              ...(earlier.data ?? []).map((one) => ({ value: String(one.number), label: sayVersion(one) })),
            ]}
            onChange={(number) => setVersion(number === null || number === '' ? null : Number(number))}
          />
          {chosen !== null && (
            <Button
              variant="default"
              onClick={() => {
                onTake(chosen);
                setVersion(null);
              }}
            >
              {t('takeWords')}
            </Button>
          )}
        </div>
      )}
      {onPaper && preview.data !== undefined && (
        <PaperDialog
          opened
          title={t('paperTitle')}
          file={preview.data.file}
          onClose={() => setOnPaper(false)}
        />
      )}
    </section>
  );
}
