import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { deriveFinding, remoteFromComplaint, type RegionSide } from '../../../../shared/rules/findings.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { Tag } from '../../../ui/Tag.tsx';
import css from '../treatments.module.css';

interface FindingTagsProps {
  finding: Finding;
  reference: Reference;
  complaint: readonly RegionSide[];
}

/** What follows from a finding: criteria met, far from the complaint, nerve segments. */
export function FindingTags({ finding, reference, complaint }: FindingTagsProps) {
  const { t } = useTranslation('treatments');
  const segments = reference.sites.get(finding.siteId)?.segments ?? [];
  return (
    <>
      {deriveFinding(reference, finding).meetsTriggerPointCriteria && (
        <Tag tone="info">{t('finding.triggerPoint')}</Tag>
      )}
      {remoteFromComplaint(reference, finding, complaint) && <Tag tone="ink">{t('finding.remote')}</Tag>}
      {segments.length > 0 && (
        <span className={css['soft']}>{t('finding.segments', { segments: segments.join(', ') })}</span>
      )}
    </>
  );
}
