import { lidocaine } from '../../main/demo/cases/heel.ts';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { OwnEntry } from '../../shared/contract/substances.ts';
import { firstDay } from './case-clinic.ts';

/** A natural product that no catalogue ships. */
export const hop: OwnEntry = {
  name: 'Hop extract',
  product: 'Lupulin Injekt',
  disclosureClass: 'biological-substance',
  legalClass: { ZA: 'complementary-medicine' },
  origin: ['plant'],
  group: 'botanical',
  routes: ['subcutaneous', 'intramuscular'],
  purpose: 'given for muscle pain',
  strengths: ['2 mL ampoule'],
  commonEffects: ['soreness at the point'],
  seriousEffects: ['severe allergic reaction'],
  allergens: ['hop', 'benzyl alcohol'],
  components: ['Humulus lupulus'],
  contraFlags: ['pregnancy'],
  licence: 'off-label',
  source: 'Package leaflet of Lupulin Injekt, March 2026',
  reviewOn: '2027-11-23',
};

export const ground = {
  legalBasis: 'Registered as a complementary medicine, category D',
  approvedBy: 'Dr Henrik Sørensen',
  approvedOn: firstDay,
};

/** Entered, and approved unless it is said otherwise. */
export async function enter(api: Api, change: Partial<OwnEntry> = {}, approved = true): Promise<string> {
  const { substanceId, version } = await api.substances.enterOwn({
    ...{ substanceId: null, version: 0, entry: { ...hop, ...change } },
  });
  if (approved) await api.substances.approveOwn({ substanceId, version, ...ground });
  return substanceId;
}

/** One ampoule of it at the heel, as typed into the dialog of an injection. */
export function syringeOf(...substanceIds: readonly string[]): AdministrationInput {
  const { parts, ...rest } = lidocaine(firstDay);
  return {
    ...rest,
    parts: substanceIds.flatMap((substanceId) =>
      parts.map((part) => ({
        ...part,
        ...(substanceId !== part.substanceId && {
          ...{
            substanceId,
            productName: hop.product,
            lotNumber: 'HOP-1',
            strengthUnit: 'mg/mL',
            offLabel: true,
          },
        }),
      })),
    ),
  };
}
