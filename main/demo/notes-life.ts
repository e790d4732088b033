import type { DemoDesk } from './founding.ts';

/** What each practitioner says of themselves in the directory; the last one has not agreed to be listed. */
const entries = [
  { languages: ['en', 'nl', 'af'], place: '', acceptsNew: true, seesChildren: false },
  { languages: ['en', 'ja'], place: '', acceptsNew: true, seesChildren: true },
] as const;

const phrases = [
  {
    code: 'side',
    own: false,
    text: 'Needled with the patient lying on the side, pillow between the knees.',
  },
  {
    code: 'lung',
    own: false,
    text: 'Told to call at once for breathlessness, chest pain or cough in the next two days.',
  },
  { code: 'rest', own: true, text: 'No sport today; warm shower in the evening; drink enough.' },
] as const;

/** Text blocks, the directory, and a call that somebody took: signed by one, begun by another. */
export async function writeNotes({ practitioners, reception }: DemoDesk): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    const seat = practitioners[index];
    await seat?.api.directory.saveOwn({
      ...{ ...entry, languages: [...entry.languages] },
      ...{ listed: true, version: 0 },
    });
  }
  const [first, second] = practitioners;
  if (first === undefined) return;
  for (const phrase of phrases) await first.api.phrases.save({ id: null, version: 0, ...phrase });
  const [caller, other = caller] = await reception.patients.search({ text: 'a', limit: 2 });
  if (caller === undefined) return;
  const { id } = await first.api.treatments.beginCall({
    ...{ patientId: caller.id, practitionerId: first.id },
  });
  const { session } = await first.api.treatments.open({ id });
  const saved = await first.api.treatments.save({
    ...{ id, version: session.version, courseId: null },
    content: {
      ...session.content,
      phone: {
        caller: 'The patient',
        about: 'Sore shoulder since the treatment of the day before, no breathlessness, no fever.',
        advice: 'Usual after needling. Warmth, no sport today. To call again if it is worse tomorrow.',
      },
    },
  });
  await first.api.treatments.sign({ id, version: saved.version });
  if (second !== undefined && other !== undefined)
    await second.api.treatments.beginCall({ patientId: other.id, practitionerId: second.id });
}
