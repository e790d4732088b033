import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FreedPlace } from '../../shared/contract/waiting.ts';
import { offerOutcome } from '../../shared/contract/waiting.ts';
import { Tag } from '../ui/Tag.tsx';
import { useWaitingActs } from './use-waiting.ts';
import { useWhen } from './when.ts';
import css from './WaitingMatches.module.css';

export const urgencyTone = { urgent: 'bad', soon: 'warn', routine: 'neutral' } as const;

/** Those who could have one time, urgent first, with the number to call: one press books. */
export function WaitingMatches({ matches, mayWrite }: { matches: FreedPlace['matches']; mayWrite: boolean }) {
  const { t } = useTranslation('waiting');
  const when = useWhen();
  const { book, offer } = useWaitingActs();
  return (
    <ul className={css['matches']}>
      {matches.map(({ wish, opening }) => {
        const { name, phone } = wish.patient;
        const [last] = wish.offers;
        const time = when.time(opening.startsAt);
        return (
          <li key={wish.id} className={css['match']} data-wish={wish.id}>
            <div className={css['who']}>
              <span className={css['name']}>{name}</span>
              <span className={css['phone']}>{phone}</span>
              <span className={css['tags']}>
                <Tag tone={urgencyTone[wish.urgency]}>{t(`urgency.${wish.urgency}`)}</Tag>
                {last !== undefined && (
                  <Tag>
                    {t('outcomeAt', { outcome: t(`outcome.${last.outcome}`), at: when.moment(last.at) })}
                  </Tag>
                )}
                {wish.alreadyBooked !== null && (
                  <Tag tone="info">{t('already', { date: when.moment(wish.alreadyBooked.startsAt) })}</Tag>
                )}
              </span>
              {wish.note !== '' && <span className={css['note']}>{wish.note}</span>}
            </div>
            {mayWrite && (
              <div className={css['acts']}>
                <Button
                  size="xs"
                  variant="default"
                  disabled={book.isPending}
                  aria-label={t('bookFor', { name, time })}
                  onClick={() => book.mutate({ wish, opening })}
                >
                  {t('book', { time })}
                </Button>
                <Menu position="bottom-end" width={190}>
                  <Menu.Target>
                    <Button size="xs" variant="subtle" aria-label={t('calledFor', { name })}>
                      {t('called')}
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {offerOutcome.options.map((outcome) => (
                      <Menu.Item key={outcome} onClick={() => offer.mutate({ wish, opening, outcome })}>
                        {t(`outcome.${outcome}`)}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
