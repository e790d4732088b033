import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { api, refusalOf } from '../../rpc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageView } from './PageView.tsx';
import { pagesOf } from './pages.ts';
import { QuestionBox } from './QuestionBox.tsx';
import { SignPage } from './SignPage.tsx';
import type { Handed } from './use-handed.ts';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

/** One part of the document at a time, in large letters, with the way back and on always in the same place. */
export function PatientTalk({ record, hand }: { record: ConsentRecord; hand: Handed }) {
  const { t } = usePatientWords();
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const { document, signatures } = record;
  const pages = pagesOf(document);
  const now = Math.min(at, pages.length - 1);
  const page = pages[now];
  const locked = signatures.length > 0;
  const done =
    document.signers.length > 0 &&
    document.signers.every(({ role, name }) =>
      signatures.some((one) => one.role === role && one.name === name),
    );
  useEffect(() => {
    // The first part is announced by the page itself; every later one by its heading.
    if (first.current) first.current = false;
    else heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'center' });
  }, [now, done]);
  if (page === undefined) return null;
  if (done)
    return (
      <section className={css['page']}>
        <h1 ref={heading} tabIndex={-1} className={css['title']}>
          {t('done.title')}
        </h1>
        <p>{t('done.text')}</p>
      </section>
    );
  const title = page.title === '' ? t(`section.${page.section}`) : page.title;
  const refusal = refusalOf(hand.problem);
  return (
    <>
      <section className={css['page']} aria-labelledby="part-title" data-section={page.section}>
        <p className={css['count']}>{t('frame.page', { number: now + 1, of: pages.length })}</p>
        <h1 id="part-title" ref={heading} tabIndex={-1} className={css['title']}>
          {title}
        </h1>
        {hand.problem !== null && (
          <Notice
            tone="warn"
            live
            title={
              refusal?.code === 'STALE_VERSION' || refusal?.code === 'CONTENT_CHANGED'
                ? t('trouble.changed')
                : refusal?.code === 'DRAFT_INCOMPLETE'
                  ? t('sign.missing')
                  : t('trouble.other')
            }
          />
        )}
        {page.section === 'signatures' ? (
          <SignPage record={record} pages={pages} run={hand.run} busy={hand.busy} onGo={setAt} />
        ) : (
          <PageView
            page={page}
            locked={locked}
            onSay={(lineId, decision) =>
              void hand.run((version) => api.handover.decide({ version, decisions: [{ lineId, decision }] }))
            }
            onAnswer={(blockId, answer) =>
              void hand.run((version) => api.handover.answer({ version, blockId, answer }))
            }
          />
        )}
        {!locked && (
          <QuestionBox
            key={page.id}
            onAsk={async (question) =>
              (await hand.run((version) => api.handover.ask({ version, question }))) !== null
            }
          />
        )}
      </section>
      <nav className={css['ways']} aria-label={title}>
        <Button
          size="xl"
          variant="default"
          disabled={now === 0}
          leftSection={<IconArrowLeft className={css['arrow']} size={24} aria-hidden />}
          onClick={() => setAt(now - 1)}
        >
          {t('frame.back')}
        </Button>
        <progress className={css['progress']} value={now + 1} max={pages.length} aria-hidden />
        <Button
          size="xl"
          disabled={now === pages.length - 1}
          rightSection={<IconArrowRight className={css['arrow']} size={24} aria-hidden />}
          onClick={() => setAt(now + 1)}
        >
          {t('frame.next')}
        </Button>
      </nav>
    </>
  );
}
