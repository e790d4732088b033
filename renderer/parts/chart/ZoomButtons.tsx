import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nearest } from './camera.ts';
import css from '../BodyChart.module.css';

interface ZoomButtonsProps {
  zoom: number;
  onZoom: (factor: number) => void;
  onWhole: () => void;
}

export function ZoomButtons({ zoom, onZoom, onWhole }: ZoomButtonsProps) {
  const { t } = useTranslation('chart');
  const now = `${Math.round(zoom * 100)}\u2009%`;
  return (
    <div className={css['zoom']} role="group" aria-label={t('zoom.label')}>
      <ActionIcon
        variant="default"
        aria-label={t('zoom.out')}
        title={t('zoom.how')}
        disabled={zoom < 1.01}
        onClick={() => onZoom(1 / 1.5)}
      >
        <IconMinus size={15} />
      </ActionIcon>
      <button
        type="button"
        className={css['whole']}
        aria-label={`${now}: ${t('zoom.whole')}`}
        title={t('zoom.whole')}
        onClick={onWhole}
      >
        {now}
      </button>
      <ActionIcon
        variant="default"
        aria-label={t('zoom.in')}
        title={t('zoom.how')}
        disabled={zoom > nearest - 0.01}
        onClick={() => onZoom(1.5)}
      >
        <IconPlus size={15} />
      </ActionIcon>
    </div>
  );
}
