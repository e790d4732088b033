import { Button, Tabs } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { api } from '../../rpc.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { AllConsents } from './AllConsents.tsx';
import { CheckDocument } from './CheckDocument.tsx';
import { PaperWaiting } from './PaperWaiting.tsx';
import { ToBeAsked } from './ToBeAsked.tsx';
import { statuses, whys, type AskFilter, type RegisterFilter } from './statuses.ts';

const route = getRouteApi('/consents');
const views = ['all', 'todo', 'paper', 'check'] as const;

/** Every consent of the clinic: how it stands, whom to ask, and whether a document is what it says it is. */
export function RegisterScreen() {
  const { t } = useTranslation('register');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const search = route.useSearch();
  const mayPrint = useMay('documents.print') === true;
  const [paper, setPaper] = useState<Outputs['documents']['consentRegister'] | null>(null);
  const view = views.find((one) => one === search.view) ?? 'all';
  const filter: RegisterFilter = {
    text: search.text ?? '',
    status: statuses.find((one) => one === search.status) ?? null,
    practitionerId: search.practitioner ?? null,
    techniqueId: search.technique ?? null,
  };
  const asking: AskFilter = {
    why: whys.find((one) => one === search.why) ?? null,
    practitionerId: search.practitioner ?? null,
  };
  const say = (error: unknown) =>
    notify({ text: trouble(error).text, tone: 'bad', incident: trouble(error).incident });
  const print = async () =>
    setPaper(
      await (view === 'todo' ? api.documents.toBeAsked(asking) : api.documents.consentRegister(filter)),
    );
  return (
    <Page fixed={view === 'all' || view === 'paper'}>
      <PageHeader
        title={t('title')}
        actions={
          mayPrint &&
          (view === 'all' || view === 'todo') && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => void print().catch(say)}
            >
              {t('print')}
            </Button>
          )
        }
        tabs={
          <Tabs
            value={view}
            onChange={(next) =>
              void navigate({ to: '/consents', search: { ...search, view: next ?? 'all' }, replace: true })
            }
          >
            <Tabs.List aria-label={t('title')}>
              {views.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`view.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        }
      />
      {view === 'all' && <AllConsents filter={filter} />}
      {view === 'todo' && (
        <ToBeAsked asking={asking} {...(search.date !== undefined && { date: search.date })} />
      )}
      {view === 'paper' && <PaperWaiting />}
      {view === 'check' && <CheckDocument code={search.code ?? ''} />}
      {paper !== null && (
        <PaperDialog
          opened
          title={t(view === 'todo' ? 'reopened.title' : 'paper')}
          file={paper.file}
          onPrint={() => void printPaper(paper.file).catch(say)}
          onSave={() => void savePaper(paper.file, paper.title).catch(say)}
          onClose={() => setPaper(null)}
        />
      )}
    </Page>
  );
}
