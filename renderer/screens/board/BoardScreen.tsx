import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { BoardRow } from '../../../shared/contract/board.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { IdentityDialog } from '../../parts/IdentityDialog.tsx';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { WaitingNotes } from './WaitingNotes.tsx';
import { BoardCard, verbsOf } from './BoardCard.tsx';
import { delaysOf, laneOf, lanes } from './moments.ts';
import { useBoardActs, useBoard, type Verb } from './use-board.ts';
import { useBoardKeys } from './use-board-keys.ts';
import css from './board.module.css';

const route = getRouteApi('/board/{-$date}');

/** Who is expected, waits, is treated, rests and pays: the desk's whole day in one look. */
export function BoardScreen() {
  const { t } = useTranslation('board');
  const trouble = useTrouble();
  const when = useWhen();
  const navigate = useNavigate();
  const mayWrite = useMay('appointments.write') === true;
  const { date: asked } = route.useParams();
  const { practitioner = null, room = null } = route.useSearch();
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const zone = practice.data?.profile.zone ?? 'UTC';
  const today = Temporal.Now.plainDateISO(zone).toString();
  const date = asked ?? today;
  const { board, now } = useBoard(date);
  const acts = useBoardActs();
  const [asking, setAsking] = useState<{ row: BoardRow; arrives: boolean } | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const surface = useRef<HTMLDivElement>(null);

  const names = useMemo(
    () =>
      new Map([
        ...(staff.data ?? []).map(({ id, displayName }) => [id, displayName] as const),
        ...(practice.data?.rooms ?? []).map(({ id, name }) => [id, name] as const),
        ...(practice.data?.appointmentTypes ?? []).map(({ id, name }) => [id, name] as const),
      ]),
    [staff.data, practice.data],
  );
  const all = useMemo(() => board.data?.rows ?? [], [board.data]);
  const byId = useMemo(() => new Map(all.map((row) => [row.id, row])), [all]);
  const rows = all.filter(
    (row) =>
      (practitioner === null || row.practitionerId === practitioner) &&
      (room === null || row.roomId === room),
  );
  const delays = useMemo(
    () =>
      now === null || board.data === undefined
        ? { causes: new Map(), expected: new Map() }
        : delaysOf(all, now, board.data.absentAfterMinutes),
    [all, now, board.data],
  );
  const goTo = (to: string | undefined, filter: { practitioner?: string; room?: string }) =>
    void navigate({
      to: '/board/{-$date}',
      params: to === undefined || to === today ? {} : { date: to },
      search: filter,
      replace: true,
    });
  const filter = { ...(practitioner !== null && { practitioner }), ...(room !== null && { room }) };
  const onStep = (row: BoardRow, verb: Verb) => {
    if (verb === 'arrive') setAsking({ row, arrives: true });
    else acts.step.mutate({ row, verb });
  };
  useBoardKeys({
    surface,
    rowOf: (id) => byId.get(id),
    onAct: (row, verb) => {
      if (mayWrite && (verb === 'undo' ? row.status !== 'booked' : verbsOf[row.status].includes(verb)))
        onStep(row, verb);
    },
    onOpen: (row) =>
      void navigate({ to: '/day/{-$date}', params: { date }, search: { appointment: row.id } }),
  });

  const failed = board.error ?? practice.error ?? staff.error;
  const active = rows.filter(({ status }) => status !== 'cancelled').length;
  const waiting = rows.filter(({ status }) => status === 'arrived').length;
  const firstCard =
    rows.find(({ id }) => id === current)?.id ??
    lanes.flatMap((lane) => rows.filter((row) => laneOf(row) === lane)).at(0)?.id;
  const treats = staff.data?.filter((person) => person.treats && !person.disabled) ?? [];
  return (
    <Page fixed>
      <PageHeader
        title={date === today ? t('title') : `${t('title')}, ${when.day(date)}`}
        lead={t(date === today ? 'lead' : 'leadOn', { count: active, waiting })}
        actions={
          <div className={css['tools']}>
            <WaitingNotes />
            <Select
              aria-label={t('practitioner')}
              className={css['pick']}
              placeholder={t('everybody')}
              clearable
              value={practitioner}
              data={treats.map(({ id, displayName }) => ({ value: id, label: displayName }))}
              onChange={(id) =>
                goTo(asked, { ...(room !== null && { room }), ...(id !== null && { practitioner: id }) })
              }
            />
            <Select
              aria-label={t('room')}
              className={css['pick']}
              placeholder={t('everywhere')}
              clearable
              value={room}
              data={(practice.data?.rooms ?? [])
                .filter(({ retired }) => !retired)
                .map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) =>
                goTo(asked, {
                  ...(practitioner !== null && { practitioner }),
                  ...(id !== null && { room: id }),
                })
              }
            />
            <div className={css['jump']}>
              <DateField
                label={t('date')}
                hideLabel
                value={date}
                onChange={(to) => to !== '' && goTo(to, filter)}
              />
            </div>
            <Button variant="default" disabled={date === today} onClick={() => goTo(undefined, filter)}>
              {t('today')}
            </Button>
          </div>
        }
      />
      {failed !== null && (
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void Promise.all([board.refetch(), practice.refetch(), staff.refetch()])}
        />
      )}
      {failed === null && (board.data === undefined || now === null) && <LoadingState shape="page" />}
      {failed === null && board.data !== undefined && rows.length === 0 && (
        <EmptyState
          title={all.length === 0 ? t('empty') : t('emptyFilter')}
          text={all.length === 0 ? t('emptyHow') : t('emptyFilterHow')}
          action={
            <Button
              variant="default"
              onClick={() =>
                all.length === 0 ? void navigate({ to: '/day/{-$date}', params: { date } }) : goTo(asked, {})
              }
            >
              {all.length === 0 ? t('toDay') : t('showAll')}
            </Button>
          }
        />
      )}
      {failed === null && board.data !== undefined && now !== null && rows.length > 0 && (
        <div
          className={css['lanes']}
          ref={surface}
          onFocus={(event) => {
            const id = event.target.closest<HTMLElement>('[data-card]')?.dataset['card'];
            if (id !== undefined) setCurrent(id);
          }}
        >
          {lanes.map((lane) => {
            const mine = rows.filter((row) => laneOf(row) === lane);
            return (
              <section key={lane} className={css['lane']} data-lane={lane} aria-labelledby={`lane-${lane}`}>
                <h2 className={css['head']} id={`lane-${lane}`}>
                  {t(`lane.${lane}`)} <span className={css['count']}>{mine.length}</span>
                </h2>
                {mine.length === 0 ? (
                  <p className={css['nobody']}>{t(`nobody.${lane}`)}</p>
                ) : (
                  <ul className={css['cards']}>
                    {mine.map((row) => (
                      <BoardCard
                        key={row.id}
                        row={row}
                        date={date}
                        now={now}
                        limits={board.data}
                        delays={delays}
                        names={names}
                        sayTime={when.time}
                        patientOf={(id) => {
                          const other = byId.get(id);
                          return other && { name: other.patient.name, startsAt: other.startsAt };
                        }}
                        tabbable={row.id === firstCard}
                        mayWrite={mayWrite}
                        onStep={onStep}
                        onConfirm={(one) => setAsking({ row: one, arrives: false })}
                      />
                    ))}
                  </ul>
                )}
              </section>
            );
          })}
        </div>
      )}
      {asking !== null && (
        <IdentityDialog
          patient={asking.row.patient}
          mayGoWithout={asking.arrives}
          confirmLabel={t(asking.arrives ? 'arrived' : 'confirm')}
          onClose={() => setAsking(null)}
          onConfirm={(confirmed) => {
            const { row, arrives } = asking;
            setAsking(null);
            if (arrives) acts.step.mutate({ row, verb: 'arrive', ...(confirmed && { confirmed }) });
            else if (confirmed !== null) acts.confirm.mutate({ row, confirmed });
          }}
        />
      )}
    </Page>
  );
}
