import type { DirectoryEntry, DirectoryFilter } from '../../../shared/contract/directory.ts';
import { missingTypes, supervisorsOf, type Roster } from '../../../shared/rules/grants.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

type Offered = Pick<DirectoryEntry, 'techniques'> & { supervised: { id: string; supervisorId: string }[] };

/** What somebody may do today by their credentials, of IMS or of traditional acupuncture, never of both. */
export function offeredBy(
  reference: Reference,
  roster: Roster,
  userId: string,
  traditional: boolean,
  today: string,
): Offered {
  const techniques = reference.data.techniques.entries
    .filter(({ imsScope }) => (imsScope === 'not-ims') === traditional)
    .filter(({ id }) => missingTypes(reference, roster, userId, id, today).length === 0)
    .map(({ id, name }) => ({ id, name }));
  const supervised = techniques.flatMap(({ id }) =>
    supervisorsOf(reference, roster, userId, { techniqueId: id }, today).map((supervisorId) => ({
      id,
      supervisorId,
    })),
  );
  return { techniques, supervised };
}

export function fits(entry: DirectoryEntry, filter: DirectoryFilter): boolean {
  const { techniqueId, language, weekday } = filter;
  const place = fold(filter.place);
  return (
    (techniqueId === null || entry.techniques.some(({ id }) => id === techniqueId)) &&
    (place === '' || fold(entry.place).includes(place)) &&
    (language === null || entry.languages.includes(language)) &&
    (weekday === null || entry.weekdays.includes(weekday)) &&
    (!filter.acceptsNew || entry.acceptsNew) &&
    (!filter.seesChildren || entry.seesChildren)
  );
}
