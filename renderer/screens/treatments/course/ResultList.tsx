import type { MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { MeasureWords } from './measure-words.ts';
import css from './course.module.css';

interface ResultListProps {
  changes: readonly MeasuredChange[];
  words: MeasureWords;
}

/** `Pain (NPRS) Knee, left: 9 → 2 (−7): much better: above meaningful change` */
export function ResultList({ changes, words }: ResultListProps) {
  return (
    <ul className={css['results']}>
      {changes.map((change) => (
        <li key={`${change.measure}${change.item}`}>
          {[words.name(change.measure), words.item(change)].filter(Boolean).join(' · ')}:{' '}
          {words.change(change)}
        </li>
      ))}
    </ul>
  );
}
