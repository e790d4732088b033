import type { InjectionFilter } from '../../../shared/contract/injection.ts';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { OwnVersion } from '../../../shared/contract/substances.ts';
import type { Lot, Opened, Product, Recipe } from '../../../shared/contract/stock.ts';

/** What is being done in a dialog over the stock. */
export type Task =
  | { kind: 'receive'; productId: string | null }
  | { kind: 'product'; product: Product | null }
  | { kind: 'count' | 'waste'; product: Product; lot: Lot; vial: Opened | null }
  | { kind: 'discard'; lot: Lot; vial: Opened }
  | { kind: 'freeze' | 'release'; lot: Lot }
  | { kind: 'history'; product: Product; lot: Lot; vialId: string | null }
  | { kind: 'print' }
  | { kind: 'print-injections'; filter: InjectionFilter }
  | { kind: 'lower' | 'review' | 'approve-own' | 'block-own'; substance: Substance }
  | {
      kind: 'own';
      substanceId: string | null;
      newest: OwnVersion | null;
      named: boolean;
      begun: 'drug' | 'biological-substance' | null;
    }
  | { kind: 'unlower'; approvalId: string }
  | { kind: 'recipe'; recipe: Recipe | null };
