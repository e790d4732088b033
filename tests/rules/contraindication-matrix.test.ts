import { describe, expect, it } from 'vitest';
import type { Side } from '../../shared/contract/values.ts';
import {
  overrideProblem,
  screen,
  type ScreeningAnswer,
  type ScreeningHit,
} from '../../shared/rules/contraindications.ts';
import { reference } from './reference-data.ts';

// Every flag of the file against every technique at every place, read out of the file a second time and by other means.

const today = '2026-03-10';
const flags = reference.data.contraindications.entries;
const groups = new Map(
  reference.data.contraindications.techniqueGroups.map(({ key, techniques }) => [key, new Set(techniques)]),
);
const techniques = reference.data.techniques.entries.map(({ id }) => id);
const whereMap = reference.data.contraindications.whereMap;

type Place = { siteId: string; side: Side };
const of = (siteId: string): Place => ({
  siteId,
  side: reference.sites.get(siteId)?.sided === false ? 'midline' : 'left',
});
/** One site of every region, one over the lung, one that cannot be pressed, one at the eye. */
const places: Place[] = [
  ...new Map(reference.data.muscles.entries.map((site) => [site.region, site.id])).values(),
  ...['trapezius-descendens', 'psoas-major'],
  ...reference.data.muscles.entries
    .filter(({ cautions }) => cautions.includes('eye-orbit'))
    .map(({ id }) => id)
    .slice(0, 1),
].map(of);

/** Whether the file's own words say that an effect holds at a site, when nobody has said where the thing is. */
function holds(where: string, { siteId }: Place): boolean {
  if (where === 'anywhere') return true;
  const site = reference.sites.get(siteId);
  if (site === undefined) throw new Error(siteId);
  return (whereMap[where] ?? []).some((token) => {
    // The limb of the file, with its girdle: what drains or clots there does not stop at the shoulder or the hip.
    if (token === 'ask-side-and-limb')
      return [...(whereMap['limb'] ?? []), 'shoulder-girdle', 'pelvis-gluteal'].includes(site.region);
    if (token.startsWith('ask')) return true;
    if (token.startsWith('caution:')) return site.cautions.includes(token.slice('caution:'.length));
    if (token === 'flag:lungField') return site.lungField === true || site.cautions.includes('pneumothorax');
    if (token === 'flag:deepNotCompressible') return site.deepNotCompressible === true;
    return site.region === token;
  });
}

const rank = { block: 3, warn: 2, note: 1 } as const;
const answersFor = (flagId: string, answer: ScreeningAnswer['answer']): ScreeningAnswer[] =>
  flags
    .filter(({ ask }) => ask !== null)
    .map(({ id }) => ({
      ...{ flagId: id, answeredOn: today, regions: [], side: null },
      answer: id === flagId ? answer : 'no',
    }));
/** All techniques at one place at once: each hit names its own. */
const hitsOf = (flagId: string, place: Place, answer: ScreeningAnswer['answer'] = 'yes') =>
  screen(
    reference,
    answersFor(flagId, answer),
    { techniques, sites: [place], substances: [] },
    today,
  ).hits.filter((hit) => hit.flagId === flagId);
const strictest = (hits: readonly Pick<ScreeningHit, 'level'>[]) =>
  hits.map(({ level }) => level).toSorted((a, b) => rank[b] - rank[a])[0] ?? 'clear';

const asked = flags.filter(({ id, ask }) => ask !== null && id !== 'no-valid-consent');

describe('the matrix', () => {
  it('has 66 flags, 13 techniques and a place of every kind', () => {
    expect(flags).toHaveLength(66);
    expect(techniques).toHaveLength(13);
    for (const where of new Set(flags.flatMap(({ effects }) => effects.map((effect) => effect.where))))
      expect(
        places.some((place) => holds(where, place)),
        where,
      ).toBe(true);
  });

  it.each(asked.map(({ id }) => id))('%s holds for each technique at each place as the file says', (id) => {
    const flag = flags.find((one) => one.id === id);
    if (flag === undefined) throw new Error(id);
    for (const place of places) {
      const [all, open] = [hitsOf(id, place), hitsOf(id, place, 'unknown')];
      for (const technique of techniques) {
        const meant = flag.effects.filter(
          ({ to, where }) => (groups.get(to)?.has(technique) ?? to === technique) && holds(where, place),
        );
        const where = `${technique} at ${place.siteId}`;
        const hits = all.filter(({ target }) => target.id === technique);
        // All are listed, the strictest wins, and each keeps its own reason and its own route.
        expect(hits.map(({ level, why }) => `${level} ${why}`).toSorted(), where).toEqual(
          meant.map(({ level, why }) => `${level} ${why}`).toSorted(),
        );
        expect(strictest(hits), where).toBe(strictest(meant));
        for (const hit of hits) {
          const effect = meant.find(({ level, why }) => level === hit.level && why === hit.why);
          expect(hit.override, where).toBe(hit.level === 'block' ? (effect?.override ?? 'never') : null);
          expect(hit.source, where).toEqual(flag.source);
        }
        // A question that is open cautions where its yes would stop, and never says more than its yes.
        const unknown = strictest(open.filter(({ target }) => target.id === technique));
        expect(unknown, where).toBe(strictest(meant) === 'block' ? 'warn' : strictest(meant));
      }
    }
    expect(places.slice(0, 1).flatMap((place) => hitsOf(id, place, 'no'))).toEqual([]);
  });

  it.each(asked.map(({ id, reviewDays }) => [id, reviewDays ?? 365] as const))(
    '%s is asked again after %i days and not before',
    (id, days) => {
      const on = (age: number) => new Date(Date.parse(today) - age * 86_400_000).toISOString().slice(0, 10);
      const open = (age: number) =>
        screen(
          reference,
          answersFor(id, 'no').map((answer) =>
            answer.flagId === id ? { ...answer, answeredOn: on(age) } : answer,
          ),
          { techniques, sites: places, substances: [...reference.substances.keys()] },
          today,
        ).toAsk.some(({ flagId }) => flagId === id);
      expect(open(days - 1)).toBe(false);
      expect(open(days)).toBe(true);
    },
  );

  it('opens each stop by its own route alone: never, a name, or a name and a paper', () => {
    const routes = new Set<string>();
    for (const { id } of asked) {
      const stops = places.flatMap((place) => hitsOf(id, place)).filter(({ level }) => level === 'block');
      const once = new Map(stops.map((hit) => [`${hit.target.id} ${hit.override}`, hit]));
      for (const hit of once.values()) {
        routes.add(hit.override ?? '');
        const written = {
          ...{ flagId: id, targetId: hit.target.id, reason: 'looked at', authorisedBy: 'Dr Naidoo' },
          document: '',
        };
        const withPaper = { ...written, document: 'letter' };
        if (hit.override === 'never') {
          expect(overrideProblem(hit, withPaper)).toBe('never');
          continue;
        }
        expect(overrideProblem(hit, { ...withPaper, authorisedBy: '' })).toBe('authoriser');
        expect(overrideProblem(hit, { ...withPaper, reason: '' })).toBe('reason');
        expect(overrideProblem(hit, withPaper)).toBeNull();
        const byWord = hit.override === 'doctor-review' || hit.override === 'patient-changes-mind';
        expect(overrideProblem(hit, written)).toBe(byWord ? null : 'document');
      }
    }
    expect([...routes].toSorted()).toEqual([
      'cardiology-letter',
      'doctor-review',
      'guardian-consent',
      'never',
      'oncology-letter',
      'patient-changes-mind',
      'specialist-letter',
    ]);
  });

  it.each(flags.filter(({ substanceEffects }) => substanceEffects !== undefined).map(({ id }) => id))(
    '%s holds for each substance that the file names',
    (id) => {
      const flag = flags.find((one) => one.id === id);
      for (const effect of flag?.substanceEffects ?? []) {
        const named = reference.data.substances.entries.filter(
          (one) =>
            one.id === effect.match ||
            `group:${one.group}` === effect.match ||
            (effect.match === 'animalOrigin' && one.animalOrigin === true),
        );
        expect(named.length, effect.match).toBeGreaterThan(0);
        for (const { id: substanceId } of named) {
          const { hits } = screen(
            reference,
            answersFor(id, 'yes'),
            { techniques: [], sites: [], substances: [substanceId] },
            today,
          );
          expect(hits, substanceId).toContainEqual(
            expect.objectContaining({ flagId: id, level: effect.level, why: effect.why }),
          );
        }
      }
    },
  );
});
