import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CourseCount } from '../../shared/contract/series.ts';
import { q } from '../rpc.ts';

/** `3 of 6 done, 2 booked, 1 to book` */
export function useCourseWords(): (count: CourseCount) => string {
  const { t } = useTranslation('series');
  return (count) => t(count.ended ? 'countEnded' : 'countOf', { ...count });
}

/** How far a course of treatment has come; nothing where there is none. */
export function CourseProgress({ patientId, courseId }: { patientId: string; courseId: string | null }) {
  const words = useCourseWords();
  const courses = useQuery(
    q.series.courses.queryOptions({ input: { patientId }, enabled: courseId !== null }),
  );
  const count = courses.data?.find((one) => one.courseId === courseId);
  return count === undefined ? null : <>{words(count)}</>;
}
