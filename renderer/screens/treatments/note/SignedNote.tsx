import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { SessionView } from '../../../../shared/contract/treatments.ts';
import { sessionFields } from '../../../../shared/rules/block-form.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { useMay } from '../../../desk.ts';
import { useQueryClient } from '@tanstack/react-query';
import { q } from '../../../rpc.ts';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Amendments } from './Amendments.tsx';
import { ChartSide } from '../chart/ChartSide.tsx';
import { ConsentWord } from '../giving/ConsentWord.tsx';
import { NoteFiles } from './NoteFiles.tsx';
import { Cosignatures, NoteNotices } from './NoteMarks.tsx';
import { ReadCall } from './ReadCall.tsx';
import { ReadBlock } from './ReadBlock.tsx';
import { ReadFacts } from './ReadFacts.tsx';
import { ReadMeasures } from '../course/ReadMeasures.tsx';
import { ReadFindings } from './ReadFindings.tsx';
import { SessionAlerts } from '../against/SessionAlerts.tsx';
import { NeedlesIn } from '../../../parts/NeedlesIn.tsx';
import { SessionHead } from '../SessionHead.tsx';
import { isBefore } from '../VisitFields.tsx';
import css from '../treatments.module.css';

interface SignedNoteProps {
  view: SessionView;
  practice: Outputs['practice']['overview'];
  reference: Reference;
}

/** A note that cannot be typed in, because it is signed or belongs to somebody else's role: everything to read, nothing grey. */
export function SignedNote({ view, practice, reference }: SignedNoteProps) {
  const { t } = useTranslation('treatments');
  const cache = useQueryClient();
  const maySign = useMay('notes.sign') === true;
  const { session, course, alerts } = view;
  const { content } = session;
  const fields = sessionFields(reference);
  const reasons = Object.entries(content.reasons).filter(([, text]) => text.trim() !== '');
  const amendments = session.signedAt !== null && (
    <Amendments
      session={session}
      mayAmend={maySign}
      onAmended={() => void cache.invalidateQueries({ queryKey: q.treatments.key() })}
    />
  );
  if (session.kind === 'phone') return <ReadCall view={view}>{amendments}</ReadCall>;
  // What was corrected is read before what it corrects.
  const first = session.amendments.length > 0;
  return (
    <Page>
      <SessionHead view={view} settle={async () => undefined} />
      <NeedlesIn patientId={session.patientId} />
      <NoteNotices session={session} />
      <Cosignatures session={session} />
      {session.consentConfirmedAt !== null && <ConsentWord session={session} />}
      {(session.status === 'draft' || view.hits.length > 0) && (
        <SessionAlerts
          alerts={alerts}
          hits={view.hits}
          reference={reference}
          overrides={content.overrides ?? []}
          confirmedAt={session.safetyConfirmedAt}
        />
      )}
      <div className={css['layout']}>
        <ChartSide content={content} reference={reference} />
        <div className={css['record']}>
          {first && amendments}
          <Section title={t('section.visit')}>
            <ReadFacts
              fields={[...fields.filter(isBefore), ...fields.filter((field) => !isBefore(field))]}
              values={content.common}
            />
            <ReadMeasures measured={content.measured ?? []} reference={reference} />
            {content.narrative !== '' && <p className={css['prose']}>{content.narrative}</p>}
            {content.plan !== '' && (
              <p className={css['prose']}>
                <b>{t('section.plan')}:</b> {content.plan}
              </p>
            )}
          </Section>
          <ReadFindings
            sessionId={session.id}
            findings={content.findings}
            left={content.left ?? []}
            reference={reference}
            complaint={course?.regions ?? []}
          />
          <Section title={t('section.blocks')} count={content.blocks.length}>
            {content.blocks.length === 0 && <p className={css['soft']}>{t('block.nothing')}</p>}
            {content.blocks.map((block) => (
              <ReadBlock
                key={block.id}
                block={block}
                reference={reference}
                devices={practice.devices}
                administrations={session.administrations.filter((given) => given.blockId === block.id)}
              />
            ))}
          </Section>
          {reasons.length > 0 && (
            <Section title={t('section.reasons')} count={reasons.length}>
              <ul className={css['reasons']}>
                {reasons.map(([key, text]) => (
                  <li key={key}>
                    <span className={css['soft']}>{key.split('@')[0]?.replaceAll('-', ' ')}</span> {text}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <NoteFiles of={{ subject: 'session', subjectId: session.id }} patientId={session.patientId} />
          {!first && amendments}
        </div>
      </div>
    </Page>
  );
}
