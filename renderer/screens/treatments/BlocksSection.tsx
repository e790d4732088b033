import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SessionContent, TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { PatientLimit } from '../../../shared/contract/limits.ts';
import type { Refusals } from '../../parts/use-refusals.ts';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { BlockCard, type Device } from './BlockCard.tsx';
import { quiet } from './issue-sorting.ts';
import { changed, repeated } from './new-entries.ts';
import type { RecordPart } from './VisitFields.tsx';
import css from './treatments.module.css';

interface BlocksSectionProps extends RecordPart {
  session: TreatmentSession;
  previous: SessionContent | null;
  devices: readonly Device[];
  covered: boolean;
  /** Id of the block that a click on the chart adds to. */
  placing: string;
  onPlace: (target: string) => void;
  onGive: (blockId: string) => void;
  onReverse: (syringeId: string, reason: string) => Promise<unknown>;
  refusals: Refusals;
}

/** A technique as it is offered; one that the patient refuses stands there with their words and cannot be chosen. */
function TechniqueItem({
  name,
  refused,
  because,
  onPick,
}: {
  name: string;
  refused: PatientLimit | undefined;
  because: Refusals['because'];
  onPick: () => void;
}) {
  return (
    <Menu.Item className={css['offered'] ?? ''} disabled={refused !== undefined} onClick={onPick}>
      {name}
      {refused !== undefined && <span className={css['refused']}>{because(refused)}</span>}
    </Menu.Item>
  );
}

/** What is done, one block per technique. */
export function BlocksSection(props: BlocksSectionProps) {
  const { content, change, reference, session, previous, devices, placing, onPlace, refusals } = props;
  const { t } = useTranslation('treatments');
  const set = (make: (before: SessionContent['blocks']) => SessionContent['blocks']) =>
    change((before) => ({ ...before, blocks: make(before.blocks) }));
  const add = (technique: string) => {
    const id = crypto.randomUUID();
    set((before) => [...before, { id, technique, values: {}, sites: [] }]);
    onPlace(id);
    requestAnimationFrame(() => document.getElementById(`entry-${id}`)?.scrollIntoView({ block: 'start' }));
  };
  const techniques = reference.data.techniques.entries;
  const items = (enabled: boolean) =>
    techniques
      .filter((technique) => technique.defaultEnabled === enabled)
      .map((technique) => (
        <TechniqueItem
          key={technique.id}
          name={technique.name}
          refused={refusals.ofTechnique(technique.id)}
          because={refusals.because}
          onPick={() => add(technique.id)}
        />
      ));
  return (
    <Section
      title={t('section.blocks')}
      count={content.blocks.length}
      actions={
        <div className={css['buttons']}>
          {props.covered && content.blocks.length > 0 && <Tag tone="ok">{t('head.covered')}</Tag>}
          {previous !== null && content.blocks.length === 0 && (
            <Button
              size="xs"
              variant="default"
              onClick={() => change((before) => repeated(before, previous))}
            >
              {t('block.repeat')}
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" leftSection={<IconPlus size={14} />}>
                {t('block.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {items(true)}
              <Menu.Divider />
              {items(false)}
            </Menu.Dropdown>
          </Menu>
        </div>
      }
    >
      {content.blocks.length === 0 && <p className={css['soft']}>{t('block.none')}</p>}
      {content.blocks.map((block) => (
        <BlockCard
          key={block.id}
          block={block}
          content={content}
          reference={reference}
          refusals={refusals}
          devices={devices}
          issues={quiet(
            props.issues.filter((issue) => issue.at === block.id),
            props.tried,
          )}
          administrations={session.administrations.filter((given) => given.blockId === block.id)}
          placing={placing === block.id}
          onPlace={() => onPlace(block.id)}
          onReason={props.onReason}
          onChange={(next) =>
            set((before) => before.map((other) => (other.id === block.id ? changed(other, next) : other)))
          }
          onRemove={() => {
            onPlace('finding');
            set((before) => before.filter((other) => other.id !== block.id));
          }}
          onGive={() => props.onGive(block.id)}
          onReverse={props.onReverse}
        />
      ))}
    </Section>
  );
}
