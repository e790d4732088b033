import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { RegionSide } from '../../../shared/rules/findings.ts';
import { markOfFinding } from '../../../shared/rules/chart-marks.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { MarkIcon } from '../../parts/MarkShape.tsx';
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
  const { t } = useTranslation('treatments');
  const { findingTypes, findingActivity } = reference.data.techniques;
  const said = (finding: Finding) => [
    findingTypes.find(({ id }) => id === finding.structureType)?.label,
    t('finding.gradeIs', { grade: finding.grade }),
    ...(['jumpSign', 'twitchOnPalpation', 'nodule', 'recognisedByPatient', 'resolved'] as const)
      .filter((sign) => finding[sign] === true)
      .map((sign) => t(`finding.${sign}`)),
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
    finding.referredPain === '' ? undefined : `${t('finding.referred')} ${finding.referredPain}`,
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
