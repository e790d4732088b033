import type { DictionaryName } from '../../../shared/contract/spelling.ts';
import { bareWord, isAmong } from '../../../shared/rules/spelling.ts';
import { api } from '../../rpc.ts';
import type { Ask, Told } from './asking.ts';
import SpellerScript from './speller.worker.ts?worker';

/** A dictionary at work in this window. Words go to the worker and nowhere else. */
export interface Speller {
  unknown: (words: readonly string[]) => Promise<string[]>;
  suggest: (word: string) => Promise<string[]>;
}

const spellers = new Map<DictionaryName, Promise<Speller>>();

/** Made once for each dictionary, when somebody first writes; tried again where the host did not answer. */
export function spellerFor(name: DictionaryName): Promise<Speller> {
  const made = spellers.get(name) ?? open(name);
  spellers.set(name, made);
  made.catch(() => spellers.delete(name));
  return made;
}

async function open(name: DictionaryName): Promise<Speller> {
  const { known, ...files } = await api.spelling.dictionary({ name });
  const names = new Set(known);
  const worker = new SpellerScript();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin of its own
  const post = (message: Ask) => worker.postMessage(message);
  const asked = new Map<number, (words: string[]) => void>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    asked.get(data.id)?.(data.words);
    asked.delete(data.id);
  });
  const ask = (question: { kind: 'unknown'; words: readonly string[] } | { kind: 'suggest'; word: string }) =>
    new Promise<string[]>((answer) => {
      const id = ++last;
      asked.set(id, answer);
      post({ ...question, id });
    });
  post({ kind: 'open', ...files });
  const judged = new Map<string, boolean>();
  return {
    unknown: async (words) => {
      const fresh = words.filter((word) => !judged.has(word) && !isAmong(names, bareWord(word)));
      const wrong = new Set(fresh.length === 0 ? [] : await ask({ kind: 'unknown', words: fresh }));
      for (const word of fresh) judged.set(word, wrong.has(word));
      return words.filter((word) => judged.get(word) === true);
    },
    suggest: (word) => ask({ kind: 'suggest', word }),
  };
}
