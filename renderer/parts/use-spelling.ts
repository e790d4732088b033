import { useQuery } from '@tanstack/react-query';
import { q } from '../rpc.ts';

/** Whose English a clinic writes, by where it is; unknown: the browser's own. */
const englishOf: Readonly<Record<string, string>> = {
  US: 'en-US',
  UK: 'en-GB',
  IE: 'en-GB',
  EU: 'en-GB',
  AU: 'en-AU',
  ZA: 'en-ZA',
};

/**
 * Asks for the spelling to be looked at in the clinic's language. Whether it is, and with which dictionary, is the
 * browser's matter; the desktop's window has it switched off, because its dictionaries come from a foreign server.
 */
export function useSpelling(): { spellCheck: true; lang?: string } {
  const practice = useQuery({ ...q.practice.overview.queryOptions(), staleTime: 60_000 });
  const lang = englishOf[practice.data?.profile.jurisdiction ?? ''];
  return { spellCheck: true, ...(lang !== undefined && { lang }) };
}
