import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { FieldGrid, Span } from '../../../ui/Fields.tsx';
import type { FindingPart } from './finding-part.ts';
import { FindingPressure } from './FindingPressure.tsx';
import css from './findings.module.css';

const origins = ['muscle', 'joint', 'nerve', 'organ'] as const;

/** What is not asked at every examination: pressure threshold, regions that the pain spreads to, origin, a remark. */
export function FindingMore({ finding, reference, onChange }: FindingPart) {
  const { t } = useTranslation('chart');
  const regions = useMemo(() => {
    const shapes = reference.data.bodyChart.figures.flatMap((figure) => figure.shapes);
    const named = new Map(shapes.map(({ region, side, label }) => [`${region}:${side}`, label]));
    return [...named].map(([value, label]) => ({ value, label }));
  }, [reference]);
  return (
    <div className={css['more']}>
      <FindingPressure finding={finding} onChange={onChange} />
      <FieldGrid>
        <Span of={6}>
          <MultiSelect
            label={t('finding.spreads')}
            searchable
            maxValues={12}
            nothingFoundMessage={t('finding.noRegion')}
            data={regions}
            value={(finding.referredRegions ?? []).map(({ region, side }) => `${region}:${side}`)}
            onChange={(chosen) =>
              onChange({ referredRegions: chosen.length === 0 ? undefined : chosen.map(placeOf) })
            }
          />
        </Span>
        <Span of={3}>
          <Select
            label={t('finding.origin')}
            clearable
            value={finding.suspectedOrigin ?? null}
            data={origins.map((value) => ({ value, label: t(`finding.origins.${value}`) }))}
            onChange={(next) =>
              onChange({ suspectedOrigin: (next ?? undefined) as Finding['suspectedOrigin'] })
            }
          />
        </Span>
        <Span of={3}>
          <SegmentedChoice
            label={t('finding.known')}
            value={
              finding.recognisedByPatient === undefined ? null : finding.recognisedByPatient ? 'yes' : 'no'
            }
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`finding.${value}`) }))}
            onChange={(next) => onChange({ recognisedByPatient: next === 'yes' })}
          />
        </Span>
        <Span of={12}>
          <TextInput
            label={t('finding.note')}
            maxLength={500}
            value={finding.note}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
          />
        </Span>
      </FieldGrid>
    </div>
  );
}

function placeOf(value: string): { region: string; side: Side } {
  const [region = '', side = 'midline'] = value.split(':');
  return { region, side: side as Side };
}
