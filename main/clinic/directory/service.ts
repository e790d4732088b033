import type { DirectoryEntry, DirectoryFilter, Listing } from '../../../shared/contract/directory.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { weekdaysOf } from '../hours/service.ts';
import { Refusal } from '../refusal.ts';
import { list, requirePractitioner, rosterFrom } from '../staff/service.ts';
import { fits, offeredBy } from './rules.ts';
import * as store from './store.ts';

export { directoryPdf } from './directory.pdf.ts';

type Asked = Pick<Act, 'now' | 'clinic' | 'reference'>;

export async function find(db: Reader, filter: DirectoryFilter, act: Asked): Promise<DirectoryEntry[]> {
  const today = dateAt(act.now, act.clinic.zone);
  const members = await list(db);
  const roster = rosterFrom(members);
  const names = new Map(members.map(({ id, displayName }) => [id, displayName]));
  const listings = new Map((await store.findListed(db)).map((row) => [row.userId, row]));
  const listed = members.filter(({ id, treats, disabled }) => treats && !disabled && listings.has(id));
  const weekdays = await weekdaysOf(
    db,
    listed.map(({ id }) => id),
    today,
    act,
  );
  return listed
    .flatMap(({ id, displayName, title }): DirectoryEntry[] => {
      const row = listings.get(id);
      const { techniques, supervised } = offeredBy(act.reference, roster, id, filter.traditional, today);
      if (row === undefined || techniques.length === 0) return [];
      return [
        {
          ...{ id, name: displayName, title, techniques, weekdays: weekdays.get(id) ?? [] },
          supervised: supervised.map(({ id: technique, supervisorId }) => ({
            ...{ id: technique, by: names.get(supervisorId) ?? '' },
          })),
          languages: JSON.parse(row.languages) as string[],
          place: row.place === '' ? (act.clinic.addressLines.at(-1) ?? '') : row.place,
          ...{ acceptsNew: row.acceptsNew === 1, seesChildren: row.seesChildren === 1 },
        },
      ];
    })
    .filter((entry) => fits(entry, filter));
}

export async function file(
  db: Reader,
  filter: DirectoryFilter,
  act: Act,
): Promise<Outputs['directory']['file']> {
  const entries = await find(db, filter, act);
  const { name, addressLines, phone, email } = act.clinic;
  const content = {
    format: 'palpate-directory-1',
    clinic: { name, addressLines, phone, email },
    ...{ asOf: act.now, practice: filter.traditional ? 'traditional-acupuncture' : 'ims', entries },
  };
  return {
    file: new File([JSON.stringify(content, null, 2)], 'practitioners.json', { type: 'application/json' }),
    entries: entries.length,
  };
}

export async function own(db: Reader, _: unknown, act: Act): Promise<Listing> {
  const row = await store.findListing(db, act.who.userId);
  if (row === undefined)
    return { languages: [], place: '', acceptsNew: true, seesChildren: false, agreedAt: null, version: 0 };
  return {
    ...{ languages: JSON.parse(row.languages) as string[], place: row.place },
    ...{ acceptsNew: row.acceptsNew === 1, seesChildren: row.seesChildren === 1 },
    ...{ agreedAt: row.agreedAt, version: row.version },
  };
}

export async function saveOwn(
  tx: Tx,
  input: Inputs['directory']['saveOwn'],
  act: Act,
): Promise<Outputs['directory']['saveOwn']> {
  const { userId } = act.who;
  await requirePractitioner(tx, userId);
  const known = await own(tx, {}, act);
  if (known.version !== input.version)
    throw new Refusal('STALE_VERSION', { currentVersion: known.version, current: known });
  const agreedAt = input.listed ? (known.agreedAt ?? act.now) : null;
  const version = known.version + 1;
  await store.putListing(tx, {
    ...{ userId, languages: JSON.stringify([...new Set(input.languages)]), place: input.place },
    ...{ acceptsNew: input.acceptsNew ? 1 : 0, seesChildren: input.seesChildren ? 1 : 0 },
    ...{ agreedAt, version },
  });
  act.about({ entityId: userId, version });
  act.changed('staff', userId);
  return { version, agreedAt };
}
