import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AdministrationInput } from '../../../../shared/contract/administration.ts';
import { api, q } from '../../../rpc.ts';
import type { Part } from './give-form.ts';

interface Giving {
  sessionId: string;
  /** What is typed, part by part; a part may come out of a vial that is still sealed. */
  parts: readonly Part[];
  input: AdministrationInput | null;
  /** A sealed vial was opened for that part: it stays open, also where the gate then refuses. */
  onOpened: (partKey: string, vialId: string) => void;
  onGiven: () => Promise<void>;
}

/** Writes the syringe as given; a multi-dose vial is opened by its first injection. */
export function useGiving({ sessionId, parts, input, onOpened, onGiven }: Giving) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (input === null) throw new Error('incomplete');
      const drawn = [];
      for (const [index, part] of input.parts.entries()) {
        const typed = parts[index];
        if (!part.stock || typed?.from?.opensVial !== true) {
          drawn.push(part);
          continue;
        }
        const { id: vialId } = await api.stock.openVial({ lotId: part.stock.lotId });
        onOpened(typed.key, vialId);
        drawn.push({ ...part, stock: { ...part.stock, vialId } });
      }
      return api.treatments.administer({ sessionId, administration: { ...input, parts: drawn } });
    },
    onSuccess: async () => {
      void cache.invalidateQueries({ queryKey: q.stock.key() });
      await onGiven();
    },
  });
}
