import { describe, expect, it } from 'vitest';
import { paperCodeText } from '../../shared/rules/paper-code.ts';
import { fileOf, pdf } from '../support/scans.ts';
import { refusal, register, signedByPatient, signing } from './consent-cases.ts';
import { known, PaperDesk, scan, sha256 } from './paper-cases.ts';

const desk = new PaperDesk();

describe('a form printed to be signed by hand', () => {
  it('stands in the register until it is back, or its text is another', async () => {
    const waiting = async () =>
      (await desk.tomas.register.paperWaiting()).filter(({ patientId }) => patientId === desk.patientId);
    await desk.ready();
    expect(await waiting()).toEqual([]);
    const { record, code } = await desk.printed();
    expect(await waiting()).toMatchObject([{ id: record.id, code, patient: 'Amina Okoye' }]);
    const again = await desk.printed();
    expect((await waiting()).map(({ id }) => id)).toEqual([record.id, again.record.id]);
    await desk.attach(record, code);
    const { id, version } = again.record;
    await desk.tomas.consents.reopen({ id, version });
    expect(await waiting()).toEqual([]);
  });

  it('freezes the text, keeps its bytes, and counts for nothing', async () => {
    const { record, code } = await desk.printed();
    expect(record).toMatchObject({ status: 'draft', signatures: [], paper: { code } });
    expect(code).toBe(paperCodeText(record.id, record.contentHash));
    const [one, two] = [
      await desk.tomas.documents.paperForm({ id: record.id }),
      await desk.tomas.documents.paperForm({ id: record.id }),
    ];
    expect(one.state).toBe('form');
    expect(two.sha256).toBe(one.sha256);
    expect(sha256(new Uint8Array(await one.file.arrayBuffer()))).toBe(one.sha256);
    expect(
      desk.raw.prepare('SELECT sha256 FROM consentPaperForms WHERE consentId = ?').pluck().get(record.id),
    ).toBe(one.sha256);
    const { plan, talk } = record.document;
    expect(await refusal(desk.tomas.consents.revise({ ...known(record), plan, talk }))).toMatchObject({
      code: 'ALREADY_SIGNED',
    });
    expect(await refusal(desk.henrik.consents.countersign(signing(record, 'Henrik')))).toMatchObject({
      code: 'NOT_SIGNED',
    });
    const [line] = await desk.tomas.consents.ofPatient({ patientId: desk.patientId });
    expect(line?.status).toBe('draft');
    const { covered } = await desk.henrik.consents.covers({
      patientId: desk.patientId,
      plan: { techniques: ['dry-needling'], sites: [], preparations: [] },
    });
    expect(covered).toBe(false);
  });

  it('waits until nothing is missing but signatures', async () => {
    const draft = await desk.prepare();
    expect(await refusal(desk.tomas.documents.printToSign(known(draft)))).toMatchObject({
      code: 'DRAFT_INCOMPLETE',
    });
    expect(await refusal(desk.tomas.documents.paperForm({ id: draft.id }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    expect((await desk.tomas.documents.consent({ id: draft.id })).state).toBe('draft');
  });

  it('is not let out with another text than the one that was shown', async () => {
    const draft = await desk.ready();
    expect(
      await refusal(desk.tomas.documents.printToSign({ ...known(draft), contentHash: 'f'.repeat(64) })),
    ).toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it('is the same paper when it is printed again', async () => {
    const { record, code } = await desk.printed();
    const first = await desk.tomas.documents.paperForm({ id: record.id });
    desk.clinic.clock.forward(60);
    expect(await desk.tomas.documents.printToSign(known(record))).toMatchObject({ code });
    expect((await desk.tomas.documents.paperForm({ id: record.id })).sha256).toBe(first.sha256);
  });

  it('may be signed on the screen after all', async () => {
    const { record } = await desk.printed();
    expect((await signedByPatient(desk.tomas, record)).signatures).toMatchObject([{ medium: 'screen' }]);
  });
});

describe('a form that comes back signed', () => {
  it('is the signature of everybody who had to sign, and the practitioner completes it on the screen', async () => {
    const { record, code } = await desk.printed();
    const pages = [scan(), fileOf(pdf(), 'page 2.pdf', 'application/pdf')];
    const waiting = await desk.attach(record, code.toLowerCase().replaceAll('-', ' '), { files: pages });
    expect(waiting).toMatchObject({
      status: 'explained',
      signatures: [
        { role: 'patient', name: 'Amina Okoye', typedName: 'A. Okoye', medium: 'paper', strokes: [] },
      ],
    });
    expect(waiting.signatures[0]?.signedAt).toBe('2026-11-22T22:00:00.000Z');
    const complete = await desk.henrik.consents.countersign(signing(waiting, 'Dr Henrik Sørensen'));
    expect(complete).toMatchObject({ status: 'agreed', intact: true });
    const scans = await desk.tomas.attachments.of({ subject: 'consent', subjectId: record.id });
    expect(scans).toMatchObject([
      {
        contentHash: record.contentHash,
        name: 'page.png',
        compared: ['patient', 'code', 'signatures', 'decisions'],
      },
      { contentHash: record.contentHash, name: 'page 2.pdf' },
    ]);
    expect(complete.signatures[0]?.scanId).toBe(scans[0]?.id);
  });

  it('leaves who compared what in the log, under the fingerprint of its pages', async () => {
    const { record, code } = await desk.printed();
    await desk.attach(record, code);
    const row = desk.raw
      .prepare(
        "SELECT procedure, outcome, entityId, afterHash FROM audit WHERE procedure = 'consents.attachPaper' ORDER BY seq DESC LIMIT 1",
      )
      .get();
    expect(row).toMatchObject({
      outcome: 'done',
      entityId: record.id,
      afterHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is refused under a code that is none, that nobody printed, or of which one sign is wrong', async () => {
    const { record, code } = await desk.printed();
    const wrong = `${code[0] === 'A' ? 'B' : 'A'}${code.slice(1)}`;
    const stranger = paperCodeText('019abf00-6a11-7c3e-9f52-4b7d21e0c9a6', 'a'.repeat(64));
    for (const [typed, problem] of [
      ['1234', 'unreadable'],
      [wrong, 'unreadable'],
      [stranger, 'unknown'],
    ] as const)
      expect(await refusal(desk.attach(record, typed))).toEqual({
        code: 'PAPER_CODE',
        data: { problem, consentId: '', patient: '', number: '' },
      });
  });

  it('is refused where it belongs to another patient, and says to whom', async () => {
    const { record } = await desk.printed();
    const other = await desk.printed(
      await register(desk.tomas, { givenName: 'Bongani', familyName: 'Dube' }),
    );
    expect(await refusal(desk.attach(record, other.code))).toMatchObject({
      code: 'PAPER_CODE',
      data: { problem: 'other-consent', consentId: other.record.id, patient: 'Bongani Dube' },
    });
  });

  it('is void once the text has been taken back to the talk, and good again only for the very same words', async () => {
    const { record, code } = await desk.printed();
    const back = await desk.tomas.consents.reopen(known(record));
    expect(back.paper).toBeUndefined();
    expect(await refusal(desk.attach(back, code))).toMatchObject({
      code: 'PAPER_CODE',
      data: { problem: 'void' },
    });
    const changed = await desk.tomas.consents.decide({
      ...known(back),
      decisions: [{ lineId: 'technique:dry-needling', decision: 'refused' }],
    });
    await desk.tomas.documents.printToSign(known(changed));
    const anew = await desk.tomas.consents.open({ id: record.id });
    expect(anew.paper?.code).not.toBe(code);
    expect(await refusal(desk.attach(anew, code))).toMatchObject({
      code: 'PAPER_CODE',
      data: { problem: 'void' },
    });
    expect((await desk.attach(anew, anew.paper?.code ?? '')).status).toBe('explained');
  });

  it('is refused when something became known after it was printed', async () => {
    const { record, code } = await desk.printed();
    const { safety } = await desk.tomas.patients.open({ id: desk.patientId });
    await desk.tomas.patients.recordSafety({
      id: desk.patientId,
      safety: {
        ...safety!,
        allergyState: 'listed',
        allergies: [{ substance: 'lidocaine', reaction: 'swelling', substanceId: 'lidocaine' }],
        answers: [],
      },
    });
    expect(await refusal(desk.attach(record, code))).toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it.each(['patient', 'code', 'signatures', 'decisions'] as const)(
    'is refused while %s is not compared',
    async (point) => {
      const { record, code } = await desk.printed();
      const compared = (['patient', 'code', 'signatures', 'decisions'] as const).filter(
        (one) => one !== point,
      );
      expect(await refusal(desk.attach(record, code, { compared }))).toEqual({
        code: 'NOT_COMPARED',
        data: { missing: [point] },
      });
    },
  );

  it('is refused without a signer, with one too many, and without a name in letters', async () => {
    const { record, code } = await desk.printed();
    const patient = { role: 'patient' as const, name: 'Amina Okoye', typedName: 'Amina Okoye' };
    expect(
      await refusal(desk.attach(record, code, { signers: [{ ...patient, name: 'Somebody Else' }] })),
    ).toMatchObject({ code: 'SIGNER_NOT_ALLOWED' });
    expect(
      await refusal(desk.attach(record, code, { signers: [patient, { ...patient, role: 'witness' }] })),
    ).toMatchObject({ code: 'SIGNER_NOT_ALLOWED' });
    expect(await refusal(desk.attach(record, code, { signers: [{ ...patient, typedName: ' ' }] }))).toEqual({
      code: 'SIGNATURE_EMPTY',
      data: { problem: 'name' },
    });
  });

  it.each([
    ['2026-11-22', 'before-printing'],
    ['2099-01-01', 'future'],
  ])('is refused with %s beside the signature', async (signedOn, problem) => {
    const { record, code } = await desk.printed();
    expect(await refusal(desk.attach(record, code, { signedOn }))).toEqual({
      code: 'INVALID',
      data: { field: 'signedOn', problem },
    });
  });

  it('is taken whole or not at all', async () => {
    const { record, code } = await desk.printed();
    const bad = fileOf(Buffer.from('MZ'), 'page 2.png');
    expect(await refusal(desk.attach(record, code, { files: [scan(), bad] }))).toMatchObject({
      code: 'FILE_REFUSED',
      data: { problem: 'unknown', name: 'page 2.png' },
    });
    expect(await desk.tomas.attachments.of({ subject: 'consent', subjectId: record.id })).toEqual([]);
    expect((await desk.tomas.consents.open({ id: record.id })).signatures).toEqual([]);
  });

  it('is not taken twice, nor for a second consent', async () => {
    const { record, code } = await desk.printed();
    const file = scan();
    const waiting = await desk.attach(record, code, { files: [file] });
    expect(await refusal(desk.attach(waiting, code, { files: [file] }))).toMatchObject({
      code: 'ALREADY_SIGNED',
    });
    const other = await desk.printed();
    expect(await refusal(desk.attach(other.record, other.code, { files: [file] }))).toMatchObject({
      code: 'FILE_REFUSED',
      data: { problem: 'known' },
    });
  });

  it('cannot be marked as an error while signatures rest on it; taken back, it can', async () => {
    const { record, code } = await desk.printed();
    const waiting = await desk.attach(record, code);
    const [sheet] = await desk.tomas.attachments.of({ subject: 'consent', subjectId: record.id });
    const reason = 'Another page was scanned';
    const mark = () => desk.tomas.attachments.markInError({ id: sheet?.id ?? '', reason });
    expect(await refusal(mark())).toMatchObject({ code: 'SCAN_IN_USE' });
    await desk.tomas.consents.reopen(known(waiting));
    expect((await mark()).inError?.reason).toBe(reason);
  });
});
