import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import mark from '../../styles/mark.svg';
import { Steps } from '../../ui/Steps.tsx';
import { Threshold } from '../../ui/Threshold.tsx';
import { stages, type Stage } from './stages.ts';

export interface SetupDoorProps {
  stage: Stage;
  clinicName: string;
  foot?: ReactNode;
  children: ReactNode;
  onPick?: (stage: Stage) => void;
}

export function SetupDoor({ stage, clinicName, foot, children, onPick }: SetupDoorProps) {
  const { t } = useTranslation('setup');
  const at = stages.indexOf(stage);
  const steps = stages.map((id, index) => ({
    id,
    title: t(`stages.${id}.step`),
    state: index < at ? ('done' as const) : index === at ? ('now' as const) : ('next' as const),
  }));
  return (
    <Threshold
      wide
      mark={<img src={mark} alt="" width={40} height={40} />}
      name={clinicName || t('newClinic')}
      note={t('product')}
      foot={foot}
      side={
        <Steps
          label={t('steps')}
          steps={steps}
          {...(onPick ? { onPick: (id) => onPick(id as Stage) } : {})}
        />
      }
      title={t(`stages.${stage}.title`)}
      lead={t(`stages.${stage}.lead`)}
    >
      {children}
    </Threshold>
  );
}
