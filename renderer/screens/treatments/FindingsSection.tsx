import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { RegionSide } from '../../../shared/rules/findings.ts';
import { Section } from '../../ui/Section.tsx';
import { FindingCard } from './FindingCard.tsx';
import { quiet } from './issue-sorting.ts';
import { changed } from './new-entries.ts';
import type { RecordPart } from './VisitFields.tsx';
import css from './treatments.module.css';

interface FindingsSectionProps extends RecordPart {
  complaint: readonly RegionSide[];
  placing: boolean;
  onPlace: () => void;
}

export function FindingsSection({ complaint, placing, onPlace, ...part }: FindingsSectionProps) {
  const { t } = useTranslation('treatments');
  const { content, change, reference, issues, tried, onReason } = part;
  const set = (make: (before: Finding[]) => Finding[]) =>
    change((before) => ({ ...before, findings: make(before.findings) }));
  return (
    <Section
      title={t('section.findings')}
      count={content.findings.length}
      actions={
        <Button size="xs" variant={placing ? 'filled' : 'default'} aria-pressed={placing} onClick={onPlace}>
          {t('finding.place')}
        </Button>
      }
    >
      {content.findings.length === 0 && <p className={css['soft']}>{t('finding.none')}</p>}
      {content.findings.map((finding) => (
        <FindingCard
          key={finding.id}
          finding={finding}
          reference={reference}
          complaint={complaint}
          issues={quiet(
            issues.filter((issue) => issue.at === finding.id),
            tried,
          )}
          reasons={content.reasons}
          onReason={onReason}
          onChange={(next) =>
            set((before) => before.map((other) => (other.id === finding.id ? changed(other, next) : other)))
          }
          onRemove={() => set((before) => before.filter((other) => other.id !== finding.id))}
        />
      ))}
    </Section>
  );
}
