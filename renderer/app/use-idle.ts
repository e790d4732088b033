import { useEffect } from 'react';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Calls `onIdle` once after `minutes` without a sign of life. The span is checked against the clock as well as
 * a timer, because a sleeping PC stops its timers.
 */
export function useIdle(minutes: number, active: boolean, onIdle: () => void): void {
  useEffect(() => {
    if (!active) return;
    let last = performance.now();
    const alive = () => {
      last = performance.now();
    };
    const check = () => {
      if (performance.now() - last >= minutes * 60_000) onIdle();
    };
    for (const sign of signs) window.addEventListener(sign, alive, { passive: true, capture: true });
    const timer = setInterval(check, 5000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [minutes, active, onIdle]);
}
