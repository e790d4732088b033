import { useTranslation } from 'react-i18next';
import type { Reference } from '../../../../shared/rules/reference.ts';
import css from './findings.module.css';

interface GradeButtonsProps {
  reference: Reference;
  /** Whose tenderness is asked, for who cannot see the row. */
  label: string;
  /** Said before the figures. */
  lead: string;
  value?: number | undefined;
  onGrade: (grade: number) => void;
}

/** One press answers how tender it is today. */
export function GradeButtons({ reference, label, lead, value, onGrade }: GradeButtonsProps) {
  const { t } = useTranslation('chart');
  return (
    <span className={css['gradesNow']} role="group" aria-label={label}>
      {lead}
      {reference.data.techniques.tendernessGrades.map(({ grade, label: meaning }) => (
        <button
          key={grade}
          type="button"
          title={meaning}
          aria-label={t('again.graded', { grade, meaning })}
          aria-pressed={value === undefined ? undefined : grade === value}
          onClick={() => onGrade(grade)}
        >
          {grade}
        </button>
      ))}
    </span>
  );
}
