import type * as Electron from 'electron';
import type { OsKeychain } from '../keys/keyring.ts';

/** The part of Electron's safe storage that we use. */
export type SafeStorage = Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/**
 * The system's keychain behind the interface that the key room asks for. Only Electron's asynchronous calls:
 * the synchronous ones are deprecated. Linux's `basic_text` is a fixed password in Chromium's source, so it
 * counts as no keychain at all.
 */
export function systemKeychain(safeStorage: SafeStorage, platform: NodeJS.Platform): OsKeychain {
  return {
    async available(): Promise<boolean> {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
      return (
        platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
      );
    },
    wrap: async (bytes) => await safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64')),
    async unwrap(bytes) {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return Buffer.from(result, 'base64');
    },
  };
}
