import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { decimalText, id, instant, line, plainDate, referenceId, version } from './values.ts';

/** Millilitres as decimal text, to the microlitre: 0.001 to 100000. */
const millilitres = decimalText;

export const productInput = z.object({
  name: line(120, 1),
  maker: line(120),
  substanceId: referenceId,
  strengthValue: decimalText,
  /** UCUM or product unit, from the reference field `strengthUnit`. */
  strengthUnit: line(40, 1),
  containerType: referenceId,
  /** mL in one container. */
  containerMl: millilitres,
  /** 8 to 14 digits from the package, with a right check digit; empty where it has none. */
  gtin: z.string().regex(/^(\d{8}|\d{12,14})?$/),
  /** Days that an opened container may be used, 28 at most or the maker's shorter figure. Source: mdv28. */
  openDays: z.int().min(1).max(28),
  /** Containers below which the product is listed as low; 0 never. */
  lowAt: z.int().min(0).max(10_000),
});
export type ProductInput = z.infer<typeof productInput>;

export const opened = z.object({
  id,
  lotId: id,
  openedAt: instant,
  openedBy: z.string(),
  discardAt: instant,
  /** mL left in it. */
  leftMl: millilitres,
  closedAt: instant.nullable(),
  closedWhy: z.string().nullable(),
  version,
});

export type Opened = z.infer<typeof opened>;

export const lot = z.object({
  id,
  productId: id,
  lotNumber: z.string(),
  expiryDate: plainDate,
  receivedOn: plainDate,
  /** Who brought it; it is given to nobody else. */
  patientId: id.nullable(),
  patientName: z.string().nullable(),
  frozen: z.object({ why: z.string(), by: z.string(), at: instant }).nullable(),
  /** mL in sealed containers. */
  sealedMl: millilitres,
  sealedContainers: z.int(),
  vials: z.array(opened),
  state: z.enum(['usable', 'expired', 'frozen', 'empty']),
  version,
});
export type Lot = z.infer<typeof lot>;

export const product = productInput.extend({
  id,
  substanceName: z.string(),
  /** Sealed containers of all lots that may be used. */
  usableContainers: z.int(),
  /** mL in them and in opened vials that may still be used. */
  usableMl: millilitres,
  isLow: z.boolean(),
  /** The first day on which a usable lot expires; null without one. */
  nextExpiry: plainDate.nullable(),
  lots: z.array(lot),
  retired: z.boolean(),
  version,
});
export type Product = z.infer<typeof product>;

export const movement = z.object({
  id,
  kind: z.enum(['receive', 'open', 'give', 'reverse', 'waste', 'adjust']),
  ml: decimalText,
  vialId: id.nullable(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  /** Who received it; null for what went to nobody. */
  patient: z.object({ id, name: z.string(), number: z.string(), sessionId: id }).nullable(),
});
export type Movement = z.infer<typeof movement>;

export const recipeInput = z.object({
  name: line(120, 1),
  /** mL of each product in one syringe. */
  parts: z
    .array(z.object({ productId: id, ml: millilitres }))
    .min(1)
    .max(6),
  /** Only for whoever wrote it. */
  own: z.boolean(),
});
export const recipe = recipeInput.extend({
  id,
  /** What one syringe holds; mg is null where the strength is not a mass. */
  contents: z.array(z.object({ substanceId: referenceId, ml: millilitres, mg: decimalText.nullable() })),
  totalMl: millilitres,
  version,
});
export type Recipe = z.infer<typeof recipe>;

/** As a keyboard scanner types it: printable ASCII, and the sign (FNC1) that ends a value of variable length. */
const packageText = z
  .string()
  .max(200)
  .regex(/^[\u001D\x20-\x7E]*$/);

const known = z.object({ id, version });
const saved = z.object({ id, version });
const why = line(300, 3);

/** What lies in the cupboard, lot by lot and vial by vial. Every millilitre that comes or goes is a row that stays. */
export const stock = {
  /** `emptied` brings lots of which nothing is left, too; without it they leave the list after 30 days. */
  products: query('stock.read')
    .input(z.object({ retired: z.boolean().default(false), emptied: z.boolean().default(false) }))
    .output(z.array(product)),
  saveProduct: command('stock.write')
    .input(z.object({ id: id.nullable(), version: z.int().min(0), product: productInput }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'STOCK_REFUSED')),
  retireProduct: command('stock.write').input(known).output(saved).errors(mayRefuse('STALE_VERSION')),
  receive: command('stock.write')
    .input(
      z.object({
        productId: id,
        lotNumber: line(60, 1),
        expiryDate: plainDate,
        containers: z.int().min(1).max(100_000),
        patientId: id.nullable(),
      }),
    )
    .output(saved)
    .errors(mayRefuse('STOCK_REFUSED')),
  /** Takes one container out of the sealed ones and starts its time. */
  openVial: command('stock.write')
    .input(z.object({ lotId: id }))
    .output(saved)
    .errors(mayRefuse('STOCK_REFUSED')),
  /** The vial is finished or thrown away; what is left in it goes as waste. */
  discardVial: command('stock.write')
    .input(known.extend({ reason: why }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  waste: command('stock.write')
    .input(z.object({ lotId: id, vialId: id.nullable(), ml: millilitres, reason: why }))
    .output(z.object({ leftMl: millilitres }))
    .errors(mayRefuse('STOCK_REFUSED')),
  /** What was counted instead of what the book says; the difference is kept with its reason. */
  adjust: command('stock.write')
    .input(z.object({ lotId: id, vialId: id.nullable(), countedMl: millilitres, reason: why }))
    .output(z.object({ leftMl: millilitres }))
    .errors(mayRefuse('STOCK_REFUSED')),
  /** Nothing of a frozen lot is given, whatever program asks. */
  freeze: command('stock.write')
    .input(known.extend({ reason: why }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  release: command('stock.write')
    .input(known.extend({ reason: why }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** Everything that came into a lot and went out of it, with who received it. */
  history: auditedQuery('notes.read')
    .input(z.object({ lotId: id }))
    .output(z.array(movement)),
  /** The product and lot that the code of a package names, as a keyboard scanner types it. */
  scan: query('stock.read')
    .input(z.object({ code: packageText }))
    .output(
      z.object({
        productId: id.nullable(),
        lotId: id.nullable(),
        gtin: z.string().nullable(),
        lotNumber: z.string().nullable(),
        expiryDate: plainDate.nullable(),
      }),
    )
    .errors(mayRefuse('STOCK_REFUSED')),
  recipes: query('stock.read').output(z.array(recipe)),
  saveRecipe: command('stock.write')
    .input(z.object({ id: id.nullable(), version: z.int().min(0), recipe: recipeInput }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'STOCK_REFUSED')),
  retireRecipe: command('stock.write').input(known).output(saved).errors(mayRefuse('STALE_VERSION')),
};
