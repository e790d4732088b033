import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { replaceFile } from '../db/flush.ts';
import { classify } from '../db/store-problem.ts';

const slotSize = 32;

/** The last audit row that was acknowledged: its number and the first 16 hex digits of its code. */
export interface Mark {
  seq: number;
  mac: string;
}

export interface Watermark {
  readonly mark: Mark;
  /** Called after the commit and before the answer. Lower numbers than the present one are ignored. */
  advance(seq: number, mac: string): void;
  close(): void;
}

export interface WatermarkPlace {
  file: string;
  /** Subkey for this purpose. */
  key: Buffer;
  databaseId: string;
}

export const beforeFirstRow: Mark = { seq: 0, mac: '0'.repeat(16) };

/**
 * Two slots of 32 bytes, written in turn: a write torn by a power cut spoils one, and the other still holds
 * what was acknowledged before it. Number (8), start of the row's code (8), HMAC over both (16).
 */
export function readWatermark(place: WatermarkPlace): Mark | 'missing' | 'unreadable' {
  if (!fs.existsSync(place.file)) return 'missing';
  const slots = slotsIn(fs.readFileSync(place.file), place);
  const best = slots.filter((slot) => slot !== null).toSorted((a, b) => b.seq - a.seq)[0];
  return best ?? 'unreadable';
}

/** Sets the mark anew, whatever it was: for a new store, a restored one, and a loss that the owner has accepted. */
export function resetWatermark(place: WatermarkPlace, mark: Mark): void {
  replaceFile(place.file, Buffer.concat([slotOf(mark, 0, place), slotOf(mark, 1, place)]));
}

export function openWatermark(place: WatermarkPlace): Watermark {
  const handle = fs.openSync(place.file, 'r+');
  const slots = slotsIn(fs.readFileSync(place.file), place);
  let next = (slots[0]?.seq ?? -1) >= (slots[1]?.seq ?? -1) ? 1 : 0;
  let mark = slots[next === 1 ? 0 : 1] ?? beforeFirstRow;
  return {
    get mark() {
      return mark;
    },
    advance: (seq, mac) => {
      if (seq <= mark.seq) return;
      const reached = { seq, mac: mac.slice(0, 16) };
      try {
        fs.writeSync(handle, slotOf(reached, next, place), 0, slotSize, next * slotSize);
        fs.fdatasyncSync(handle);
      } catch (error) {
        throw classify(error, { keyIsRight: true }) ?? error;
      }
      mark = reached;
      next = next === 1 ? 0 : 1;
    },
    close: () => fs.closeSync(handle),
  };
}

function slotsIn(content: Buffer, place: WatermarkPlace): [Mark | null, Mark | null] {
  return [readSlot(content, 0, place), readSlot(content, 1, place)];
}

function readSlot(content: Buffer, index: 0 | 1, place: WatermarkPlace): Mark | null {
  const slot = content.subarray(index * slotSize, (index + 1) * slotSize);
  if (slot.length !== slotSize) return null;
  const body = slot.subarray(0, 16);
  if (!timingSafeEqual(slot.subarray(16), proofOf(body, index, place))) return null;
  return { seq: Number(body.readBigUInt64LE(0)), mac: body.subarray(8).toString('hex') };
}

function slotOf(mark: Mark, index: number, place: WatermarkPlace): Buffer {
  const body = Buffer.alloc(16);
  body.writeBigUInt64LE(BigInt(mark.seq), 0);
  body.write(mark.mac, 8, 8, 'hex');
  return Buffer.concat([body, proofOf(body, index, place)]);
}

function proofOf(body: Buffer, index: number, place: WatermarkPlace): Buffer {
  const bound = `palpate watermark|${place.databaseId}|${index}|`;
  return createHmac('sha256', place.key).update(bound).update(body).digest().subarray(0, 16);
}
