import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
} from 'node:crypto';
import { seal, unseal } from './sealing.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/**
 * Electron's crypto library is another one than Node's. Each primitive we stand on is run once at start
 * against its published test vector, so that a gap shows here and not in a patient's record.
 */
export function testCryptography(): void {
  const abc = Buffer.from('abc');
  // FIPS 180-4, example of SHA-256.
  expectHex(
    'SHA-256',
    createHash('sha256').update(abc).digest(),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  // RFC 4231, case 2.
  const mac = createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest();
  expectHex('HMAC-SHA-256', mac, '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  // RFC 5869, case 1.
  const derived = hkdfSync(
    'sha256',
    bytes('0b'.repeat(22)),
    bytes('000102030405060708090a0b0c'),
    bytes('f0f1f2f3f4f5f6f7f8f9'),
    42,
  );
  expectHex(
    'HKDF-SHA-256',
    Buffer.from(derived),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  );
  testSealing();
  testSigning();
}

function testSealing(): void {
  const key = Buffer.alloc(32, 7);
  const box = seal(key, Buffer.from('palpate'), 'bound');
  expect('AES-256-GCM', unseal(key, box, 'bound')?.toString() === 'palpate');
  expect(
    'AES-256-GCM binding',
    unseal(key, box, 'other') === null && unseal(Buffer.alloc(32, 8), box, 'bound') === null,
  );
  // McGrew and Viega, The Galois/Counter Mode of Operation, test case 14.
  const vector = {
    nonce: bytes('00'.repeat(12)),
    text: bytes('cea7403d4d606b6e074ec5d3baf39d18'),
    tag: bytes('d0d1c8a799996bf0265b98b5d48ab919'),
  };
  const stored = {
    nonce: vector.nonce.toString('base64'),
    text: vector.text.toString('base64'),
    tag: vector.tag.toString('base64'),
  };
  expect('AES-256-GCM vector', unseal(Buffer.alloc(32), stored, '')?.equals(Buffer.alloc(16)) === true);
}

function testSigning(): void {
  // RFC 8032, test 1: seed and signature of the empty message.
  const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const privateKey = createPrivateKey({
    key: bytes(`302e020100300506032b657004220420${seed}`),
    format: 'der',
    type: 'pkcs8',
  });
  const signature = sign(null, Buffer.alloc(0), privateKey);
  const expected =
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
  expectHex('Ed25519', signature, expected);
  const publicKey = createPublicKey(privateKey);
  expect(
    'Ed25519 check',
    verify(null, Buffer.alloc(0), publicKey, signature) &&
      !verify(null, Buffer.from('x'), publicKey, signature),
  );
}

function expectHex(what: string, found: Buffer, expected: string): void {
  expect(what, found.toString('hex') === expected);
}

function expect(what: string, holds: boolean): void {
  if (!holds) throw new Error(`This runtime computes ${what} wrongly; nothing is opened with it`);
}
