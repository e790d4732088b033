import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import { inKilopascal, pptMean, type RegionSide } from '../../../shared/rules/findings.ts';
import { markOfFinding } from '../../../shared/rules/chart-marks.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { MarkIcon } from '../../parts/MarkShape.tsx';
import { regionNames } from '../../parts/places.ts';
import { Section } from '../../ui/Section.tsx';
import { FindingTags } from './FindingTags.tsx';
import css from './read.module.css';

interface ReadFindingsProps {
  findings: readonly Finding[];
  reference: Reference;
  complaint: readonly RegionSide[];
}

/** What was found, a line each. */
export function ReadFindings({ findings, reference, complaint }: ReadFindingsProps) {
  const { t } = useTranslation(['treatments', 'chart']);
  const names = regionNames(reference.data);
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
      .filter((sign) => finding[sign] === true)
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
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
