import type { useTranslation } from 'react-i18next';

const reasons = [
  'legal-class',
  'drug-in-law',
  'unknown-counts-as-drug',
  'jurisdiction-unset-counts-as-drug',
  'conflict-counts-as-drug',
  'catalogue',
  'vehicle',
  'clinic-approval',
] as const;

/** Why something is told as what it is told. */
export function reasonText(
  t: ReturnType<typeof useTranslation<'stock'>>['t'],
  reason: string | undefined,
): string {
  const known = reasons.find((one) => one === reason) ?? 'unknown-counts-as-drug';
  return t(`catalogue.reason.${known}`);
}
