import type { TreatmentSession } from '../../../shared/contract/treatments.ts';
import { sheetsFor } from '../../../shared/rules/aftercare.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { settings } from '../events/service.ts';
import { patientHeader } from '../patients/service.ts';
import type { AftercareView } from './aftercare.pdf.ts';

export { aftercarePdf, emergencyCardPdf } from './aftercare.pdf.ts';

/** What a visit leaves to be told, from what was done at it; what was entered wrongly was not done. */
export async function aftercareView(
  db: Reader,
  session: TreatmentSession,
  { reference }: Act,
): Promise<AftercareView> {
  const given = session.administrations.filter(({ reversedAt }) => reversedAt === null);
  const { blocks } = session.content;
  const done = { blocks, substances: given.map(({ substanceId }) => substanceId) };
  return {
    patient: await patientHeader(db, session.patientId),
    ...{ startedAt: session.startedAt, practitioner: session.practitionerName },
    isDraft: session.signedAt === null,
    techniques: [
      ...new Set(blocks.map(({ technique }) => reference.techniques.get(technique)?.name ?? technique)),
    ],
    sheets: sheetsFor(reference, done),
    given: given.map(
      ({ productName, substanceName, disclosureClass, totalVolume, lotNumber, expiryDate }) => ({
        ...{ product: productName, substance: substanceName, volume: totalVolume },
        ...{ lot: lotNumber, expiryDate, class: disclosureClass },
      }),
    ),
    outOfHours: (await settings(db)).outOfHours.trim(),
  };
}
