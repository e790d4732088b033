import type { DirectoryEntry } from '../../../shared/contract/directory.ts';
import { listPdf } from '../../paper/list.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { en, type DirectoryWords } from './directory.words.ts';

/** The directory on paper, to be laid out at the desk: by name, without any order of merit. */
export function directoryPdf(
  stationery: Stationery,
  { entries, traditional }: { readonly entries: readonly DirectoryEntry[]; readonly traditional: boolean },
  print: { readonly documentId: string; readonly drawnAt: string },
  words: DirectoryWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = words;
  const languages = new Intl.DisplayNames('en', { type: 'language' });
  return listPdf(
    stationery,
    print,
    {
      title: traditional ? words.titleTraditional : words.title,
      none: words.none,
      made: (moment) =>
        [words.made(moment, entries.length), traditional ? words.traditionalNote : '']
          .filter((text) => text !== '')
          .join(' '),
    },
    [
      { header: columns.name, share: 4 },
      { header: columns.techniques, share: 7 },
      { header: columns.languages, share: 3 },
      { header: columns.days, share: 2 },
      { header: columns.place, share: 3 },
      { header: columns.takes, share: 3 },
    ],
    () =>
      entries.map((entry) => ({
        cells: [
          [{ text: entry.name, face: 'semibold' }, { text: entry.title === '' ? '' : `\n${entry.title}` }],
          entry.techniques
            .map(({ id, name }) => {
              const by = entry.supervised.find((one) => one.id === id);
              return by === undefined ? name : `${name} (${words.supervised(by.by)})`;
            })
            .join('; '),
          entry.languages.map((tag) => languages.of(tag) ?? tag).join(', '),
          entry.weekdays.map((day) => words.days[day - 1]).join(', '),
          entry.place,
          [
            entry.acceptsNew ? words.newPatients : words.noNewPatients,
            ...(entry.seesChildren ? [words.children] : []),
          ].join(', '),
        ],
      })),
  );
}
