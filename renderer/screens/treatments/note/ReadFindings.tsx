import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { inKilopascal, pptMean, type RegionSide } from '../../../../shared/rules/findings.ts';
import { markOfFinding } from '../../../../shared/rules/chart-marks.ts';
import { earlierOf } from '../../../../shared/rules/reexamine.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import { regionNames } from '../../../parts/places.ts';
import { useSayMoment } from '../../../ui/date-habit.ts';
import { Section } from '../../../ui/Section.tsx';
import { FindingTags } from '../findings/FindingTags.tsx';
import { FindingChanges } from '../findings/FindingWhy.tsx';
import { useEarlier } from '../chart/use-earlier.ts';
import css from './read.module.css';

interface ReadFindingsProps {
  sessionId: string;
  findings: readonly Finding[];
  /** Findings of earlier visits that this one left unexamined. */
  left: readonly string[];
  reference: Reference;
  complaint: readonly RegionSide[];
}

const nothing: readonly OpenFinding[] = [];

interface SinceProps {
  finding: Finding;
  open: readonly OpenFinding[];
  reference: Reference;
}

/** What has changed since the examination that this one goes on from. */
function Since({ finding, open, reference }: SinceProps) {
  const { t } = useTranslation('chart');
  const say = useSayMoment({ dateStyle: 'medium' });
  const before = earlierOf(finding, open);
  return before === null ? null : (
    <div>
      <b>{t('again.change', { date: say(before.startedAt) })}:</b>{' '}
      <FindingChanges before={before.finding} now={finding} reference={reference} />
    </div>
  );
}

/** What was found, a line each, and what was left unexamined. */
export function ReadFindings({ sessionId, findings, left, reference, complaint }: ReadFindingsProps) {
  const { t } = useTranslation(['treatments', 'chart']);
  const say = useSayMoment({ dateStyle: 'medium' });
  const names = regionNames(reference.data);
  const goesOn = left.length > 0 || findings.some(({ continues }) => continues !== undefined);
  const earlier = useEarlier(goesOn ? sessionId : undefined);
  const open = earlier.data?.open ?? nothing;
  const siteName = (id: string) => reference.sites.get(id)?.name ?? id;
  const { findingTypes, findingActivity } = reference.data.techniques;
  /** Words, how it feels, regions chosen and lines drawn, as one. */
  const referral = (finding: Finding) => {
    const { referredPain, referredQuality, referredRegions = [], referredArea = [] } = finding;
    const parts = [
      referredPain,
      ...referredRegions.map(({ region, side }) => `${names.get(region) ?? region}, ${t(`side.${side}`)}`),
      referredQuality === undefined ? '' : t(`chart:finding.qualities.${referredQuality}`),
      referredArea.length === 0 ? '' : t('chart:finding.drawn', { count: referredArea.length }),
    ].filter((part) => part !== '');
    return parts.length === 0 ? undefined : `${t('finding.referred')} ${parts.join(', ')}`;
  };
  const pressure = (finding: Finding) => {
    const [here, there] = [pptMean(finding.ppt), pptMean(finding.pptOtherSide)];
    if (here === null) return undefined;
    const own = t('chart:finding.ppt.is', { here, kpa: inKilopascal(here) });
    return there === null ? own : `${own}${t('chart:finding.ppt.isOther', { there })}`;
  };
  const said = (finding: Finding) => [
    findingTypes.find(({ id }) => id === finding.structureType)?.label,
    finding.grade === undefined ? t('chart:again.notGraded') : t('finding.gradeIs', { grade: finding.grade }),
    ...(['jumpSign', 'twitchOnPalpation', 'nodule', 'resolved'] as const)
      .filter((sign) => finding[sign])
      .map((sign) => t(`finding.${sign}`)),
    finding.recognisedByPatient === undefined
      ? undefined
      : `${t('chart:finding.known')}: ${t(`chart:finding.${finding.recognisedByPatient ? 'yes' : 'no'}`)}`,
    finding.noduleSizeMm === undefined
      ? undefined
      : `${t('chart:finding.noduleSize')} ${finding.noduleSizeMm} mm`,
    finding.attachmentSiteId === undefined
      ? undefined
      : `${t('chart:finding.attachment')} ${siteName(finding.attachmentSiteId)}`,
    finding.bandLengthMm === undefined ? undefined : t('finding.bandIs', { length: finding.bandLengthMm }),
    finding.needleResistance === undefined
      ? undefined
      : `${t('finding.resistance')} ${t(`finding.resistances.${finding.needleResistance}`)}`,
    finding.nearestJoint === undefined || finding.nearestJoint === ''
      ? undefined
      : [
          finding.nearestJoint,
          finding.distanceToJointMm === undefined ? '' : `${finding.distanceToJointMm} mm`,
        ]
          .filter((part) => part !== '')
          .join(', '),
    referral(finding),
    pressure(finding),
    finding.suspectedOrigin === undefined
      ? undefined
      : `${t('chart:finding.origin')} ${t(`chart:finding.origins.${finding.suspectedOrigin}`)}`,
    finding.activity === 'not-assessed'
      ? undefined
      : findingActivity.find(({ id }) => id === finding.activity)?.label,
    finding.note === '' ? undefined : finding.note,
  ];
  return (
    <Section title={t('section.findings')} count={findings.length}>
      {findings.length === 0 && <p className={css['soft']}>{t('finding.nothing')}</p>}
      <ul className={css['rows']}>
        {findings.map((finding) => (
          <li key={finding.id} id={`entry-${finding.id}`} tabIndex={-1}>
            <div className={css['rowHead']}>
              <MarkIcon kind={markOfFinding(finding)} />
              <b>
                {reference.sites.get(finding.siteId)?.name ?? finding.siteId}, {t(`side.${finding.side}`)}
              </b>
              <FindingTags finding={finding} reference={reference} complaint={complaint} />
            </div>
            <div className={css['said']}>
              {said(finding)
                .filter((text) => text !== undefined)
                .join(' · ')}
              <Since finding={finding} open={open} reference={reference} />
            </div>
          </li>
        ))}
        {left.map((id) => {
          const one = open.find(({ finding }) => finding.id === id);
          return one === undefined ? null : (
            <li key={id} className={css['said']}>
              {t('chart:again.notExamined', {
                name: `${siteName(one.finding.siteId)}, ${t(`side.${one.finding.side}`)}`,
                date: say(one.startedAt),
                grade: one.finding.grade ?? '?',
              })}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
