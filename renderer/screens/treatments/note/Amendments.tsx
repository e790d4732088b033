import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { useTrouble } from '../../../desk.ts';
import { api } from '../../../rpc.ts';
import { PhraseText } from '../../../parts/PhraseText.tsx';
import { useWhen } from '../../../parts/when.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useDraft } from '../../../ui/draft.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import css from '../treatments.module.css';

type Kind = TreatmentSession['amendments'][number]['kind'];

const nothing = { kind: 'addendum' as Kind, reason: '', text: '' };

/** What was said after the signature. The signed text stays as it was. */
export function Amendments({
  session,
  mayAmend,
  onAmended,
}: {
  session: TreatmentSession;
  mayAmend: boolean;
  onAmended: () => void;
}) {
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const when = useWhen();
  const [open, setOpen] = useState(false);
  const draft = useDraft(`treatments.${session.id}.amendment`, nothing);
  const amend = useMutation({
    mutationFn: () => api.treatments.amend({ id: session.id, ...draft.value }),
    onSuccess: async () => {
      await draft.discard();
      setOpen(false);
      onAmended();
    },
  });
  const set = (change: Partial<typeof nothing>) => draft.setValue((before) => ({ ...before, ...change }));
  return (
    <Section
      title={t('amend.title')}
      count={session.amendments.length}
      actions={
        mayAmend && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {t('amend.add')}
          </Button>
        )
      }
    >
      <p className={css['soft']}>
        {session.signedAt !== null &&
          t('amend.signed', { name: session.signedBy, time: when.moment(session.signedAt) })}{' '}
        <span title={session.contentHash ?? ''}>
          {t('amend.hash', { hash: session.contentHash?.slice(0, 12) })}…
        </span>
      </p>
      <ul className={css['amendments']}>
        {session.amendments.map((amendment) => (
          <li key={amendment.id}>
            <Tag tone={amendment.kind === 'entered-in-error' ? 'bad' : 'info'}>
              {t(`amend.kind.${amendment.kind}`)}
            </Tag>{' '}
            <b>{amendment.author}</b>{' '}
            <span className={css['soft']}>
              {when.moment(amendment.at)} · {amendment.reason}
            </span>
            <p>{amendment.text}</p>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog opened onClose={() => setOpen(false)} title={t('amend.dialog')} size={560}>
          <form
            className={css['give']}
            onSubmit={(event) => {
              event.preventDefault();
              amend.mutate();
            }}
          >
            <SegmentedChoice
              data-autofocus
              label={t('amend.what')}
              description={t(`amend.how.${draft.value.kind}`)}
              value={draft.value.kind}
              onChange={(kind) => set({ kind: kind as Kind })}
              options={(['addendum', 'correction', 'entered-in-error'] as const).map((kind) => ({
                value: kind,
                label: t(`amend.kind.${kind}`),
                ...(kind === 'entered-in-error' && { tone: 'bad' as const }),
              }))}
            />
            <TextInput
              label={t('reason')}
              required
              minLength={3}
              maxLength={300}
              value={draft.value.reason}
              onChange={(event) => set({ reason: event.currentTarget.value })}
            />
            <PhraseText
              label={t('amend.text')}
              minRows={3}
              maxRows={12}
              maxLength={5000}
              value={draft.value.text}
              onChange={(text) => set({ text })}
            />
            {amend.error !== null && (
              <Notice tone="bad" title={trouble(amend.error).text} live>
                {trouble(amend.error).incident}
              </Notice>
            )}
            <div className={css['buttons']}>
              <Button variant="default" onClick={() => setOpen(false)}>
                {t('ui:cancel')}
              </Button>
              <Button
                type="submit"
                color={draft.value.kind === 'entered-in-error' ? 'red' : 'ink'}
                loading={amend.isPending}
                disabled={draft.value.reason.trim().length < 3}
              >
                {t('amend.save')}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </Section>
  );
}
