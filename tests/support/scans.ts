import { crc32, deflateSync } from 'node:zlib';

// Files as a scanner, a camera or an attacker would make them.

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey picture; two of another shade are other bytes. `claimed` says a size that the data does not have. */
export function png(width = 40, height = 30, shade = 200, claimed = { width, height }): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claimed.width, 0);
  head.writeUInt32BE(claimed.height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, shade);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The frame of a JPEG with one scan, as far as anybody looks who does not unpack it. */
export function jpeg(width = 640, height = 480): Buffer {
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, scan, Buffer.from([0xff, 0xd9])]);
}

/** A PDF of one empty page, with more written into its catalogue, and objects packed into a stream. */
export function pdf(catalogue = '', packed: string | null = null): Buffer {
  const stream = packed === null ? null : deflateSync(Buffer.from(packed, 'latin1'));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R ${catalogue} >> endobj\n` +
        '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n' +
        '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj\n',
      'latin1',
    ),
    ...(stream === null
      ? []
      : [
          Buffer.from(
            `4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${stream.length} >> stream\n`,
          ),
          stream,
          Buffer.from('\nendstream endobj\n'),
        ]),
    Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n'),
  ]);
}

export function fileOf(bytes: Uint8Array, name = 'scan.png', type = 'image/png'): File {
  return new File([Uint8Array.from(bytes)], name, { type });
}
