import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Administration } from '../../../../shared/contract/administration.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Pack } from '../../../../shared/contract/packs.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { Side } from '../../../../shared/contract/values.ts';
import type { Repeat, ToGive } from '../../../../shared/contract/block-repeat.ts';
import type {
  SessionContent,
  SessionView,
  TreatmentSession,
} from '../../../../shared/contract/treatments.ts';
import { toGiveAgain } from '../../../../shared/rules/block-repeat.ts';
import { fromPack, sideOf } from '../../../../shared/rules/block-usual.ts';
import { needlesOfVisit } from '../../../../shared/rules/needle-count.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { useWhen } from '../../../parts/when.ts';
import { q } from '../../../rpc.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { Section } from '../../../ui/Section.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { AddBlock } from './AddBlock.tsx';
import { BlockCard, type Device } from './BlockCard.tsx';
import { quiet } from '../against/issue-sorting.ts';
import { changed, placed, type Change } from '../chart/new-entries.ts';
import { ManagePacksDialog, SavePackDialog } from './PackDialogs.tsx';
import { useSayLeftOut, useTakeOver } from './use-repeat.ts';
import type { RecordPart } from '../VisitFields.tsx';
import css from '../treatments.module.css';
import usual from './usual.module.css';

interface BlocksSectionProps extends RecordPart {
  session: TreatmentSession;
  repeat: Repeat | null;
  /** Where it hurts, so that a favourite knows the side. */
  complaint: readonly { side: 'left' | 'right' | 'midline' }[];
  devices: readonly Device[];
  covered: boolean;
  /** Id of the block that a click on the chart adds to. */
  placing: string;
  onPlace: (target: string) => void;
  onGive: (blockId: string, suggestion: ToGive | null) => void;
  onReverse: (syringeId: string, reason: string) => Promise<unknown>;
  refusals: Refusals;
}

// The same empty list each time, so that a card whose block is untouched is not drawn again.
const noIssues: readonly RecordIssue[] = [];
const nothingGiven: readonly Administration[] = [];
const noPacks: readonly Pack[] = [];

/** Where complaint and findings of today lie on one side, that side is treated. */
function treatedSide(
  complaint: readonly { side: 'left' | 'right' | 'midline' }[],
  findings: SessionView['session']['content']['findings'],
): 'left' | 'right' | null {
  const sides = new Set(
    [...complaint, ...findings].flatMap(({ side }) => (side === 'midline' ? [] : [side])),
  );
  return sides.size === 1 ? sideOf([...sides].map((side) => ({ side }))) : null;
}

/** What is done, one block per technique. */
export function BlocksSection(props: BlocksSectionProps) {
  const { content, change, reference, session, repeat, devices, placing, onPlace, refusals } = props;
  const { t } = useTranslation(['treatments', 'usual']);
  const when = useWhen();
  const packs = useQuery(q.packs.list.queryOptions());
  const [saving, setSaving] = useState<readonly string[] | null>(null);
  const [managing, setManaging] = useState(false);
  const [seen, setSeen] = useState(true);
  const takeOver = useTakeOver(change, onPlace);
  const sayLeftOut = useSayLeftOut(reference);
  const set = (make: (before: SessionContent['blocks']) => SessionContent['blocks']) =>
    change((before) => ({ ...before, blocks: make(before.blocks) }));
  const add = (technique: string) => {
    const id = crypto.randomUUID();
    set((before) => [...before, { id, technique, values: {}, sites: [] }]);
    onPlace(id);
    requestAnimationFrame(() => document.getElementById(`entry-${id}`)?.scrollIntoView({ block: 'start' }));
  };
  const repeatLast = () => {
    if (repeat === null) return;
    takeOver(repeat.blocks);
    setSeen(repeat.leftOut.length === 0);
  };
  useShortcuts(repeat === null ? {} : { 'Alt+r': { label: t('usual:repeat.key'), run: repeatLast } });
  /** Places that the patient refuses and units that may not be used stay out of a favourite. */
  const fitting = (blocks: ReturnType<typeof fromPack>) =>
    blocks.map((block) => {
      const { deviceId, laserClass: _, ...values } = block.values;
      const usable = devices.some(({ id, recalled }) => id === deviceId && recalled !== true);
      return {
        ...block,
        values: deviceId === undefined || usable ? block.values : values,
        sites: block.sites.filter(({ siteId, side }) => refusals.ofPlace(siteId, side) === undefined),
      };
    });
  const givenUnder = (blockId: string): ToGive[] => {
    const block = content.blocks.find(({ id }) => id === blockId);
    const syringes = Map.groupBy(
      session.administrations.filter((one) => one.blockId === blockId),
      ({ syringeId }) => syringeId,
    );
    return [...syringes.values()].flatMap((syringe) => toGiveAgain(block?.technique ?? '', syringe) ?? []);
  };
  const issuesOf = useMemo(
    () => Map.groupBy(quiet(props.issues, props.tried), ({ at }) => at),
    [props.issues, props.tried],
  );
  const givenOf = useMemo(
    () => Map.groupBy(session.administrations, ({ blockId }) => blockId),
    [session.administrations],
  );
  const onChange = useLatest((id: string, next: Change<ProcedureBlock>) =>
    set((before) => before.map((other) => (other.id === id ? changed(other, next) : other))),
  );
  const onAdd = useLatest((id: string, siteId: string, side: Side) =>
    change((before) => placed(before, id, { siteId, side }, reference, '')),
  );
  const onRemove = useLatest((id: string) => {
    onPlace('finding');
    set((before) => before.filter((other) => other.id !== id));
  });
  const onKeep = useLatest((id: string) => setSaving([id]));
  const [onGive, onReason, onReverse] = [
    useLatest(props.onGive),
    useLatest(props.onReason),
    useLatest(props.onReverse),
  ];
  const needles = needlesOfVisit(content.blocks);
  const savedBlocks = content.blocks.filter(({ id }) => saving?.includes(id));
  return (
    <Section
      title={t('section.blocks')}
      count={content.blocks.length}
      actions={
        <div className={css['buttons']}>
          {needles !== null && (
            <Tag tone={needles.placed === needles.removed ? 'neutral' : 'warn'}>
              {t('needle.ofVisit', needles)}
            </Tag>
          )}
          {props.covered && content.blocks.length > 0 && <Tag tone="ok">{t('head.covered')}</Tag>}
          {repeat !== null && content.blocks.length === 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconHistory size={14} />}
              aria-keyshortcuts="Alt+R"
              onClick={repeatLast}
            >
              {t('usual:repeat.button', { date: when.dayOf(repeat.startedAt) })}
            </Button>
          )}
          <AddBlock
            reference={reference}
            refusals={refusals}
            packs={packs.data ?? []}
            treated={treatedSide(props.complaint, content.findings)}
            canSaveAll={content.blocks.length > 1 && content.blocks.length <= 6}
            onTechnique={add}
            onPack={(pack, side) => takeOver(fitting(fromPack(pack.blocks, side)))}
            onSaveAll={() => setSaving(content.blocks.map(({ id }) => id))}
            onManage={() => setManaging(true)}
          />
        </div>
      }
    >
      {!seen && repeat !== null && repeat.leftOut.length > 0 && (
        <div className={usual['notice']}>
          <Notice
            tone="warn"
            title={t('usual:repeat.leftOut')}
            live
            action={
              <Button size="xs" variant="default" onClick={() => setSeen(true)}>
                {t('usual:repeat.seen')}
              </Button>
            }
          >
            <ul className={usual['leftOut']}>
              {repeat.leftOut.map((one) => (
                <li key={`${one.what}${one.id}${one.techniqueId}`}>{sayLeftOut(one)}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {content.blocks.length === 0 && <p className={css['soft']}>{t('block.none')}</p>}
      {content.blocks.map((block) => (
        <BlockCard
          key={block.id}
          sessionId={session.id}
          block={block}
          findings={content.findings}
          reasons={content.reasons}
          reference={reference}
          refusals={refusals}
          devices={devices}
          issues={issuesOf.get(block.id) ?? noIssues}
          administrations={givenOf.get(block.id) ?? nothingGiven}
          repeat={repeat}
          packs={packs.data ?? noPacks}
          placing={placing === block.id}
          onPlace={onPlace}
          onReason={onReason}
          onChange={onChange}
          onAdd={onAdd}
          onRemove={onRemove}
          onKeep={onKeep}
          onGive={onGive}
          onReverse={onReverse}
        />
      ))}
      {savedBlocks.length > 0 && (
        <SavePackDialog
          blocks={savedBlocks}
          toGive={givenUnder}
          suggested={
            savedBlocks.length === 1
              ? (reference.techniques.get(savedBlocks[0]?.technique ?? '')?.name ?? '')
              : ''
          }
          onClose={() => setSaving(null)}
        />
      )}
      {managing && <ManagePacksDialog onClose={() => setManaging(false)} />}
    </Section>
  );
}
