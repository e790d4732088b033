import type { RequiredSigner } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord, ConsentSignature } from '../../../shared/contract/consents.ts';

/** The signature of somebody whom the document names, if it is there. */
export function signatureOf(
  { signatures }: ConsentRecord,
  { role, name }: RequiredSigner,
): ConsentSignature | undefined {
  return signatures.find((one) => one.role === role && one.name === name);
}

/** Who of those that the document names has not signed, in the order in which they sign. */
export function missingSigners(record: ConsentRecord): RequiredSigner[] {
  return record.document.signers.filter((one) => signatureOf(record, one) === undefined);
}
