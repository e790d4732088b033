import { v7 as newId } from 'uuid';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Db } from '../../db/schema.ts';
import { absencesPdf, type AbsencesView, list, offers } from '../absences/service.ts';
import type { Act } from '../act.ts';
import { overview, stationeryOf } from '../practice/service.ts';
import { list as members } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** For how many visits times are looked for: what one person calls in a day, so that the paper is there at once. */
const searched = 40;
const atOnce = 20;

/** The list of patients to call on paper, with times that were free when it was drawn. */
export async function absenceList(
  db: Db,
  { closureId }: Inputs['documents']['absenceList'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { closure, visits } = await list(db, { closureId }, act);
  const { rooms, devices, appointmentTypes } = await overview(db);
  const people = new Map((await members(db)).map(({ id, displayName }) => [id, displayName]));
  const nameOf = (id: string) => people.get(id) ?? '';
  const open = visits.filter(({ state }) => state === 'to-call' || state === 'called').slice(0, searched);
  const found = new Map<string, Awaited<ReturnType<typeof offers>>[number]['openings']>();
  for (let from = 0; from < open.length; from += atOnce) {
    const appointmentIds = open.slice(from, from + atOnce).map(({ appointmentId }) => appointmentId);
    for (const one of await offers(db, { closureId, appointmentIds }, act))
      found.set(one.appointmentId, one.openings);
  }
  const view: AbsencesView = {
    kind: closure.kind,
    what:
      closure.kind === 'leave'
        ? nameOf(closure.resourceId ?? '')
        : ([...rooms, ...devices].find(({ id }) => id === closure.resourceId)?.name ?? ''),
    label: closure.label,
    ...{ from: closure.from, to: closure.to, withdrawn: closure.withdrawn },
    visits: visits.map(({ appointmentId, patient, phones, was, now, state, typeId, calls }) => {
      const offer = ({ startsAt, practitionerId }: { startsAt: string; practitionerId: string }) => ({
        startsAt,
        practitioner: practitionerId === was.practitionerId ? null : nameOf(practitionerId),
      });
      return {
        patient: { name: patient.name, birthDate: patient.birthDate, number: patient.number },
        ...{ phones, state, startsAt: was.startsAt, endsAt: was.endsAt },
        type: appointmentTypes.find(({ id }) => id === typeId)?.name ?? '',
        practitioner: closure.kind === 'leave' ? null : nameOf(was.practitionerId),
        movedTo: state === 'moved' ? offer(now) : null,
        calls: calls.map(({ at, note }) => ({ at, note })),
        offers: found.get(appointmentId)?.map(offer) ?? null,
      };
    }),
  };
  const bytes = await absencesPdf(stationeryOf(act.clinic, resources), view, {
    ...{ documentId: newId(), drawnAt: act.now },
  });
  return rendered(bytes, 'Patients to call', 'report', `patients-to-call-${closure.from.date}`);
}
