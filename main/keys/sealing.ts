import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** AES-256-GCM box, each part in base64. */
export const sealedBox = z.strictObject({ nonce: z.base64(), text: z.base64(), tag: z.base64() });
export type SealedBox = z.infer<typeof sealedBox>;

export function seal(key: Uint8Array, plain: Uint8Array, bound: string): SealedBox {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    text: text.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Null when the key is another one or the box, or what it is bound to, was altered. */
export function unseal(key: Uint8Array, box: SealedBox, bound: string): Buffer | null {
  const tag = Buffer.from(box.tag, 'base64');
  const nonce = Buffer.from(box.nonce, 'base64');
  if (tag.length !== 16 || nonce.length !== 12) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(bound, 'utf8'));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(Buffer.from(box.text, 'base64')), decipher.final()]);
  } catch {
    return null;
  }
}

/** A key for one purpose, derived so that it tells nothing about the data key. */
export function subkey(
  dataKey: Uint8Array,
  purpose: 'key check' | 'keyring' | 'watermark' | 'backup' | 'log',
): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `palpate v1 ${purpose}`, 32));
}
