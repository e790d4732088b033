// The code on a consent form: which document, which text, and two signs that catch a slip of hand or eye.

/** Crockford's 32 signs: digits and capitals without I, L, O and U, so that it can be read aloud and typed. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'PALPATE:C1:';
const idSigns = 8;
const hashSigns = 10;
const bitsOfId = idSigns * 5;
/** Whole hex digits that the code holds of the fingerprint: what a search can start from. */
const hexOfHash = Math.floor((hashSigns * 5) / 4);
/** A prime just under 32 x 32: two signs hold the remainder, and no single or neighbouring slip leaves it as it was. */
const modulus = 1021;

export interface PaperCode {
  /** Last ten hex digits of the consent's id. */
  idTail: string;
  /** First twelve hex digits of the fingerprint. */
  hashStart: string;
  /** The twenty signs, without the check's meaning: equal codes are equal texts. */
  signs: string;
}

/** The twenty signs of one text of one consent. */
function codeSigns(consentId: string, contentHash: string): string {
  const id = BigInt(`0x${consentId.replaceAll('-', '')}`) & ((1n << BigInt(bitsOfId)) - 1n);
  const hash = BigInt(`0x${contentHash}`) >> BigInt(contentHash.length * 4 - hashSigns * 5);
  const body = `${inSigns(id, idSigns)}${inSigns(hash, hashSigns)}`;
  return `${body}${checkOf(body)}`;
}

/** What the drawn code holds: nothing of the patient. */
export function paperCode(consentId: string, contentHash: string): string {
  const all = codeSigns(consentId, contentHash);
  return `${prefix}${all.slice(0, idSigns)}:${all.slice(idSigns, -2)}:${all.slice(-2)}`;
}

/** The same for eyes and hands: five groups of four. */
export function paperCodeText(consentId: string, contentHash: string): string {
  return codeSigns(consentId, contentHash).replaceAll(/(.{4})(?=.)/g, '$1-');
}

/**
 * Reads what was typed or what a scanner typed: in any case, with or without separators, and with the letters that are
 * taken for digits. Null where it is no such code or a sign of it is wrong.
 */
export function readPaperCode(typed: string): PaperCode | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replace(/^PALPATEC1/, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (plain.length !== idSigns + hashSigns + 2 || [...plain].some((sign) => !signs.includes(sign)))
    return null;
  const body = plain.slice(0, -2);
  if (checkOf(body) !== plain.slice(-2)) return null;
  const hash = (valueOf(body.slice(idSigns)) >> BigInt(hashSigns * 5 - hexOfHash * 4)).toString(16);
  return {
    idTail: valueOf(body.slice(0, idSigns))
      .toString(16)
      .padStart(bitsOfId / 4, '0'),
    hashStart: hash.padStart(hexOfHash, '0'),
    signs: plain,
  };
}

/** Whether a code stands for this very text of this very consent. */
export function isCodeOf(code: PaperCode, consentId: string, contentHash: string): boolean {
  return code.signs === codeSigns(consentId, contentHash);
}

function inSigns(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    text = `${signs[Number(rest & 31n)] ?? ''}${text}`;
    rest >>= 5n;
  }
  return text;
}

function valueOf(text: string): bigint {
  return [...text].reduce((value, sign) => value * 32n + BigInt(signs.indexOf(sign)), 0n);
}

function checkOf(body: string): string {
  const value = [...body].reduce((sum, sign) => (sum * 32 + signs.indexOf(sign)) % modulus, 0);
  return inSigns(BigInt((value * 32) % modulus), 2);
}
