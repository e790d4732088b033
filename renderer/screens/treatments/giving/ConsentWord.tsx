import { Button, Checkbox } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreatmentSession } from '../../../../shared/contract/treatments.ts';
import { useWhen } from '../../../parts/when.ts';
import { StopButton } from './StopButton.tsx';
import css from '../against/alerts.module.css';

interface ConsentWordProps {
  session: TreatmentSession;
  busy?: boolean;
  /** Absent once the note is signed. */
  onConfirm?: (substancesRead: boolean) => void;
}

/** The patient's word at this visit, with its time and who heard it: nothing is injected before it. */
export function ConsentWord({ session, busy = false, onConfirm }: ConsentWordProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const titleId = useId();
  const [read, setRead] = useState(false);
  const { consentConfirmedAt, consentConfirmedBy, substancesRead } = session;
  return (
    <section
      className={css['strip']}
      data-tone={consentConfirmedAt === null ? 'clay' : 'plain'}
      aria-labelledby={titleId}
    >
      <h2 className={css['title']} id={titleId}>
        {t('word.title')}
      </h2>
      <p className={css['word']}>
        {consentConfirmedAt === null
          ? t('word.notYet')
          : t(substancesRead ? 'word.confirmedRead' : 'word.confirmed', {
              time: when.moment(consentConfirmedAt),
              who: consentConfirmedBy,
            })}
      </p>
      {onConfirm !== undefined && (
        <div className={css['asked']}>
          {!substancesRead && (
            <Checkbox
              size="xs"
              label={t('word.read')}
              checked={read}
              onChange={(event) => setRead(event.currentTarget.checked)}
            />
          )}
          <Button
            size="xs"
            variant={consentConfirmedAt === null ? 'filled' : 'default'}
            loading={busy}
            onClick={() => onConfirm(read)}
          >
            {t(consentConfirmedAt === null ? 'word.confirm' : 'word.again')}
          </Button>
          <StopButton patientId={session.patientId} />
        </div>
      )}
    </section>
  );
}
