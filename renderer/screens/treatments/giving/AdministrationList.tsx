import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Administration } from '../../../../shared/contract/administration.ts';
import { useWhen } from '../../../parts/when.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { unitText } from '../blocks/field-words.ts';
import css from './given.module.css';

interface AdministrationListProps {
  administrations: readonly Administration[];
  action?: ReactNode;
  /** Absent once the note is signed. */
  onReverse?: (syringeId: string, reason: string) => Promise<unknown>;
}

/** What was injected, syringe by syringe. A row is never changed: a mistake is marked as one and stays readable. */
export function AdministrationList({ administrations, action, onReverse }: AdministrationListProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
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
        const { reversedAt, reversalReason, givenAt, givenBy } = first;
        return (
          <div key={syringeId} className={css['syringe']} data-reversed={reversedAt !== null || undefined}>
            <ul>
              {parts.map((part) => (
                <li key={part.id}>
                  <Tag tone={part.disclosureClass === 'drug' ? 'clay' : 'neutral'}>
                    {t(`class.${part.disclosureClass}`)}
                  </Tag>
                  <span>
                    <b>{part.substanceName}</b>
                    {part.productName !== part.substanceName && `, ${part.productName}`}
                  </span>
                  <span>
                    {t('give.amount', {
                      volume: part.totalVolume,
                      strength: part.strengthValue,
                      unit: unitText(part.strengthUnit),
                      count: part.points,
                    })}
                  </span>
                  {part.doseMg !== null && <b className={css['dose']}>{part.doseMg} mg</b>}
                  <span className={css['soft']}>
                    {t('give.lot', { lot: part.lotNumber, expiry: when.day(part.expiryDate) })}
                  </span>
                  {part.brought === true && <Tag tone="ok">{t('give.brought')}</Tag>}
                  {!part.stock && <Tag>{t('give.typed')}</Tag>}
                </li>
              ))}
            </ul>
            <div className={css['syringeEnd']}>
              <span className={css['soft']}>
                {t('give.by', {
                  time: when.time(givenAt),
                  name: givenBy,
                  route: first.route.replaceAll('-', ' '),
                })}
              </span>
              {reversedAt !== null && <Tag tone="bad">{t('give.reversed', { reason: reversalReason })}</Tag>}
              {reversedAt === null && onReverse !== undefined && (
                <Button size="xs" variant="subtle" color="red" onClick={() => setReversing(syringeId)}>
                  {t('give.reverse')}
                </Button>
              )}
            </div>
          </div>
        );
      })}
      {administrations.length === 0 && <p className={css['soft']}>{t('give.none')}</p>}
      {reversing !== null && onReverse !== undefined && (
        <ConfirmDialog
          opened
          tone="danger"
          title={t('give.reverseTitle')}
          confirmLabel={t('give.reverseConfirm')}
          reason={{ label: t('reason') }}
          onConfirm={(reason) => onReverse(reversing, reason)}
          onClose={() => setReversing(null)}
        >
          {t('give.reverseHow')}
        </ConfirmDialog>
      )}
    </div>
  );
}
