import type { ReferenceData } from '../../shared/contract/reference.ts';

type Broken = { file: string; problems: string[] };
type Entries = readonly { id: string }[];

/** Regions that limits name and no site of the list lies in; a clinic's own site may. */
const REGIONS_WITHOUT_SITE = ['genital'];

function twice(entries: Entries): string[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => `id twice: ${id}`);
}

function missing(
  what: string,
  from: string,
  wanted: readonly string[],
  known: ReadonlySet<string>,
): string[] {
  return wanted.filter((id) => !known.has(id)).map((id) => `${from} names an unknown ${what}: ${id}`);
}

function ids(entries: Entries): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

/** Every `source` list at any depth, so that no figure stands without its source. */
function unknownSources(value: unknown, known: ReadonlySet<string>, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const problems: string[] = [];
  for (const [key, part] of Object.entries(value)) {
    if (key === 'source' && Array.isArray(part))
      problems.push(...missing('source', at || '(top)', part, known));
    else
      problems.push(
        ...unknownSources(
          part,
          known,
          typeof part === 'object' && part !== null && 'id' in part ? String(part.id) : at,
        ),
      );
  }
  return problems;
}

function techniqueLinks({ techniques, risks }: ReferenceData): string[] {
  const groups = new Map(
    techniques.fieldGroups.map((group) => [group.id, new Set(group.fields.map(({ key }) => key))]),
  );
  const problems = [
    ...twice(techniques.entries),
    ...twice(techniques.fieldGroups),
    ...twice(techniques.credentialTypes),
  ];
  for (const entry of techniques.entries) {
    const keys = new Set(entry.fieldGroups.flatMap((id) => [...(groups.get(id) ?? [])]));
    problems.push(...missing('field group', entry.id, entry.fieldGroups, new Set(groups.keys())));
    problems.push(...missing('credential', entry.id, entry.credentials, ids(techniques.credentialTypes)));
    problems.push(...missing('risk', entry.id, entry.riskIds, ids(risks.entries)));
    problems.push(...missing('field', entry.id, Object.keys(entry.overrides ?? {}), keys));
    problems.push(
      ...(entry.extraFields ?? [])
        .filter(({ key }) => keys.has(key))
        .map(({ key }) => `field twice in ${entry.id}: ${key}`),
    );
  }
  for (const { fields } of techniques.fieldGroups) {
    for (const field of fields) {
      const listed = field.type === 'enum' || field.type === 'multi-enum';
      if (listed !== (field.options !== undefined))
        problems.push(`options of ${field.key} do not fit its type`);
    }
  }
  return problems;
}

function substanceLinks({ substances, contraindications, muscles }: ReferenceData): string[] {
  const flags = ids(contraindications.entries);
  const regions = new Set([...muscles.entries.map(({ region }) => region), ...REGIONS_WITHOUT_SITE]);
  return [
    ...twice(substances.entries),
    ...substances.entries.flatMap((entry) => [
      ...missing('flag', entry.id, entry.contraFlags ?? [], flags),
      ...missing('flag', entry.id, entry.maxDose?.reduceByThirdFor ?? [], flags),
      ...missing('region', entry.id, entry.maxDose?.regionCaps?.flatMap((cap) => cap.regions) ?? [], regions),
    ]),
  ];
}

function flagLinks({ contraindications, techniques, substances, muscles }: ReferenceData): string[] {
  const known = ids(techniques.entries);
  const targets = new Set([...known, ...contraindications.techniqueGroups.map(({ key }) => key)]);
  const places = new Set(['anywhere', ...Object.keys(contraindications.whereMap)]);
  const matches = new Set([
    ...ids(substances.entries),
    ...substances.entries.map(({ group }) => `group:${group}`),
    'animalOrigin',
  ]);
  const regions = new Set(muscles.entries.map(({ region }) => region));
  const named = new Set([
    ...regions,
    ...muscles.cautions.map(({ id }) => `caution:${id}`),
    'flag:lungField',
    'flag:deepNotCompressible',
    'ask',
    'ask-side-and-limb',
  ]);
  return [
    ...twice(contraindications.entries),
    ...contraindications.techniqueGroups.flatMap((group) =>
      missing('technique', group.id, group.techniques, known),
    ),
    ...Object.entries(contraindications.whereMap).flatMap(([place, parts]) =>
      missing('place', place, parts, named),
    ),
    ...contraindications.entries.flatMap((flag) => [
      ...missing(
        'technique',
        flag.id,
        flag.effects.map(({ to }) => to),
        targets,
      ),
      ...missing(
        'place',
        flag.id,
        flag.effects.map(({ where }) => where),
        places,
      ),
      ...missing('substance', flag.id, flag.substanceEffects?.map(({ match }) => match) ?? [], matches),
    ]),
  ];
}

function siteLinks({ muscles }: ReferenceData): string[] {
  const cautions = ids(muscles.cautions);
  return [
    ...twice(muscles.entries),
    ...muscles.entries.flatMap((site) => missing('caution', site.id, site.cautions, cautions)),
  ];
}

function riskLinks({ risks, techniques }: ReferenceData): string[] {
  const known = ids(techniques.entries);
  return [
    ...twice(risks.entries),
    ...risks.entries.flatMap((risk) => missing('technique', risk.id, risk.techniques, known)),
  ];
}

function chartLinks({ bodyChart, muscles }: ReferenceData): string[] {
  const regions = new Set(muscles.entries.map(({ region }) => region));
  const placed = new Set(bodyChart.sites.map(({ siteId }) => siteId));
  return [
    ...twice(bodyChart.figures),
    ...missing(
      'figure',
      'sites',
      bodyChart.sites.map(({ figure }) => figure),
      ids(bodyChart.figures),
    ),
    ...missing('site', 'sites', [...placed], ids(muscles.entries)),
    ...muscles.entries.filter(({ id }) => !placed.has(id)).map(({ id }) => `site without a point: ${id}`),
    ...bodyChart.figures.flatMap((figure) => [
      ...twice(figure.shapes),
      ...figure.shapes.flatMap((shape) => missing('region', shape.id, [shape.region], regions)),
    ]),
  ];
}

function aftercareLinks({ aftercare, techniques, substances }: ReferenceData): string[] {
  const known = { techniques: ids(techniques.entries), substances: ids(substances.entries) };
  const groups = new Set(substances.entries.map(({ group }) => group));
  return [
    ...twice(aftercare.sheets),
    ...twice(aftercare.followUps),
    ...[...aftercare.sheets, ...aftercare.followUps].flatMap(({ id, for: wanted }) => [
      ...(Object.keys(wanted).length === 0 ? [`${id} is about no visit`] : []),
      ...missing('technique', id, wanted.techniques ?? [], known.techniques),
      ...missing('substance', id, wanted.substances ?? [], known.substances),
      ...missing('group', id, wanted.groups ?? [], groups),
    ]),
    ...aftercare.followUps.flatMap(({ id, unless = [], window, askOnDays, answers }) => [
      ...missing('technique', id, unless, known.techniques),
      ...twice(answers),
      ...askOnDays
        .filter((day) => day < window.fromDays || day > window.untilDays)
        .map((day) => `${id} asks outside its window: ${day}`),
    ]),
  ];
}

/** Whatever a patient may answer with yes is said back in words for patients; nothing is said of what is not asked. */
function patientWordLinks({ patientWords, contraindications }: ReferenceData): string[] {
  const asked = contraindications.entries.filter(({ ask }) => ask !== null).map(({ id }) => id);
  const told = Object.keys(patientWords.flags);
  return [
    ...missing('flag', 'patient words', told, new Set(asked)),
    ...asked.filter((id) => !told.includes(id)).map((id) => `no words for patients: ${id}`),
  ];
}

/** Names that lead nowhere, file by file. A limit or risk behind such a name would silently not hold. */
export function brokenLinks(data: ReferenceData): Broken[] {
  const files: [string, { sources?: Record<string, string> }, string[]][] = [
    ['techniques.json', data.techniques, techniqueLinks(data)],
    ['substances.json', data.substances, substanceLinks(data)],
    ['muscles.json', data.muscles, siteLinks(data)],
    ['contraindications.json', data.contraindications, flagLinks(data)],
    ['risks.json', data.risks, riskLinks(data)],
    ['labels.json', data.labels, twice(data.labels.entries)],
    ['body-chart.json', {}, chartLinks(data)],
    ['aftercare.json', data.aftercare, aftercareLinks(data)],
    ['patient-words.json', {}, patientWordLinks(data)],
  ];
  return files
    .map(([file, content, problems]) => {
      const known = new Set(Object.keys(content.sources ?? {}));
      return {
        file,
        problems: content.sources ? [...unknownSources(content, known), ...problems] : problems,
      };
    })
    .filter(({ problems }) => problems.length > 0);
}
