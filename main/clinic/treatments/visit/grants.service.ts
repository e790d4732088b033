import type { RecordIssue, RefusalData } from '../../../../shared/contract/errors.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { SessionContent, TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { problemKey, type GrantProblem, type Roster, type Use } from '../../../../shared/rules/grants.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { nameOfLimit } from '../../limits/service.ts';
import { Refusal } from '../../refusal.ts';
import { memberBy, overridesIn, problemsOf, rosterOf, supervising } from '../../staff/service.ts';
import { findGivenInSession } from '../injection/administration.store.ts';
import { administrationOf } from '../injection/given-rows.ts';
import type { SessionRow } from '../store.ts';

/** What one person did of a technique in a visit. */
export interface Doing extends Use {
  userId: string;
}

type Visit = Pick<TreatmentSession, 'id' | 'practitionerId' | 'startedAt' | 'content'>;
type Lack = GrantProblem & { userId: string };

export function doneUnder({ technique, sites, values }: ProcedureBlock): Use {
  const device = values['deviceId'];
  return {
    techniqueId: technique,
    siteIds: sites.map(({ siteId }) => siteId),
    ...(typeof device === 'string' && device !== '' ? { deviceId: device } : {}),
  };
}

/** Everything done in the visit: each block by who treats, each substance by who gave it. */
export async function doingsOf(db: Reader, visit: Visit): Promise<Doing[]> {
  const blocks = new Map(visit.content.blocks.map((block) => [block.id, block]));
  const given = (await findGivenInSession(db, visit.id)).filter(({ reversedAt }) => reversedAt === null);
  return [
    ...visit.content.blocks.map((block) => ({ ...doneUnder(block), userId: visit.practitionerId })),
    ...given.flatMap((row) => {
      const block = blocks.get(row.blockId);
      if (block === undefined) return [];
      const siteIds = administrationOf(row).sites.map(({ siteId }) => siteId);
      const use = { techniqueId: block.technique, siteIds, substanceIds: [row.substanceId] };
      return [{ ...use, userId: row.givenBy }];
    }),
  ];
}

/** What stands against any of it on the day of the visit and was not gone against in need. */
export async function lacksOf(db: Reader, visit: Visit, act: Act, more: Doing[] = []): Promise<Lack[]> {
  const onDate = dateAt(visit.startedAt, act.clinic.zone);
  const roster = await rosterOf(db);
  const opened = new Set(
    (await overridesIn(db, visit.id)).flatMap(({ practitionerId, lacks }) =>
      lacks.map((lack) => `${practitionerId} ${problemKey(lack)}`),
    ),
  );
  const found = new Map<string, Lack>();
  for (const { userId, ...use } of [...(await doingsOf(db, visit)), ...more]) {
    for (const problem of problemsOf(roster, userId, use, onDate, act.reference)) {
      const key = `${userId} ${problemKey(problem)}`;
      if (!opened.has(key)) found.set(key, { ...problem, userId });
    }
  }
  return [...found.values()];
}

/** Who beside the author answers for the visit. Whoever signs it themselves need not sign it twice. */
export async function supervisorsOfVisit(
  db: Reader,
  visit: Visit,
  act: Act,
  roster: Roster,
): Promise<{ id: string; name: string }[]> {
  const onDate = dateAt(visit.startedAt, act.clinic.zone);
  const ids = (await doingsOf(db, visit)).flatMap(({ userId, ...use }) =>
    supervising(roster, userId, [use], onDate, act.reference),
  );
  const others = [...new Set(ids)].filter((id) => id !== visit.practitionerId).toSorted();
  return Promise.all(others.map(async (id) => ({ id, name: (await memberBy(db, id))?.displayName ?? '' })));
}

/** Refuses with everything that the first person concerned lacks for the first technique concerned. */
export async function requireGrants(
  db: Reader,
  lacks: readonly Lack[],
  { reference }: Pick<Act, 'reference'>,
): Promise<void> {
  const [first] = lacks;
  if (first !== undefined) throw new Refusal('CREDENTIAL_MISSING', await told(db, lacks, first, reference));
}

async function told(
  db: Reader,
  lacks: readonly Lack[],
  { userId, techniqueId }: Lack,
  reference: Reference,
): Promise<RefusalData<'CREDENTIAL_MISSING'>> {
  const here = lacks.filter((lack) => lack.userId === userId && lack.techniqueId === techniqueId);
  return {
    techniqueId,
    missing: here.flatMap(({ kind, id }) => (kind === 'credential' ? [id] : [])),
    limits: here.flatMap(({ kind, id }) => (kind === 'credential' ? [] : [{ kind, id }])),
    practitioner: (await memberBy(db, userId))?.displayName ?? '',
    technique: reference.techniques.get(techniqueId)?.name ?? techniqueId,
    what: here.map(({ kind, id }) => nameOfGrant(kind, id, reference)).join(', '),
  };
}

export function nameOfGrant(kind: Lack['kind'], id: string, reference: Reference): string {
  switch (kind) {
    case 'credential':
      return reference.data.techniques.credentialTypes.find((type) => type.id === id)?.label ?? id;
    case 'region':
      return nameOfLimit(reference, { kind, refId: id });
    case 'substance':
      return reference.substances.get(id)?.name ?? id;
    case 'specialist-site':
      return reference.sites.get(id)?.name ?? id;
    case 'device':
      // Serial numbers and names of devices change; which one is meant stands in the block.
      return '';
  }
}

/** Told before, refused at the signature. */
export async function grantIssues(db: Reader, visit: Visit, act: Act): Promise<RecordIssue[]> {
  const lacks = await lacksOf(db, visit, act);
  const groups = Map.groupBy(lacks, ({ userId, techniqueId }) => `${userId} ${techniqueId}`);
  const issues: RecordIssue[] = [];
  for (const [first] of groups.values()) {
    if (first === undefined) continue;
    const { techniqueId, missing, limits, practitioner, technique } = await told(
      db,
      lacks,
      first,
      act.reference,
    );
    if (missing.length > 0) {
      const names = missing.map((id) => nameOfGrant('credential', id, act.reference)).join(', ');
      const params = { technique: techniqueId, practitioner, name: technique, missing: names };
      issues.push({ level: 'note', code: 'credential-missing', params });
    }
    for (const { kind, id } of limits) {
      const params = { practitioner, name: technique, what: nameOfGrant(kind, id, act.reference) };
      issues.push({ level: 'note', code: `grant-${kind}`, params });
    }
  }
  return issues;
}

/** Before an injection is written down: whoever gives it may give this, here, that day. */
export async function requireGiver(
  tx: Tx,
  session: SessionRow,
  use: Required<Pick<Use, 'techniqueId' | 'siteIds' | 'substanceIds'>>,
  act: Act,
): Promise<void> {
  const nothing: SessionContent = {
    common: {},
    findings: [],
    blocks: [],
    narrative: '',
    plan: '',
    reasons: {},
  };
  const visit = { ...session, content: nothing };
  await requireGrants(tx, await lacksOf(tx, visit, act, [{ ...use, userId: act.who.userId }]), act);
}
