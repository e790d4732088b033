import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToGive } from '../../../shared/contract/block-repeat.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { SessionView } from '../../../shared/contract/treatments.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { standing } from '../../../shared/rules/issues.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { sideAt } from '../../../shared/rules/sites.ts';
import { useMay, useSitting, useTrouble } from '../../desk.ts';
import type { Picked } from '../../parts/marking.ts';
import { AfterLastTime } from '../../parts/AfterLastTime.tsx';
import { ConsentStops } from '../../parts/ConsentStops.tsx';
import { NeedlesIn } from '../../parts/NeedlesIn.tsx';
import { useRefusals } from '../../parts/use-refusals.ts';
import { useTimers } from '../../parts/use-timers.ts';
import { api, q } from '../../rpc.ts';
import { Page } from '../../ui/Page.tsx';
import { notify } from '../../ui/toast.tsx';
import { BlocksSection } from './blocks/BlocksSection.tsx';
import { ChartSide } from './chart/ChartSide.tsx';
import { ReviewPrompt } from './course/ReviewPrompt.tsx';
import { ConsentWord } from './giving/ConsentWord.tsx';
import { FindingsSection } from './findings/FindingsSection.tsx';
import { GiveDialog } from './giving/GiveDialog.tsx';
import { MissingConsent } from './giving/MissingConsent.tsx';
import { placed } from './chart/new-entries.ts';
import { NoteFiles } from './note/NoteFiles.tsx';
import { NoteNotices } from './note/NoteMarks.tsx';
import { Override } from './note/Override.tsx';
import { TakeOver } from './note/TakeOver.tsx';
import { SessionAlerts } from './against/SessionAlerts.tsx';
import { ConflictNotice, SessionHead } from './SessionHead.tsx';
import { SignBar } from './SignBar.tsx';
import { useSession } from './use-session.ts';
import { AfterSection, BeforeSection } from './VisitFields.tsx';
import { withRefused } from './against/issue-sorting.ts';
import { useDevices } from './blocks/use-devices.ts';
import { useToday } from './use-today.ts';
import css from './treatments.module.css';

interface SessionEditorProps {
  view: SessionView;
  practice: Outputs['practice']['overview'];
  reference: Reference;
}

const nowhere: NonNullable<SessionView['course']>['regions'] = [];

/** The visit: what was found, what was done, how it went. Saved as typed, locked by the signature. */
export function SessionEditor({ view, practice, reference }: SessionEditorProps) {
  const { t } = useTranslation(['treatments', 'usual']);
  const trouble = useTrouble();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { userId } = useSitting();
  const maySign = useMay('notes.sign') === true && view.session.practitionerId === userId;
  const today = useToday();
  const devices = useDevices(practice.devices, view.session.startedAt);
  const { session, patient, course, alerts } = view;
  const draft = useSession(view);
  const { content, change, cover } = draft;
  const [placing, setPlacing] = useState('finding');
  const refusals = useRefusals(patient.id, reference);
  const [giving, setGiving] = useState<{ blockId: string; suggestion: ToGive | null } | null>(null);
  const [tried, setTried] = useState(false);
  const refresh = () => cache.invalidateQueries({ queryKey: q.treatments.key() });
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
  };

  const confirm = useMutation({
    mutationFn: async () => api.treatments.confirmSafety({ id: session.id, version: await draft.settle() }),
    onSuccess: ({ version }) => {
      draft.took(version);
      notify({ text: t('safety.confirmed') });
      void refresh();
    },
    onError: complain,
  });
  const word = useMutation({
    mutationFn: async (substancesRead: boolean) =>
      api.treatments.confirmConsent({ id: session.id, version: await draft.settle(), substancesRead }),
    onSuccess: ({ version }) => {
      draft.took(version);
      notify({ text: t('word.done') });
      void refresh();
    },
    onError: complain,
  });
  const sign = useMutation({
    mutationFn: async () => api.treatments.sign({ id: session.id, version: await draft.settle() }),
    onSuccess: () => {
      notify({ text: t('sign.done') });
      void refresh();
      void cache.invalidateQueries({ queryKey: q.appointments.key() });
    },
    onError: () => setTried(true),
  });
  const reverse = async (syringeId: string, reason: string) => {
    try {
      await api.treatments.reverse({ syringeId, reason });
      await refresh();
    } catch (error) {
      complain(error);
      throw error;
    }
  };
  const { timers } = useTimers();
  const resting = useRef(false);
  resting.current = timers.some(({ sessionId }) => sessionId === session.id);
  useEffect(
    () => () => {
      if (resting.current) notify({ text: t('usual:timer.stillIn'), tone: 'info' });
    },
    [t],
  );
  const refused = sign.error === null ? null : trouble(sign.error);
  const refusal = refused?.refusal ?? null;
  const issues = useMemo(() => withRefused(draft.issues, refusal), [draft.issues, refusal]);
  const open = standing(issues, content.reasons);
  const showOpen = () => {
    setTried(true);
    // After the words have come onto the page.
    requestAnimationFrame(() =>
      document.querySelector('[data-issue="open"]')?.scrollIntoView({ block: 'center' }),
    );
  };
  const addAt = (siteId: string, side: Side, mark?: Picked['mark']) => {
    const fits = sideAt(reference, siteId, side);
    const refusal = placing === 'finding' ? undefined : refusals.ofPlace(siteId, fits);
    if (refusal !== undefined) {
      notify({ text: `${refusal.name}: ${refusals.because(refusal)}`, tone: 'bad' });
      return false;
    }
    change((before) =>
      placed(before, placing, { siteId, side: fits, ...(mark && { mark }) }, reference, today),
    );
    return true;
  };
  const shared = {
    visit: view,
    content,
    change,
    reference,
    issues,
    tried,
    onReason: (key: string, reason: string) =>
      change((before) => ({ ...before, reasons: { ...before.reasons, [key]: reason } })),
  };
  const giveBlock = content.blocks.find((block) => block.id === giving?.blockId);

  return (
    <Page>
      <SessionHead view={view} settle={draft.settle} />
      {draft.conflict !== null && <ConflictNotice draft={draft} />}
      <NoteNotices session={session} />
      {course !== null && <ReviewPrompt course={course} />}
      <NeedlesIn patientId={patient.id} />
      <ConsentStops patientId={patient.id} />
      <AfterLastTime sessionId={session.id} patientId={patient.id} />
      <ConsentWord session={session} busy={word.isPending} onConfirm={(read) => word.mutate(read)} />
      <SessionAlerts
        alerts={alerts}
        hits={view.hits}
        reference={reference}
        overrides={content.overrides ?? []}
        onOverride={(overrides) => {
          change((before) => ({ ...before, overrides }));
          // What a stop says of the rest is asked of the host again.
          void draft.settle().then(refresh);
        }}
        confirmedAt={session.safetyConfirmedAt}
        busy={confirm.isPending}
        onConfirm={() => confirm.mutate()}
        onAsk={() =>
          void navigate({
            to: '/patients/$patientId',
            params: { patientId: patient.id },
            search: { tab: 'safety' },
          })
        }
      />
      {!cover.covered && cover.missing.length > 0 && (
        <MissingConsent
          missing={cover.missing}
          patientId={patient.id}
          appointmentId={session.appointmentId}
          reference={reference}
          sites={content.blocks.flatMap((block) => block.sites.map((site) => `${site.siteId}:${site.side}`))}
        />
      )}
      <div className={css['layout']}>
        <ChartSide
          content={content}
          change={change}
          ghosts={{ sessionId: session.id, ofCourse: session.courseId !== null }}
          reference={reference}
          placing={placing}
          onPlace={addAt}
          onDrawn={() => setPlacing('finding')}
        />
        <div className={css['record']}>
          <BeforeSection {...shared} />
          <FindingsSection
            {...shared}
            sessionId={session.id}
            complaint={course?.regions ?? nowhere}
            placing={placing}
            onPlace={setPlacing}
          />
          <BlocksSection
            {...shared}
            session={session}
            refusals={refusals}
            repeat={view.repeat}
            complaint={course?.regions ?? []}
            devices={devices}
            covered={cover.covered}
            placing={placing}
            onPlace={setPlacing}
            onGive={(blockId, suggestion) =>
              void draft.settle().then(() => setGiving({ blockId, suggestion }))
            }
            onReverse={reverse}
          />
          <AfterSection {...shared} />
          <NoteFiles of={{ subject: 'session', subjectId: session.id }} patientId={patient.id} />
        </div>
      </div>
      <SignBar
        draft={draft}
        open={open.length}
        refused={refused !== null && refused.refusal?.code !== 'RECORD_REFUSED' ? refused.text : null}
        busy={sign.isPending}
        onShow={showOpen}
        {...(maySign && { onSign: () => sign.mutate() })}
      >
        {refused?.refusal?.code === 'CREDENTIAL_MISSING' && (
          <Override sessionId={session.id} onOpened={() => sign.mutate()} />
        )}
        <TakeOver
          session={session}
          settle={draft.settle}
          onTaken={(version) => {
            draft.took(version);
            void refresh();
          }}
        />
      </SignBar>
      {giveBlock !== undefined && (
        <GiveDialog
          sessionId={session.id}
          patientId={patient.id}
          appointmentId={session.appointmentId}
          block={giveBlock}
          {...(giving?.suggestion && { initial: giving.suggestion })}
          refusals={refusals}
          reference={reference}
          onGiven={() => {
            notify({ text: t('give.done') });
            void refresh();
          }}
          onClose={() => setGiving(null)}
        />
      )}
    </Page>
  );
}
