import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rendered } from '../../shared/contract/documents.ts';
import type { CasePapers, DemoClinic } from './build.ts';

/** Prints every document of the three cases, the papers of the desk and the recovery kit; answers the names of the files. */
export async function printPapers(
  clinic: DemoClinic,
  folder: string,
  tell: (done: number, of: number) => void,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const jobs = [
    { name: 'recovery-kit', draw: async () => clinic.desk.kit },
    ...Object.entries(clinic.cases).flatMap(([name, papers]) => papersOf(clinic, name, papers)),
    ...(await ofTheDesk(clinic)),
  ];
  const files: string[] = [];
  for (const { name, draw } of jobs) {
    const file = `${name}.pdf`;
    writeFileSync(join(folder, file), new Uint8Array(await (await draw()).arrayBuffer()));
    files.push(file);
    tell(files.length, jobs.length);
  }
  return files;
}

async function ofTheDesk({ desk, days }: DemoClinic) {
  const { appointments, documents } = desk.reception;
  const coming = (await appointments.day({ date: days.today })).appointments;
  const patientIds = [...new Set(coming.map(({ patient }) => patient.id))];
  const [practitioner] = desk.practitioners;
  return [
    ...Object.entries(days).map(([which, date]) => ({
      name: `day-sheet-${which === 'today' ? 'today' : 'of-the-heel-case'}`,
      draw: () => fileOf(documents.daySheet({ date, practitionerId: null })),
    })),
    ...(practitioner === undefined
      ? []
      : [
          {
            name: 'week-sheet',
            draw: () => fileOf(documents.weekSheet({ date: days.today, practitionerId: practitioner.id })),
          },
        ]),
    ...patientIds.slice(-1).map((patientId) => ({
      name: 'appointment-slip',
      draw: () => fileOf(documents.appointmentSlip({ patientId, size: 'sheet' })),
    })),
    ...(patientIds.length === 0 ? [] : (['address', 'file'] as const)).map((what) => ({
      name: `labels-${what}`,
      draw: () =>
        fileOf(documents.labels({ formatId: 'avery-l7160', what, patientIds, start: 1, copies: 1 })),
    })),
  ];
}

function papersOf(
  { desk }: DemoClinic,
  name: string,
  { sessionIds, consentId, courseId, letterId }: CasePapers,
) {
  const { documents } = desk.practitioners[0]?.api ?? desk.owner;
  return [
    { name: `${name}-consent`, draw: () => fileOf(documents.consent({ id: consentId })) },
    ...sessionIds.map((id, index) => ({
      name: `${name}-treatment-${String(index + 1).padStart(2, '0')}`,
      draw: () => fileOf(documents.treatmentSummary({ id })),
    })),
    { name: `${name}-course`, draw: () => fileOf(documents.courseSummary({ courseId })) },
    ...(letterId === null
      ? []
      : [{ name: `${name}-letter`, draw: () => fileOf(documents.fromArchive({ id: letterId })) }]),
  ];
}

async function fileOf(rendered: Promise<Rendered>): Promise<File> {
  return (await rendered).file;
}
