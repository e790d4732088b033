import { v7 as newId } from 'uuid';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Administration, AdministrationInput } from '../../../../shared/contract/administration.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import { checkAdministration, doseOf } from '../../../../shared/rules/administration-check.ts';
import { siteKey } from '../../../../shared/rules/block-form.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { standing } from '../../../../shared/rules/issues.ts';
import { lotKey } from '../../../../shared/rules/lot-key.ts';
import type { Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { recalledAmong } from '../../recall/service.ts';
import { Refusal } from '../../refusal.ts';
import { weigh } from '../../safety/service.ts';
import { drawFromStock, filledFromStock, type FilledSyringe } from '../../stock/service.ts';
import { classOfMixture, standings } from '../../substances/service.ts';
import {
  findCollectionOwners,
  findSyringe,
  insertReversal,
  type AdministrationRow,
} from './administration.store.ts';
import { isConfirmedToday, notConfirmed, substancesNotRead } from '../visit/checks.service.ts';
import { doseIssues } from './dose.service.ts';
import { requireGiver } from '../visit/grants.service.ts';
import { actAt } from '../note/late.service.ts';
import { passGate, writeThroughGate } from './gate.service.ts';
import { announceSession, openDraft } from '../visit/session.service.ts';
import type { SessionRow } from '../store.ts';
import { administrationOf, type AdministrationDetails } from './given-rows.ts';

/**
 * Writes a syringe as given. In this order: the note is open, the block is there, the consent covers it, the form is
 * whole, the safety answers and the doses allow it; then the store's own gate looks again.
 */
export async function administer(
  tx: Tx,
  input: { sessionId: string; administration: AdministrationInput },
  act: Act,
): Promise<Administration[]> {
  const session = await openDraft(tx, { id: input.sessionId }, act);
  act.about({ patientId: session.patientId, entityId: session.id });
  const then = actAt(session, act);
  const syringe = await filledFromStock(tx, input.administration, session.patientId, then);
  const content = JSON.parse(session.content) as SessionContent;
  const block = content.blocks.find(({ id }) => id === syringe.blockId);
  if (block === undefined) throw new Refusal('NOT_FOUND', { what: 'block' });
  const known = await standings(tx);
  const parts = syringe.parts.map(({ substanceId }) => substanceId);
  const disclosureClass = classOfMixture(known, parts);
  const intent = {
    patientId: session.patientId,
    techniqueId: block.technique,
    parts,
    disclosureClass,
    sites: syringe.sites,
  };
  await requireGiver(
    tx,
    session,
    {
      ...{ techniqueId: block.technique, substanceIds: parts },
      siteIds: syringe.sites.map(({ siteId }) => siteId),
    },
    act,
  );
  const consents = await passGate(tx, intent, session, act);

  const context = {
    sessionDate: dateAt(then.now, act.clinic.zone),
    patientId: session.patientId,
    collections: await findCollectionOwners(
      tx,
      syringe.parts.map(({ collectionId }) => collectionId),
    ),
  };
  const issues = [
    ...clockIssues(session, then),
    ...wordIssues(session, act),
    ...checkAdministration(act.reference, block.technique, syringe, context),
    ...(await recallIssues(tx, syringe)),
    ...strayPlaces(syringe, block.sites.map(siteKey)),
    ...(await screeningIssues(tx, session, syringe, block.technique, act)),
  ];
  // A form that contradicts itself gives no dose to reckon with.
  const unreadable = issues.some(
    ({ level, code }) => level === 'refuse' && (code === 'unknown-substance' || code === 'out-of-range'),
  );
  const doses = unreadable ? [] : standing(await doseIssues(tx, session, syringe, then), syringe.reasons);
  const open = [...standing(issues, syringe.reasons), ...doses];
  if (open.length > 0)
    throw new Refusal(doses.length > 0 ? 'DOSE_REFUSED' : 'RECORD_REFUSED', { issues: open });

  const syringeId = newId();
  const rows = rowsOf(syringe, { session, syringeId, disclosureClass, consents }, then);
  for (const [index, row] of rows.entries()) {
    await writeThroughGate(tx, row);
    const stock = syringe.parts[index]?.stock ?? null;
    if (stock !== null)
      await drawFromStock(tx, { administrationId: row.id, stock, totalMl: row.totalVolume }, act);
  }
  announceSession(session, act);
  return (await findSyringe(tx, syringeId)).map(administrationOf);
}

/** A clock that was set back would date the injection before its visit, where the store's gate takes none. */
function clockIssues({ startedAt }: SessionRow, { now }: Act): RecordIssue[] {
  return now < startedAt ? [{ level: 'refuse', code: 'clock-behind', params: { since: startedAt } }] : [];
}

/** Before anything is injected the patient has confirmed at this visit, with the substances read to them. */
function wordIssues(session: SessionRow, { clinic }: Act): RecordIssue[] {
  if (!isConfirmedToday(session, clinic.zone)) return [notConfirmed];
  return session.substancesRead === 1 ? [] : [substancesNotRead];
}

/** Nothing of a lot that is being called back is given, whichever way its number was typed. */
async function recallIssues(tx: Tx, { blockId, parts }: AdministrationInput): Promise<RecordIssue[]> {
  return (await recalledAmong(tx, parts)).map(({ index, lot }) => ({
    ...{ level: 'refuse' as const, code: 'lot-recalled', at: blockId, fieldKey: `parts.${index}.lotNumber` },
    params: { lot },
  }));
}

/** A syringe goes into places that its block treats. */
function strayPlaces(syringe: AdministrationInput, treated: readonly string[]): RecordIssue[] {
  return syringe.sites
    .filter((site) => !treated.includes(siteKey(site)))
    .map((site) => ({
      level: 'refuse',
      code: 'site-not-in-block',
      at: syringe.blockId,
      fieldKey: 'sites',
      params: { site: siteKey(site) },
    }));
}

/** What the patient's safety answers say against these substances, and whatever nothing can open for the technique. */
async function screeningIssues(
  tx: Tx,
  session: SessionRow,
  syringe: AdministrationInput,
  techniqueId: string,
  act: Act,
): Promise<RecordIssue[]> {
  const substances = syringe.parts.map(({ substanceId }) => substanceId);
  const { overrides = [] } = JSON.parse(session.content) as SessionContent;
  const { alerts } = await weigh(
    tx,
    session.patientId,
    { techniques: [techniqueId], sites: syringe.sites, substances },
    act,
    { confirmedAt: session.safetyConfirmedAt, overrides },
  );
  return alerts.flatMap(({ issue, substanceId }) =>
    issue !== null && (substanceId !== null || issue.level === 'refuse')
      ? [{ ...issue, at: syringe.blockId }]
      : [],
  );
}

function rowsOf(
  syringe: FilledSyringe,
  given: {
    session: SessionRow;
    syringeId: string;
    disclosureClass: AdministrationRow['disclosureClass'];
    consents: ReadonlyMap<string, string>;
  },
  act: Act,
): AdministrationRow[] {
  const { parts } = doseOf(syringe);
  return syringe.parts.map((part, index) => {
    const details: AdministrationDetails = {
      containerType: part.containerType,
      firstOpenedOn: part.firstOpenedOn,
      strengthValue: part.strengthValue,
      strengthUnit: part.strengthUnit,
      volumePerPoint: part.volumePerPoint,
      offLabel: part.offLabel,
      collectionId: part.collectionId,
      points: syringe.points,
      sites: syringe.sites,
      route: syringe.route,
      aspiration: syringe.aspiration,
      reasons: syringe.reasons,
      ...(part.stock && { stock: part.stock, brought: part.brought === true }),
      ...(syringe.idealKg === undefined ? {} : { idealKg: syringe.idealKg }),
      ...(syringe.frail === true ? { frail: true } : {}),
      ...(syringe.prescribed === undefined ? {} : { prescribed: syringe.prescribed }),
    };
    // An autologous product has no maker's lot: its collection is its lot.
    const lotNumber = part.lotNumber === '' ? part.collectionId : part.lotNumber;
    return {
      id: newId(),
      syringeId: given.syringeId,
      sessionId: given.session.id,
      blockId: syringe.blockId,
      patientId: given.session.patientId,
      consentId: given.consents.get(part.substanceId) ?? '',
      substanceId: part.substanceId,
      disclosureClass: given.disclosureClass,
      productName: part.productName,
      lotNumber,
      lotKey: lotKey(lotNumber),
      expiryDate: part.expiryDate,
      details: JSON.stringify(details),
      totalVolume: parts[index]?.totalVolumeMl ?? '0',
      doseMg: parts[index]?.doseMg ?? null,
      givenAt: act.now,
      givenBy: act.who.userId,
    };
  });
}

/** Marks a syringe as entered wrongly; its rows stay readable. Only while the note is open: later it takes an amendment. */
export async function reverse(
  tx: Tx,
  input: { syringeId: string; reason: string },
  act: Act,
): Promise<Administration[]> {
  const [first, ...rest] = await findSyringe(tx, input.syringeId);
  if (first === undefined) throw new Refusal('NOT_FOUND', { what: 'syringe' });
  const session = await openDraft(tx, { id: first.sessionId }, act);
  if ([first, ...rest].some(({ reversedAt }) => reversedAt !== null))
    throw new Refusal('WRONG_STATUS', { status: 'reversed' });
  await insertReversal(tx, {
    syringeId: input.syringeId,
    reason: input.reason,
    by: act.who.userId,
    at: act.now,
  });
  announceSession(session, act);
  const taken = (await findSyringe(tx, input.syringeId)).map(administrationOf);
  // What it was drawn from is whole again by the store's own hand.
  for (const { stock } of taken) if (stock) act.changed('stock', stock.lotId);
  return taken;
}
