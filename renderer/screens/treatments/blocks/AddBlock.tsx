import { Button, Menu } from '@mantine/core';
import { IconPlus, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientLimit } from '../../../../shared/contract/limits.ts';
import type { Pack } from '../../../../shared/contract/packs.ts';
import { asksSide } from '../../../../shared/rules/block-usual.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import css from '../treatments.module.css';
import usual from './usual.module.css';

interface AddBlockProps {
  reference: Reference;
  refusals: Refusals;
  packs: readonly Pack[];
  /** Null where the complaint lies in the middle or on both sides: then a favourite asks for it. */
  treated: 'left' | 'right' | null;
  canSaveAll: boolean;
  onTechnique: (techniqueId: string) => void;
  onPack: (pack: Pack, side: 'left' | 'right') => void;
  onSaveAll: () => void;
  onManage: () => void;
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

/** Everything that a visit can start a block from: one's favourites, those of the clinic, the plain techniques. */
export function AddBlock(props: AddBlockProps) {
  const { reference, refusals, packs, treated, onTechnique, onPack } = props;
  const { t } = useTranslation(['usual', 'treatments']);
  const items = (enabled: boolean) =>
    reference.data.techniques.entries
      .filter((technique) => technique.defaultEnabled === enabled)
      .map((technique) => (
        <TechniqueItem
          key={technique.id}
          name={technique.name}
          refused={refusals.ofTechnique(technique.id)}
          because={refusals.because}
          onPick={() => onTechnique(technique.id)}
        />
      ));
  const packItems = (mine: boolean) =>
    packs
      .filter((pack) => pack.mine === mine)
      .flatMap((pack) => {
        const refused = pack.blocks
          .map(({ technique }) => refusals.ofTechnique(technique))
          .find((limit) => limit !== undefined);
        const sides =
          treated === null && asksSide(pack.blocks) ? (['right', 'left'] as const) : [treated ?? 'left'];
        const name = mine ? pack.name : t('add.by', { name: pack.name, owner: pack.owner });
        return sides.map((side) => (
          <TechniqueItem
            key={`${pack.id}${side}`}
            name={sides.length > 1 ? t('add.side', { name, side: t(`treatments:side.${side}`) }) : name}
            refused={refused}
            because={refusals.because}
            onPick={() => onPack(pack, side)}
          />
        ));
      });
  const [own, shared] = [packItems(true), packItems(false)];
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={14} />}>
          {t('treatments:block.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={usual['addMenu'] ?? ''}>
        {own.length > 0 && <Menu.Label>{t('add.own')}</Menu.Label>}
        {own}
        {shared.length > 0 && <Menu.Label>{t('add.shared')}</Menu.Label>}
        {shared}
        {own.length + shared.length > 0 && <Menu.Label>{t('add.techniques')}</Menu.Label>}
        {items(true)}
        <Menu.Divider />
        {items(false)}
        <Menu.Divider />
        {props.canSaveAll && (
          <Menu.Item leftSection={<IconStar size={14} />} onClick={props.onSaveAll}>
            {t('add.saveAll')}
          </Menu.Item>
        )}
        <Menu.Item onClick={props.onManage}>{t('add.manage')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
