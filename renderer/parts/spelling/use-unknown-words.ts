import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { bareWord, bareWordsOf, isAmong, isOtherLanguage, wordsOf } from '../../../shared/rules/spelling.ts';
import { useMay } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { spellerFor, type Speller } from './speller.ts';

/** Names that are right on this screen: whose record it is. */
export const NamesHere = createContext<readonly string[]>([]);

/** What was left as it is; until the window is loaded anew. */
const left = new Set<string>();

export interface Unknown {
  /** Each once, in the order of the text. */
  words: string[];
  /** Most of the text is unknown: it is not English. */
  otherLanguage: boolean;
  speller: Speller | null;
  leave: (word: string) => void;
}

/** Long enough that nobody is told of a word that they are still writing. */
const pause = 700;

/** The words of a text that neither the dictionary, the clinic nor the writer knows; looked up when typing pauses. */
export function useUnknownWords(text: string, caret: () => number | null): Unknown {
  const names = useContext(NamesHere);
  const may = useMay('phrases.use') === true;
  const mine = useQuery({ ...q.spelling.mine.queryOptions(), enabled: may, staleTime: Infinity });
  const [settled] = useDebouncedValue(text, pause);
  const [speller, setSpeller] = useState<Speller | null>(null);
  const [found, setFound] = useState<{ words: string[]; otherLanguage: boolean } | null>(null);
  const [, setLeft] = useState(0);

  const wanted = mine.data?.checks === true && settled.trim() !== '';
  const dictionary = mine.data?.dictionary;
  const learned = mine.data?.learned;
  useEffect(() => {
    if (!wanted || dictionary === undefined || learned === undefined) return;
    let current = true;
    const look = async () => {
      const opened = await spellerFor(dictionary);
      const known = bareWordsOf([...learned, ...names]);
      const at = caret();
      const placed = wordsOf(settled);
      // A word that the caret stands at the end of may be half written.
      const whole = placed.filter(({ to }) => to !== at || at !== settled.length);
      const words = whole.map(({ word }) => word).filter((word) => !isAmong(known, bareWord(word)));
      const unknown = new Set(await opened.unknown([...new Set(words)]));
      if (!current) return;
      setSpeller(opened);
      setFound({
        words: [...unknown],
        otherLanguage: isOtherLanguage(
          placed.map(({ word }) => word),
          unknown,
        ),
      });
    };
    // Without a dictionary nothing is marked; the note is written all the same.
    void look().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [wanted, dictionary, learned, names, settled, caret]);

  // What was found stays until more is known, as far as it still stands there: nothing flickers under the hand.
  const standing =
    wanted && found !== null && found.words.length > 0
      ? new Set(wordsOf(text).map(({ word }) => word))
      : new Set<string>();
  return {
    words: (found?.words ?? []).filter((word) => standing.has(word) && !left.has(bareWord(word))),
    otherLanguage: found?.otherLanguage === true,
    speller,
    leave: (word) => {
      left.add(bareWord(word));
      setLeft((times) => times + 1);
    },
  };
}
