import { startTransition, useEffect, useState } from 'react';

/** True from the frame after a page was turned: what nobody sees yet is drawn when what they do see stands. */
export function useTurned(page: string): boolean {
  const [turned, setTurned] = useState('');
  useEffect(() => {
    let after: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      after = setTimeout(() => startTransition(() => setTurned(page)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(after);
    };
  }, [page]);
  return turned === page;
}
