import type { OwnEntry } from '../../../shared/contract/substances.ts';
import { ownEntry } from '../../../shared/contract/substances.ts';

/** What is typed: one thing a line where an entry holds a list; a class that nobody chose is none. */
export type OwnForm = Omit<OwnEntry, Listed | 'disclosureClass' | 'licence'> &
  Record<Listed, string> & { disclosureClass: string | null; licence: string | null };

const listed = ['strengths', 'commonEffects', 'seriousEffects', 'allergens', 'components'] as const;
type Listed = (typeof listed)[number];

export const blankForm: OwnForm = {
  ...{ name: '', product: '', disclosureClass: null, legalClass: {}, origin: [], group: '', routes: [] },
  ...{ purpose: '', strengths: '', commonEffects: '', seriousEffects: '', allergens: '', components: '' },
  ...{ contraFlags: [], licence: null, source: '', reviewOn: '' },
};

export function formFrom(entry: OwnEntry): OwnForm {
  const { strengths, commonEffects, seriousEffects, allergens, components, ...rest } = entry;
  const lines = (all: readonly string[]) => all.join('\n');
  return {
    ...rest,
    strengths: lines(strengths),
    commonEffects: lines(commonEffects),
    seriousEffects: lines(seriousEffects),
    allergens: lines(allergens),
    components: lines(components),
  };
}

/** The entry that would be written, or the fields that are still missing or not right. */
export function entryFrom(form: OwnForm): { entry: OwnEntry } | { wrong: ReadonlySet<string> } {
  const lists = Object.fromEntries(
    listed.map((field) => [
      field,
      form[field].split('\n').flatMap((text) => (text.trim() === '' ? [] : [text.trim()])),
    ]),
  );
  const read = ownEntry.safeParse({ ...form, ...lists });
  return read.success
    ? { entry: read.data }
    : { wrong: new Set(read.error.issues.map(({ path }) => String(path[0]))) };
}
