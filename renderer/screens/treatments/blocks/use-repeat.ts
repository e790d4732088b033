import { useTranslation } from 'react-i18next';
import type { Repeat, ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { notify } from '../../../ui/toast.tsx';
import { unitText } from './field-words.ts';
import { withBlocks } from '../chart/new-entries.ts';

type Change = (make: (before: SessionContent) => SessionContent) => void;

/** Puts blocks into the note in one act, with the way back. */
export function useTakeOver(change: Change, onPlace: (target: string) => void) {
  const { t } = useTranslation('usual');
  return (blocks: readonly Omit<ProcedureBlock, 'id'>[]) => {
    if (blocks.length === 0) {
      notify({ text: t('repeat.nothing'), tone: 'info' });
      return;
    }
    const fresh = blocks.map((block) => ({ ...block, id: crypto.randomUUID() }));
    const ids = new Set<string>(fresh.map(({ id }) => id));
    change((before) => withBlocks(before, fresh));
    const first = fresh[0]?.id ?? '';
    onPlace(first);
    requestAnimationFrame(() =>
      document.getElementById(`entry-${first}`)?.scrollIntoView({ block: 'start' }),
    );
    notify({
      text: t('repeat.done', { count: fresh.length }),
      undo: {
        onUndo: () => {
          onPlace('finding');
          change((before) => ({ ...before, blocks: before.blocks.filter(({ id }) => !ids.has(id)) }));
        },
      },
    });
  };
}

/** A syringe in few words: what, how strong, how much, at how many points. */
export function syringeText(reference: Reference, { parts, points }: ToGive): string {
  const said = parts.map(({ substanceId, strengthValue, strengthUnit, volumePerPoint }) => {
    const name = reference.substances.get(substanceId)?.name ?? substanceId;
    return `${name} ${strengthValue} ${unitText(strengthUnit)}, ${volumePerPoint} mL`;
  });
  return `${said.join(' + ')}${points > 1 ? ` × ${points}` : ''}`;
}

/** What was left out and why, in words. */
export function useSayLeftOut(reference: Reference) {
  const { t } = useTranslation(['usual', 'treatments']);
  return ({ what, id, techniqueId, why, says }: Repeat['leftOut'][number]): string => {
    const technique = reference.techniques.get(techniqueId)?.name ?? techniqueId;
    const [siteId = '', side = ''] = id.split(':');
    const name =
      what === 'place'
        ? [
            technique,
            reference.sites.get(siteId)?.name ?? siteId,
            side === '' ? '' : t(`treatments:side.${side as 'left'}`),
          ]
            .filter((part) => part !== '')
            .join(', ')
        : what === 'substance'
          ? (reference.substances.get(id)?.name ?? id)
          : technique;
    const because = t(`repeat.why.${why}${says === '' ? '' : '_says'}`, {
      says,
      interpolation: { escapeValue: false, skipOnVariables: true },
    });
    return `${name}: ${because}`;
  };
}
