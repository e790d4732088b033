const holdFor = 420;
const still = 9;

/** Tells a finger that holds still from one that scrolls and one that taps. */
export function touchHold() {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let at = { x: 0, y: 0 };
  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    begin(point: { clientX: number; clientY: number }, onHeld: () => void) {
      clear();
      at = { x: point.clientX, y: point.clientY };
      timer = setTimeout(() => {
        timer = null;
        onHeld();
      }, holdFor);
    },
    moved({ clientX, clientY }: { clientX: number; clientY: number }) {
      if (timer !== null && Math.hypot(clientX - at.x, clientY - at.y) > still) clear();
    },
    /** True when it was a tap: lifted before the time, without having moved. */
    end(): boolean {
      const tapped = timer !== null;
      clear();
      return tapped;
    },
  };
}
