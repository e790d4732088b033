import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockValue } from '../../../shared/contract/treatment-block.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { SessionContent, SessionView } from '../../../shared/contract/treatments.ts';
import { sessionFields, type FormField } from '../../../shared/rules/block-form.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { regionNames } from '../../parts/places.ts';
import { PhraseText } from '../../parts/PhraseText.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import { IssueList } from './against/IssueList.tsx';
import { quiet } from './against/issue-sorting.ts';
import { useMeasureWords } from './course/measure-words.ts';
import { PainPlaces, VisitMeasures } from './course/VisitMeasures.tsx';
import { EndField } from './EndField.tsx';
import { RecordField } from './blocks/RecordField.tsx';
import css from './treatments.module.css';

/** What every part of the visit's form is given. */
export interface RecordPart {
  content: SessionContent;
  change: (make: (before: SessionContent) => SessionContent) => void;
  reference: Reference;
  issues: readonly RecordIssue[];
  /** Somebody tried to sign: empty fields are now named. */
  tried: boolean;
  onReason: (key: string, reason: string) => void;
  /** The visit, its course and what was measured in it before. */
  visit: Pick<SessionView, 'course' | 'asked' | 'session'>;
}

const beforeKeys = new Set(['painBefore', 'patientPosition']);

export function isBefore({ key }: FormField): boolean {
  return beforeKeys.has(key);
}

function CommonFields({ fields, ...part }: RecordPart & { fields: readonly FormField[] }) {
  const { t } = useTranslation('treatments');
  const set = (key: string, value: BlockValue) =>
    part.change((before) => ({ ...before, common: { ...before.common, [key]: value } }));
  const missing = (key: string) =>
    part.tried &&
    part.issues.some((issue) => issue.at === undefined && issue.level === 'refuse' && issue.fieldKey === key);
  return (
    <FieldGrid>
      {fields.map((field) => (
        <Span key={field.key} of={field.type === 'enum' || field.label.length > 20 ? 4 : 3}>
          {field.key === 'endedAt' ? (
            <EndField
              label={field.label}
              startedAt={part.visit.session.startedAt}
              value={part.content.common[field.key]}
              onChange={(value) => set(field.key, value)}
            />
          ) : (
            <RecordField
              field={field}
              value={part.content.common[field.key]}
              error={missing(field.key) ? t('required') : undefined}
              onChange={(value) => set(field.key, value)}
            />
          )}
        </Span>
      ))}
    </FieldGrid>
  );
}

/** The places whose pain is asked one by one: where more than one hurts, one score cannot stand for them. */
function usePlaces({ visit, reference }: RecordPart) {
  const words = useMeasureWords(useMemo(() => regionNames(reference.data), [reference]));
  const regions = visit.course?.regions ?? [];
  return { places: regions.length > 1 ? regions : null, words };
}

/** Pain and position before the first needle. */
export function BeforeSection(part: RecordPart) {
  const { t } = useTranslation('treatments');
  const { places, words } = usePlaces(part);
  const fields = useMemo(() => sessionFields(part.reference).filter(isBefore), [part.reference]);
  return (
    <Section title={t('section.before')}>
      <div className={css['stack']}>
        <CommonFields
          {...part}
          fields={fields.filter(({ key }) => key !== 'painBefore' || places === null)}
        />
        {places !== null && <PainPlaces {...part} words={words} regions={places} moment="before" />}
        {part.visit.course !== null && <VisitMeasures {...part} words={words} asked={part.visit.asked} />}
      </div>
    </Section>
  );
}

/** How it went: pain after, aftercare, words, plan, and what the check asks of the whole visit. */
export function AfterSection(part: RecordPart) {
  const { t } = useTranslation('treatments');
  const { content, change } = part;
  const { places, words } = usePlaces(part);
  const fields = useMemo(() => {
    const after = sessionFields(part.reference).filter((field) => !isBefore(field));
    // The end of the visit is typed last.
    return after.toSorted((a, b) => Number(a.key === 'endedAt') - Number(b.key === 'endedAt'));
  }, [part.reference]);
  const general = part.issues.filter((issue) => issue.at === undefined);
  return (
    <Section title={t('section.after')}>
      <div className={css['stack']}>
        {places !== null && <PainPlaces {...part} words={words} regions={places} moment="after" />}
        <CommonFields {...part} fields={fields.filter(({ key }) => key !== 'painAfter' || places === null)} />
        <PhraseText
          label={t('section.narrative')}
          minRows={3}
          maxRows={14}
          maxLength={10_000}
          value={content.narrative}
          onChange={(narrative) => change((before) => ({ ...before, narrative }))}
        />
        <PhraseText
          label={t('section.plan')}
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={content.plan}
          onChange={(plan) => change((before) => ({ ...before, plan }))}
        />
        <IssueList issues={quiet(general, part.tried)} reasons={content.reasons} onReason={part.onReason} />
      </div>
    </Section>
  );
}
