import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../shared/contract/treatments.ts';
import { useWhen } from '../../parts/when.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { StatusBadge, Tag } from '../../ui/Tag.tsx';
import { NoteTags } from './note/NoteMarks.tsx';
import { AfterMenu } from './note/AfterMenu.tsx';
import { RebookButton } from './RebookButton.tsx';
import type { SessionDraft } from './use-session.ts';
import css from './treatments.module.css';

interface SessionHeadProps {
  view: SessionView;
  settle: () => Promise<unknown>;
}

/** Whose visit this is, which one of the course, and whether it still can be changed. */
export function SessionHead({ view: { session, patient, course }, settle }: SessionHeadProps) {
  const { t } = useTranslation('treatments');
  const navigate = useNavigate();
  const when = useWhen();
  const shape = session.status === 'draft' ? 'half' : session.status === 'entered-in-error' ? 'stop' : 'lock';
  const preview = async () => {
    await settle();
    await navigate({ to: '/papers/$kind/$id', params: { kind: 'treatment-summary', id: session.id } });
  };
  return (
    <PageHeader
      title={patient.name}
      back={{ label: t('back'), href: `#/patients/${patient.id}?tab=treatments` }}
      lead={[
        when.day(patient.birthDate),
        patient.number,
        session.practitionerName,
        when.moment(session.startedAt),
      ].join(' · ')}
      tags={
        <>
          {session.kind === 'visit' && (
            <Tag tone="ink">
              {course === null
                ? t('head.noCourse')
                : t('head.session', { number: session.sessionNumber, planned: course.plannedSessions })}
            </Tag>
          )}
          <NoteTags session={session} />
          <StatusBadge status={shape}>{t(`head.status.${session.status}`)}</StatusBadge>
          {!session.intact && <Tag tone="bad">{t('head.broken')}</Tag>}
        </>
      }
      actions={
        <>
          {course !== null && (
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/courses/$courseId', params: { courseId: course.id } })}
            >
              {t('head.course')}
            </Button>
          )}
          <AfterMenu session={session} settle={settle} />
          {session.kind === 'visit' && <RebookButton session={session} />}
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => void preview()}>
            {t('head.paper')}
          </Button>
        </>
      }
    />
  );
}

/** Somebody else saved the note meanwhile; nothing is lost until one of the two texts is chosen. */
export function ConflictNotice({ draft }: { draft: SessionDraft }) {
  const { t } = useTranslation(['treatments', 'notes']);
  return (
    <Notice
      tone="warn"
      title={t('conflict.title')}
      live
      action={
        <div className={css['buttons']}>
          <Button variant="default" onClick={draft.takeTheirs}>
            {t('conflict.theirs')}
          </Button>
          <Button onClick={draft.keepMine}>{t('conflict.mine')}</Button>
        </div>
      }
    >
      {typeof draft.conflict?.savedBy === 'string' &&
        `${t('notes:savedBy', { name: draft.conflict.savedBy })} `}
      {t('conflict.how')}
      {draft.conflict !== null && (
        <div className={css['bothTexts']}>
          {(['narrative', 'plan'] as const)
            .filter((field) => draft.content[field] !== draft.conflict?.content[field])
            .map((field) => (
              <div key={field} className={css['bothText']}>
                <div>
                  <b>{t('conflict.yours', { field: t(`section.${field}`) })}</b>
                  <p>{draft.content[field]}</p>
                </div>
                <div>
                  <b>{t('conflict.saved', { field: t(`section.${field}`) })}</b>
                  <p>{draft.conflict?.content[field]}</p>
                </div>
              </div>
            ))}
        </div>
      )}
    </Notice>
  );
}
