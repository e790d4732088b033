import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { useMay } from '../../desk.ts';
import css from './AppointmentPanel.module.css';

interface NextStepProps {
  panel: Outputs['appointments']['panel'];
  onArrive: () => void;
}

/** The one thing to do next with this visit, as its only filled button. */
export function NextStep({ panel, onArrive }: NextStepProps) {
  const { t } = useTranslation('appointments');
  const navigate = useNavigate();
  const mayPrepare = useMay('consents.prepare') === true;
  const mayTreat = useMay('notes.write') === true;
  const maySafety = useMay('safety.write') === true;
  const { appointment: visit, nextStep, consents } = panel;
  const patient = visit.patient.id;
  const openConsent = consents.find(
    (consent) => consent.state === 'draft' || consent.state === 'awaiting-countersign',
  );
  if (nextStep === 'none') return null;
  const steps: Record<Exclude<typeof panel.nextStep, 'none'>, { may: boolean; go: () => unknown }> = {
    arrive: { may: true, go: onArrive },
    'ask-safety': {
      may: maySafety,
      go: () =>
        navigate({ to: '/patients/$patientId', params: { patientId: patient }, search: { tab: 'safety' } }),
    },
    consent: {
      may: mayPrepare,
      go: () =>
        openConsent === undefined
          ? navigate({ to: '/consents/new', search: { patient, appointment: visit.id } })
          : navigate({ to: '/consents/$consentId', params: { consentId: openConsent.id } }),
    },
    countersign: {
      may: mayPrepare && openConsent !== undefined,
      go: () => navigate({ to: '/consents/$consentId', params: { consentId: openConsent?.id ?? '' } }),
    },
    'start-treatment': {
      may: mayTreat,
      go: () => navigate({ to: '/treatments/new', search: { patient, appointment: visit.id } }),
    },
    'continue-treatment': {
      may: mayTreat && visit.sessionId !== null,
      go: () => navigate({ to: '/treatments/$sessionId', params: { sessionId: visit.sessionId ?? '' } }),
    },
    'sign-note': {
      may: mayTreat && visit.sessionId !== null,
      go: () => navigate({ to: '/treatments/$sessionId', params: { sessionId: visit.sessionId ?? '' } }),
    },
    print: {
      may: mayTreat && visit.sessionId !== null,
      go: () =>
        navigate({
          to: '/papers/$kind/$id',
          params: { kind: 'treatment-summary', id: visit.sessionId ?? '' },
        }),
    },
  };
  const step = steps[nextStep];
  return (
    <div className={css['next']}>
      <Button fullWidth disabled={!step.may} onClick={() => void step.go()}>
        {t(`next.${nextStep}`)}
      </Button>
      <p className={css['nextHint']}>{step.may ? t(`nextHint.${nextStep}`) : t('next.notYours')}</p>
    </div>
  );
}
