import { heelPlan } from '../../main/demo/cases/heel.ts';
import type { Api } from '../../shared/contract/index.ts';
import { decideAll } from '../clinic/consent-cases.ts';
import { fileOf, png } from '../support/scans.ts';

/** A form that is printed, signed by hand and scanned; a picture that is kept, and marked as an error. */
export async function signOnPaper(
  api: Api,
  { patientId, practitionerId }: { patientId: string; practitionerId: string },
  mark: string,
): Promise<void> {
  const draft = await api.consents.prepare({
    ...{ identity: ['name', 'birth-date'], patientId, practitionerId },
    ...{ appointmentId: null, plan: heelPlan },
  });
  const { id, version, contentHash, document } = await decideAll(api, draft);
  const { code, printedAt } = await api.documents.printToSign({ id, version, contentHash });
  const printed = await api.consents.open({ id });
  const shade = mark.charCodeAt(0);
  await api.consents.attachPaper({
    ...{ id, version: printed.version, contentHash, code, signedOn: printedAt.slice(0, 10) },
    files: [fileOf(png(60, 80, shade), 'page.png')],
    compared: ['patient', 'code', 'signatures', 'decisions'],
    signers: document.signers.map(({ role, name }) => ({ role, name, typedName: name })),
  });
  const kept = await api.attachments.add({
    ...{ patientId, subject: 'patient', subjectId: patientId },
    file: fileOf(png(40, 30, shade), 'letter.png'),
  });
  await api.attachments.markInError({ id: kept.id, reason: 'Letter of somebody else' });
}
