import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import { add } from '../../../../shared/rules/decimal.ts';
import type { Reader } from '../../../db/schema.ts';
import { findGivenInCourse } from '../injection/administration.store.ts';
import type { CourseView } from './course.pdf.ts';
import { findContents } from '../store.ts';

/** What was given in a course, substance by substance, and how many needles were used. */
export async function totalsOfCourse(
  db: Reader,
  courseId: string,
): Promise<Pick<CourseView, 'given' | 'needles'>> {
  const rows = await findGivenInCourse(db, courseId);
  const groups = Map.groupBy(rows, ({ substanceId, disclosureClass }) => `${substanceId} ${disclosureClass}`);
  const given = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const doses = group.flatMap(({ doseMg }) => doseMg ?? []);
    return [
      {
        name: first.substanceName,
        disclosureClass: first.disclosureClass,
        visits: new Set(group.map(({ sessionId }) => sessionId)).size,
        volumeMl: add(...group.map(({ totalVolume }) => totalVolume)),
        doseMg: doses.length === group.length ? add(...doses) : null,
        lots: [...new Set(group.map(({ lotNumber }) => lotNumber))],
      },
    ];
  });
  const blocks = (await findContents(db, courseId)).flatMap(
    (content) => (JSON.parse(content) as SessionContent).blocks,
  );
  const counted = (key: string) =>
    blocks.reduce(
      (sum, { values }) => sum + (/^\d{1,3}$/.test(String(values[key])) ? Number(values[key]) : 0),
      0,
    );
  return {
    given,
    needles: {
      used: counted('needlesIn'),
      out: counted('needlesOut'),
      left: blocks.reduce((sum, { retained = [] }) => sum + retained.length, 0),
    },
  };
}
