import { useEffect, useRef } from 'react';

/** After something was picked: to the last key where nothing is missing, else to the first field that is empty. */
export function useFirstGap(picks: number, isWhole: boolean) {
  const body = useRef<HTMLFormElement>(null);
  const record = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (picks === 0) return;
    requestAnimationFrame(() => {
      const typed = [...(body.current?.querySelectorAll('input') ?? [])];
      const empty = typed.find(
        (field) =>
          field.value === '' &&
          !field.disabled &&
          !['hidden', 'checkbox', 'radio'].includes(field.type) &&
          field.closest('[data-issue]') === null,
      );
      if (isWhole) record.current?.focus();
      else empty?.focus();
    });
    // Only after something was picked; typing moves no focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [picks]);
  return { body, record };
}
