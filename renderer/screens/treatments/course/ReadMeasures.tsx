import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitMeasure } from '../../../../shared/contract/course-record.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { regionNames } from '../../../parts/places.ts';
import { useMeasureWords } from './measure-words.ts';
import css from '../note/read.module.css';

interface ReadMeasuresProps {
  measured: readonly VisitMeasure[];
  reference: Reference;
}

/** What was measured at the visit, as written in its note. */
export function ReadMeasures({ measured, reference }: ReadMeasuresProps) {
  const { t } = useTranslation('courses');
  const words = useMeasureWords(useMemo(() => regionNames(reference.data), [reference]));
  const told = measured.filter(({ value }) => value !== '');
  if (told.length === 0) return null;
  return (
    <dl className={css['facts']}>
      {told.map((one) => (
        <div key={`${one.measure}:${one.item}:${one.moment}`}>
          <dt>
            {[words.name(one.measure), words.item(one), t(`measure.moments.${one.moment}`)]
              .filter(Boolean)
              .join(' · ')}
          </dt>
          <dd>
            {[words.value(one.measure, one.value), one.details.dose, one.details.version]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
