import type { Host } from '../../main/clinic/upkeep/host.ts';

/** Stay as small as the clinic is: its people, rooms, wordings, products and settings. Every other table grows with the visits. */
const small = new Set([
  ...['users', 'userRoles', 'credentials', 'practitionerListings', 'clinic', 'rooms', 'devices', 'drafts'],
  ...[
    'appointmentTypes',
    'workingHours',
    'openingHours',
    'closures',
    'reminderSettings',
    'reminderTemplates',
  ],
  ...['substances', 'substanceFacts', 'substanceTraits', 'substanceReviews', 'classApprovals', 'siteRegions'],
  ...['ownSubstances', 'products', 'lots', 'vials', 'recipes', 'packs', 'phrases', 'letterTemplateVersions'],
  ...['templateVersions', 'templateTexts', 'templateApprovals', 'templateReviews', 'templateDrafts'],
  ...['wordApprovals', 'afterwardsSettings', 'spellingWords', 'recalls'],
  // Emergencies only.
  ...['credentialOverrides'],
  // One row for each consent that is being talked about, and for each five hundred entries of the log.
  ...['consentDrafts', 'auditSeals'],
]);

/** Indexes over what is still to be done, and those that are read from the newest, as far as the list is long. */
const bounded =
  /USING (COVERING )?INDEX (tasksToDo|remindersDue|remindersLive|remindersInTrouble|wishesWaiting|restTimersRunning|openNotesByStart|awaitedOfSupervisor|eventsByMoment|taskEntriesEnded)\b/;

/** Known to read all that there is: the sums of the cupboard, and whom to ask anew in the whole clinic. */
const known =
  /sum\(microlitres\) as "left" from "stockMovements" group by|ORDER BY nextVisit IS NULL, nextVisit, since/;

/** The text of every statement that the program makes from now on; what a test asks for itself does not count. */
export function listen(host: Host): ReadonlySet<string> {
  const raw = rawOf(host);
  const texts = new Set<string>();
  const prepare = raw.prepare.bind(raw);
  raw.prepare = ((text: string) => {
    if (/\/main\/db\/dialect\.ts/.test(new Error('who asks').stack ?? '')) texts.add(text);
    return prepare(text);
  }) as typeof raw.prepare;
  return texts;
}

/** Statements that would read a growing table from end to end, each with the way that the engine would take. */
export function walks(host: Host, texts: Iterable<string>): string[] {
  const raw = rawOf(host);
  const asked = new Map([...texts].map((text) => [text.replace(/\?(?:, \?)+/g, '?'), text]));
  return [...asked.values()].flatMap((text) => {
    // Of nobody, nothing is read; and a new row is looked up by what it refers to, whatever the plan lists.
    if (!/^\s*(with|select|update|delete)\b/i.test(text) || /\bin \(\)/i.test(text) || known.test(text))
      return [];
    const marks = text.split('?').length - 1;
    const steps = raw.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...Array<null>(marks).fill(null)) as {
      detail: string;
    }[];
    const plan = steps.map(({ detail }) => detail).join(' | ');
    return steps.some(({ detail }) => isWalk(detail, text, plan)) ? [`${plan}\n  in ${text}`] : [];
  });
}

function isWalk(detail: string, text: string, plan: string): boolean {
  const [, name] = /^SCAN (\w+)/.exec(detail) ?? [];
  if (name === undefined || bounded.test(detail) || /VIRTUAL TABLE INDEX 0:[=M]/.test(detail)) return false;
  const table = tablesIn(text).get(name);
  // A name that the statement itself makes up is no table.
  if (table === undefined || small.has(table) || new RegExp(`\\b${table}\\b[^,]*\\bAS \\(`, 'i').test(text))
    return false;
  // In the order of an index, and no more than so many of them.
  const isCut = /\blimit (\?|\d+)\s*$/i.test(text) && !/\bwhere\b/i.test(text);
  return !(isCut && !/USE TEMP B-TREE FOR ORDER BY/.test(plan));
}

/** Every name that a statement gives to a table, and the table. */
function tablesIn(text: string): Map<string, string> {
  const names =
    /\b(?:from|join|update)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(?!(?:where|inner|left|cross|join|on|order|group|set|limit|indexed)\b)(\w+)"?)?/gi;
  return new Map([...text.matchAll(names)].map(([, table = '', alias = table]) => [alias, table]));
}

function rawOf({ clinic }: Host): NonNullable<Host['clinic']>['store']['raw'] {
  if (clinic === null) throw new Error('the clinic is closed');
  return clinic.store.raw;
}
