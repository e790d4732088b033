import { neckContent } from '../../main/demo/cases/neck.ts';
import type { Api } from '../../shared/contract/index.ts';
import { resources } from '../support/clinic.ts';
import { floorPaper } from './floor-paper.ts';
import type { newFloorPort } from './floor-port.ts';
import type { FloorStore } from './floor-store.ts';
import type { Contest } from './rounds.ts';

interface CourseBench {
  api: Api;
  floor: FloorStore;
  port: ReturnType<typeof newFloorPort>;
  patientId: string;
  practitionerId: string;
  today: string;
  wanted: (name: string) => boolean;
  times: (count: number) => number;
}

/** A note saved as it is typed, and a long course on paper: `save` and `course`. */
export async function courseContests(bench: CourseBench): Promise<Contest[]> {
  const { api, floor, port, patientId, practitionerId, today, wanted, times } = bench;
  const contests: Contest[] = [];
  const [course] = await api.treatments.coursesOf({ patientId });
  if (course === undefined) throw new Error('the long record has a course');
  const { id, version } = await api.treatments.begin({
    ...{ patientId, practitionerId, courseId: course.id, appointmentId: null },
  });
  if (wanted('save')) {
    const content = neckContent({ date: today, pain: { before: '5', after: '3' }, grades: [3, 2] });
    const text = JSON.stringify(content);
    const update = floor.raw.prepare('UPDATE notes SET text = ? WHERE id = 1');
    let known = version;
    contests.push({
      what: 'save a note',
      growth: 1.3,
      repetitions: times(150),
      floor: (index) => port.ask(() => update.run(`${text}${index}`).changes),
      ours: async (index) => {
        const saved = await api.treatments.save({
          ...{ id, version: known, courseId: course.id },
          content: { ...content, narrative: `Typed ${index}` },
        });
        known = saved.version;
      },
      unit: 'ms',
      note: `${Math.round(text.length / 1024)} KiB; ours checks every rule and the consent, and writes an audit row`,
    });
  }
  if (wanted('course')) {
    const { file } = await api.documents.courseSummary({ courseId: course.id });
    const bytes = Buffer.from(await file.arrayBuffer()).toString('latin1');
    const pages = Math.max(1, bytes.match(/\/Type \/Page\b/g)?.length ?? 1);
    const lines = Array.from({ length: pages * 60 }, (_, index) => `Visit ${index}: dry needling, 5 to 3`);
    contests.push({
      what: 'course PDF, a long course',
      growth: 1.3,
      repetitions: times(30),
      floor: floorPaper(resources, lines, pages),
      ours: () => api.documents.courseSummary({ courseId: course.id }),
      unit: 'ms',
      note: `${pages} pages, ${course.sessionsSoFar} visits; ours with plots, tables, tags, PDF/A, audit row`,
    });
  }
  return contests;
}
