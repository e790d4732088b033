import { useEffect, useState } from 'react';
import { refusalOf } from '../../rpc.ts';

/** Counts down the seconds that the host asks for after too many wrong guesses. */
export function useWait(): { seconds: number; start: (error: unknown) => void } {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  const start = (error: unknown) => {
    const refusal = refusalOf(error);
    setSeconds(refusal?.code === 'SIGN_IN_FAILED' ? refusal.data.waitSeconds : 0);
  };
  return { seconds, start };
}
