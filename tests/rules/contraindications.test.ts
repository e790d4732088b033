import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../shared/contract/values.ts';
import {
  answerStands,
  overrideProblem,
  screen,
  strictestLevel,
  type ScreeningAnswer,
  type ScreeningPlan,
} from '../../shared/rules/contraindications.ts';
import { matchPlace } from '../../shared/rules/places.ts';
import { entryOf } from '../../shared/rules/reference.ts';
import { reference } from './reference-data.ts';

const today = '2026-03-10';

function answer(
  flagId: string,
  said: ScreeningAnswer['answer'],
  more: Partial<ScreeningAnswer> = {},
): ScreeningAnswer {
  return { flagId, answer: said, answeredOn: today, regions: [], side: null, ...more };
}

/** Everything asked today and denied, but for what is given. */
function denied(...given: ScreeningAnswer[]): ScreeningAnswer[] {
  const said = new Set(given.map(({ flagId }) => flagId));
  const asked = [...reference.flags.values()].filter((flag) => flag.ask !== null && !said.has(flag.id));
  return [...asked.map((flag) => answer(flag.id, 'no')), ...given];
}

function plan(
  techniques: string[],
  sites: [string, Side][] = [['gastrocnemius-medialis', 'left']],
  substances: string[] = [],
): ScreeningPlan {
  return { techniques, sites: sites.map(([siteId, side]) => ({ siteId, side })), substances };
}

function level(given: ScreeningAnswer[], wanted: ScreeningPlan, day = today) {
  return screen(reference, denied(...given), wanted, day).level;
}

describe('a patient who has nothing', () => {
  it('is clear for every technique and every substance away from the lung and the neck', () => {
    const everything = plan([...reference.techniques.keys()], undefined, [...reference.substances.keys()]);
    expect(screen(reference, denied(), everything, today)).toEqual({ level: 'clear', hits: [], toAsk: [] });
  });
});

describe('what an answer does to a technique', () => {
  it.each<[string, string, [string, Side], string]>([
    ['anticoagulant', 'dry-needling', ['gastrocnemius-medialis', 'left'], 'warn'],
    ['anticoagulant', 'dry-needling', ['psoas-major', 'left'], 'block'],
    ['anticoagulant', 'mesotherapy', ['psoas-major', 'left'], 'warn'],
    ['anticoagulant', 'low-level-laser', ['gastrocnemius-medialis', 'left'], 'note'],
    ['bleeding-disorder', 'biopuncture', ['gastrocnemius-medialis', 'left'], 'block'],
    ['bleeding-disorder', 'tens', ['gastrocnemius-medialis', 'left'], 'warn'],
    ['pregnancy', 'dry-needling', ['gastrocnemius-medialis', 'left'], 'warn'],
    ['pregnancy', 'dry-needling', ['quadratus-lumborum', 'left'], 'block'],
    ['pregnancy', 'low-level-laser', ['quadratus-lumborum', 'left'], 'clear'],
    ['pregnancy', 'low-level-laser', ['gluteus-medius', 'left'], 'block'],
    ['pregnancy', 'magnetic-pemf', ['gastrocnemius-medialis', 'left'], 'block'],
    ['cardiac-implant', 'tens', ['gastrocnemius-medialis', 'left'], 'block'],
    ['cardiac-implant', 'low-level-laser', ['gastrocnemius-medialis', 'left'], 'note'],
    ['epilepsy', 'tens', ['gastrocnemius-medialis', 'left'], 'warn'],
    ['epilepsy', 'tens', ['temporalis', 'left'], 'block'],
    ['needle-refusal', 'tcm-acupuncture', ['gastrocnemius-medialis', 'left'], 'block'],
    ['needle-refusal', 'tens', ['gastrocnemius-medialis', 'left'], 'clear'],
    ['lung-risk', 'dry-needling', ['levator-scapulae', 'left'], 'block'],
    ['lung-risk', 'dry-needling', ['gastrocnemius-medialis', 'left'], 'clear'],
    ['lung-risk', 'low-level-laser', ['levator-scapulae', 'left'], 'clear'],
    ['photodynamic-agent', 'low-level-laser', ['gastrocnemius-medialis', 'left'], 'block'],
    ['thyroid-disease', 'low-level-laser', ['scalenus-anterior', 'left'], 'block'],
    ['diabetes', 'dry-needling', ['gastrocnemius-medialis', 'left'], 'warn'],
    ['diabetes', 'dry-needling', ['trapezius-descendens', 'left'], 'note'],
    ['heart-rhythm', 'tens', ['pectoralis-major', 'left'], 'warn'],
    ['heart-rhythm', 'tens', ['gastrocnemius-medialis', 'left'], 'note'],
    ['medical-emergency', 'magnetic-rpms', ['gastrocnemius-medialis', 'left'], 'block'],
    ['blood-borne-virus', 'dry-needling', ['gastrocnemius-medialis', 'left'], 'note'],
    ['metal-allergy', 'low-level-laser', ['gastrocnemius-medialis', 'left'], 'clear'],
  ])('%s, %s at %j: %s', (flagId, technique, site, expected) => {
    expect(level([answer(flagId, 'yes')], plan([technique], [site]))).toBe(expected);
  });
});

describe('a place that nobody has named', () => {
  const plate = (more: Partial<ScreeningAnswer> = {}) => answer('metal-implant', 'yes', more);
  const coil = (site: [string, Side]) => plan(['magnetic-pemf'], [site]);
  it('is taken to be here', () => {
    const result = screen(reference, denied(plate()), coil(['popliteus', 'left']), today);
    expect(result).toMatchObject({
      level: 'block',
      hits: [
        {
          flagId: 'metal-implant',
          placeUnsaid: true,
          sites: ['popliteus:left'],
          override: 'specialist-letter',
        },
      ],
    });
  });
  it.each<[string, Partial<ScreeningAnswer>, [string, Side], string]>([
    ['in the same region', { regions: ['knee'] }, ['popliteus', 'left'], 'block'],
    ['in the next region', { regions: ['thigh-anterior'] }, ['popliteus', 'left'], 'block'],
    ['far away', { regions: ['shoulder-girdle'] }, ['popliteus', 'left'], 'clear'],
    ['on the other side', { regions: ['knee'], side: 'right' }, ['popliteus', 'left'], 'clear'],
    ['in the midline', { regions: ['lumbar'], side: 'midline' }, ['gluteus-medius', 'left'], 'block'],
    ['only on a side, the other', { side: 'right' }, ['popliteus', 'left'], 'clear'],
    [
      'elsewhere, as the practitioner says',
      { regions: ['knee'], elsewhere: ['popliteus:left'] },
      ['popliteus', 'left'],
      'clear',
    ],
    [
      'elsewhere for another site',
      { regions: ['knee'], elsewhere: ['popliteus:right'] },
      ['popliteus', 'left'],
      'block',
    ],
  ])('and then is named: %s', (_, more, site, expected) => {
    expect(level([plate(more)], coil(site))).toBe(expected);
  });
  it('over the site means the region itself, not the next', () => {
    const rash = answer('local-infection', 'yes', { regions: ['thigh-anterior'] });
    expect(level([rash], plan(['dry-needling'], [['popliteus', 'left']]))).toBe('clear');
    expect(level([rash], plan(['dry-needling'], [['rectus-femoris', 'left']]))).toBe('block');
  });
  it('in a limb holds for the whole limb of that side', () => {
    const swollen = answer('lymphoedema', 'yes', { regions: ['arm'], side: 'left' });
    const needle = (site: [string, Side]) => level([swollen], plan(['dry-needling'], [site]));
    expect(needle(['opponens-pollicis', 'left'])).toBe('block');
    expect(needle(['opponens-pollicis', 'right'])).toBe('clear');
    expect(needle(['gastrocnemius-medialis', 'left'])).toBe('clear');
    expect(needle(['quadratus-lumborum', 'left'])).toBe('clear');
    expect(
      level([answer('lymphoedema', 'yes')], plan(['dry-needling'], [['gastrocnemius-medialis', 'left']])),
    ).toBe('block');
  });
  it('matches at a booking, when no site is planned yet', () => {
    expect(level([plate()], plan(['magnetic-pemf'], []))).toBe('block');
    expect(level([], plan(['low-level-laser'], []))).toBe('clear');
  });
});

describe('a site that speaks for itself', () => {
  it.each<[string, [string, Side], string, string | null]>([
    ['low-level-laser', ['orbicularis-oculi', 'left'], 'block', 'never'],
    ['tens', ['sternocleidomastoideus', 'left'], 'block', 'never'],
    ['dry-needling', ['sternocleidomastoideus', 'left'], 'warn', null],
    ['dry-needling', ['gastrocnemius-medialis', 'left'], 'clear', null],
  ])('%s at %j is %s without any question', (technique, site, expected, override) => {
    const result = screen(reference, denied(), plan([technique], [site]), today);
    expect(result.level).toBe(expected);
    if (result.hits[0]) expect(result.hits[0]).toMatchObject({ override, cause: 'site' });
    expect(result.toAsk).toEqual([]);
  });
});

describe('what an answer does to a substance', () => {
  it.each([
    ['asteraceae-allergy', 'traumeel-type-complex', 'block'],
    ['asteraceae-allergy', 'spascupreel-type-complex', 'warn'],
    ['amide-la-allergy', 'bupivacaine', 'block'],
    ['amide-la-allergy', 'procaine', 'clear'],
    ['ester-la-allergy', 'procaine', 'block'],
    ['animal-origin-objection', 'zeel-type-complex', 'block'],
    ['animal-origin-objection', 'hyaluronidase', 'block'],
    ['animal-origin-objection', 'glucose-5', 'clear'],
    ['diabetes', 'triamcinolone-acetonide', 'warn'],
    ['recent-steroid-injection', 'triamcinolone-acetonide', 'warn'],
    ['recent-steroid-injection', 'platelet-rich-plasma', 'warn'],
    ['bleeding-disorder', 'ketorolac', 'warn'],
    ['local-infection', 'botulinum-toxin-a', 'warn'],
    ['pregnancy', 'diclofenac', 'block'],
  ])('%s and %s: %s', (flagId, substance, expected) => {
    expect(level([answer(flagId, 'yes')], plan([], undefined, [substance]))).toBe(expected);
  });
  it('cannot be overridden: another substance is chosen', () => {
    const { hits } = screen(
      reference,
      denied(answer('amide-la-allergy', 'yes')),
      plan([], undefined, ['lidocaine']),
      today,
    );
    expect(hits[0]).toMatchObject({ target: { kind: 'substance', id: 'lidocaine' }, override: 'never' });
  });
});

describe('a question that is open', () => {
  it.each<[string, ScreeningAnswer[]]>([
    ['never asked', []],
    ['answered with unknown', [answer('bleeding-disorder', 'unknown')]],
    [
      'denied so long ago that it no longer stands',
      [answer('bleeding-disorder', 'no', { answeredOn: '2025-03-10' })],
    ],
    ['denied in the future', [answer('bleeding-disorder', 'no', { answeredOn: '2026-03-11' })]],
  ])('warns when %s', (_, given) => {
    const others = denied(answer('bleeding-disorder', 'no')).filter(
      ({ flagId }) => flagId !== 'bleeding-disorder',
    );
    const result = screen(reference, [...others, ...given], plan(['dry-needling']), today);
    expect(result.level).toBe('warn');
    expect(result.toAsk).toMatchObject([{ flagId: 'bleeding-disorder' }]);
  });
  it('never warns more than its yes would', () => {
    const others = denied().filter(({ flagId }) => flagId !== 'blood-borne-virus');
    expect(screen(reference, others, plan(['dry-needling']), today)).toMatchObject({
      level: 'note',
      toAsk: [{ cause: 'unanswered' }],
    });
  });
  it('stays a yes, and is asked again, when the yes is old', () => {
    const old = answer('cardiac-implant', 'yes', { answeredOn: '2020-01-01' });
    expect(screen(reference, denied(old), plan(['tens']), today)).toMatchObject({
      level: 'block',
      toAsk: [{ flagId: 'cardiac-implant', cause: 'stale' }],
    });
  });
  it('is not asked for what is not planned', () => {
    const { toAsk } = screen(reference, [], plan(['low-level-laser']), today);
    const asked = new Set(toAsk.map(({ flagId }) => flagId));
    expect(asked.has('photosensitive-disease')).toBe(true);
    expect(asked.has('needle-refusal')).toBe(false);
    expect(asked.has('no-valid-consent')).toBe(false);
  });
  it.each([
    ['local-infection', '2026-03-10', true],
    ['local-infection', '2026-03-09', false],
    ['pregnancy', '2026-02-09', true],
    ['pregnancy', '2026-02-08', false],
    ['epilepsy', '2025-03-11', true],
    ['epilepsy', '2025-03-10', false],
    ['epilepsy', '2026-03-11', false],
  ])('%s answered on %s stands: %s', (flagId, answeredOn, stands) => {
    expect(answerStands(entryOf(reference.flags, flagId), answeredOn, today)).toBe(stands);
  });
  it('about age is answered by the birth date', () => {
    const others = denied().filter(({ flagId }) => flagId !== 'minor');
    const at = (ageYears: number) => screen(reference, others, { ...plan(['tens']), ageYears }, today).level;
    expect([at(17), at(18)]).toEqual(['warn', 'clear']);
    expect(screen(reference, others, plan(['tens']), today)).toMatchObject({
      level: 'warn',
      toAsk: [{ flagId: 'minor' }],
    });
  });
});

describe('several hits', () => {
  it('are all listed, the strictest first', () => {
    const given = denied(answer('pregnancy', 'yes'), answer('diabetes', 'yes'));
    const { hits, level: worst } = screen(
      reference,
      given,
      plan(
        ['dry-needling'],
        [
          ['gluteus-medius', 'left'],
          ['soleus', 'left'],
        ],
      ),
      today,
    );
    expect(worst).toBe('block');
    expect(hits.map((hit) => `${hit.level} ${hit.flagId} ${hit.sites.join()}`)).toEqual([
      'block pregnancy gluteus-medius:left',
      'warn pregnancy ',
      'warn diabetes soleus:left',
      'note diabetes ',
    ]);
  });
  it('never get less strict by a further yes, technique or site', () => {
    const rank = { clear: 0, note: 1, warn: 2, block: 3 };
    const flags = fc.constantFrom(...reference.flags.keys());
    const techniques = fc.uniqueArray(fc.constantFrom(...reference.techniques.keys()), {
      minLength: 1,
      maxLength: 3,
    });
    const sites = fc.array(
      fc.tuple(fc.constantFrom(...reference.sites.keys()), fc.constantFrom<Side>('left', 'right')),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(flags, flags, techniques, sites, sites, (one, other, some, here, more) => {
        const base = rank[level([answer(one, 'yes')], plan(some, here))];
        if (one !== other)
          expect(
            rank[level([answer(one, 'yes'), answer(other, 'yes')], plan(some, here))],
          ).toBeGreaterThanOrEqual(base);
        expect(rank[level([answer(one, 'yes')], plan(some, [...here, ...more]))]).toBeGreaterThanOrEqual(
          base,
        );
        expect(
          rank[level([answer(one, 'yes')], plan([...reference.techniques.keys()], here))],
        ).toBeGreaterThanOrEqual(base);
        expect(rank[level([answer(one, 'no')], plan(some, here))]).toBeLessThanOrEqual(base);
      }),
    );
  });
  it('have one strictest', () => {
    expect(strictestLevel(['note', 'block', 'warn'])).toBe('block');
    expect(strictestLevel([])).toBe('clear');
  });
});

describe('going on in spite of a hit', () => {
  const hitOf = (
    flagId: string,
    technique: string,
    site: [string, Side] = ['gastrocnemius-medialis', 'left'],
  ) => {
    const [hit] = screen(reference, denied(answer(flagId, 'yes')), plan([technique], [site]), today).hits;
    if (!hit) throw new Error('no hit');
    return hit;
  };
  const written = (flagId: string, targetId: string, more = {}) => ({
    flagId,
    targetId,
    reason: 'discussed',
    authorisedBy: '',
    document: '',
    ...more,
  });
  it('needs a reason for a warning', () => {
    const hit = hitOf('vasovagal-history', 'dry-needling');
    expect(overrideProblem(hit, undefined)).toBe('reason');
    expect(overrideProblem(hit, written('vasovagal-history', 'dry-needling', { reason: 'ok' }))).toBe(
      'reason',
    );
    expect(overrideProblem(hit, written('vasovagal-history', 'dry-needling', { reason: 'yes' }))).toBeNull();
    expect(overrideProblem(hit, written('vasovagal-history', 'dry-needling', { reason: ' ' }))).toBe(
      'reason',
    );
    expect(overrideProblem(hit, written('epilepsy', 'dry-needling'))).toBe('reason');
    expect(overrideProblem(hit, written('vasovagal-history', 'dry-needling'))).toBeNull();
  });
  it('needs authoriser and document for a block', () => {
    const hit = hitOf('cardiac-implant', 'tens');
    expect(hit.override).toBe('cardiology-letter');
    expect(overrideProblem(hit, written('cardiac-implant', 'tens'))).toBe('authoriser');
    expect(overrideProblem(hit, written('cardiac-implant', 'tens', { authorisedBy: 'Dr Okonkwo' }))).toBe(
      'document',
    );
    expect(
      overrideProblem(
        hit,
        written('cardiac-implant', 'tens', { authorisedBy: 'Dr Okonkwo', document: 'letter of 2 March' }),
      ),
    ).toBeNull();
  });
  it('needs no paper where the route names a person: a doctor who looks, a patient who changes their mind', () => {
    for (const [flag, route] of [
      ['bleeding-disorder', 'doctor-review'],
      ['needle-refusal', 'patient-changes-mind'],
    ] as const) {
      const hit = hitOf(flag, 'dry-needling');
      expect(hit.override).toBe(route);
      expect(overrideProblem(hit, written(flag, 'dry-needling'))).toBe('authoriser');
      expect(overrideProblem(hit, written(flag, 'dry-needling', { authorisedBy: 'Dr Okonkwo' }))).toBeNull();
    }
    const guardian = hitOf('lacks-capacity', 'low-level-laser');
    expect(
      overrideProblem(guardian, written('lacks-capacity', 'low-level-laser', { authorisedBy: 'Son' })),
    ).toBe('document');
  });
  it('is not possible where nothing overrides', () => {
    const hit = hitOf('pregnancy', 'magnetic-pemf');
    expect(
      overrideProblem(
        hit,
        written('pregnancy', 'magnetic-pemf', { authorisedBy: 'Dr Okonkwo', document: 'letter' }),
      ),
    ).toBe('never');
  });
  it('needs nothing for a note', () => {
    expect(overrideProblem(hitOf('blood-borne-virus', 'dry-needling'), undefined)).toBeNull();
  });
});

describe('a place of the data', () => {
  it('matches everything where the site is not known', () => {
    for (const where of Object.keys(reference.data.contraindications.whereMap)) {
      expect(
        matchPlace(reference, where, { siteId: 'own-site', side: 'left' }, { regions: [], side: null }),
      ).toBe('unsaid');
    }
  });
  it('is one of those that the engine knows, for every effect of every flag', () => {
    for (const flag of reference.flags.values()) {
      for (const { where } of flag.effects) {
        if (where !== 'anywhere') expect(reference.data.contraindications.whereMap[where]).toBeDefined();
      }
    }
  });
});
