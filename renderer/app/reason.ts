/** Told whenever an answer said that a reason has to be stated first. */
const listeners = new Set<() => void>();

export const reasonAsked = {
  tell(): void {
    for (const listener of listeners) listener();
  },
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
