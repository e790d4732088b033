import { on, reading } from '../../rpc/procedures.ts';
import { verifyAudit } from '../upkeep/service.ts';
import { proveConsent } from './service.ts';

export const proofRoutes = {
  consent: on.proofs.consent.handler((passing) =>
    reading(async (db, { code }: { code: string }, act) => {
      const proof = await proveConsent(
        db,
        code,
        async () => (await verifyAudit(db, passing.context.host)).sound,
      );
      if (proof.consent !== null)
        act.about({ patientId: proof.consent.patientId, entityId: proof.consent.id });
      return proof;
    })(passing),
  ),
};
