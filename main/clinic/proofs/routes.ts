import { on, reading } from '../../rpc/procedures.ts';
import { verifyAudit } from '../upkeep/service.ts';
import { proveConsent } from './service.ts';

export const proofRoutes = {
  consent: on.proofs.consent.handler((passing) =>
    reading(async (db, { code }: { code: string }, act) => {
      const proof = await proveConsent(
        db,
        code,
        act.now,
        async () => (await verifyAudit(db, passing.context.host)).sound,
      );
      const { consent, form } = proof;
      if (consent !== null) act.about({ patientId: consent.patientId, entityId: consent.id });
      else if (form !== null) act.about({ patientId: form.patientId, entityId: form.consentId });
      return proof;
    })(passing),
  ),
};
