import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act } from '../../main/clinic/act.ts';
import { read } from '../../main/clinic/attachments/service.ts';
import { report } from '../../main/launch/verify.ts';
import { paperCode } from '../../shared/rules/paper-code.ts';
import { png } from '../support/scans.ts';
import { signing } from './consent-cases.ts';
import { known, PaperDesk, scan, sha256 } from './paper-cases.ts';

const desk = new PaperDesk();

describe('the store itself', () => {
  const insert = (consentId: string, contentHash: string, scanId: string | null) =>
    desk.raw
      .prepare(
        `INSERT INTO consentSignatures (consentId, role, name, relation, typedName, strokes, signedAt, medium, scanId, contentHash)
         VALUES (?, 'patient', 'Amina Okoye', '', 'Amina', '[]', '2026-11-23T07:00:00.000Z', 'paper', ?, ?)`,
      )
      .run(consentId, scanId, contentHash);

  it('takes no signature on paper without a scan, without a form, or on a scan of something else', async () => {
    const { record, code } = await desk.printed();
    const other = await desk.printed();
    const waiting = await desk.attach(other.record, other.code);
    const scanOfOther = waiting.signatures[0]?.scanId ?? '';
    expect(() => insert(record.id, record.contentHash, null)).toThrow();
    expect(() => insert(record.id, record.contentHash, scanOfOther)).toThrow(/PAPER_SCAN/);
    const unprinted = await desk.ready();
    expect(() => insert(unprinted.id, unprinted.contentHash, scanOfOther)).toThrow(/PAPER_FORM/);
    const loose = await desk.tomas.attachments.add({
      patientId: desk.patientId,
      subject: 'consent',
      subjectId: record.id,
      file: scan(),
    });
    expect(() => insert(record.id, record.contentHash, loose.id)).toThrow(/PAPER_SCAN/);
    const good = await desk.attach(record, code);
    await desk.tomas.consents.reopen(known(good));
    const scanId = good.signatures[0]?.scanId ?? '';
    await desk.tomas.attachments.markInError({ id: scanId, reason: 'wrong page' });
    expect(() => insert(record.id, record.contentHash, scanId)).toThrow(/PAPER_SCAN/);
  });

  it.each(['consentPaperForms', 'documentCopies', 'attachmentErrors'])(
    'keeps %s as they were written',
    async (table) => {
      const { record, code } = await desk.printed();
      const waiting = await desk.attach(record, code);
      const [sheet] = await desk.tomas.attachments.of({ subject: 'consent', subjectId: record.id });
      if (table === 'attachmentErrors') {
        await desk.tomas.consents.reopen(known(waiting));
        await desk.tomas.attachments.markInError({ id: sheet?.id ?? '', reason: 'x' });
      } else {
        await desk.henrik.consents.countersign(signing(waiting, 'Dr Henrik Sørensen'));
        await desk.tomas.documents.consent({ id: record.id, copy: true });
      }
      for (const sql of [
        `UPDATE ${table} SET rowid = rowid`,
        `DELETE FROM ${table}`,
        `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} LIMIT 1`,
      ])
        expect(() =>
          desk.raw.exec(
            sql.replace(
              'SET rowid = rowid',
              table === 'attachmentErrors' ? "SET reason = 'y'" : "SET sha256 = ''",
            ),
          ),
        ).toThrow(new RegExp(`APPEND_ONLY:${table}`));
    },
  );
});

const seed = Number(process.env['SCAN_SEED'] ?? 20_261_123);
describe(`1,000 single changed bits of a scan, seed ${seed}`, () => {
  it('are each found', { timeout: 60_000 }, async () => {
    const { record, code } = await desk.printed();
    await desk.attach(record, code);
    const [sheet] = await desk.tomas.attachments.of({ subject: 'consent', subjectId: record.id });
    const id = sheet?.id ?? '';
    const before = desk.raw.prepare('SELECT bytes FROM attachments WHERE id = ?').pluck().get(id) as Buffer;
    const guard = desk.raw
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'attachmentsNoUpdate'")
      .pluck()
      .get();
    desk.raw.exec('DROP TRIGGER attachmentsNoUpdate');
    const { db } = desk.clinic.host.clinic!;
    const unheard = { about: () => {} } as unknown as Act;
    const write = desk.raw.prepare('UPDATE attachments SET bytes = ? WHERE id = ?');
    try {
      await fc.assert(
        fc.asyncProperty(fc.nat(before.length * 8 - 1), async (bit) => {
          const changed = Buffer.from(before);
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          write.run(changed, id);
          expect((await read(db, { id }, unheard)).intact).toBe(false);
        }),
        { seed, numRuns: 1000 },
      );
    } finally {
      write.run(before, id);
      desk.raw.exec(String(guard));
    }
    expect((await desk.tomas.attachments.read({ id })).intact).toBe(true);
  });
});

describe('a copy of a completed consent', () => {
  it('has a number and a time of its own, and the original keeps its bytes', async () => {
    const { record, code } = await desk.printed();
    await desk.henrik.consents.countersign(signing(await desk.attach(record, code), 'Dr Henrik Sørensen'));
    const original = await desk.tomas.documents.consent({ id: record.id });
    const first = await desk.tomas.documents.consent({ id: record.id, copy: true });
    const [second, third] = await Promise.all([
      desk.tomas.documents.consent({ id: record.id, copy: true }),
      desk.henrik.documents.consent({ id: record.id, copy: true }),
    ]);
    expect(new Set([original, first, second, third].map((one) => one.sha256)).size).toBe(4);
    expect((await desk.tomas.documents.consent({ id: record.id })).sha256).toBe(original.sha256);
    expect(
      desk.raw
        .prepare(
          'SELECT number FROM documentCopies c JOIN documents d ON d.id = c.documentId WHERE d.subjectId = ? ORDER BY number',
        )
        .pluck()
        .all(record.id),
    ).toEqual([1, 2, 3]);
  });
});

describe('what a code or a file proves', () => {
  const prove = (code: string) => desk.henrik.proofs.consent({ code });
  const completed = async () => {
    const { record, code } = await desk.printed();
    const consent = await desk.henrik.consents.countersign(
      signing(await desk.attach(record, code, { files: [scan(), scan()] }), 'Dr Henrik Sørensen'),
    );
    return { consent, code };
  };

  it('of a form that waits: that it is no consent', async () => {
    const { record, code } = await desk.printed();
    const { sha256: file } = await desk.tomas.documents.paperForm({ id: record.id });
    for (const asked of [code, paperCode(record.id, record.contentHash), file])
      expect(await prove(asked)).toMatchObject({
        asked: 'form',
        consent: null,
        sound: false,
        form: { state: 'waiting', consentId: record.id, patient: 'Amina Okoye' },
      });
  });

  it('of a form whose text was taken back or thrown away: that it is void', async () => {
    const { record, code } = await desk.printed();
    const back = await desk.tomas.consents.reopen(known(record));
    expect((await prove(code)).form?.state).toBe('void');
    await desk.tomas.consents.discard({ id: back.id, version: back.version });
    expect(await prove(code)).toMatchObject({ form: { state: 'void' }, consent: null, sound: false });
  });

  it('of a form that came back: who signed how and when, whether it holds now, and each page', async () => {
    const { consent, code } = await completed();
    const proof = await prove(code);
    expect(proof).toMatchObject({
      asked: 'consent',
      form: { state: 'signed' },
      sound: true,
      consent: {
        id: consent.id,
        state: 'valid',
        later: null,
        signatures: [
          { role: 'patient', name: 'Amina Okoye', medium: 'paper' },
          { role: 'practitioner', medium: 'screen' },
        ],
      },
    });
    expect(proof.checks).toContainEqual({ what: 'scan', state: 'proven', detail: '2' });
    await desk.henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'No more',
    });
    expect((await prove(code)).consent?.state).toBe('withdrawn');
  });

  it('names the later consent that decides where both speak of the same', async () => {
    const { consent, code } = await completed();
    desk.clinic.clock.forward(5);
    const { consent: later } = await completed();
    expect((await prove(code)).consent?.later).toEqual({ id: later.id, completedAt: later.completedAt });
    expect(later.id).not.toBe(consent.id);
  });

  it('of a copy: which one it is, and that the original is as it was', async () => {
    const { consent } = await completed();
    const original = await desk.tomas.documents.consent({ id: consent.id });
    await desk.tomas.documents.consent({ id: consent.id, copy: true });
    const copy = await desk.tomas.documents.consent({ id: consent.id, copy: true });
    const proof = await prove(copy.sha256);
    expect(proof).toMatchObject({
      asked: 'copy',
      copy: { number: 2, printedBy: expect.stringContaining('Tomáš') },
      consent: { id: consent.id },
      sound: true,
    });
    expect(await prove(original.sha256)).toMatchObject({ asked: 'paper', copy: null });
    const said = report(proof, true).join('\n');
    expect(said).toContain('copy 2, printed');
    expect(said).toContain('Nothing was found changed.');
  });

  it('of a scan that was changed: that it is not what was compared', async () => {
    const { consent, code } = await completed();
    const guard = desk.raw
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'attachmentsNoUpdate'")
      .pluck()
      .get();
    desk.raw.exec('DROP TRIGGER attachmentsNoUpdate');
    // Somebody careful, who changes the fingerprint beside the picture as well.
    const [sheet] = await desk.tomas.attachments.of({ subject: 'consent', subjectId: consent.id });
    const other = png(61, 80, 9);
    desk.raw
      .prepare('UPDATE attachments SET bytes = ?, sha256 = ? WHERE id = ?')
      .run(other, sha256(other), sheet?.id);
    desk.raw.exec(String(guard));
    expect((await desk.tomas.attachments.read({ id: sheet?.id ?? '' })).intact).toBe(true);
    const proof = await prove(code);
    expect(proof.sound).toBe(false);
    expect(proof.checks).toContainEqual({ what: 'scan', state: 'broken', detail: '2' });
  });
});
