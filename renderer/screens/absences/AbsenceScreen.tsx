import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsentState, AbsentVisit } from '../../../shared/contract/absences.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { AbsenceDialog } from '../../parts/AbsenceDialog.tsx';
import { q } from '../../rpc.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { AbsentRow } from './AbsentRow.tsx';
import { looks } from './looks.ts';
import { useSayWhen } from './say-when.ts';
import { useAbsenceActs, useNames } from './use-absences.ts';
import { useOffers } from './use-offers.ts';
import css from './absences.module.css';

const route = getRouteApi('/absences/$closureId');

const counted: readonly AbsentState[] = ['to-call', 'called', 'moved', 'cancelled'];
/** Everyone whose visit lies in a closed time, with numbers to call and times to offer, until nobody is left. */
export function AbsenceScreen() {
  const { t } = useTranslation(['absences', 'hours', 'ui']);
  const sayTrouble = useTrouble();
  const navigate = useNavigate();
  const { closureId } = route.useParams();
  const { today } = useContext(DateHabit);
  const { sayClosure, sayMoment } = useSayWhen();
  const names = useNames();
  const mayWrite = useMay('appointments.write') === true;
  const mayChange = useMay('hours.write') === true;
  const mayPrint = useMay('documents.dayPrint') === true;
  const list = useQuery(q.absences.list.queryOptions({ input: { closureId } }));
  const acts = useAbsenceActs(closureId, list.data?.closure.label ?? '');
  const offers = useOffers(closureId, mayWrite ? (list.data?.visits ?? []) : []);
  const [asked, setAsked] = useState<{ what: 'call' | 'cancel'; visit: AbsentVisit } | 'change' | null>(null);

  if (list.isPending) return <LoadingState shape="page" />;
  if (list.isError) {
    const { text, incident } = sayTrouble(list.error);
    return <ErrorState text={text} incident={incident} onRetry={() => void list.refetch()} />;
  }
  const { closure, visits } = list.data;
  const kind = t(`hours:closure.kinds.${closure.kind}`);
  const open = visits.filter(({ state }) => state === 'to-call' || state === 'called');
  return (
    <Page>
      <PageHeader
        back={{ label: t('back'), href: '#/absences' }}
        title={closure.kind === 'holiday' ? closure.label : `${names.whatOf(closure)} · ${kind}`}
        lead={`${sayClosure(closure)} · ${closure.label}. ${t('list.recorded', {
          who: names.personOf(closure.recordedBy),
          at: sayMoment(closure.recordedAt),
        })}`}
        tags={counted.map((state) => {
          const count = visits.filter((visit) => visit.state === state).length;
          return (
            count > 0 && (
              <StatusBadge key={state} status={looks[state]}>
                {count} {t(`state.${state}`).toLowerCase()}
              </StatusBadge>
            )
          );
        })}
        actions={
          <div className={css['tools']}>
            {mayChange && closure.kind !== 'holiday' && (
              <Button variant="default" onClick={() => setAsked('change')}>
                {t('list.change')}
              </Button>
            )}
            {mayPrint && (
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} />}
                disabled={visits.length === 0}
                onClick={() =>
                  void navigate({ to: '/papers/$kind/$id', params: { kind: 'absence-list', id: closureId } })
                }
              >
                {t('list.print')}
              </Button>
            )}
          </div>
        }
      />
      {closure.withdrawn && <Notice tone="info" title={t('list.withdrawn')} />}
      {!closure.withdrawn && visits.length > 0 && open.length === 0 && (
        <Notice tone="ok" title={t('list.done')} />
      )}
      <Section title={t('list.label')} count={visits.length} flush>
        {visits.length === 0 ? (
          <EmptyState title={t('list.free')} text={t('list.freeText')} />
        ) : (
          <ol className={css['list']}>
            {visits.map((visit) => (
              <AbsentRow
                key={visit.appointmentId}
                visit={visit}
                names={names}
                mayWrite={mayWrite}
                offers={offers.of(visit.appointmentId)}
                onFind={() => offers.find(visit.appointmentId)}
                onMove={(offer) => acts.move(visit, offer)}
                onPutBack={() => acts.putBack(visit)}
                onCall={() => setAsked({ what: 'call', visit })}
                onCancel={() => setAsked({ what: 'cancel', visit })}
                onTakeBack={(callId) => void acts.takeBack(callId)}
              />
            ))}
          </ol>
        )}
      </Section>
      {asked === 'change' && <AbsenceDialog known={closure} today={today()} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'change' && asked.what === 'call' && (
        <ConfirmDialog
          opened
          title={t('call.title', { name: asked.visit.patient.name })}
          confirmLabel={t('call.save')}
          reason={{
            label: t('call.note'),
            required: false,
            suggestions: (['agreed', 'message', 'noAnswer', 'callsBack'] as const).map((one) =>
              t(`call.suggestions.${one}`),
            ),
          }}
          onConfirm={(note) => settling(acts.call(asked.visit, note))}
          onClose={() => setAsked(null)}
        />
      )}
      {asked !== null && asked !== 'change' && asked.what === 'cancel' && (
        <ConfirmDialog
          opened
          tone="danger"
          title={t('cancel.title', { name: asked.visit.patient.name })}
          confirmLabel={t('cancel.confirm')}
          cancelLabel={t('cancel.keep')}
          reason={{ label: t('cancel.reason'), suggestions: [closure.label, t('cancel.rebooks')] }}
          onConfirm={(reason) => settling(acts.cancel(asked.visit, reason))}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );

  /** A refusal is told and keeps the dialog with what was typed. */
  function settling(done: Promise<unknown>): Promise<unknown> {
    return done.catch((error: unknown) => {
      acts.complain(error);
      throw error;
    });
  }
}
