import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { NumberField, Span } from '../../../ui/Fields.tsx';
import type { FindingPart } from './finding-part.ts';

const emptied = (text: string) => (text === '' ? undefined : text);

/** What is asked of one kind of structure only. */
export function FindingStructure({ finding, reference, onChange }: FindingPart) {
  const { t } = useTranslation(['treatments', 'chart']);
  const attachments = reference.data.muscles.entries.filter(({ kind }) => kind === 'attachment');
  return (
    <>
      {finding.structureType === 'taut-band' && (
        <>
          <Span of={4}>
            <NumberField
              label={t('finding.bandLength')}
              unit="mm"
              value={finding.bandLengthMm ?? ''}
              onChange={(length) => onChange({ bandLengthMm: emptied(length) })}
            />
          </Span>
          <Span of={8}>
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
      {finding.structureType === 'tender-point-attachment' && (
        <Span of={8}>
          <Select
            label={t('chart:finding.attachment')}
            searchable
            clearable
            value={finding.attachmentSiteId ?? null}
            data={attachments.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(next) => onChange({ attachmentSiteId: next ?? undefined })}
          />
        </Span>
      )}
      {finding.structureType === 'periosteal-tender-point' && (
        <>
          <Span of={8}>
            <TextInput
              label={t('finding.joint')}
              maxLength={80}
              value={finding.nearestJoint ?? ''}
              onChange={(event) => onChange({ nearestJoint: event.currentTarget.value })}
            />
          </Span>
          <Span of={4}>
            <NumberField
              label={t('finding.distance')}
              unit="mm"
              value={finding.distanceToJointMm ?? ''}
              onChange={(distance) => onChange({ distanceToJointMm: emptied(distance) })}
            />
          </Span>
        </>
      )}
      {finding.nodule && (
        <Span of={4}>
          <NumberField
            label={t('chart:finding.noduleSize')}
            unit="mm"
            value={finding.noduleSizeMm ?? ''}
            onChange={(size) => onChange({ noduleSizeMm: emptied(size) })}
          />
        </Span>
      )}
    </>
  );
}
