import { useContext } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { Page } from '../../ui/Page.tsx';
import { PdfPreview } from '../../ui/PdfPreview.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { DeskSheetChoice, SlipSizeChoice } from './DeskSheetChoice.tsx';
import css from './PaperScreen.module.css';

type Rendered = Outputs['documents']['consent'];

const route = getRouteApi('/papers/$kind/$id');

interface Wish {
  copy: boolean;
  date: string;
  size: 'sheet' | 'small';
}

/** Each kind of paper with the call that makes it; `copy` asks for a marked reprint. */
const makers: Record<string, (id: string, wish: Wish) => Promise<Rendered>> = {
  consent: (id, { copy }) => api.documents.consent({ id, copy }),
  'consent-form': (id) => api.documents.paperForm({ id }),
  'treatment-summary': (id, { copy }) => api.documents.treatmentSummary({ id, copy }),
  'course-summary': (courseId) => api.documents.courseSummary({ courseId }),
  'day-sheet': (id, { date }) => api.documents.daySheet({ date, practitionerId: id === 'all' ? null : id }),
  'room-sheet': (roomId, { date }) => api.documents.daySheet({ date, practitionerId: null, roomId }),
  'week-sheet': (practitionerId, { date }) => api.documents.weekSheet({ date, practitionerId }),
  'appointment-slip': (patientId, { size }) => api.documents.appointmentSlip({ patientId, size }),
  'absence-list': (closureId) => api.documents.absenceList({ closureId }),
  'removal-sheet': (patientId) => api.documents.removalSheet({ patientId }),
  aftercare: (id) => api.documents.aftercare({ id }),
  'event-report': (id) => api.documents.eventReport({ id }),
  'recall-list': (id) => api.documents.recallList({ id }),
  'emergency-card': () => api.documents.emergencyCard(),
  agreements: (patientId) => api.documents.patientConsents({ patientId }),
  archived: (id, { copy }) => api.documents.fromArchive({ id, copy }),
};

const ofTheDesk = ['day-sheet', 'room-sheet', 'week-sheet'];

/** Shows a paper before it is printed or saved. A signed one shows the very bytes that were signed; printing it again prints a marked copy. */
export function PaperScreen() {
  const { t } = useTranslation('documents');
  const trouble = useTrouble();
  const { history } = useRouter();
  const { kind, id } = route.useParams();
  const { today } = useContext(DateHabit);
  const navigate = useNavigate();
  const { date = today(), size: asked } = route.useSearch();
  const size = asked === 'small' ? 'small' : 'sheet';
  const make = makers[kind];
  const paper = useQuery({
    queryKey: ['paper', kind, id, date, size],
    queryFn: () => {
      if (make === undefined) throw new Error(`no paper of kind ${kind}`);
      return make(id, { copy: false, date, size });
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  const print = async () => {
    if (paper.data === undefined || make === undefined) return;
    const again = paper.data.state === 'signed' ? await make(id, { copy: true, date, size }) : paper.data;
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
            <>
              {state !== undefined && state !== 'report' && (
                <Tag
                  tone={
                    state === 'draft' || state === 'form' ? 'warn' : state === 'signed' ? 'ok' : 'neutral'
                  }
                >
                  {t(`state.${state}`)}
                </Tag>
              )}
              {ofTheDesk.includes(kind) && (
                <DeskSheetChoice
                  value={{ kind, id }}
                  onChange={(params) =>
                    void navigate({ to: '/papers/$kind/$id', params, search: { date }, replace: true })
                  }
                />
              )}
              {kind === 'appointment-slip' && (
                <SlipSizeChoice
                  value={size}
                  onChange={(next) =>
                    void navigate({
                      to: '/papers/$kind/$id',
                      params: { kind, id },
                      search: { size: next },
                      replace: true,
                    })
                  }
                />
              )}
            </>
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
