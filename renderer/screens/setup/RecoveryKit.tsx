import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { q, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { freshWords } from './fresh-words.ts';
import { KitCheck } from './KitCheck.tsx';
import css from './setup.module.css';

export interface RecoveryKitProps {
  onConfirmed: () => void;
  /** Typed back before: the words are stored nowhere, so only the paper can be checked again. */
  confirmed?: boolean;
  /** The way on when the words are gone before anybody printed them. */
  onPostpone?: () => void;
}

/** The words are shown and printed first, then hidden and typed back from the paper. */
export function RecoveryKit({ onConfirmed, confirmed = false, onPostpone }: RecoveryKitProps) {
  const { t } = useTranslation('setup');
  const sayTrouble = useTrouble();
  const fresh = freshWords.get();
  const [shown, setShown] = useState(fresh !== null);
  const [preview, setPreview] = useState(false);
  const kit = useQuery(q.upkeep.recoveryKit.queryOptions({ enabled: preview, gcTime: 0, staleTime: 0 }));
  const gone = refusalOf(kit.error)?.code === 'NOT_FOUND';
  const onRight = () => {
    freshWords.forget();
    onConfirmed();
  };
  return (
    <div className={css['stack']}>
      {!confirmed && (
        <Notice tone="clay" title={t('kit.warning')}>
          {t('kit.warningText')}
        </Notice>
      )}
      {gone && (
        <Notice
          tone="bad"
          title={t('kit.gone')}
          live
          action={
            onPostpone && (
              <Button variant="default" size="xs" onClick={onPostpone}>
                {t('kit.postpone')}
              </Button>
            )
          }
        >
          {t('kit.goneText')}
        </Notice>
      )}
      {!confirmed && (
        <Section
          title={t('kit.words')}
          actions={
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPrinter size={15} />}
              onClick={() => setPreview(true)}
            >
              {t('kit.print')}
            </Button>
          }
        >
          {shown && fresh ? (
            <ol className={css['words']}>
              {fresh.map((word, at) => (
                <li key={at}>
                  <span aria-hidden>{at + 1}</span>
                  {word}
                </li>
              ))}
            </ol>
          ) : (
            <p className={css['hint']}>{t(fresh ? 'kit.hidden' : 'kit.onPaper')}</p>
          )}
          {fresh && (
            <div className={css['buttons']}>
              <Button variant={shown ? 'filled' : 'default'} onClick={() => setShown(!shown)}>
                {t(shown ? 'kit.havePrinted' : 'kit.showAgain')}
              </Button>
            </div>
          )}
        </Section>
      )}
      {!shown && <KitCheck onRight={onRight} />}
      <PaperDialog
        opened={preview && !gone}
        onClose={() => setPreview(false)}
        title={t('kit.paper')}
        file={kit.data ?? null}
        loading={kit.isFetching}
        error={kit.isError ? sayTrouble(kit.error).text : undefined}
        onPrint={() => kit.data && void printPaper(kit.data)}
        onSave={() => kit.data && void savePaper(kit.data, t('kit.paper'))}
      />
    </div>
  );
}
