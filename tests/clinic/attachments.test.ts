import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownName } from '../../main/clinic/attachments/rules.ts';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { fileOf, jpeg, pdf, png } from '../support/scans.ts';
import { refusal, register } from './consent-cases.ts';

let clinic: Clinic;
let tomas: Api;
let patientId: string;
beforeAll(async () => {
  clinic = await newClinic();
  tomas = await clinic.as('tomas');
  patientId = await register(tomas);
});
afterAll(() => clinic.close());

let shade = 0;
/** A picture that nobody has kept before. */
const fresh = () => png(40, 30, (shade += 1));
const to = () => ({ patientId, subject: 'patient' as const, subjectId: patientId });
const add = (bytes: Uint8Array, name = 'scan.png', type = 'image/png') =>
  tomas.attachments.add({ ...to(), file: fileOf(bytes, name, type) });
const problemOf = async (bytes: Uint8Array, name?: string, type?: string) =>
  (await refusal(add(bytes, name, type))).data;

describe('a file that is kept', () => {
  it.each([
    ['a picture of a scanner', png(2480, 3508, 7), 'image/png'],
    ['a photo', jpeg(), 'image/jpeg'],
    ['a PDF', pdf(), 'application/pdf'],
    [
      'a PDF whose objects are packed',
      pdf('', '5 0 << /Type /Font /BaseFont /Helvetica >>'),
      'application/pdf',
    ],
  ])(
    '%s is known by its bytes, whatever it is called, and comes back to the bit',
    async (_, bytes, mediaType) => {
      const kept = await add(bytes, '../../Windows\\run me.exe', 'text/html');
      expect(kept).toMatchObject({
        mediaType,
        size: bytes.length,
        name: 'run me.exe',
        inError: null,
        contentHash: null,
      });
      const { file, intact, attachment } = await tomas.attachments.read({ id: kept.id });
      expect(file.type).toBe(mediaType);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
      expect({ intact, attachment }).toEqual({ intact: true, attachment: kept });
      const all = await tomas.attachments.of({ subject: 'patient', subjectId: patientId });
      expect(all).toContainEqual(kept);
    },
  );

  it('is found changed when a bit of it is changed under the hands of the store', async () => {
    const kept = await add(fresh());
    const raw = clinic.host.clinic!.store.raw;
    const guard = raw
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'attachmentsNoUpdate'")
      .pluck()
      .get();
    raw.exec('DROP TRIGGER attachmentsNoUpdate');
    raw.prepare("UPDATE attachments SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = ?").run(kept.id);
    raw.exec(String(guard));
    expect(await tomas.attachments.read({ id: kept.id })).toMatchObject({ intact: false });
  });

  it('leaves its reading in the log', async () => {
    const { id } = await add(fresh());
    await tomas.attachments.read({ id });
    const [row] = clinic.host
      .clinic!.store.raw.prepare(
        'SELECT procedure, action, patientId, entityId FROM audit ORDER BY seq DESC LIMIT 1',
      )
      .all();
    expect(row).toEqual({ procedure: 'attachments.read', action: 'R', patientId, entityId: id });
  });

  it('is marked when it was entered in error, once and with a reason, and stays', async () => {
    const { id } = await add(fresh());
    expect(await refusal(tomas.attachments.markInError({ id, reason: '  ' }))).toMatchObject({
      code: 'INVALID',
    });
    const marked = await tomas.attachments.markInError({ id, reason: 'Page of another patient' });
    expect(marked.inError).toMatchObject({
      reason: 'Page of another patient',
      by: expect.stringContaining('Tomáš'),
    });
    expect(await refusal(tomas.attachments.markInError({ id, reason: 'again' }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    expect((await tomas.attachments.read({ id })).attachment).toEqual(marked);
  });

  it('cannot be changed, replaced or deleted by the store itself', async () => {
    const { id } = await add(fresh());
    const { raw } = clinic.host.clinic!.store;
    for (const sql of [
      `UPDATE attachments SET name = 'x' WHERE id = '${id}'`,
      `DELETE FROM attachments WHERE id = '${id}'`,
      `INSERT OR REPLACE INTO attachments SELECT * FROM attachments WHERE id = '${id}'`,
    ])
      expect(() => raw.exec(sql)).toThrow(/APPEND_ONLY:attachments/);
  });
});

describe('a file that is not taken', () => {
  const sound = png();
  const long = Buffer.concat([sound.subarray(0, -12), Buffer.alloc(25 * 1024 * 1024)]);
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a page that calls itself a picture', Buffer.from('<html><script>alert(1)</script>'), 'unknown'],
    ['a program that calls itself a picture', Buffer.from('MZ\u0090\u0000'), 'unknown'],
    [
      'a drawing with script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
      'unknown',
    ],
    ['a picture cut off', sound.subarray(0, -5), 'damaged'],
    ['a picture with a wrong check sum', Buffer.from(sound).fill(0, 30, 31), 'damaged'],
    [
      'a picture with an archive behind it',
      Buffer.concat([sound, Buffer.from('PK\u0003\u0004')]),
      'more-inside',
    ],
    ['a photo with a page behind it', Buffer.concat([jpeg(), Buffer.from('<script>')]), 'more-inside'],
    ['a photo cut off', jpeg().subarray(0, -2), 'damaged'],
    ['a photo of nothing', jpeg(0, 480), 'damaged'],
    [
      'a picture that unpacks to a hundred million pixels',
      png(1, 1, 1, { width: 10_000, height: 10_000 }),
      'too-many-pixels',
    ],
    ['a picture that is a line of a mile', png(1, 1, 1, { width: 12_001, height: 1 }), 'too-many-pixels'],
    ['a photo too large to unpack', jpeg(20_000, 20_000), 'too-many-pixels'],
    ['more than the limit', long, 'too-large'],
    ['a PDF with script', pdf('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), 'active'],
    ['a PDF with script spelled in digits', pdf('/OpenAction << /S /J#61v#61Script >>'), 'active'],
    ['a PDF that starts a program', pdf('/OpenAction << /S /Launch /F (cmd.exe) >>'), 'active'],
    ['a PDF with a file inside', pdf('/Names << /EmbeddedFiles 9 0 R >>'), 'active'],
    ['a PDF with script among packed objects', pdf('', '5 0 << /S /JavaScript /JS (x) >>'), 'active'],
    [
      'a PDF that hides script in the look of a stream',
      pdf('/A (stream\n) /B << /S /JavaScript >> endstream'),
      'active',
    ],
    ['a PDF with a password', pdf('/Encrypt 9 0 R'), 'locked'],
    ['a PDF with a page behind it', Buffer.concat([pdf(), Buffer.from('<script>')]), 'more-inside'],
    ['a page in front of a PDF', Buffer.concat([Buffer.from('<script>'), pdf()]), 'unknown'],
    ['a PDF cut off', pdf().subarray(0, -8), 'damaged'],
  ])('is %s', async (_, bytes, problem) => {
    expect(await problemOf(bytes, 'consent.pdf', 'application/pdf')).toEqual({
      problem,
      name: 'consent.pdf',
    });
  });

  it('is one of another patient, or of nothing that is here', async () => {
    const other = await register(tomas, { givenName: 'Bongani' });
    const elsewhere = { patientId: other, subject: 'patient' as const, subjectId: patientId };
    expect(await refusal(tomas.attachments.add({ ...elsewhere, file: fileOf(fresh()) }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      await refusal(tomas.attachments.add({ ...to(), subject: 'consent', file: fileOf(fresh()) })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is the very same as one that is kept with something else', async () => {
    const other = await register(tomas, { givenName: 'Bongani' });
    const bytes = fresh();
    await add(bytes);
    const again = { patientId: other, subject: 'patient' as const, subjectId: other };
    expect(await refusal(tomas.attachments.add({ ...again, file: fileOf(bytes) }))).toMatchObject({
      code: 'FILE_REFUSED',
      data: { problem: 'known' },
    });
  });

  it('is seen by no receptionist and no auditor', async () => {
    const { id } = await add(fresh());
    for (const name of ['rosa', 'ingrid']) {
      const api = await clinic.as(name);
      expect(await refusal(api.attachments.read({ id }))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

it.each([
  ['C:\\scans\\page 1.jpg', 'page 1.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\n.png', 'ab.png'],
  ['..', 'file'],
  ['', 'file'],
  ['x'.repeat(300), 'x'.repeat(120)],
])('the name %j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});
