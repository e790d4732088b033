import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../desk.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { BookVisit } from './book-visit.ts';
import { dateIn, timeIn } from './day-time.ts';
import type { RefusedPlace, Wish } from './use-placing.ts';
import css from './DayScreen.module.css';

interface PlaceRefusedProps {
  refused: RefusedPlace;
  zone: string;
  sayDate: (date: string) => string;
  onPlace: (visit: BookVisit, wish: Wish) => void;
  onClose: () => void;
}

/** Why a drop was not taken, the nearest times that are free, and what whoever may do it can say to have it all the same. */
export function PlaceRefused({ refused, zone, sayDate, onPlace, onClose }: PlaceRefusedProps) {
  const { t } = useTranslation(['appointments', 'ui']);
  const { visit, wish, trouble } = refused;
  const mayOverbook = useMay('appointments.overbook') === true;
  const [asking, setAsking] = useState(false);
  const { refusal } = trouble;
  const inTheWay = refusal?.code === 'SLOT_TAKEN' || refusal?.code === 'NOT_OPEN' ? refusal : null;
  const outside = refusal?.code === 'NOT_OPEN' && refusal.data.why === 'outside-hours';
  const overbookable =
    inTheWay !== null &&
    !outside &&
    mayOverbook &&
    !(refusal?.code === 'SLOT_TAKEN' && refusal.data.by === 'patient');
  return (
    <>
      <Notice
        tone="warn"
        live
        title={`${visit.patient.name}: ${trouble.text}`}
        action={
          <Button variant="subtle" size="xs" onClick={onClose}>
            {t('refused.leave')}
          </Button>
        }
      >
        <div className={css['offers']}>
          {inTheWay !== null && inTheWay.data.freeFrom.length > 0 && <span>{t('refused.free')}</span>}
          {inTheWay?.data.freeFrom.map((instant) => {
            const start = { date: dateIn(zone, instant), time: timeIn(zone, instant) };
            return (
              <Button
                key={instant}
                size="xs"
                variant="default"
                onClick={() => onPlace(visit, { ...wish, start })}
              >
                {start.date === wish.start.date ? start.time : `${sayDate(start.date)} ${start.time}`}
              </Button>
            );
          })}
          {outside && (
            <Button
              size="xs"
              variant="default"
              onClick={() => onPlace(visit, { ...wish, outsideHours: true })}
            >
              {t('refused.outside')}
            </Button>
          )}
          {overbookable && (
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              {t('refused.overbook')}
            </Button>
          )}
        </div>
      </Notice>
      <ConfirmDialog
        opened={asking}
        title={t('refused.overbookTitle', { name: visit.patient.name })}
        confirmLabel={t('refused.overbookConfirm')}
        reason={{ label: t('refused.why'), required: true }}
        onConfirm={(reason) => {
          setAsking(false);
          onPlace(visit, { ...wish, exception: { reason } });
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
