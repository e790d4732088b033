import { crc32, deflateSync } from 'node:zlib';

const width = 240;
const height = 320;
/** Upper edges of the vertebrae C3 to C7, from the side; between the third and fourth hardly any disc is left. */
const bodies = [40, 92, 144, 189, 241];

/** An invented X-ray of a neck with a narrowed disc, as a PNG; `mark` makes each one's bytes its own. */
export function xRayOfNeck(mark: string): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = shadeAt(x, y);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('tEXt', Buffer.from(`Comment\0Invented picture ${mark}`, 'latin1')),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** Soft tissue behind, bone before it, brighter at its rim. */
function shadeAt(x: number, y: number): number {
  const bend = Math.round(14 * Math.sin((y / height) * Math.PI));
  const tissue = 34 + Math.round(30 * Math.exp(-(((x - 120 - bend) / 80) ** 2)));
  for (const top of bodies) {
    const [across, down] = [x - 84 - bend, y - top];
    if (across < 0 || across > 66 || down < 0 || down > 42) continue;
    const rim = Math.min(across, 66 - across, down, 42 - down);
    return rim < 4 ? 208 : 150 + (((x * 7 + y * 13) % 11) - 5);
  }
  return tissue;
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
