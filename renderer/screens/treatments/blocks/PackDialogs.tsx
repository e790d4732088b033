import { ActionIcon, Button, Switch, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToGive } from '../../../../shared/contract/block-repeat.ts';
import type { Pack, PackPlaces } from '../../../../shared/contract/packs.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import { asPackBlock, sideOf } from '../../../../shared/rules/block-usual.ts';
import { useMay, useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/States.tsx';
import { notify } from '../../../ui/toast.tsx';
import css from './usual.module.css';

interface SavePackProps {
  blocks: readonly ProcedureBlock[];
  /** Syringes given under each block, by its id. */
  toGive: (blockId: string) => readonly ToGive[];
  suggested: string;
  onClose: () => void;
}

/** Keeps what was just set up under a name: one block as a favourite, several as a pack. */
export function SavePackDialog({ blocks, toGive, suggested, onClose }: SavePackProps) {
  const { t } = useTranslation(['usual', 'ui']);
  const trouble = useTrouble();
  const cache = useQueryClient();
  const sites = blocks.flatMap((block) => block.sites);
  const [name, setName] = useState(suggested);
  const [places, setPlaces] = useState<PackPlaces>(
    sites.length === 0 ? 'none' : sideOf(sites) === null ? 'fixed' : 'relative',
  );
  const save = useMutation({
    mutationFn: () =>
      api.packs.add({
        name,
        blocks: blocks.map((block) => asPackBlock(block, places, toGive(block.id).slice(0, 6))),
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.packs.key() });
      notify({ text: t('save.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('save.title', { count: blocks.length })} size={480}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        <TextInput
          label={t('save.name')}
          required
          data-autofocus
          maxLength={60}
          value={name}
          error={save.error === null ? undefined : trouble(save.error).text}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {sites.length > 0 && (
          <SegmentedChoice
            label={t('save.places')}
            options={(
              ['none', 'fixed', ...(sideOf(sites) === null ? [] : ['relative' as const])] as const
            ).map((value) => ({ value, label: t(`save.place.${value}`) }))}
            value={places}
            onChange={(value) => setPlaces(value as PackPlaces)}
          />
        )}
        <p className={css['soft']}>{t('save.how')}</p>
        <div className={css['end']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('save.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One's own list: order, names, who sees it. */
export function ManagePacksDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('usual');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const packs = useQuery(q.packs.list.queryOptions());
  const own = (packs.data ?? []).filter(({ mine }) => mine);
  const run = async (act: Promise<unknown>) => {
    try {
      await act;
    } catch (error) {
      const { text, incident } = trouble(error);
      notify({ text, tone: 'bad', incident });
    }
    await cache.invalidateQueries({ queryKey: q.packs.key() });
  };
  const move = (at: number, by: -1 | 1) => {
    const ids = own.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(at + by, 0, moved);
    return run(api.packs.arrange({ ids }));
  };
  const remove = (pack: Pack) =>
    run(
      api.packs.remove({ id: pack.id, version: pack.version }).then((gone) =>
        notify({
          text: t('manage.removed', { name: pack.name }),
          undo: { onUndo: () => void run(api.packs.restore(gone)) },
        }),
      ),
    );
  return (
    <Dialog opened onClose={onClose} title={t('manage.title')} size={560}>
      {packs.isSuccess && own.length === 0 && <EmptyState title={t('manage.none')} />}
      <ul className={css['packs']}>
        {own.map((pack, at) => (
          <PackRow
            key={`${pack.id}:${pack.name}`}
            pack={pack}
            first={at === 0}
            last={at === own.length - 1}
            onMove={(by) => void move(at, by)}
            onRename={(name) => void run(api.packs.rename({ id: pack.id, version: pack.version, name }))}
            onShare={(shared) => void run(api.packs.share({ id: pack.id, version: pack.version, shared }))}
            onRemove={() => void remove(pack)}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface PackRowProps {
  pack: Pack;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRename: (name: string) => void;
  onShare: (shared: boolean) => void;
  onRemove: () => void;
}

function PackRow({ pack, first, last, onMove, onRename, onShare, onRemove }: PackRowProps) {
  const { t } = useTranslation('usual');
  const mayShare = useMay('notes.sign') === true;
  const [name, setName] = useState(pack.name);
  const { name: known } = pack;
  const rename = () => {
    if (name.trim() === '' || name.trim() === known) setName(known);
    else onRename(name.trim());
  };
  return (
    <li className={css['pack']}>
      <TextInput
        aria-label={t('manage.name', { name: known })}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === 'Enter' && rename()}
      />
      <span className={css['soft']}>{t('manage.blocks', { count: pack.blocks.length })}</span>
      <Switch
        label={t('manage.shared')}
        aria-label={t('manage.share', { name: known })}
        checked={pack.shared}
        disabled={!mayShare}
        onChange={(event) => onShare(event.currentTarget.checked)}
      />
      <ActionIcon aria-label={t('manage.up', { name: known })} disabled={first} onClick={() => onMove(-1)}>
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('manage.down', { name: known })} disabled={last} onClick={() => onMove(1)}>
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon color="red" aria-label={t('manage.remove', { name: known })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
