import { covers, type CoverConsent } from '../../../shared/rules/consent-cover.ts';
import type { Reader } from '../../db/schema.ts';
import { endOf } from './rules.ts';
import { consentMarksOf, linesIn, reopeningsIn, withdrawalsIn } from './store.ts';

/**
 * The visits whose techniques are covered by what their patients have signed, read for all of them together and without
 * any text. Good enough to say beforehand what is missing; before something is done, `requireCover` asks for each plan.
 */
export async function techniquesCovered(
  db: Reader,
  visits: readonly { id: string; patientId: string; techniques: readonly string[]; at: string }[],
): Promise<Set<string>> {
  const asked = visits.filter(({ techniques }) => techniques.length > 0);
  const patientIds = [...new Set(asked.map(({ patientId }) => patientId))];
  const said = await techniquesSaid(db, patientIds);
  const reopened = await reopeningsIn(db, patientIds);
  return new Set(
    asked
      .filter(({ patientId, techniques, at }) => {
        const plan = { techniques, regions: [], lungField: false, substances: [] };
        return covers(said.get(patientId) ?? [], plan, at, {
          limits: [],
          reopened: reopened.get(patientId) ?? [],
          traits: () => null,
        }).covered;
      })
      .map(({ id }) => id),
  );
}

async function techniquesSaid(
  db: Reader,
  patientIds: readonly string[],
): Promise<Map<string, CoverConsent[]>> {
  const marks = await consentMarksOf(db, patientIds);
  const ids = marks.map(({ id }) => id);
  const lines = Map.groupBy(await linesIn(db, ids), ({ consentId }) => consentId);
  const withdrawals = Map.groupBy(await withdrawalsIn(db, ids), ({ consentId }) => consentId);
  const consents = marks.map((mark) => {
    const { id, patientId, completedAt } = mark;
    const taken = withdrawals.get(id) ?? [];
    const lastOf = (of: typeof taken) =>
      of
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null;
    return {
      patientId,
      ...{ id, signedAt: completedAt, expiresAt: endOf(mark) },
      withdrawnAt: lastOf(taken.filter(({ scope }) => scope === 'all')),
      lines: (lines.get(id) ?? [])
        .filter(({ kind }) => kind === 'technique')
        .map((line) => ({
          kind: 'technique' as const,
          id: line.refId,
          lineId: line.lineId,
          accepted: line.decision === 'accepted',
          withdrawnAt: lastOf(taken.filter(({ lineIds }) => lineIds.includes(line.lineId))),
        })),
    };
  });
  return Map.groupBy(consents, ({ patientId }) => patientId);
}
