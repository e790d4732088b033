import type * as Electron from 'electron';

/**
 * The system's keychain behind the interface that the key room asks for. Only Electron's asynchronous calls:
 * the synchronous ones are deprecated. Linux's `basic_text` is a fixed password in Chromium's source, so it
 * counts as no keychain at all.
 */
export function systemKeychain(safeStorage: Electron.SafeStorage, platform: NodeJS.Platform) {
  return {
    async available(): Promise<boolean> {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
      return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
    },
    async wrap(secret: Uint8Array): Promise<Uint8Array> {
      return await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'));
    },
    /** The secret, and whether the system has changed its key meanwhile, so that the wrap should be renewed. */
    async unwrap(wrapped: Uint8Array): Promise<{ secret: Uint8Array; renew: boolean }> {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
      return { secret: Buffer.from(result, 'base64'), renew: shouldReEncrypt };
    },
  };
}
