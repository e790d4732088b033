import nspell from 'nspell';
import type { Ask, Told } from './asking.ts';

// Off the page's own thread: a dictionary takes a quarter of a second to unfold, and a suggestion some tenths.

/** Of a worker; the page's types name only the window. */
declare const self: {
  addEventListener: (kind: 'message', listener: (event: MessageEvent<Ask>) => void) => void;
  postMessage: (message: Told) => void;
};

let speller: ReturnType<typeof nspell> | null = null;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers the one window that made it
const tell = (told: Told) => self.postMessage(told);

self.addEventListener('message', ({ data }) => {
  if (data.kind === 'open') speller = nspell(data.aff, data.dic);
  if (data.kind === 'unknown')
    tell({ id: data.id, words: data.words.filter((word) => speller?.correct(word) === false) });
  if (data.kind === 'suggest') tell({ id: data.id, words: speller?.suggest(data.word).slice(0, 6) ?? [] });
});
