import { useTranslation } from 'react-i18next';
import type { Phase } from '../../../shared/rules/phases.ts';
import css from './phases.module.css';
import { totalsOf } from './phases.ts';

/** The parts drawn to scale, one line for each that is kept busy; said in words for those who cannot see it. */
export function PhaseStrip({ phases }: { phases: readonly Phase[] }) {
  const { t } = useTranslation('phases');
  const { whole } = totalsOf(phases);
  if (!(whole > 0)) return null;
  const kinds = [...new Set(phases.flatMap(({ deviceKind }) => deviceKind ?? []))];
  const lines = [
    { id: 'patient', label: t('patient'), keeps: (one: Phase) => one.patient },
    { id: 'practitioner', label: t('practitioner'), keeps: (one: Phase) => one.practitioner },
    { id: 'room', label: t('room'), keeps: (one: Phase) => one.room },
    ...kinds.map((kind) => ({
      ...{ id: kind, label: t(`kinds.${kind}`) },
      keeps: (one: Phase) => one.deviceKind === kind,
    })),
  ];
  const columns = phases.map(({ minutes }) => `${Math.max(minutes, 0) || 0}fr`).join(' ');
  const inWords = lines.map(({ label, keeps }) => {
    const spans = phases.filter(keeps).map(({ name, minutes }) => `${name} ${minutes}`);
    return t('busy', { who: label, spans: spans.join(', ') || t('free') });
  });
  return (
    <div className={css['strip']} role="img" aria-label={`${t('strip')}. ${inWords.join('. ')}`}>
      <span />
      <div className={css['names']} style={{ gridTemplateColumns: columns }}>
        {phases.map(({ name, minutes }, index) => (
          // The parts of a strip have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={css['partName']}>
            {name} <b>{minutes}</b>
          </span>
        ))}
      </div>
      {lines.map(({ id, label, keeps }) => (
        <div key={id} className={css['line']}>
          <span className={css['who']}>{label}</span>
          <div className={css['names']} style={{ gridTemplateColumns: columns }}>
            {phases.map((phase, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <span key={index} className={css['bar']} data-busy={keeps(phase) || undefined} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
