import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionContent } from '../../../shared/contract/treatments.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { BodyChart } from '../../parts/BodyChart.tsx';
import type { Picked } from '../../parts/marking.ts';
import { SitePick } from '../../parts/SitePick.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { marksOf } from './marks.ts';
import css from './treatments.module.css';

interface ChartSideProps {
  content: SessionContent;
  previous: SessionContent | null;
  reference: Reference;
  /** `finding`, or the id of the block that gets the next site. Absent: nothing can be added. */
  placing?: string;
  onPlace?: (siteId: string, side: Side, mark?: Picked['mark']) => void;
}

/** The body beside the record: a click or a typed name adds where the record waits for a place. */
export function ChartSide({ content, previous, reference, placing, onPlace }: ChartSideProps) {
  const { t } = useTranslation('treatments');
  const marks = useMemo(() => marksOf(content, previous, reference), [content, previous, reference]);
  const technique = content.blocks.find((block) => block.id === placing)?.technique ?? '';
  const target =
    placing === 'finding'
      ? t('chart.placesFinding')
      : t('chart.placesBlock', { technique: reference.techniques.get(technique)?.name });
  const goTo = (id: string) => {
    const card = document.getElementById(`entry-${id.split('/')[0]}`);
    card?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  };
  return (
    <aside className={css['chartSide']} aria-label={t('chart.title')}>
      <Section title={t('chart.title')} actions={onPlace !== undefined && <Tag tone="ink">{target}</Tag>}>
        <div className={css['chartBody']}>
          {onPlace !== undefined && (
            <SitePick
              label={t('chart.type')}
              sites={reference.data.muscles.entries}
              onPick={(siteId, side) => onPlace(siteId, side)}
            />
          )}
          <BodyChart
            reference={reference.data}
            marks={marks}
            onMark={goTo}
            {...(onPlace && {
              onPick: ({ siteIds: [nearest], side, mark }: Picked) => {
                if (nearest !== undefined) onPlace(nearest, side, mark);
              },
            })}
          />
        </div>
      </Section>
    </aside>
  );
}
