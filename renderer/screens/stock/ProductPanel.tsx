import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lot, Opened, Product } from '../../../shared/contract/stock.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { strengthText } from '../../../shared/rules/strength.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Task } from './tasks.ts';
import css from './stock.module.css';

interface ProductPanelProps {
  product: Product;
  now: string;
  onTask: (task: Task) => void;
  onClose: () => void;
}

/** One product with its lots and opened vials, and what can be done with them. */
export function ProductPanel({ product, now, onTask, onClose }: ProductPanelProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const mayWrite = useMay('stock.write') === true;
  const { id, name, version, retired } = product;
  const retire = useMutation({
    mutationFn: (known: { id: string; version: number }) => api.stock.retireProduct(known),
    onSuccess: async (after) => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      notify({
        text: t(retired ? 'product.isBack' : 'product.retired', { name }),
        ...(!retired && { undo: { onUndo: () => retire.mutate(after) } }),
      });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  return (
    <SidePanel
      label={name}
      title={name}
      subtitle={[product.substanceName, product.maker].filter(Boolean).join(' · ')}
      tags={
        <>
          {product.isLow && <Tag tone="warn">{t('low')}</Tag>}
          {retired && <Tag>{t('isRetired')}</Tag>}
        </>
      }
      onClose={onClose}
      footer={
        mayWrite && (
          <>
            {!retired && (
              <Button onClick={() => onTask({ kind: 'receive', productId: id })}>{t('receive')}</Button>
            )}
            <Button variant="default" onClick={() => onTask({ kind: 'product', product })}>
              {t('product.edit')}
            </Button>
            <Button
              variant="subtle"
              title={retired ? undefined : t('product.retireHow')}
              onClick={() => retire.mutate({ id, version })}
            >
              {t(retired ? 'product.back' : 'product.retire')}
            </Button>
          </>
        )
      }
    >
      <p className={css['soft']}>
        {t('product.contents', {
          strength: strengthText(product.strengthValue, product.strengthUnit),
          container: product.containerType.replaceAll('-', ' '),
          ml: product.containerMl,
        })}
        {product.gtin !== '' && ` · GTIN ${product.gtin}`}
      </p>
      {product.lots.length === 0 && <p>{t('lot.none')}</p>}
      <ul className={css['lots']} aria-label={t('lot.title')}>
        {product.lots.map((lot) => (
          <LotCard key={lot.id} product={product} lot={lot} now={now} mayWrite={mayWrite} onTask={onTask} />
        ))}
      </ul>
    </SidePanel>
  );
}

interface LotCardProps {
  product: Product;
  lot: Lot;
  now: string;
  mayWrite: boolean;
  onTask: (task: Task) => void;
}

const tones = { usable: 'ok', expired: 'bad', frozen: 'bad', empty: 'neutral' } as const;

function LotCard({ product, lot, now, mayWrite, onTask }: LotCardProps) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const mayRead = useMay('notes.read') !== false;
  const mayRecall = useMay('recall.run') === true;
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: () => api.stock.openVial({ lotId: lot.id }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  const mayOpen =
    product.containerType === 'multi-dose-vial' && lot.state === 'usable' && lot.sealedContainers > 0;
  return (
    <li className={css['lot']} data-state={lot.state}>
      <div className={css['lotHead']}>
        <h3>{t('lot.number', { number: lot.lotNumber })}</h3>
        <Tag tone={tones[lot.state]}>{t(`lot.state.${lot.state}`)}</Tag>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('lot.actions', { number: lot.lotNumber })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayRead && (
              <Menu.Item onClick={() => onTask({ kind: 'history', product, lot, vialId: null })}>
                {t('lot.history')}
              </Menu.Item>
            )}
            {mayRecall && (
              <Menu.Item
                onClick={() =>
                  void navigate({
                    to: '/recall',
                    search: { by: 'lot', text: lot.lotNumber, substance: product.substanceId },
                  })
                }
              >
                {t('recallLot')}
              </Menu.Item>
            )}
            {mayWrite && (
              <>
                <Menu.Item onClick={() => onTask({ kind: 'count', product, lot, vial: null })}>
                  {t('lot.count')}
                </Menu.Item>
                <Menu.Item onClick={() => onTask({ kind: 'waste', product, lot, vial: null })}>
                  {t('lot.waste')}
                </Menu.Item>
                <Menu.Item onClick={() => onTask({ kind: lot.frozen === null ? 'freeze' : 'release', lot })}>
                  {t(lot.frozen === null ? 'lot.freeze' : 'lot.release')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={css['soft']}>
        {t('lot.expires', { date: when.day(lot.expiryDate) })} ·{' '}
        {t('lot.sealed', {
          ml: lot.sealedMl,
          containers: t('containers', { count: lot.sealedContainers }),
        })}
      </p>
      {lot.patientName !== null && <Tag tone="info">{t('lot.brought', { name: lot.patientName })}</Tag>}
      {lot.frozen !== null && <p className={css['bad']}>{t('lot.frozen', lot.frozen)}</p>}
      {mayWrite && mayOpen && (
        <div>
          <Button size="xs" variant="default" loading={open.isPending} onClick={() => open.mutate()}>
            {t('lot.open')}
          </Button>
        </div>
      )}
      {lot.vials.map((vial) => (
        <VialRow key={vial.id} {...{ product, lot, vial, now, mayWrite, mayRead, onTask }} />
      ))}
    </li>
  );
}

interface VialRowProps extends LotCardProps {
  vial: Opened;
  mayRead: boolean;
}

function VialRow({ product, lot, vial, now, mayWrite, mayRead, onTask }: VialRowProps) {
  const { t } = useTranslation('stock');
  const mayRecall = useMay('recall.run') === true;
  const navigate = useNavigate();
  const when = useWhen();
  const isOver = vial.discardAt <= now;
  const date = when.dayOf(vial.openedAt);
  return (
    <div className={css['vial']}>
      <div>
        <p>{t('vial.title', { date, by: vial.openedBy })}</p>
        {vial.closedAt === null ? (
          <p className={isOver ? css['bad'] : css['soft']}>
            {t('vial.left', { ml: vial.leftMl })} ·{' '}
            {t(isOver ? 'vial.over' : 'vial.discardBy', { date: when.dayOf(vial.discardAt) })}
          </p>
        ) : (
          <p className={css['soft']}>
            {t('vial.closed', { date: when.dayOf(vial.closedAt), why: vial.closedWhy ?? '' })}
          </p>
        )}
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('vial.actions', { date })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRead && (
            <Menu.Item onClick={() => onTask({ kind: 'history', product, lot, vialId: vial.id })}>
              {t('vial.history')}
            </Menu.Item>
          )}
          {mayRecall && (
            <Menu.Item
              onClick={() =>
                void navigate({ to: '/recall', search: { by: 'lot', vial: vial.id, lot: lot.lotNumber } })
              }
            >
              {t('recallLot')}
            </Menu.Item>
          )}
          {mayWrite && vial.closedAt === null && (
            <>
              <Menu.Item onClick={() => onTask({ kind: 'count', product, lot, vial })}>
                {t('lot.count')}
              </Menu.Item>
              <Menu.Item onClick={() => onTask({ kind: 'waste', product, lot, vial })}>
                {t('lot.waste')}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => onTask({ kind: 'discard', lot, vial })}>
                {t('vial.discard')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
