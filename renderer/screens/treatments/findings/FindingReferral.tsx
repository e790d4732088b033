import { Button, Select, TextInput } from '@mantine/core';
import { IconScribble } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../shared/contract/finding.ts';
import { Span } from '../../../ui/Fields.tsx';
import type { FindingPart } from './finding-part.ts';
import css from './findings.module.css';

interface FindingReferralProps extends FindingPart {
  drawing: boolean;
  onDraw: (draws: boolean) => void;
}

const qualities = ['ache', 'burn', 'tingle', 'other'] as const;

/** Where pressure sends the pain: in words, with how it feels, and drawn on the chart. */
export function FindingReferral({ finding, reference, drawing, onDraw, onChange }: FindingReferralProps) {
  const { t } = useTranslation(['treatments', 'chart']);
  const lines = finding.referredArea?.length ?? 0;
  return (
    <>
      <Span of={5}>
        <TextInput
          label={t('finding.referred')}
          maxLength={300}
          value={finding.referredPain}
          placeholder={reference.sites.get(finding.siteId)?.referredPain}
          onChange={(event) => onChange({ referredPain: event.currentTarget.value })}
        />
      </Span>
      <Span of={3}>
        <Select
          label={t('chart:finding.quality')}
          clearable
          value={finding.referredQuality ?? null}
          data={qualities.map((value) => ({ value, label: t(`chart:finding.qualities.${value}`) }))}
          onChange={(next) =>
            onChange({ referredQuality: (next ?? undefined) as Finding['referredQuality'] })
          }
        />
      </Span>
      <Span of={4}>
        <div className={css['drawLine']}>
          <Button
            variant={drawing ? 'filled' : 'default'}
            aria-pressed={drawing}
            leftSection={<IconScribble size={15} />}
            onClick={() => onDraw(!drawing)}
          >
            {drawing
              ? t('chart:finding.drawing')
              : lines === 0
                ? t('chart:finding.draw')
                : t('chart:finding.drawn', { count: lines })}
          </Button>
        </div>
      </Span>
    </>
  );
}
