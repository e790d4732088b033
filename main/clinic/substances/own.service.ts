import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { OwnEntry, OwnVersion } from '../../../shared/contract/substances.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { ownPrefix, ownProblem, ownSubstance } from '../../../shared/rules/own-substances.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { approvalOf } from './decisions.service.ts';
import { insertReview } from './decisions.store.ts';
import {
  findOwn,
  findOwnApprovals,
  findVersions,
  insertOwnApproval,
  insertOwnApprovalEnd,
  insertVersion,
} from './own.store.ts';
import { factsOf, substanceClass, syncSubstances } from './service.ts';

function refused(problem: Refusal<'OWN_REFUSED'>['data']['problem'], field: string = ''): Refusal {
  return new Refusal('OWN_REFUSED', { problem, field });
}

/** Throws NOT_FOUND for what ships: that is no entry of the clinic. */
async function ownOf(db: Reader, substanceId: string) {
  const row = (await findOwn(db)).find(({ id }) => id === substanceId);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'substance' });
  return row;
}

export async function ownHistory(
  db: Reader,
  { substanceId }: { substanceId: string },
): Promise<OwnVersion[]> {
  const approvals = Map.groupBy(await findOwnApprovals(db, substanceId), ({ version }) => version);
  return (await findVersions(db, substanceId)).map(({ version, entry, enteredBy, at }) => ({
    ...{ version, enteredBy, at, entry: JSON.parse(entry) as OwnEntry },
    approvals: (approvals.get(version) ?? []).map(approvalOf),
  }));
}

/** Writes the entry, new or anew; blocked until it is approved. */
export async function enterOwn(
  tx: Tx,
  { substanceId, version, entry }: Inputs['substances']['enterOwn'],
  act: Act,
): Promise<{ substanceId: string; version: number }> {
  const before = substanceId === null ? null : await ownOf(tx, substanceId);
  if ((before?.version ?? 0) !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: before?.version ?? 0, current: null });
  if (entry.reviewOn <= dateAt(act.now, act.clinic.zone)) throw refused('not-yet', 'reviewOn');
  const problem = ownProblem(act.reference, substanceId, entry);
  if (problem !== null) throw refused(problem.problem, problem.field);
  if (before !== null) await assertName(tx, before, entry);
  const text = JSON.stringify(entry);
  if (before?.entry === text) throw refused('no-change');
  const id = substanceId ?? `${ownPrefix}${newId()}`;
  const next = version + 1;
  const substance = ownSubstance({ id, version: next, entry, approved: false });
  await insertVersion(
    tx,
    {
      ...{ id, version: next, entry: text, told: factsOf(substance).facts },
      ...{ enteredBy: act.who.displayName, at: act.now },
    },
    substance.name,
  );
  const { reviewOn, source: note } = entry;
  await insertReview(tx, {
    ...{ id: newId(), substanceId: id, reviewOn, note, by: act.who.displayName, at: act.now },
  });
  act.about({ entityId: id, version: next, action: version === 0 ? 'C' : 'U' });
  await toldAnew(tx, id, act);
  return { substanceId: id, version: next };
}

/** Under its name it was approved, told and given; until the first approval it can still be corrected. */
async function assertName(
  db: Reader,
  before: { id: string; entry: string },
  { name, product }: OwnEntry,
): Promise<void> {
  const was = JSON.parse(before.entry) as OwnEntry;
  if (was.name === name && was.product === product) return;
  if ((await findOwnApprovals(db, before.id)).length > 0)
    throw refused('name-fixed', was.name === name ? 'product' : 'name');
}

/** Somebody answers for it here. Unknown origin or an unclear class still counts as a drug. */
export async function approveOwn(
  tx: Tx,
  { substanceId, version, ...given }: Inputs['substances']['approveOwn'],
  act: Act,
): Promise<{ disclosureClass: DisclosureClass }> {
  const row = await ownOf(tx, substanceId);
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  const { jurisdiction } = act.clinic;
  if (jurisdiction === 'unset') throw refused('other-jurisdiction');
  if (given.approvedOn > dateAt(act.now, act.clinic.zone)) throw refused('not-yet', 'approvedOn');
  if (row.approvalId !== null) throw refused('stands-already');
  await insertOwnApproval(tx, {
    ...{ id: newId(), substanceId, version, jurisdiction, ...given },
    ...{ recordedBy: act.who.displayName, at: act.now },
  });
  act.about({ entityId: substanceId, version, action: 'U' });
  return toldAnew(tx, substanceId, act);
}

export async function blockOwn(
  tx: Tx,
  { substanceId, reason }: Inputs['substances']['blockOwn'],
  act: Act,
): Promise<{ disclosureClass: DisclosureClass }> {
  const { approvalId, version } = await ownOf(tx, substanceId);
  if (approvalId === null) throw refused('not-approved');
  await insertOwnApprovalEnd(tx, { approvalId, reason, by: act.who.displayName, at: act.now });
  act.about({ entityId: substanceId, version, action: 'U' });
  return toldAnew(tx, substanceId, act);
}

/** The gate reads class and leave from the substance's row, so the row follows in the same transaction. */
async function toldAnew(tx: Tx, id: string, act: Act): Promise<{ disclosureClass: DisclosureClass }> {
  const { reference, now, clinic } = act;
  await syncSubstances(tx, { jurisdiction: clinic.jurisdiction, reference, now });
  act.changed('practice', 'clinic');
  act.changed('consents');
  const { disclosureClass } = await substanceClass(tx, id);
  return { disclosureClass };
}
