import { Button, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import Pad from 'signature_pad';
import {
  drawnBy,
  padWidth,
  signatureState,
  toRaw,
  toStrokes,
  type PenKind,
  type PenStrokes,
} from './signature.ts';
import css from './SignaturePad.module.css';
import { useKeyPen } from './use-key-pen.ts';

export interface SignaturePadProps {
  label: ReactNode;
  value: PenStrokes;
  onChange: (strokes: PenStrokes) => void;
  /** Offers signing by a typed name, for people who cannot draw. */
  typed?: {
    value: string;
    onChange: (text: string) => void;
    label: string;
    active: boolean;
    onActive: (active: boolean) => void;
  };
  error?: ReactNode;
  disabled?: boolean;
  height?: number;
  /** Instead of the page's own words: whoever signs may read another language. */
  words?: { clear: string; hint: string; dot: string; keys: string };
}

const pen = { minWidth: 0.8, maxWidth: 2.4, penColor: '#10333a', dotSize: 1.6, minDistance: 2, throttle: 0 };

export function SignaturePad({
  label,
  value,
  onChange,
  typed,
  error,
  disabled = false,
  height = 150,
  words,
}: SignaturePadProps) {
  const { t } = useTranslation('ui');
  const said = words ?? {
    clear: t('sign.clear'),
    hint: t('sign.hint'),
    dot: t('sign.dot'),
    keys: t('sign.keys'),
  };
  const labelId = useId();
  const helpId = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad | null>(null);
  const shown = useRef<PenStrokes>(value);
  const change = useRef(onChange);
  const [width, setWidth] = useState(0);
  const typing = typed?.active === true;

  useEffect(() => {
    change.current = onChange;
  });

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const made = new Pad(element, pen);
    pad.current = made;
    let kind: PenKind = 'mouse';
    // Before the pad itself hears of it: the pad keeps the points, not what drew them.
    const down = ({ pointerType }: PointerEvent) => {
      kind = pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
    };
    element.addEventListener('pointerdown', down, { capture: true });
    const ended = () => {
      const drawn = toStrokes(
        made.toData().map((group) => group.points),
        element.clientWidth,
      );
      shown.current = drawnBy(drawn, shown.current, kind);
      change.current(shown.current);
    };
    made.addEventListener('endStroke', ended);
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      element.removeEventListener('pointerdown', down, { capture: true });
      made.removeEventListener('endStroke', ended);
      made.off();
      pad.current = null;
    };
  }, [typing]);

  // A canvas forgets its picture when its size changes, and an outer change (a draft, a clearing) must show.
  useEffect(() => {
    const element = canvas.current;
    const made = pad.current;
    if (!element || !made || width === 0) return;
    const ratio = Math.max(1, window.devicePixelRatio);
    if (element.width !== Math.round(width * ratio)) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      element.getContext('2d')?.scale(ratio, ratio);
    } else if (shown.current === value) return;
    shown.current = value;
    made.clear();
    made.fromData(
      toRaw(value, width).map((points) => ({
        ...pen,
        points,
        velocityFilterWeight: 0.7,
        compositeOperation: 'source-over' as const,
      })),
    );
  }, [value, width, height, typing]);

  useEffect(() => {
    if (disabled) pad.current?.off();
    else pad.current?.on();
  }, [disabled, typing]);

  const keyPen = useKeyPen(value, onChange, width === 0 ? 0.25 : height / width);
  const state = signatureState(value);
  const problem = error ?? (state === 'dot' ? said.dot : undefined);
  return (
    <div className={css['pad']} role="group" aria-labelledby={labelId}>
      <div className={css['head']}>
        <span id={labelId} className={css['label']}>
          {label}
        </span>
        {typed && (
          <Button variant="subtle" size="xs" disabled={disabled} onClick={() => typed.onActive(!typing)}>
            {t(typing ? 'sign.drawn' : 'sign.typed')}
          </Button>
        )}
        {!typing && (
          <Button
            variant="subtle"
            size="xs"
            disabled={disabled || state === 'empty'}
            onClick={() => onChange([])}
          >
            {said.clear}
          </Button>
        )}
      </div>
      {typing ? (
        <TextInput
          label={typed.label}
          value={typed.value}
          disabled={disabled}
          onChange={(event) => typed.onChange(event.currentTarget.value)}
        />
      ) : (
        <div
          className={css['well']}
          data-error={Boolean(problem) || undefined}
          data-empty={state === 'empty' || undefined}
          role="application"
          aria-labelledby={labelId}
          aria-describedby={helpId}
          tabIndex={disabled ? -1 : 0}
          onKeyDown={disabled ? undefined : keyPen.onKeyDown}
        >
          <canvas ref={canvas} className={css['canvas']} style={{ height }} data-state={state} aria-hidden />
          {keyPen.at && (
            <span
              className={css['nib']}
              data-down={keyPen.down || undefined}
              style={{ left: `${keyPen.at.x / (padWidth / 100)}%`, top: (keyPen.at.y / padWidth) * width }}
            />
          )}
          {state === 'empty' && !keyPen.at && <span className={css['hint']}>{said.hint}</span>}
          <span id={helpId} className={css['help']}>
            {said.keys}
          </span>
        </div>
      )}
      <div className={css['problem']} role="status">
        {problem}
      </div>
    </div>
  );
}
