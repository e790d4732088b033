import { useEffect, useState, type RefObject } from 'react';

const few = 8;

/** Which columns are drawn: all of a few; of many those in sight, their neighbours, and the one with the cursor. */
export function useSight(scroller: RefObject<HTMLElement | null>, count: number, cursor: number) {
  const [seen, setSeen] = useState({ first: 0, last: few + 1 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null || count <= few) return;
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const width = element.scrollWidth / count;
        const first = Math.max(0, Math.floor(element.scrollLeft / width) - 1);
        const last = Math.ceil((element.scrollLeft + element.clientWidth) / width);
        setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
      });
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, count]);
  return {
    has: (index: number) => count <= few || index === cursor || (index >= seen.first && index <= seen.last),
  };
}
