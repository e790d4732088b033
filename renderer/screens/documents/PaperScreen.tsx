import { useContext } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { Page } from '../../ui/Page.tsx';
import { PdfPreview } from '../../ui/PdfPreview.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './PaperScreen.module.css';
import { DateHabit } from '../../ui/date-habit.ts';

type Rendered = Outputs['documents']['consent'];

const route = getRouteApi('/papers/$kind/$id');

/** Each kind of paper with the call that makes it; `copy` asks for a marked reprint. */
const makers: Record<string, (id: string, copy: boolean, date: string) => Promise<Rendered>> = {
  consent: (id, copy) => api.documents.consent({ id, copy }),
  'treatment-summary': (id, copy) => api.documents.treatmentSummary({ id, copy }),
  'course-summary': (courseId) => api.documents.courseSummary({ courseId }),
  'day-sheet': (id, _copy, date) =>
    api.documents.daySheet({ date, practitionerId: id === 'all' ? null : id }),
  archived: (id, copy) => api.documents.fromArchive({ id, copy }),
};

/** Shows a paper before it is printed or saved. A signed one shows the very bytes that were signed; printing it again prints a marked copy. */
export function PaperScreen() {
  const { t } = useTranslation('documents');
  const trouble = useTrouble();
  const { history } = useRouter();
  const { kind, id } = route.useParams();
  const { today } = useContext(DateHabit);
  const { date = today() } = route.useSearch();
  const make = makers[kind];
  const paper = useQuery({
    queryKey: ['paper', kind, id, date],
    queryFn: () => {
      if (make === undefined) throw new Error(`no paper of kind ${kind}`);
      return make(id, false, date);
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  const print = async () => {
    if (paper.data === undefined || make === undefined) return;
    const again = paper.data.state === 'signed' ? await make(id, true, date) : paper.data;
    await printPaper(again.file);
  };
  const state = paper.data?.state;
  return (
    <Page fixed>
      <div className={css['desk']}>
        <PdfPreview
          file={paper.data?.file ?? null}
          title={paper.data?.title ?? t('title')}
          loading={paper.isPending}
          error={paper.error === null ? undefined : trouble(paper.error).text}
          notice={
            state !== undefined && (
              <Tag tone={state === 'draft' ? 'warn' : state === 'signed' ? 'ok' : 'neutral'}>
                {t(`state.${state}`)}
              </Tag>
            )
          }
          onPrint={() => void print().catch(say)}
          onSave={() =>
            paper.data !== undefined && void savePaper(paper.data.file, paper.data.title).catch(say)
          }
          onClose={() => history.back()}
        />
      </div>
    </Page>
  );
}
