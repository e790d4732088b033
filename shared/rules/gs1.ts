import { isPlainDate } from './calendar.ts';

/** What a GS1 element string on a package says, as far as stock needs it. */
export interface PackageCode {
  /** 14 digits with a right check digit; null where the code carries none. */
  gtin: string | null;
  lotNumber: string | null;
  /** `YYYY-MM-DD`; a day of `00` stands for the last day of its month. */
  expiryDate: string | null;
  serial: string | null;
}

/** Sign that a keyboard scanner sends for FNC1, which ends a value of variable length. */
const SEPARATOR = '\u001D';

/** Lengths of the values that end by themselves, by application identifier. */
const FIXED: Record<string, number> = { '01': 14, '02': 14, '11': 6, '13': 6, '15': 6, '17': 6, '20': 2 };
const VARIABLE: Record<string, number> = {
  ...{ '10': 20, '21': 20, '240': 30, '30': 8, '37': 8 },
  // National numbers of medicines, beside the package number on boxes of several countries.
  ...{ '710': 20, '711': 20, '712': 20, '713': 20, '714': 20, '715': 20 },
};

/**
 * Reads the GS1 element string of a box or vial, bracketed `(01)…(17)…(10)…` or as a scanner types it. Null where it is
 * no such string, a check digit is wrong, an identifier is unknown or says two things: half a code is never taken for a
 * whole one.
 * Source: GS1 General Specifications, application identifiers 01, 10, 17 and 21.
 */
export function readPackageCode(typed: string): PackageCode | null {
  const elements = typed.trim().startsWith('(') ? bracketed(typed.trim()) : plain(typed.trim());
  if (elements === null) return null;
  const gtin = elements.get('01') ?? null;
  if (gtin !== null && !hasRightCheckDigit(gtin)) return null;
  const expiry = elements.get('17');
  const expiryDate = expiry === undefined ? null : dateOf(expiry);
  if (expiry !== undefined && expiryDate === null) return null;
  const found = {
    gtin,
    lotNumber: elements.get('10') ?? null,
    expiryDate,
    serial: elements.get('21') ?? null,
  };
  return found.gtin === null && found.lotNumber === null ? null : found;
}

/** True for 8, 12, 13 or 14 digits whose last one is the check digit of the others. */
export function hasRightCheckDigit(digits: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false;
  const sum = [...digits.slice(0, -1)]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** The 14 digits under which every length of the same number is one. */
export function gtin14(digits: string): string {
  return digits.padStart(14, '0');
}

function bracketed(text: string): Map<string, string> | null {
  const elements = new Map<string, string>();
  let isPlain = true;
  const rest = text.replace(/\((\d{2,4})\)([^(]*)/g, (_, id: string, value: string) => {
    isPlain &&= (elements.get(id) ?? value.trim()) === value.trim();
    elements.set(id, value.trim());
    return '';
  });
  const isWhole = isPlain && [...elements].every(([id, value]) => fits(id, value));
  return rest.trim() === '' && isWhole ? elements : null;
}

function plain(text: string): Map<string, string> | null {
  const elements = new Map<string, string>();
  // The symbology mark of a scanner (`]d2`, `]C1`, `]Q3`) comes before the first identifier.
  let rest = text.replace(/^\][A-Za-z]\d/, '').replace(/^\u001D/, '');
  while (rest !== '') {
    const id = [4, 3, 2]
      .map((length) => rest.slice(0, length))
      .find((one) => one in FIXED || one in VARIABLE);
    if (id === undefined) return null;
    const body = rest.slice(id.length);
    const end = FIXED[id] ?? endOfValue(body);
    const value = body.slice(0, end);
    if (!fits(id, value) || (elements.get(id) ?? value) !== value) return null;
    elements.set(id, value);
    rest = body.slice(end).replace(/^\u001D/, '');
  }
  return elements.size === 0 ? null : elements;
}

/** Where a value of variable length ends: at its separator, or with the code. */
function endOfValue(body: string): number {
  const at = body.indexOf(SEPARATOR);
  return at < 0 ? body.length : at;
}

function fits(id: string, value: string): boolean {
  const fixed = FIXED[id];
  if (fixed !== undefined) return value.length === fixed && /^\d+$/.test(value);
  const longest = VARIABLE[id];
  return longest !== undefined && value.length > 0 && value.length <= longest && /^[\x21-\x7E]+$/.test(value);
}

/** `YYMMDD`; years 00 to 50 belong to this century, 51 to 99 to the last one. */
function dateOf(digits: string): string | null {
  const [yy, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  const year = Number(yy) > 50 ? `19${yy}` : `20${yy}`;
  if (day !== '00') return isPlainDate(`${year}-${month}-${day}`) ? `${year}-${month}-${day}` : null;
  const last = ['31', '30', '29', '28'].find((one) => isPlainDate(`${year}-${month}-${one}`));
  return last === undefined ? null : `${year}-${month}-${last}`;
}
