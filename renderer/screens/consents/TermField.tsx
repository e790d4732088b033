import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import { useMay } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';

type Term = NonNullable<ConsentPlan['term']>;

interface TermFieldProps {
  patientId: string;
  term: ConsentPlan['term'];
  onChange: (term: Term) => void;
}

const within = (text: string, most: number): number =>
  Math.min(most, Math.max(1, Math.round(Number(text)) || 1));

/** How long the consent is to hold. Until something is chosen, what the desk would choose is shown. */
export function TermField({ patientId, term, onChange }: TermFieldProps) {
  const { t } = useTranslation('consents');
  const mayRead = useMay('notes.read') === true;
  const practice = useQuery(q.practice.overview.queryOptions());
  const courses = useQuery({
    ...q.treatments.coursesOf.queryOptions({ input: { patientId } }),
    enabled: mayRead,
  });
  // Before both are there, a change would take away the course that the desk would choose.
  if (practice.data === undefined || (mayRead && courses.isPending)) return null;
  const open = (courses.data ?? [])
    .filter(({ endedOn }) => endedOn === null)
    .map(({ id, complaint }) => ({ value: id, label: complaint }));
  const [only, another] = open;
  const shown: Term = term ?? {
    months: practice.data.profile.consentMonths,
    visits: null,
    courseId: another === undefined ? (only?.value ?? null) : null,
  };
  const { courseId } = shown;
  const offered =
    courseId === null || open.some(({ value }) => value === courseId)
      ? open
      : [...open, { value: courseId, label: t('plan.keptCourse') }];
  return (
    <Section title={t('plan.term')}>
      <FieldGrid>
        <Span of={3}>
          <NumberField
            label={t('plan.termMonths')}
            unit={t('plan.months')}
            min="1"
            max="12"
            value={String(shown.months)}
            onChange={(text) => onChange({ ...shown, months: within(text, 12) })}
          />
        </Span>
        <Span of={3}>
          <NumberField
            label={t('plan.termVisits')}
            unit={t('plan.visits')}
            placeholder={t('plan.noLimit')}
            min="1"
            max="50"
            value={shown.visits === null ? '' : String(shown.visits)}
            onChange={(text) => onChange({ ...shown, visits: text === '' ? null : within(text, 50) })}
          />
        </Span>
        {offered.length > 0 && (
          <Span of={6}>
            <Select
              label={t('plan.termCourse')}
              placeholder={t('plan.anyCourse')}
              clearable
              value={courseId}
              data={offered}
              onChange={(id) => onChange({ ...shown, courseId: id })}
            />
          </Span>
        )}
      </FieldGrid>
    </Section>
  );
}
