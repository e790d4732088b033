import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { RegionSide } from '../../../shared/rules/findings.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { MarkIcon } from '../../parts/MarkShape.tsx';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { FindingTags } from './FindingTags.tsx';
import { IssueList } from './IssueList.tsx';
import { markOfFinding } from './marks.ts';
import type { Change } from './new-entries.ts';
import css from './treatments.module.css';

interface FindingCardProps {
  finding: Finding;
  reference: Reference;
  complaint: readonly RegionSide[];
  issues: readonly RecordIssue[];
  reasons: Readonly<Record<string, string>>;
  onChange: (change: Change<Finding>) => void;
  onReason: (key: string, reason: string) => void;
  onRemove: () => void;
}

const emptied = (text: string) => (text === '' ? undefined : text);

/** One abnormal structure as examined today. What follows from it is shown, never typed. */
export function FindingCard(props: FindingCardProps) {
  const { finding, reference, complaint, issues, reasons, onChange, onReason, onRemove } = props;
  const { t } = useTranslation('treatments');
  const site = reference.sites.get(finding.siteId);
  const { findingTypes, tendernessGrades, findingActivity } = reference.data.techniques;
  const isBand = finding.structureType === 'taut-band';
  const isBone = finding.structureType === 'periosteal-tender-point';
  return (
    <article
      className={css['card']}
      id={`entry-${finding.id}`}
      tabIndex={-1}
      aria-label={`${site?.name ?? finding.siteId} ${finding.side}`}
    >
      <header className={css['cardHead']}>
        <MarkIcon kind={markOfFinding(finding)} />
        <h3 className={css['cardTitle']}>
          {site?.name ?? finding.siteId}, {t(`side.${finding.side}`)}
        </h3>
        <FindingTags finding={finding} reference={reference} complaint={complaint} />
        <ActionIcon
          className={css['cardEnd']}
          color="red"
          aria-label={t('finding.remove', { name: site?.name })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </header>
      <FieldGrid>
        <Span of={4}>
          <Select
            label={t('finding.type')}
            allowDeselect={false}
            value={finding.structureType}
            data={findingTypes.map(({ id, label }) => ({ value: id, label }))}
            onChange={(next) =>
              onChange({ structureType: (next ?? finding.structureType) as Finding['structureType'] })
            }
          />
        </Span>
        <Span of={4}>
          <div className={css['grades']}>
            <SegmentedChoice
              label={t('finding.grade')}
              value={String(finding.grade)}
              options={tendernessGrades.map(({ grade, label }) => ({
                value: String(grade),
                label: String(grade),
                hint: label,
              }))}
              onChange={(grade) => onChange({ grade: Number(grade) })}
            />
          </div>
        </Span>
        <Span of={4}>
          <Select
            label={t('finding.activity')}
            allowDeselect={false}
            value={finding.activity}
            data={findingActivity.map(({ id, label }) => ({ value: id, label }))}
            onChange={(next) => onChange({ activity: (next ?? finding.activity) as Finding['activity'] })}
          />
        </Span>
        <Span of={isBand || isBone ? 5 : 12}>
          <TextInput
            label={t('finding.referred')}
            maxLength={300}
            value={finding.referredPain}
            placeholder={site?.referredPain}
            onChange={(event) => onChange({ referredPain: event.currentTarget.value })}
          />
        </Span>
        {isBand && (
          <>
            <Span of={2}>
              <NumberField
                label={t('finding.bandLength')}
                unit="mm"
                value={finding.bandLengthMm ?? ''}
                onChange={(length) => onChange({ bandLengthMm: emptied(length) })}
              />
            </Span>
            <Span of={5}>
              <SegmentedChoice
                label={t('finding.resistance')}
                value={finding.needleResistance ?? null}
                options={(['none', 'firm', 'bone-like'] as const).map((value) => ({
                  value,
                  label: t(`finding.resistances.${value}`),
                }))}
                onChange={(value) =>
                  onChange({ needleResistance: value as NonNullable<Finding['needleResistance']> })
                }
              />
            </Span>
          </>
        )}
        {isBone && (
          <>
            <Span of={4}>
              <TextInput
                label={t('finding.joint')}
                value={finding.nearestJoint ?? ''}
                onChange={(event) => onChange({ nearestJoint: event.currentTarget.value })}
              />
            </Span>
            <Span of={3}>
              <NumberField
                label={t('finding.distance')}
                unit="mm"
                value={finding.distanceToJointMm ?? ''}
                onChange={(distance) => onChange({ distanceToJointMm: emptied(distance) })}
              />
            </Span>
          </>
        )}
      </FieldGrid>
      <div className={css['ticks']}>
        {signs.map((sign) => (
          <Checkbox
            key={sign}
            label={t(`finding.${sign}`)}
            checked={finding[sign] === true}
            onChange={(event) => onChange({ [sign]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <IssueList issues={issues} reasons={reasons} onReason={onReason} />
    </article>
  );
}

const signs = ['jumpSign', 'twitchOnPalpation', 'band', 'nodule', 'recognisedByPatient', 'resolved'] as const;
