import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import { siteKey } from '../../../shared/rules/block-form.ts';
import { lotKey } from '../../../shared/rules/lot-key.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { usedIn } from './rules.ts';
import * as store from './store.ts';

/** Needle lots and devices that are called back and that nobody has lifted; by the numbers of today's list of devices. */
export async function held(db: Reader): Promise<Outputs['recall']['held']> {
  const devices = await store.findDevices(db);
  return (await store.findHeld(db)).map(({ kind, key, at }) => ({
    ...{ kind, key, at },
    deviceIds:
      kind === 'device' ? devices.filter(({ serial }) => lotKey(serial) === key).map(({ id }) => id) : [],
  }));
}

/**
 * What a visit names of it. A visit that began after the recall cannot stand with it; in one that was running, or is
 * written down late, it may have been used before, and words say so.
 */
export async function heldIssues(
  db: Reader,
  { content, startedAt }: { content: Pick<SessionContent, 'blocks'>; startedAt: string },
): Promise<RecordIssue[]> {
  const all = await held(db);
  if (all.length === 0) return [];
  const issueOf = (one: (typeof all)[number], issue: Omit<RecordIssue, 'level' | 'code'>): RecordIssue =>
    one.at <= startedAt
      ? { level: 'refuse', code: `${one.kind}-recalled`, ...issue }
      : { level: 'ask', code: 'recalled-meanwhile', ...issue, params: { ...issue.params, since: one.at } };
  const needle = (text: unknown) =>
    typeof text === 'string' && lotKey(text) !== ''
      ? all.find(({ kind, key }) => kind === 'needle-lot' && key === lotKey(text))
      : undefined;
  return content.blocks.flatMap(({ id: at, values, sites }) => {
    const { deviceId } = values as { deviceId?: unknown };
    const device = all.find(({ deviceIds }) => deviceIds.some((id) => id === deviceId));
    const places = [
      { values, params: {} },
      ...sites.map((site) => ({ ...site, params: { site: siteKey(site) } })),
    ];
    return [
      ...(device === undefined
        ? []
        : [issueOf(device, { at, fieldKey: 'deviceId', params: { lot: device.key } })]),
      ...places.flatMap(({ values: own, params }) => {
        const lot = own['needleLot'];
        const one = needle(lot);
        return one === undefined
          ? []
          : [issueOf(one, { at, fieldKey: 'needleLot', params: { ...params, lot: String(lot) } })];
      }),
    ];
  });
}

/** Which needle lots and devices a note names, kept beside it as often as it is saved. */
export async function noteUsed(
  tx: Tx,
  session: { id: string; patientId: string; startedAt: string },
  content: Pick<SessionContent, 'blocks'>,
): Promise<void> {
  const serials = new Map((await store.findDevices(tx)).map(({ id, serial }) => [id, serial]));
  const { id: sessionId, patientId, startedAt: at } = session;
  await store.putUsed(
    tx,
    sessionId,
    usedIn(content, serials).map((one) => ({ ...one, sessionId, patientId, at })),
  );
}

/** Those of these lots that are called back, by the place in which they came. */
export async function recalledAmong(
  db: Reader,
  parts: readonly { lotNumber: string; substanceId: string }[],
): Promise<{ index: number; lot: string; title: string }[]> {
  const keys = parts.map(({ lotNumber }) => lotKey(lotNumber));
  const running = await store.findRecalled(db, keys);
  return parts.flatMap(({ lotNumber, substanceId }, index) => {
    const one = running.find(
      (row) => row.key === keys[index] && (row.substanceId === '' || row.substanceId === substanceId),
    );
    return one === undefined ? [] : [{ index, lot: lotNumber, title: one.title }];
  });
}
