import { ActionIcon, Button, Checkbox, Select } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import { markOfFinding } from '../../../../shared/rules/chart-marks.ts';
import type { RegionSide } from '../../../../shared/rules/findings.ts';
import { MarkIcon } from '../../../parts/MarkShape.tsx';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import { FindingMore } from './FindingMore.tsx';
import { FindingReferral } from './FindingReferral.tsx';
import { FindingStructure } from './FindingStructure.tsx';
import { FindingTags } from './FindingTags.tsx';
import { FindingWhy } from './FindingWhy.tsx';
import { IssueList } from '../against/IssueList.tsx';
import type { FindingPart } from './finding-part.ts';
import { signChange, structureChange, type Change } from '../chart/new-entries.ts';
import css from '../treatments.module.css';
import own from './findings.module.css';

interface FindingCardProps extends Omit<FindingPart, 'onChange'> {
  onChange: (id: string, change: Change<Finding>) => void;
  /** The examination that this one goes on from. */
  before: OpenFinding | null;
  complaint: readonly RegionSide[];
  issues: readonly RecordIssue[];
  reasons: Readonly<Record<string, string>>;
  /** The chart waits for lines of this finding. */
  drawing: boolean;
  onDraw: (id: string, draws: boolean) => void;
  onReason: (key: string, reason: string) => void;
  onRemove: (finding: Finding) => void;
}

/** One abnormal structure as examined today. What follows from it is shown with why, never typed. */
export const FindingCard = memo(function FindingCard(props: FindingCardProps) {
  const { finding, before, reference, complaint, issues, reasons, onReason } = props;
  const onChange = (change: Change<Finding>) => props.onChange(finding.id, change);
  const { t } = useTranslation(['treatments', 'chart']);
  const [more, setMore] = useState(hasMore(finding));
  const site = reference.sites.get(finding.siteId);
  const { findingTypes, tendernessGrades, findingActivity } = reference.data.techniques;
  const part = { finding, reference, onChange };
  return (
    <article
      className={css['card']}
      id={`entry-${finding.id}`}
      tabIndex={-1}
      aria-label={`${site?.name ?? finding.siteId} ${finding.side}`}
    >
      <header className={own['head']}>
        <div className={css['cardHead']}>
          <MarkIcon kind={markOfFinding(finding)} />
          <h3 className={css['cardTitle']}>
            {site?.name ?? finding.siteId}, {t(`side.${finding.side}`)}
          </h3>
          <FindingTags finding={finding} reference={reference} complaint={complaint} />
        </div>
        <ActionIcon
          color="red"
          aria-label={t('finding.remove', { name: site?.name })}
          onClick={() => props.onRemove(finding)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </header>
      <FindingWhy finding={finding} before={before} reference={reference} complaint={complaint} />
      <FieldGrid>
        <Span of={4}>
          <Select
            label={t('finding.type')}
            allowDeselect={false}
            value={finding.structureType}
            data={findingTypes.map(({ id, label }) => ({ value: id, label }))}
            onChange={(next) =>
              onChange(structureChange((next ?? finding.structureType) as Finding['structureType']))
            }
          />
        </Span>
        <Span of={4}>
          <div className={css['grades']}>
            <SegmentedChoice
              label={t('finding.grade')}
              required
              value={finding.grade === undefined ? null : String(finding.grade)}
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
        <FindingStructure {...part} />
        <FindingReferral
          {...part}
          drawing={props.drawing}
          onDraw={(draws) => props.onDraw(finding.id, draws)}
        />
      </FieldGrid>
      <div className={own['foot']}>
        {signs.map((sign) => (
          <Checkbox
            key={sign}
            label={t(`finding.${sign}`)}
            checked={finding[sign] || (sign === 'band' && finding.structureType === 'taut-band')}
            // By definition a taut band has its band.
            disabled={sign === 'band' && finding.structureType === 'taut-band'}
            onChange={(event) => onChange(signChange(sign, event.currentTarget.checked))}
          />
        ))}
        <Button
          size="xs"
          variant="subtle"
          aria-expanded={more}
          rightSection={more ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
          onClick={() => setMore(!more)}
        >
          {more ? t('chart:finding.less') : t('chart:finding.more')}
        </Button>
      </div>
      {more && <FindingMore {...part} />}
      <IssueList issues={issues} reasons={reasons} onReason={onReason} />
    </article>
  );
});

const signs = ['jumpSign', 'twitchOnPalpation', 'band', 'nodule', 'resolved'] as const;

/** Whether something is typed that would otherwise stand folded away. */
function hasMore(finding: Finding): boolean {
  const { ppt, pptOtherSide, suspectedOrigin, recognisedByPatient, referredRegions, note } = finding;
  return (
    suspectedOrigin !== undefined ||
    recognisedByPatient !== undefined ||
    note !== '' ||
    [ppt, pptOtherSide, referredRegions].some((list) => list !== undefined && list.length > 0)
  );
}
