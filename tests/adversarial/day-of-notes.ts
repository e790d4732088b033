import type { CasePeople } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { giveCredentials, type CaseClinic } from '../clinic/case-clinic.ts';
import { credit } from '../clinic/supervision.ts';
import { reference } from '../support/clinic.ts';
import { leaveNeedlesIn } from './day-of-needles.ts';

const every = reference.data.techniques.credentialTypes.map(({ id }) => id);

/** Whoever asks supervises Aiko, who has treated, signed and now waits; answers with her note. */
export async function supervisedNote(
  clinic: CaseClinic,
  people: CasePeople,
  self: string,
  at: { date: string; time: string },
): Promise<string> {
  await credit(clinic, 'aiko', (type) => ({ supervisedBy: type === 'needling' ? self : null }));
  const aiko = { id: clinic.ids['aiko'] ?? '', name: 'Aiko Tanaka' };
  const { sessionId } = await leaveNeedlesIn(
    await clinic.as('aiko'),
    { ...people, practitioner: aiko },
    clinic.clock,
    { ...at, count: 1 },
  );
  return sessionId;
}

/** A draft in which somebody is about to do what they no longer may. */
export async function lackingDraft(api: Api, self: string, patientId: string): Promise<string> {
  const draft = await api.treatments.begin({
    ...{ patientId, appointmentId: null, courseId: null, practitionerId: self },
    late: { date: '2026-11-20', time: '09:00', reason: 'The power was out' },
  });
  const block = { id: 'b1', technique: 'dry-needling', values: {}, sites: [] };
  await api.treatments.save({
    ...{ id: draft.id, version: draft.version, courseId: null },
    content: { ...draft.content, blocks: [block] },
  });
  return draft.id;
}

/** Calls, drafts that change hands or are closed, a note that is co-signed, an act against a grant, texts and the directory. */
export async function writeNotes(
  api: Api,
  clinic: CaseClinic,
  people: CasePeople,
  { patientId, self, mark }: { patientId: string; self: string; mark: string },
  at: { date: string; time: string },
): Promise<void> {
  const aiko = await clinic.as('aiko');
  const aikoId = clinic.ids['aiko'] ?? '';
  const call = await aiko.treatments.beginCall({ patientId, practitionerId: aikoId });
  const { version } = await api.treatments.takeOver({ id: call.id, version: 1, reason: 'Aiko is away' });
  await api.treatments.closeDraft({ id: call.id, version, reason: 'Nobody had called' });
  await api.treatments.beginCall({ patientId, practitionerId: self });
  const note = await supervisedNote(clinic, people, self, at);
  const henrik = clinic.ids['henrik'] ?? '';
  const passing = { id: note, reason: 'Away until spring' };
  await api.treatments.nameSupervisor({ ...passing, fromId: self, toId: henrik });
  await api.treatments.nameSupervisor({ ...passing, fromId: henrik, toId: self });
  await api.treatments.cosign({ id: note, statement: 'Seen and agreed' });
  await giveCredentials(
    api,
    self,
    every.filter((type) => type !== 'needling'),
  );
  const lacking = await lackingDraft(api, self, patientId);
  await api.treatments.overrideGrants({ id: lacking, reason: 'Nobody else was in the house' });
  await giveCredentials(api, self, every);
  const [override] = await api.staff.overrides();
  await api.staff.reviewOverride({ id: override?.id ?? '', outcome: 'justified', words: 'Seen' });
  const text = { code: `code-${mark}`, text: 'Needled lying on the side.', own: true };
  const phrase = await api.phrases.save({ id: null, version: 0, ...text });
  await api.phrases.retire({ id: phrase.id, version: phrase.version });
  await api.spelling.learn({ word: 'Bosphorus' });
  await api.spelling.forget({ word: 'Bosphorus' });
  await api.spelling.choose({ checks: true });
  const { agreedAt: _, ...own } = await api.directory.own();
  await api.directory.saveOwn({ ...own, languages: ['en'], listed: true });
}
