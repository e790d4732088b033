import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { sideAt } from '../../../../shared/rules/sites.ts';
import { BodyChart } from '../../../parts/BodyChart.tsx';
import { MarkList } from '../../../parts/chart/MarkList.tsx';
import type { Picked } from '../../../parts/marking.ts';
import { SitePick } from '../../../parts/SitePick.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { removedOf, restored, withArea, without } from './chart-edits.ts';
import { GhostChoice, useGhosts, type GhostSource } from './ghosts.tsx';
import { areasOf, markId, marksOf } from './marks.ts';
import { drawnFor, withFindingChanged } from './new-entries.ts';
import { NearSites, type LastPlaced } from '../findings/NearSites.tsx';
import { useMarkWords } from './use-mark-words.ts';
import css from '../treatments.module.css';

interface ChartSideProps {
  content: SessionContent;
  reference: Reference;
  /** Visits before, to be seen behind today's. */
  ghosts?: GhostSource;
  /** `finding`, the id of the block that gets the next site, or `area:` and the finding whose pain is drawn. Absent: nothing can be added. */
  placing?: string;
  /** False: the place was refused, and nothing was added. */
  onPlace?: (siteId: string, side: Side, mark?: Picked['mark']) => boolean;
  change?: (make: (before: SessionContent) => SessionContent) => void;
  /** Back from drawing to placing. */
  onDrawn?: () => void;
}

/** The body beside the record: a click or a typed name adds where the record waits for a place. */
export function ChartSide(props: ChartSideProps) {
  const { content, reference, placing = '', onPlace, change, onDrawn } = props;
  const { t } = useTranslation(['treatments', 'chart']);
  const words = useMarkWords(reference);
  const ghosts = useGhosts(props.ghosts);
  const [last, setLast] = useState<LastPlaced | null>(null);
  const { visits } = ghosts;
  const marks = useMemo(
    () => marksOf(content, visits, reference, words),
    [content, visits, reference, words],
  );
  const areas = useMemo(() => areasOf(content, visits, words), [content, visits, words]);
  const drawn = content.findings.find(({ id }) => id === drawnFor(placing));
  const technique = content.blocks.find((block) => block.id === placing)?.technique ?? '';
  const target =
    technique === ''
      ? t('chart.placesFinding')
      : t('chart.placesBlock', { technique: reference.techniques.get(technique)?.name });
  const goTo = (id: string) => {
    const card = document.getElementById(`entry-${id.split('/')[0]}`);
    card?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  };
  const remove = (id: string) => {
    const removed = removedOf(content, id);
    if (removed === null || change === undefined) return;
    change((before) => without(before, removed));
    setLast(null);
    if (drawnFor(placing) === id) onDrawn?.();
    notify({
      text: t('chart:removed', { name: marks.find((one) => one.id === id)?.label }),
      undo: { onUndo: () => change((before) => restored(before, removed)) },
    });
  };
  const place = (picked: Picked) => {
    const [nearest] = picked.siteIds;
    if (nearest === undefined || onPlace === undefined) return;
    const side = sideAt(reference, nearest, picked.side);
    const before = marks.some(({ id }) => id === markId(placing, { siteId: nearest, side }));
    if (before) {
      notify({ text: t('chart:near.already', { name: words.site(nearest, side) }), tone: 'info' });
      return;
    }
    if (onPlace(nearest, side, picked.mark))
      setLast({ picked: { ...picked, side }, siteId: nearest, target: placing });
  };
  const instead = (siteId: string) => {
    if (last === null || change === undefined || onPlace === undefined) return;
    const { picked } = last;
    const side = sideAt(reference, siteId, picked.side);
    const removed = removedOf(content, placedFinding?.id ?? markId(last.target, { ...picked, ...last }));
    if (!onPlace(siteId, side, picked.mark)) return;
    if (removed) change((before) => without(before, removed));
    setLast({ ...last, picked: { ...picked, side }, siteId });
  };
  const placedFinding =
    last?.target !== 'finding'
      ? null
      : (content.findings.findLast(
          ({ siteId, side }) => siteId === last.siteId && side === last.picked.side,
        ) ?? null);
  /** What was found is what is treated: where a block waits for sites, a click on a finding adds its place. */
  const onMark = (id: string) => {
    const found = content.findings.find((finding) => finding.id === id);
    const block = content.blocks.find((one) => one.id === placing);
    const treated =
      found && block?.sites.some(({ siteId, side }) => siteId === found.siteId && side === found.side);
    if (found === undefined || block === undefined || treated === true || onPlace === undefined) goTo(id);
    else onPlace(found.siteId, found.side, found.mark);
  };
  const drawing = drawn &&
    change && {
      label: words.site(drawn.siteId, drawn.side),
      strokes: drawn.referredArea ?? [],
      onAdd: (stroke: NonNullable<typeof drawn.referredArea>[number]) =>
        change((before) => withArea(before, drawn.id, (strokes) => [...strokes, stroke])),
      onUndo: () => change((before) => withArea(before, drawn.id, (strokes) => strokes.slice(0, -1))),
      onClear: () => change((before) => withArea(before, drawn.id, () => [])),
      onDone: () => onDrawn?.(),
    };
  const adds = onPlace !== undefined && drawing === undefined;
  const now = marks.filter(({ faint }) => faint !== true);
  return (
    <aside className={css['chartSide']} aria-label={t('chart.title')}>
      <Section title={t('chart.title')} actions={adds && <Tag tone="ink">{target}</Tag>}>
        <div className={css['chartBody']}>
          {adds && (
            <SitePick
              label={t('chart.type')}
              sites={reference.data.muscles.entries}
              onPick={(siteId, side) =>
                place({ region: reference.sites.get(siteId)?.region ?? '', side, siteIds: [siteId] })
              }
            />
          )}
          <BodyChart
            reference={reference.data}
            marks={marks}
            areas={areas}
            onMark={onMark}
            drawing={drawing}
            tools={<GhostChoice {...ghosts} />}
            before={visits.length === 0 ? undefined : visits.map(({ date }) => date).join(', ')}
            {...(change && { onRemove: remove })}
            {...(adds && { onPick: place })}
          >
            {adds && last !== null && last.target === placing && (
              <NearSites
                last={last}
                reference={reference}
                finding={placedFinding}
                onFinding={(next) =>
                  change?.((before) => withFindingChanged(before, placedFinding?.id ?? '', next))
                }
                onInstead={instead}
              />
            )}
            <MarkList marks={now} onMark={goTo} onRemove={change && remove} />
          </BodyChart>
        </div>
      </Section>
    </aside>
  );
}
