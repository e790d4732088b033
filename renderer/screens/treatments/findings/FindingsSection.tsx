import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../../../shared/contract/earlier.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Finding } from '../../../../shared/contract/finding.ts';
import type { RegionSide } from '../../../../shared/rules/findings.ts';
import { earlierOf } from '../../../../shared/rules/reexamine.ts';
import { Section } from '../../../ui/Section.tsx';
import { useLatest } from '../../../ui/use-latest.ts';
import { notify } from '../../../ui/toast.tsx';
import { removedOf, restored, without } from '../chart/chart-edits.ts';
import { FindingCard } from './FindingCard.tsx';
import { quiet } from '../against/issue-sorting.ts';
import { drawingOf, withFindingChanged, type Change } from '../chart/new-entries.ts';
import { Reexamine } from './Reexamine.tsx';
import { useEarlier } from '../chart/use-earlier.ts';
import { useMarkWords } from '../chart/use-mark-words.ts';
import type { RecordPart } from '../VisitFields.tsx';
import css from '../treatments.module.css';

interface FindingsSectionProps extends RecordPart {
  sessionId: string;
  complaint: readonly RegionSide[];
  /** What the chart waits for. */
  placing: string;
  onPlace: (target: string) => void;
}

const nothing: readonly OpenFinding[] = [];
const noIssues: readonly RecordIssue[] = [];

/** What is found today; what was found before and is still there waits on top to be examined or left. */
export function FindingsSection({ sessionId, complaint, placing, onPlace, ...part }: FindingsSectionProps) {
  const { t } = useTranslation(['treatments', 'chart']);
  const { content, change, reference, issues, tried, onReason } = part;
  const words = useMarkWords(reference);
  const earlier = useEarlier(sessionId);
  const open = earlier.data?.open ?? nothing;
  const issuesOf = useMemo(() => Map.groupBy(quiet(issues, tried), ({ at }) => at), [issues, tried]);
  const onReasonGiven = useLatest(onReason);
  const onDraw = useLatest((id: string, draws: boolean) => onPlace(draws ? drawingOf(id) : 'finding'));
  const onChange = useLatest((id: string, next: Change<Finding>) =>
    change((before) => withFindingChanged(before, id, next)),
  );
  const remove = useLatest((finding: Finding) => {
    const removed = removedOf(content, finding.id);
    if (removed === null) return;
    change((before) => without(before, removed));
    if (placing === drawingOf(finding.id)) onPlace('finding');
    notify({
      text: t('chart:removed', { name: words.site(finding.siteId, finding.side) }),
      undo: { onUndo: () => change((before) => restored(before, removed)) },
    });
  });
  return (
    <Section
      title={t('section.findings')}
      count={content.findings.length}
      actions={
        <Button
          size="xs"
          variant={placing === 'finding' ? 'filled' : 'default'}
          aria-pressed={placing === 'finding'}
          onClick={() => onPlace('finding')}
        >
          {t('finding.place')}
        </Button>
      }
    >
      <Reexamine {...part} open={open} />
      {content.findings.length === 0 && <p className={css['soft']}>{t('finding.none')}</p>}
      {content.findings.map((finding) => (
        <FindingCard
          key={finding.id}
          finding={finding}
          before={earlierOf(finding, open)}
          reference={reference}
          complaint={complaint}
          issues={issuesOf.get(finding.id) ?? noIssues}
          reasons={content.reasons}
          drawing={placing === drawingOf(finding.id)}
          onDraw={onDraw}
          onReason={onReasonGiven}
          onChange={onChange}
          onRemove={remove}
        />
      ))}
    </Section>
  );
}
