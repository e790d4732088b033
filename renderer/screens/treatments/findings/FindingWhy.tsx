import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import {
  compareFindings,
  pptMean,
  remoteFromComplaint,
  triggerPointSigns,
  type RegionSide,
} from '../../../../shared/rules/findings.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { regionNames } from '../../../parts/places.ts';
import { useSayMoment } from '../../../ui/date-habit.ts';
import css from './findings.module.css';

interface FindingWhyProps {
  finding: Finding;
  before: OpenFinding | null;
  reference: Reference;
  complaint: readonly RegionSide[];
}

/** Why a finding counts as a trigger point and as remote, and what has changed since it was last examined. */
export function FindingWhy({ finding, before, reference, complaint }: FindingWhyProps) {
  const { t } = useTranslation(['chart', 'treatments']);
  const say = useSayMoment({ dateStyle: 'medium' });
  const signs = triggerPointSigns(finding);
  const names = regionNames(reference.data);
  const region = reference.sites.get(finding.siteId)?.region ?? '';
  const placed = ({ region: where, side }: RegionSide) =>
    `${names.get(where) ?? where}${side === 'midline' ? '' : `, ${t(`treatments:side.${side}`)}`}`;
  return (
    <div className={css['why']}>
      <span>
        {signs.length >= 2 ? t('finding.criteria.met') : t('finding.criteria.unmet')}:{' '}
        {signs.length === 0
          ? t('finding.criteria.none')
          : t('finding.criteria.why', {
              count: signs.length,
              signs: signs.map((sign) => t(`finding.criteria.${sign}`)).join(', '),
            })}
      </span>
      {remoteFromComplaint(reference, finding, complaint) && (
        <span>
          {t('finding.remoteWhy', {
            region: placed({ region, side: finding.side }),
            complaint: complaint.map(placed).join('; '),
          })}
        </span>
      )}
      {before !== null && (
        <span>
          <b>{t('again.change', { date: say(before.startedAt) })}:</b>{' '}
          <FindingChanges before={before.finding} now={finding} reference={reference} />
        </span>
      )}
    </div>
  );
}

export function FindingChanges({
  before,
  now,
  reference,
}: {
  before: Finding;
  now: Finding;
  reference: Reference;
}) {
  const { t } = useTranslation('chart');
  const { findingActivity } = reference.data.techniques;
  const named = (activity: Finding['activity']) =>
    findingActivity.find(({ id }) => id === activity)?.label ?? activity;
  const change = compareFindings(before, now);
  return [
    change.grade !== null &&
      (change.grade === 0
        ? t('again.gradeSame', { to: now.grade })
        : t('again.gradeFrom', { from: before.grade, to: now.grade })),
    change.ppt !== null && t('again.pptFrom', { from: pptMean(before.ppt), to: pptMean(now.ppt) }),
    change.activity &&
      t('again.activityFrom', { from: named(change.activity.from), to: named(change.activity.to) }),
    change.resolved && t('again.gone'),
  ]
    .filter((text) => typeof text === 'string')
    .join(' · ');
}
