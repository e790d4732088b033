import type { Administration, AdministrationInput } from '../../../../shared/contract/administration.ts';
import type { GivenRow } from './administration.store.ts';

/** What a row of `administrations` keeps beside its own columns. */
export type AdministrationDetails = Pick<
  Administration,
  | 'containerType'
  | 'firstOpenedOn'
  | 'strengthValue'
  | 'strengthUnit'
  | 'volumePerPoint'
  | 'offLabel'
  | 'collectionId'
  | 'points'
  | 'sites'
  | 'route'
  | 'aspiration'
  | 'stock'
  | 'brought'
> &
  Pick<AdministrationInput, 'reasons' | 'idealKg' | 'frail' | 'prescribed'>;

export function administrationOf(row: GivenRow): Administration {
  const {
    reasons: _reasons,
    idealKg: _idealKg,
    frail: _frail,
    prescribed: _prescribed,
    ...details
  } = JSON.parse(row.details) as AdministrationDetails;
  return {
    ...details,
    id: row.id,
    syringeId: row.syringeId,
    sessionId: row.sessionId,
    blockId: row.blockId,
    consentId: row.consentId,
    substanceId: row.substanceId,
    substanceName: row.substanceName,
    disclosureClass: row.disclosureClass,
    productName: row.productName,
    lotNumber: row.lotNumber,
    expiryDate: row.expiryDate,
    totalVolume: row.totalVolume,
    doseMg: row.doseMg,
    givenAt: row.givenAt,
    givenBy: row.givenByName,
    reversedAt: row.reversedAt,
    reversalReason: row.reversalReason,
  };
}
