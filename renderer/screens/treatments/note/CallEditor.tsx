import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../../shared/contract/treatments.ts';
import { useMay, useSitting, useTrouble } from '../../../desk.ts';
import { PhraseText } from '../../../parts/PhraseText.tsx';
import { api, q } from '../../../rpc.ts';
import { DraftStatus } from '../../../ui/draft.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { ConflictNotice, SessionHead } from '../SessionHead.tsx';
import { useSession } from '../use-session.ts';
import { NoteFiles } from './NoteFiles.tsx';
import { NoteNotices } from './NoteMarks.tsx';
import { TakeOver } from './TakeOver.tsx';
import shared from '../treatments.module.css';
import css from './note.module.css';

const nothing = { caller: '', about: '', advice: '' };

/** The note of a call: who called, about what, and what was advised. Saved as typed, locked by the signature. */
export function CallEditor({ view }: { view: SessionView }) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const { userId } = useSitting();
  const { session } = view;
  const maySign = useMay('notes.sign') === true && session.practitionerId === userId;
  const draft = useSession(view);
  const phone = draft.content.phone ?? nothing;
  const set = (part: Partial<typeof nothing>) =>
    draft.change((before) => ({ ...before, phone: { ...(before.phone ?? nothing), ...part } }));
  const refresh = () => cache.invalidateQueries({ queryKey: q.treatments.key() });
  const sign = useMutation({
    mutationFn: async () => api.treatments.sign({ id: session.id, version: await draft.settle() }),
    onSuccess: () => {
      notify({ text: t('phone.signed') });
      void refresh();
    },
  });
  const whole = [phone.caller, phone.about, phone.advice].every((text) => text.trim() !== '');
  return (
    <Page>
      <SessionHead view={view} settle={draft.settle} />
      {draft.conflict !== null && <ConflictNotice draft={draft} />}
      <NoteNotices session={session} />
      <div className={`${css['stack']} ${css['wide']}`}>
        <Section title={t('phone.title')}>
          <div className={css['stack']}>
            <TextInput
              data-autofocus
              autoFocus={phone.caller === ''}
              label={t('phone.caller')}
              description={t('phone.callerHint')}
              required
              maxLength={120}
              value={phone.caller}
              onChange={(event) => set({ caller: event.currentTarget.value })}
            />
            <PhraseText
              label={t('phone.about')}
              required
              minRows={3}
              maxRows={10}
              maxLength={2000}
              value={phone.about}
              onChange={(about) => set({ about })}
            />
            <PhraseText
              label={t('phone.advice')}
              required
              minRows={4}
              maxRows={14}
              maxLength={5000}
              value={phone.advice}
              onChange={(advice) => set({ advice })}
            />
          </div>
        </Section>
        <NoteFiles of={{ subject: 'session', subjectId: session.id }} patientId={session.patientId} />
      </div>
      <div className={shared['bar']}>
        <span className={shared['barStatus']}>
          <DraftStatus status={draft.state} savedAt={draft.savedAt} />
        </span>
        {sign.error !== null && <Tag tone="bad">{trouble(sign.error).text}</Tag>}
        <TakeOver
          session={session}
          settle={draft.settle}
          onTaken={(version) => {
            draft.took(version);
            void refresh();
          }}
        />
        {maySign && (
          <Button
            leftSection={<IconLock size={16} />}
            loading={sign.isPending}
            disabled={!whole}
            onClick={() => sign.mutate()}
          >
            {t('phone.sign')}
          </Button>
        )}
      </div>
    </Page>
  );
}
