import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLimit } from '../../shared/contract/limits.ts';
import type { Side } from '../../shared/contract/values.ts';
import { reachesRegion, reachesSubstance, reachesTechnique, traitsOf } from '../../shared/rules/limits.ts';
import type { Reference } from '../../shared/rules/reference.ts';
import { q } from '../rpc.ts';

export interface Refusals {
  /** What stands, newest first. */
  standing: readonly PatientLimit[];
  ofTechnique: (techniqueId: string) => PatientLimit | undefined;
  ofSubstance: (substanceId: string) => PatientLimit | undefined;
  ofPlace: (siteId: string, side: Side) => PatientLimit | undefined;
  /** Why a picker does not offer it, in the patient's words. */
  because: (limit: PatientLimit) => string;
}

/** What this patient refuses, for every picker that could offer it. The host decides again. */
export function useRefusals(patientId: string, reference: Reference): Refusals {
  const { t } = useTranslation('limits');
  const { data } = useQuery(q.limits.ofPatient.queryOptions({ input: { patientId } }));
  return useMemo(() => {
    const standing = (data ?? []).filter(({ lifted }) => lifted === null);
    return {
      standing,
      ofTechnique: (id) => standing.find((limit) => reachesTechnique(limit, id)),
      ofSubstance: (id) => {
        const traits = traitsOf(reference, id);
        return traits === null ? undefined : standing.find((limit) => reachesSubstance(limit, traits));
      },
      ofPlace: (siteId, side) => {
        const region = reference.sites.get(siteId)?.region;
        return region === undefined
          ? undefined
          : standing.find((limit) => reachesRegion(limit, region, side));
      },
      because: ({ words }) => (words === '' ? t('becauseConsent') : t('because', { words })),
    };
  }, [data, reference, t]);
}
