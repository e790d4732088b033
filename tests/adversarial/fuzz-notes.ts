import type { CasePeople } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { giveCredentials, type CaseClinic } from '../clinic/case-clinic.ts';
import { reference } from '../support/clinic.ts';
import { lackingDraft, supervisedNote } from './day-of-notes.ts';

type Examples = Record<string, readonly (() => unknown)[]>;

/** Inputs that notes, grants, text blocks and the directory take at the moment at which they are sent. */
export async function noteExamples(
  clinic: CaseClinic,
  both: Api,
  people: CasePeople,
  { self, patient }: { self: string; patient: string },
): Promise<Examples> {
  const raw = clinic.host.clinic?.store.raw;
  const one = (sql: string) => raw?.prepare(sql).get() as Record<string, unknown> | undefined;
  const note = await supervisedNote(clinic, people, self, { date: '2026-11-23', time: '15:30' });
  const types = reference.data.techniques.credentialTypes.map(({ id }) => id);
  await giveCredentials(
    both,
    self,
    types.filter((type) => type !== 'needling'),
  );
  const lacking = await lackingDraft(both, self, patient);
  const reason = 'Nobody else was in the house';
  await both.treatments.overrideGrants({ id: lacking, reason });
  await giveCredentials(both, self, types);
  const colleague = clinic.ids['aiko'] ?? '';
  const draftOf = (who: string) => {
    const draft = one(
      `SELECT s.id, s.version FROM treatmentSessions s WHERE s.kind = 'phone' AND s.practitionerId = '${who}'
         AND NOT EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = s.id) ORDER BY s.id DESC`,
    );
    return { ...draft, reason };
  };
  const filter = {
    ...{ traditional: false, techniqueId: 'dry-needling', place: '', language: null, weekday: null },
    ...{ acceptsNew: true, seesChildren: false },
  };
  let codes = 0;
  const phrase = () => one('SELECT id, version FROM phrases WHERE retiredAt IS NULL ORDER BY id DESC');
  const listing = () =>
    one(`SELECT version FROM practitionerListings WHERE userId = '${self}'`)?.['version'] ?? 0;
  await both.treatments.beginCall({ patientId: patient, practitionerId: colleague });
  await both.treatments.beginCall({ patientId: patient, practitionerId: self });
  return {
    'treatments.beginCall': [() => ({ patientId: patient, practitionerId: colleague })],
    'treatments.takeOver': [() => draftOf(colleague)],
    'treatments.closeDraft': [() => draftOf(self)],
    'treatments.cosign': [() => ({ id: note, statement: 'Seen and agreed' })],
    'treatments.overrideGrants': [() => ({ id: lacking, reason })],
    'treatments.awaitingCosign': [() => undefined],
    'treatments.supervisorsFor': [() => ({ id: note, fromId: self })],
    'treatments.nameSupervisor': [
      () => ({ id: note, fromId: self, toId: clinic.ids['henrik'], reason: 'Away until spring' }),
    ],
    'treatments.openDrafts': [() => undefined],
    'treatments.toCosign': [() => undefined],
    'staff.overrides': [() => undefined],
    'staff.reviewOverride': [
      () => ({
        ...{ id: one('SELECT id FROM credentialOverrides ORDER BY id DESC')?.['id'], words: 'Seen' },
        outcome: 'justified',
      }),
    ],
    'phrases.save': [
      () => ({ id: null, version: 0, code: `code-${codes++}`, text: 'On the side.', own: true }),
    ],
    'phrases.retire': [phrase],
    'spelling.dictionary': [() => ({ name: 'en-gb' })],
    'spelling.choose': [() => ({ checks: true })],
    'spelling.learn': [() => ({ word: 'Bosphorus' })],
    'spelling.forget': [() => ({ word: 'Bosphorus' })],
    'directory.find': [() => filter],
    'directory.file': [() => filter],
    'documents.directory': [() => filter],
    'directory.saveOwn': [
      () => ({
        ...{ languages: ['en'], place: '', acceptsNew: true, seesChildren: false, listed: true },
        version: listing(),
      }),
    ],
  };
}
