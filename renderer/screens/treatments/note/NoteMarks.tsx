import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { useMay, useSitting, useTrouble } from '../../../desk.ts';
import { useWhen } from '../../../parts/when.ts';
import { api, q } from '../../../rpc.ts';
import { NameSupervisor } from '../../../parts/NameSupervisor.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from './note.module.css';

/** In the head of a note: a call, a late entry, a co-signature that is awaited. */
export function NoteTags({ session }: { session: TreatmentSession }) {
  const { t } = useTranslation('notes');
  const awaited = session.supervisors.filter(({ cosigned }) => cosigned === null);
  return (
    <>
      {session.kind === 'phone' && <Tag tone="info">{t('kind.phone')}</Tag>}
      {session.late !== null && <Tag tone="warn">{t('late.tag')}</Tag>}
      {awaited.length > 0 && session.status !== 'entered-in-error' && (
        <Tag tone="warn" title={t('cosign.awaiting', { name: awaited.map(({ name }) => name).join(', ') })}>
          {t('cosign.tag')}
        </Tag>
      )}
    </>
  );
}

/** How the note came to be, where that is not the usual way. */
export function NoteNotices({ session }: { session: TreatmentSession }) {
  const { t } = useTranslation('notes');
  const when = useWhen();
  const { late, takeovers, closed, grantOverrides } = session;
  if (late === null && closed === null && takeovers.length + grantOverrides.length === 0) return null;
  return (
    <div className={css['notices']}>
      {closed !== null && (
        <Notice
          tone="bad"
          title={t('closedNotice', { name: closed.by, time: when.moment(closed.at), reason: closed.reason })}
        />
      )}
      {late !== null && (
        <Notice
          tone="warn"
          title={t('late.notice', {
            happened: when.moment(session.startedAt),
            recorded: when.moment(late.recordedAt),
          })}
        >
          {late.reason}
        </Notice>
      )}
      {takeovers.length > 0 && (
        <Notice tone="info" title={t('takeover.title2')}>
          {takeovers.map(({ from, to, at, reason }) => (
            <div key={at}>{t('takeover.line', { from, to, reason, time: when.moment(at) })}</div>
          ))}
        </Notice>
      )}
      {grantOverrides.length > 0 && (
        <Notice tone="warn" title={t('override.title2')}>
          {grantOverrides.map(({ practitioner: name, at, reason }) => (
            <div key={`${at}${reason}`}>{t('override.line', { name, reason, time: when.moment(at) })}</div>
          ))}
        </Notice>
      )}
    </div>
  );
}

/** Who has co-signed and who has yet to; for the supervisor, the field in which they do. */
export function Cosignatures({ session }: { session: TreatmentSession }) {
  const { t } = useTranslation('notes');
  const when = useWhen();
  const { userId } = useSitting();
  const maySign = useMay('notes.sign') === true;
  const { roles } = useSitting();
  const mayName =
    useMay('notes.supervise') === true && (session.practitionerId === userId || roles.includes('owner'));
  const [replacing, setReplacing] = useState<{ id: string; name: string } | null>(null);
  const { supervisors } = session;
  if (supervisors.length === 0) return null;
  const mine = supervisors.find(({ id, cosigned }) => id === userId && cosigned === null);
  const standing = session.status !== 'entered-in-error';
  return (
    <div className={css['notices']}>
      {supervisors.map(({ id, name, cosigned }) =>
        cosigned === null ? (
          id !== mine?.id &&
          standing && (
            <Notice
              key={id}
              tone="warn"
              title={t('cosign.awaiting', { name })}
              action={
                mayName && (
                  <Button variant="default" onClick={() => setReplacing({ id, name })}>
                    {t('supervisor.do')}
                  </Button>
                )
              }
            />
          )
        ) : (
          <Notice key={id} tone="ok" title={t('cosign.by', { name, time: when.moment(cosigned.at) })}>
            “{cosigned.statement}”
          </Notice>
        ),
      )}
      {mine !== undefined && maySign && standing && <CosignForm session={session} />}
      {session.supervisorChanges.length > 0 && (
        <Notice tone="info" title={t('supervisor.history')}>
          {session.supervisorChanges.map(({ from, to, by, reason, at }) => (
            <div key={at}>{t('supervisor.line', { from, to, by, reason, time: when.moment(at) })}</div>
          ))}
        </Notice>
      )}
      {replacing !== null && (
        <NameSupervisor sessionId={session.id} from={replacing} onClose={() => setReplacing(null)} />
      )}
    </div>
  );
}

function CosignForm({ session }: { session: TreatmentSession }) {
  const { t } = useTranslation('notes');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const [statement, setStatement] = useState(t('cosign.usual'));
  const cosign = useMutation({
    mutationFn: () => api.treatments.cosign({ id: session.id, statement: statement.trim() }),
    onSuccess: async () => {
      notify({ text: t('cosign.done') });
      await cache.invalidateQueries({ queryKey: q.treatments.key() });
    },
  });
  return (
    <Notice tone="warn" title={t('cosign.ask', { name: session.signedBy ?? session.practitionerName })}>
      <form
        className={css['cosign']}
        onSubmit={(event) => {
          event.preventDefault();
          cosign.mutate();
        }}
      >
        <TextInput
          label={t('cosign.statement')}
          description={t('cosign.hint')}
          maxLength={500}
          value={statement}
          onChange={(event) => setStatement(event.currentTarget.value)}
          error={cosign.error === null ? undefined : trouble(cosign.error).text}
        />
        <Button type="submit" loading={cosign.isPending} disabled={statement.trim().length < 3}>
          {t('cosign.do')}
        </Button>
      </form>
    </Notice>
  );
}
