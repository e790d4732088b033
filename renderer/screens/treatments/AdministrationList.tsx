import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Administration } from '../../../shared/contract/treatments.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './treatments.module.css';

interface AdministrationListProps {
  administrations: readonly Administration[];
  disabled: boolean;
  action: ReactNode;
  onReverse: (syringeId: string, reason: string) => Promise<unknown>;
}

/** What was injected, syringe by syringe. A row is never changed: a mistake is marked as one and stays readable. */
export function AdministrationList({ administrations, disabled, action, onReverse }: AdministrationListProps) {
  const { t } = useTranslation('treatments');
  const [reversing, setReversing] = useState<string | null>(null);
  const syringes = Map.groupBy(administrations, ({ syringeId }) => syringeId);
  return (
    <div className={css['given']}>
      <header className={css['givenHead']}>
        <h4>{t('give.title', { count: syringes.size })}</h4>
        {action}
      </header>
      {[...syringes].map(([syringeId, parts]) => {
        const [first] = parts;
        if (first === undefined) return null;
        return (
          <div key={syringeId} className={css['syringe']} data-reversed={first.reversedAt !== null || undefined}>
            <ul>
              {parts.map((part) => (
                <li key={part.id}>
                  <Tag tone={part.disclosureClass === 'drug' ? 'clay' : 'neutral'}>{t(`class.${part.disclosureClass}`)}</Tag>
                  <b>{part.substanceName}</b> {part.productName}
                  <span>{t('give.amount', { volume: part.totalVolume, strength: part.strengthValue, unit: part.strengthUnit, points: part.points })}</span>
                  {part.doseMg !== null && <b>{part.doseMg} mg</b>}
                  <span className={css['soft']}>{t('give.lot', { lot: part.lotNumber, expiry: part.expiryDate })}</span>
                </li>
              ))}
            </ul>
            <div className={css['syringeEnd']}>
              <span className={css['soft']}>{t('give.by', { time: first.givenAt.slice(11, 16), name: first.givenBy })}</span>
              {first.reversedAt !== null && <Tag tone="bad">{t('give.reversed', { reason: first.reversalReason })}</Tag>}
              {first.reversedAt === null && !disabled && <Button size="xs" variant="subtle" color="red" onClick={() => setReversing(syringeId)}>{t('give.reverse')}</Button>}
            </div>
          </div>
        );
      })}
      {administrations.length === 0 && <p className={css['soft']}>{t('give.none')}</p>}
      {reversing !== null && (
        <ConfirmDialog
          opened tone="danger" title={t('give.reverseTitle')} confirmLabel={t('give.reverseConfirm')} reason={{ label: t('reason') }}
          onConfirm={(reason) => onReverse(reversing, reason)} onClose={() => setReversing(null)}
        >
          {t('give.reverseHow')}
        </ConfirmDialog>
      )}
    </div>
  );
}
