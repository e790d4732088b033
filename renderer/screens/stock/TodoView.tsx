import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../shared/contract/stock.ts';
import { cupboardTasks, EXPIRING_DAYS } from '../../../shared/rules/cupboard.ts';
import { useMay } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { Task } from './tasks.ts';
import css from './stock.module.css';

interface TodoViewProps {
  products: readonly Product[];
  today: string;
  endOfToday: string;
  now: string;
  onTask: (task: Task) => void;
  onOpen: (id: string) => void;
}

/** What has to be bought, used up or thrown away. */
export function TodoView({ products, today, endOfToday, now, onTask, onOpen }: TodoViewProps) {
  const { t } = useTranslation('stock');
  const when = useWhen();
  const mayWrite = useMay('stock.write') === true;
  const { low, expiring, discard } = cupboardTasks(products, today, endOfToday);
  if (low.length + expiring.length + discard.length === 0)
    return <EmptyState title={t('todo.nothing')} text={t('todo.nothingHow', { days: EXPIRING_DAYS })} />;
  const show = ({ id, name }: Product) => (
    <Button size="xs" variant="subtle" aria-label={t('todo.show', { name })} onClick={() => onOpen(id)}>
      {name}
    </Button>
  );
  return (
    <div className={css['stack']}>
      {discard.length > 0 && (
        <Section title={t('todo.discard')} count={discard.length} tone="clay">
          <ul className={css['list']}>
            {discard.map(({ product, lot, vial }) => (
              <li key={vial.id}>
                <span>
                  {show(product)} {t('lot.number', { number: lot.lotNumber })},{' '}
                  {t('vial.title', { date: when.dayOf(vial.openedAt), by: vial.openedBy })}
                </span>
                <span className={vial.discardAt <= now ? css['bad'] : css['soft']}>
                  {t(vial.discardAt <= now ? 'vial.over' : 'vial.discardBy', {
                    date: when.dayOf(vial.discardAt),
                  })}
                </span>
                {lot.frozen !== null && <Tag tone="bad">{t('todo.frozen')}</Tag>}
                <Tag>{vial.leftMl === '0' ? t('todo.emptied') : t('vial.left', { ml: vial.leftMl })}</Tag>
                {mayWrite && (
                  <Button size="xs" variant="default" onClick={() => onTask({ kind: 'discard', lot, vial })}>
                    {t('vial.discard')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {expiring.length > 0 && (
        <Section title={t('todo.expiring', { days: EXPIRING_DAYS })} count={expiring.length}>
          <ul className={css['list']}>
            {expiring.map(({ product, lot }) => (
              <li key={lot.id}>
                <span>
                  {show(product)} {t('lot.number', { number: lot.lotNumber })}
                </span>
                <span className={lot.expiryDate < today ? css['bad'] : css['soft']}>
                  {t('lot.expires', { date: when.day(lot.expiryDate) })}
                </span>
                <Tag>{`${lot.sealedMl} mL`}</Tag>
                {mayWrite && lot.expiryDate < today && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onTask({ kind: 'waste', product, lot, vial: null })}
                  >
                    {t('lot.waste')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {low.length > 0 && (
        <Section title={t('todo.low')} count={low.length}>
          <ul className={css['list']}>
            {low.map((product) => (
              <li key={product.id}>
                <span>{show(product)}</span>
                <span className={css['soft']}>
                  {t('todo.lowIs', { left: product.usableContainers, lowAt: product.lowAt })}
                </span>
                {mayWrite && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onTask({ kind: 'receive', productId: product.id })}
                  >
                    {t('todo.receive')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
