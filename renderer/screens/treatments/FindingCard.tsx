import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import { deriveFinding, remoteFromComplaint, type RegionSide } from '../../../shared/rules/findings.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { MarkIcon } from '../../parts/MarkShape.tsx';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { IssueList } from './IssueList.tsx';
import { markOfFinding } from './marks.ts';
import css from './treatments.module.css';

interface FindingCardProps {
  finding: Finding;
  reference: Reference;
  complaint: readonly RegionSide[];
  issues: readonly RecordIssue[];
  reasons: Readonly<Record<string, string>>;
  disabled: boolean;
  onChange: (change: Partial<Finding>) => void;
  onReason: (key: string, reason: string) => void;
  onRemove: () => void;
}

/** One abnormal structure as examined today. What follows from it is shown, never typed. */
export function FindingCard({ finding, reference, complaint, issues, reasons, disabled, onChange, onReason, onRemove }: FindingCardProps) {
  const { t } = useTranslation('treatments');
  const site = reference.sites.get(finding.siteId);
  const types = reference.data.techniques.findingTypes;
  const derived = deriveFinding(reference, finding);
  const isBand = finding.structureType === 'taut-band';
  const isBone = finding.structureType === 'periosteal-tender-point';
  return (
    <article className={css['card']} aria-label={`${site?.name ?? finding.siteId} ${finding.side}`}>
      <header className={css['cardHead']}>
        <MarkIcon kind={markOfFinding(finding)} />
        <h3 className={css['cardTitle']}>{site?.name ?? finding.siteId} <b>{t(`side.${finding.side}`)}</b></h3>
        {derived.meetsTriggerPointCriteria && <Tag tone="info">{t('finding.triggerPoint')}</Tag>}
        {remoteFromComplaint(reference, finding, complaint) && <Tag tone="ink">{t('finding.remote')}</Tag>}
        {site !== undefined && site.segments.length > 0 && <span className={css['soft']}>{t('finding.segments', { segments: site.segments.join(', ') })}</span>}
        {!disabled && <ActionIcon className={css['cardEnd']} color="red" aria-label={t('finding.remove', { name: site?.name })} onClick={onRemove}><IconTrash size={16} /></ActionIcon>}
      </header>
      <FieldGrid>
        <Span of={6}>
          <Select label={t('finding.type')} disabled={disabled} allowDeselect={false} value={finding.structureType} data={types.map(({ id, label }) => ({ value: id, label }))} onChange={(next) => onChange({ structureType: (next ?? finding.structureType) as Finding['structureType'] })} />
        </Span>
        <Span of={6}>
          <SegmentedChoice label={t('finding.grade')} disabled={disabled} value={String(finding.grade)} options={reference.data.techniques.tendernessGrades.map(({ grade, label }) => ({ value: String(grade), label: String(grade), hint: label }))} onChange={(grade) => onChange({ grade: Number(grade) })} />
        </Span>
        <Span of={6}>
          <Select label={t('finding.activity')} disabled={disabled} allowDeselect={false} value={finding.activity} data={reference.data.techniques.findingActivity.map(({ id, label }) => ({ value: id, label }))} onChange={(next) => onChange({ activity: (next ?? finding.activity) as Finding['activity'] })} />
        </Span>
        <Span of={6}><TextInput label={t('finding.referred')} disabled={disabled} maxLength={300} value={finding.referredPain} placeholder={site?.referredPain} onChange={(event) => onChange({ referredPain: event.currentTarget.value })} /></Span>
        {isBand && <Span of={3}><NumberField label={t('finding.bandLength')} unit="mm" disabled={disabled} value={finding.bandLengthMm ?? ''} onChange={(bandLengthMm) => onChange({ bandLengthMm: bandLengthMm === '' ? undefined : bandLengthMm } as Partial<Finding>)} /></Span>}
        {isBand && (
          <Span of={5}>
            <SegmentedChoice label={t('finding.resistance')} disabled={disabled} value={finding.needleResistance ?? null} options={(['none', 'firm', 'bone-like'] as const).map((value) => ({ value, label: t(`finding.resistances.${value}`) }))} onChange={(value) => onChange({ needleResistance: value as NonNullable<Finding['needleResistance']> })} />
          </Span>
        )}
        {isBone && <Span of={5}><TextInput label={t('finding.joint')} disabled={disabled} value={finding.nearestJoint ?? ''} onChange={(event) => onChange({ nearestJoint: event.currentTarget.value })} /></Span>}
        {isBone && <Span of={3}><NumberField label={t('finding.distance')} unit="mm" disabled={disabled} value={finding.distanceToJointMm ?? ''} onChange={(distance) => onChange({ distanceToJointMm: distance === '' ? undefined : distance } as Partial<Finding>)} /></Span>}
        <Span of={12}>
          <div className={css['ticks']}>
            {(['jumpSign', 'twitchOnPalpation', 'band', 'nodule', 'recognisedByPatient', 'resolved'] as const).map((field) => (
              <Checkbox key={field} label={t(`finding.${field}`)} disabled={disabled} checked={finding[field] === true} onChange={(event) => onChange({ [field]: event.currentTarget.checked })} />
            ))}
          </div>
        </Span>
      </FieldGrid>
      <IssueList issues={issues} reasons={reasons} onReason={onReason} disabled={disabled} />
    </article>
  );
}
