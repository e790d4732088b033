import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelFormat } from '../../../shared/contract/labels.ts';
import { cellsOf } from './label-order.ts';
import css from './labels.module.css';

interface LabelSheetProps {
  format: LabelFormat;
  start: number;
  /** How many labels will be printed, over as many sheets as it takes. */
  count: number;
  onStart: (position: number) => void;
}

/** The first sheet in small: whichever label is pointed at is the first that is printed. Radios underneath, so the arrows move it. */
export function LabelSheet({ format, start, count, onStart }: LabelSheetProps) {
  const { t } = useTranslation('documents');
  const name = useId();
  const { page, label, left, top, pitchX, pitchY, columns } = format;
  const whole = { width: page.width, height: page.height ?? 1 };
  const share = (part: number, of: number) => `${(part / of) * 100}%`;
  return (
    <fieldset className={css['sheetField']}>
      <legend className={css['legend']}>{t('labels.start')}</legend>
      <div className={css['sheet']} style={{ aspectRatio: `${whole.width} / ${whole.height}` }}>
        {Array.from({ length: cellsOf(format) }, (_, cell) => {
          const position = cell + 1;
          const state = position < start ? 'used' : position < start + count ? 'print' : 'free';
          return (
            <label
              key={position}
              className={css['cell']}
              data-state={state}
              style={{
                left: share(left + (cell % columns) * pitchX, whole.width),
                top: share(top + Math.floor(cell / columns) * (pitchY ?? 0), whole.height),
                width: share(label.width, whole.width),
                height: share(label.height ?? 0, whole.height),
              }}
            >
              <input
                type="radio"
                className={css['native']}
                name={name}
                value={position}
                checked={position === start}
                aria-label={t('labels.position', { position })}
                onChange={() => onStart(position)}
              />
              <span aria-hidden>{position}</span>
            </label>
          );
        })}
      </div>
      <p className={css['soft']}>{t('labels.startHow')}</p>
    </fieldset>
  );
}
