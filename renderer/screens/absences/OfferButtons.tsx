import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contract/slots.ts';
import { useSayWhen } from './say-when.ts';
import type { Offers } from './use-offers.ts';
import css from './absences.module.css';

interface OfferButtonsProps {
  offers: Offers;
  /** Whom the patient was to see; anybody else is named. */
  usual: string;
  personOf: (id: string) => string;
  busy: boolean;
  onFind: () => void;
  onMove: (offer: Opening) => void;
}

/** Times instead of the old one; a press moves the visit there. */
export function OfferButtons({ offers, usual, personOf, busy, onFind, onMove }: OfferButtonsProps) {
  const { t } = useTranslation('absences');
  const { sayMoment } = useSayWhen();
  if (offers.state === 'searching')
    return (
      <span className={css['soft']} role="status">
        {t('list.searching')}
      </span>
    );
  if (offers.state !== 'found')
    return (
      <Button variant="default" size="xs" onClick={onFind}>
        {t('list.find')}
      </Button>
    );
  if (offers.openings.length === 0) return <span className={css['soft']}>{t('list.noOffers')}</span>;
  return (
    <div className={css['offers']} role="group" aria-label={t('list.offers')}>
      {offers.openings.map((offer) => {
        const when = sayMoment(offer.startsAt);
        const who = offer.practitionerId === usual ? '' : personOf(offer.practitionerId);
        return (
          <Button
            key={`${offer.startsAt} ${offer.practitionerId}`}
            variant="default"
            size="xs"
            disabled={busy}
            aria-label={who === '' ? t('act.move', { when }) : t('act.moveWith', { when, who })}
            onClick={() => onMove(offer)}
          >
            {when}
            {who !== '' && <span className={css['with']}>&nbsp;{t('act.with', { who })}</span>}
          </Button>
        );
      })}
    </div>
  );
}
