import { randomUUID } from 'node:crypto';
import { scheme } from './origin.ts';

/**
 * Papers on their way to the printer: in memory only, each under an address that nobody can guess and that
 * ends with its window. No temporary file is written, so none can be left behind.
 */
export type Papers = {
  readonly lay: (bytes: Uint8Array) => string;
  readonly at: (address: string) => Uint8Array | undefined;
  readonly clear: (address: string) => void;
};

export function newPapers(): Papers {
  const papers = new Map<string, Uint8Array>();
  return {
    lay(bytes) {
      const address = `${scheme}://paper/${randomUUID()}.pdf`;
      papers.set(address, bytes);
      return address;
    },
    at: (address) => papers.get(address),
    clear: (address) => void papers.delete(address),
  };
}
