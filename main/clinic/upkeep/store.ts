import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';

export async function findAuditRows(
  db: Reader,
  { before, patientId, limit }: Inputs['upkeep']['auditTrail'],
): Promise<Outputs['upkeep']['auditTrail']> {
  let rows = db
    .selectFrom('audit')
    .leftJoin('users', 'users.id', 'audit.actorId')
    .select([
      'seq',
      'at',
      'users.displayName as actor',
      'procedure',
      'action',
      'patientId',
      'entityId',
      'outcome',
      'reason',
    ])
    .orderBy('seq', 'desc')
    .limit(limit);
  if (before !== null) rows = rows.where('seq', '<', before);
  if (patientId !== undefined) rows = rows.where('patientId', '=', patientId);
  return rows.execute();
}

export async function markRecoveryConfirmed(tx: Tx, at: string): Promise<void> {
  await tx.updateTable('clinic').set({ recoveryConfirmedAt: at }).execute();
}
