import type { AftercareSheet, AppliesTo, FollowUp } from '../contract/aftercare.ts';
import { isNeedleTechnique, type Reference } from './reference.ts';
import { isLungField } from './sites.ts';

/** What was done at a visit, as far as aftercare and follow-up ask. */
export interface Done {
  readonly blocks: readonly {
    readonly technique: string;
    readonly sites: readonly { readonly siteId: string }[];
  }[];
  /** Given and not entered wrongly. */
  readonly substances: readonly string[];
}

/** Whether something is about this visit. Needles and lung field must meet in one and the same block. */
export function isAbout(reference: Reference, wanted: AppliesTo, done: Done): boolean {
  const { all, techniques, delivers, needled, lungField, substances, groups } = wanted;
  if (all === true) return true;
  if (substances !== undefined && !done.substances.some((id) => substances.includes(id))) return false;
  if (
    groups !== undefined &&
    !done.substances.some((id) => groups.includes(reference.substances.get(id)?.group ?? ''))
  )
    return false;
  if (delivers !== undefined && done.substances.length === 0) return false;
  if (techniques === undefined && needled === undefined && lungField === undefined) return true;
  return done.blocks.some(
    ({ technique, sites }) =>
      (techniques === undefined || techniques.includes(technique)) &&
      (needled === undefined || isNeedleTechnique(reference, technique)) &&
      (lungField === undefined ||
        (isNeedleTechnique(reference, technique) &&
          sites.some(({ siteId }) => isLungField(reference, siteId)))),
  );
}

export function sheetsFor(reference: Reference, done: Done): AftercareSheet[] {
  return reference.data.aftercare.sheets.filter((sheet) => isAbout(reference, sheet.for, done));
}

export function followUpsFor(reference: Reference, done: Done): FollowUp[] {
  return reference.data.aftercare.followUps.filter(
    (one) =>
      isAbout(reference, one.for, done) &&
      !done.blocks.some(({ technique }) => one.unless?.includes(technique) === true),
  );
}
