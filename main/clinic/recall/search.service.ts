import type { Exposure, RecallCriteria, RecallFinding } from '../../../shared/contract/recall.ts';
import { dateAt, dayBounds } from '../../../shared/rules/calendar.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { peopleByIds } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { leftOn, lotOfVial, shelf as everyLot } from '../stock/service.ts';
import { mentionsOf } from './mentions.service.ts';
import { fit, fitting, lacking } from './rules.ts';
import * as store from './store.ts';

type Match = 'sure' | 'maybe';
type Bare = Omit<Exposure, 'patient' | 'events' | 'mixedWith'> & {
  patientId: string;
  syringeId: string | null;
  substanceId: string;
};

/** Everybody who received what is looked for, newest first, with what lies in the cupboard of it. */
export async function find(db: Reader, criteria: RecallCriteria, act: Act): Promise<RecallFinding> {
  const missing = lacking(criteria);
  if (missing !== null) throw new Refusal('INVALID', { field: missing, problem: 'empty' });
  const { by } = criteria;
  const { found: numbered, fits } =
    by === 'needle-lot' || by === 'device'
      ? await findUsed(db, by, criteria, act)
      : await findGiven(db, criteria, act);
  const mentioned = await findWritten(db, criteria, act);
  const found = [...numbered, ...mentioned].toSorted((a, b) => b.at.localeCompare(a.at));
  const truncated = found.length > store.mostExposures;
  const exposures = await exposuresFrom(db, found.slice(0, store.mostExposures), act);
  // A lot that lies in the cupboard and was given to nobody yet is frozen all the same.
  const shelf = by === 'needle-lot' || by === 'device' ? [] : await shelfOn(db, criteria, fits, numbered);
  for (const { key } of shelf) if (!fits.has(key)) fits.set(key, fit(lotKey(criteria.text), key) ?? 'sure');
  return {
    matches: [...matchesOf(fits, numbered, shelf), ...mentioned.map(matchOfWords)],
    exposures,
    shelf: shelf.map(({ key: _, ...line }) => line),
    truncated,
  };
}

async function findGiven(db: Reader, criteria: RecallCriteria, act: Act) {
  const { by, substanceId, expiryDate, vialId } = criteria;
  const wanted = lotKey(criteria.text);
  const fitOf = fitting(wanted);
  const fits = new Map<string, Match>();
  // Which way leads to a lot says which texts count: a lot named beside a product narrows it.
  if (wanted !== '' && by !== 'vial')
    for (const key of await store.lotKeys(db)) {
      const how = fitOf(key);
      if (how !== null) fits.set(key, how);
    }
  const product = fold(criteria.product);
  const products =
    product === '' ? null : (await store.productNames(db)).filter((name) => fold(name).includes(product));
  const rows = await store.findGiven(db, {
    keys: wanted !== '' && by !== 'vial' ? [...fits.keys()] : null,
    vialId: by === 'vial' ? vialId : null,
    ...{ substanceId, products, expiryDate, ...period(criteria, act) },
  });
  const found = rows.map((row): Bare => ({
    ...{ patientId: row.patientId, sessionId: row.sessionId, note: row.note, at: row.at },
    ...{ practitioner: row.practitioner, what: 'administration', substance: row.substance },
    ...{ product: row.product, lot: row.lot, key: row.key, words: '' },
    expiryDate: row.expiryDate,
    ...{ volume: row.volume, doseMg: row.doseMg, reversed: row.reversed === 1 },
    ...{ match: fits.get(row.key) ?? 'sure', syringeId: row.syringeId, substanceId: row.substanceId },
  }));
  for (const key of fits.keys()) if (!found.some((row) => row.key === key)) fits.delete(key);
  for (const { key } of found) if (!fits.has(key)) fits.set(key, 'sure');
  return { found, fits };
}

/** A number in what was added to notes, or reported of events. A product or an opened vial has none that somebody could write. */
async function findWritten(db: Reader, criteria: RecallCriteria, act: Act): Promise<Bare[]> {
  if (criteria.by === 'vial' || criteria.by === 'product') return [];
  const found = await mentionsOf(db, lotKey(criteria.text), period(criteria, act));
  return found.map((one) => ({
    ...one,
    ...{ what: 'words', substance: '', product: '', expiryDate: null, volume: null, doseMg: null },
    ...{ reversed: false, match: 'maybe', syringeId: null, substanceId: '' },
  }));
}

function matchOfWords({ key, words }: Bare): RecallFinding['matches'][number] {
  return { kind: 'words', key, texts: [words], match: 'maybe', patients: 1 };
}

async function findUsed(db: Reader, kind: 'needle-lot' | 'device', criteria: RecallCriteria, act: Act) {
  const wanted = lotKey(criteria.text);
  const fitOf = fitting(wanted);
  const fits = new Map<string, Match>();
  for (const key of await store.usedKeys(db, kind)) {
    const how = fitOf(key);
    if (how !== null) fits.set(key, how);
  }
  // A device whose serial number was corrected since is found under both.
  const deviceIds =
    kind === 'device'
      ? (await store.findDevices(db)).filter(({ serial }) => lotKey(serial) === wanted).map(({ id }) => id)
      : [];
  const rows = await store.findUsed(db, {
    ...{ kind, keys: [...fits.keys()], deviceIds },
    ...period(criteria, act),
  });
  for (const { key } of rows) if (!fits.has(key)) fits.set(key, 'sure');
  return { found: rows.map((row) => usedAs(row, fits.get(row.key) ?? 'sure')), fits };
}

function usedAs(row: store.UsedFound, match: Match): Bare {
  return {
    ...{ patientId: row.patientId, sessionId: row.sessionId, note: row.note, at: row.at },
    ...{ practitioner: row.practitioner, what: row.kind === 'device' ? 'device' : 'needle' },
    ...{ substance: '', product: row.device ?? '', lot: row.text, key: row.key, words: '', expiryDate: null },
    ...{ volume: null, doseMg: null, reversed: false, match, syringeId: null, substanceId: '' },
  };
}

/** Everything with a number that one patient received. */
export async function receivedBy(db: Reader, patientId: string, act: Act): Promise<Exposure[]> {
  const all = { from: null, until: null, patientId };
  const given = await store.findGiven(db, {
    ...{ keys: null, vialId: null, substanceId: null, products: null, expiryDate: null, ...all },
  });
  const found = given.map((row): Bare => ({
    ...{ patientId, sessionId: row.sessionId, note: row.note, at: row.at, practitioner: row.practitioner },
    ...{ what: 'administration', substance: row.substance, product: row.product, lot: row.lot },
    ...{ key: row.key, words: '', expiryDate: row.expiryDate, volume: row.volume, doseMg: row.doseMg },
    ...{ reversed: row.reversed === 1, match: 'sure', syringeId: row.syringeId },
    substanceId: row.substanceId,
  }));
  const used = (await store.findUsed(db, all)).map((row) => usedAs(row, 'sure'));
  const both = [...found, ...used].toSorted((a, b) => b.at.localeCompare(a.at));
  return exposuresFrom(db, both, act);
}

async function exposuresFrom(db: Reader, found: readonly Bare[], act: Act): Promise<Exposure[]> {
  const ids = [...new Set(found.map(({ patientId }) => patientId))];
  const people = new Map((await peopleByIds(db, ids)).map((one) => [one.id, one]));
  const happened = Map.groupBy(await store.findEventDays(db, ids), ({ patientId }) => patientId);
  const syringes = new Set(found.flatMap(({ syringeId }) => (syringeId === null ? [] : [syringeId])));
  const mixed = Map.groupBy(await store.findMixtures(db, [...syringes]), ({ syringeId }) => syringeId);
  return found.flatMap(({ patientId, syringeId, substanceId, ...row }) => {
    const patient = people.get(patientId);
    if (patient === undefined) return [];
    const since = dateAt(row.at, act.clinic.zone);
    return [
      {
        ...row,
        patient,
        mixedWith: (mixed.get(syringeId ?? '') ?? [])
          .filter((part) => part.substanceId !== substanceId)
          .map(({ product }) => product),
        events: (happened.get(patientId) ?? []).filter(({ happenedOn }) => happenedOn >= since).length,
      },
    ];
  });
}

/** Lots of the cupboard that are meant too, given to somebody or not. */
async function shelfOn(
  db: Reader,
  { by, text, substanceId, expiryDate, vialId, product }: RecallCriteria,
  fits: ReadonlyMap<string, Match>,
  found: readonly Bare[],
) {
  const wanted = lotKey(text);
  const [name, keys] = [fold(product), new Set(found.map(({ key }) => key))];
  const lotId = by === 'vial' && vialId !== null ? await lotOfVial(db, vialId) : null;
  const lines = (await everyLot(db)).filter((line) =>
    by === 'vial'
      ? line.lotId === lotId
      : (substanceId === null || line.substanceId === substanceId) &&
        (expiryDate === null || line.expiryDate === expiryDate) &&
        (name === '' || fold(line.product).includes(name) || keys.has(line.key)) &&
        (wanted === '' || fits.has(line.key) || fit(wanted, line.key) !== null),
  );
  const left = await leftOn(
    db,
    lines.map((line) => line.lotId),
  );
  return lines.map(({ substanceId: _, ...line }) => ({ ...line, leftMl: left.get(line.lotId) ?? '0' }));
}

function matchesOf(
  fits: ReadonlyMap<string, Match>,
  found: readonly Bare[],
  shelf: readonly { key: string; lot: string }[],
): RecallFinding['matches'] {
  return [...fits]
    .map(([key, match]) => {
      const rows = found.filter((row) => row.key === key);
      return {
        kind: 'lot' as const,
        key,
        match,
        texts: [
          ...new Set([
            ...rows.map(({ lot }) => lot),
            ...shelf.filter((line) => line.key === key).map(({ lot }) => lot),
          ]),
        ],
        patients: new Set(rows.map(({ patientId }) => patientId)).size,
      };
    })
    .toSorted(
      (a, b) => Number(a.match === 'maybe') - Number(b.match === 'maybe') || a.key.localeCompare(b.key),
    );
}

function period({ from, until }: RecallCriteria, { clinic }: Act) {
  for (const [field, date] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (date !== null && (date < '1900' || date >= '2200'))
      throw new Refusal('INVALID', { field, problem: 'out-of-range' });
  if (from !== null && until !== null && until < from)
    throw new Refusal('INVALID', { field: 'until', problem: 'before-start' });
  return {
    from: from === null ? null : dayBounds(from, clinic.zone).from,
    until: until === null ? null : dayBounds(until, clinic.zone).to,
  };
}
