import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../../shared/contract/treatments.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { SessionHead } from '../SessionHead.tsx';
import { NoteFiles } from './NoteFiles.tsx';
import { NoteNotices } from './NoteMarks.tsx';
import shared from '../treatments.module.css';
import css from './note.module.css';

/** The note of a call to be read, with what was said after its signature. */
export function ReadCall({ view, children }: { view: SessionView; children: ReactNode }) {
  const { t } = useTranslation('notes');
  const { session } = view;
  const { phone } = session.content;
  return (
    <Page>
      <SessionHead view={view} settle={async () => undefined} />
      <NoteNotices session={session} />
      <div className={`${css['stack']} ${css['wide']}`}>
        {session.amendments.length > 0 && children}
        <Section title={t('phone.title')}>
          {(['caller', 'about', 'advice'] as const).map((field) => (
            <p key={field} className={shared['prose']}>
              <b>{t(`phone.${field}`)}:</b> {phone?.[field]}
            </p>
          ))}
        </Section>
        <NoteFiles of={{ subject: 'session', subjectId: session.id }} patientId={session.patientId} />
        {session.amendments.length === 0 && children}
      </div>
    </Page>
  );
}
