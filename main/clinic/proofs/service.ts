import type { Proof } from '../../../shared/contract/proofs.ts';
import { isCodeOf } from '../../../shared/rules/paper-code.ts';
import type { Reader } from '../../db/schema.ts';
import { attachmentsOf, bytesOf } from '../attachments/service.ts';
import { freeze, hashOf } from '../canonical.ts';
import {
  consentSummariesOf,
  findPaperFormByFile,
  findPaperForms,
  paperStanding,
  storedConsent,
  type PaperFormRow,
} from '../consents/service.ts';
import { patientHeader } from '../patients/service.ts';
import { readCode, sameLines, type Code } from './rules.ts';
import { findConsents, findCopy, findPaper, findPapers, findSealed } from './store.ts';

type Check = Proof['checks'][number];
type Stored = NonNullable<Awaited<ReturnType<typeof storedConsent>>>;
type Sealed = Awaited<ReturnType<typeof findSealed>>;

const nothing: Proof = { asked: null, form: null, copy: null, consent: null, checks: [], sound: false };
const start = (hash: string) => hash.slice(0, 16);

/** What a code or the fingerprint of a file leads to. */
interface Found {
  asked: NonNullable<Proof['asked']>;
  consentId: string | undefined;
  paperId?: string;
  copy?: NonNullable<Proof['copy']>;
  form?: PaperFormRow;
}

/**
 * Looks at a completed consent from every side: its text under its fingerprint, the lines that the gate reads, the
 * signatures and the scans under them, the papers in the archive, and the log that was written when it was completed. Of
 * a form that went out to be signed, says whether it still is one.
 * @param soundLog checks the whole chain; asked once, because it reads every row
 */
export async function proveConsent(
  db: Reader,
  typed: string,
  now: string,
  soundLog: () => Promise<boolean>,
): Promise<Proof> {
  const code = readCode(typed);
  const found = code === null ? null : await find(db, code);
  if (found === null) return nothing;
  const form = found.form === undefined ? null : await provenForm(db, found.form);
  const told = { asked: found.asked, form, copy: found.copy ?? null };
  const stored = found.consentId === undefined ? null : await storedConsent(db, found.consentId);
  if (stored === null) return form === null ? nothing : { ...nothing, ...told };
  const checks = await checksOf(db, stored, found.paperId ?? null, soundLog);
  return {
    ...told,
    consent: await saidOf(db, stored, now),
    checks,
    sound: checks.every(({ state }) => state !== 'broken'),
  };
}

/** Whose it is, who signed it and how it stands now. */
async function saidOf(
  db: Reader,
  { consent, signatures }: Stored,
  now: string,
): Promise<NonNullable<Proof['consent']>> {
  const { name, number } = await patientHeader(db, consent.patientId);
  const all = await consentSummariesOf(db, consent.patientId, now);
  const later = all
    .flatMap(({ id, signedAt }) => (signedAt === null ? [] : [{ id, completedAt: signedAt }]))
    .filter(({ completedAt }) => completedAt > consent.completedAt)
    .toSorted((a, b) => a.completedAt.localeCompare(b.completedAt))[0];
  return {
    ...{ id: consent.id, patientId: consent.patientId, patient: name, number },
    ...{ completedAt: consent.completedAt, contentHash: consent.contentHash },
    state: all.find(({ id }) => id === consent.id)?.state ?? 'none',
    expiresAt: consent.expiresAt,
    signatures: signatures.map((one) => ({
      ...{ role: one.role, name: one.name, medium: one.medium, signedAt: one.signedAt },
    })),
    later: later ?? null,
  };
}

async function find(db: Reader, code: Code): Promise<Found | null> {
  if ('paper' in code) {
    const { paper } = code;
    const forms = await findPaperForms(db, paper.hashStart);
    const form = forms.find((one) => isCodeOf(paper, one.consentId, one.contentHash));
    const all = await findConsents(db, { fingerprint: paper.hashStart });
    const completed = all.find((one) => isCodeOf(paper, one.id, one.contentHash));
    if (form === undefined && completed === undefined) return null;
    const asked = completed === undefined ? 'form' : 'consent';
    return { asked, consentId: completed?.id, ...(form === undefined ? {} : { form }) };
  }
  if ('fingerprint' in code) {
    const form = await findPaperFormByFile(db, code.fingerprint);
    if (form !== undefined) {
      const signed = (await paperStanding(db, form)) === 'signed';
      return { asked: 'form', consentId: signed ? form.consentId : undefined, form };
    }
    const copy = await findCopy(db, code.fingerprint);
    if (copy !== undefined) {
      const { id: paperId, subjectId: consentId, ...printed } = copy;
      return { asked: 'copy', consentId, paperId, copy: printed };
    }
  }
  const paper = await findPaper(db, code);
  if (paper !== undefined) return { asked: 'paper', consentId: paper.subjectId, paperId: paper.id };
  const [completed] = await findConsents(db, code);
  return completed === undefined ? null : { asked: 'consent', consentId: completed.id };
}

async function provenForm(db: Reader, form: PaperFormRow): Promise<NonNullable<Proof['form']>> {
  const { consentId, patientId, printedAt, printedBy } = form;
  const { name: patient, number } = await patientHeader(db, patientId);
  const state = await paperStanding(db, form);
  return { consentId, patientId, patient, number, printedAt, printedBy, state };
}

async function checksOf(
  db: Reader,
  { consent, signatures, lines, said, seal }: Stored,
  paperId: string | null,
  soundLog: () => Promise<boolean>,
): Promise<Check[]> {
  const sealed = await findSealed(db, consent.id);
  const row = sealed.find(({ procedure }) => procedure === 'consents.countersign');
  return [
    check('text', hashOf(consent.document) === consent.contentHash, start(consent.contentHash)),
    check(
      'signatures',
      signatures.length >= 2 && signatures.every(({ contentHash }) => contentHash === consent.contentHash),
      signatures.map(({ name }) => name).join(', '),
    ),
    ...(await scanChecks(db, consent.id, signatures, sealed)),
    check('lines', said !== null && sameLines(said, lines), String(lines.length)),
    row === undefined
      ? { what: 'sealed', state: 'unproven', detail: '' }
      : check('sealed', row.afterHash === seal, String(row.seq)),
    ...(await paperChecks(db, consent.id, sealed, paperId)),
    check('log', await soundLog(), String(row?.seq ?? '')),
  ];
}

/** The pages under signatures by hand: each as it came in, and together those that the log saw. */
async function scanChecks(
  db: Reader,
  consentId: string,
  signatures: Stored['signatures'],
  sealed: Sealed,
): Promise<Check[]> {
  const scanIds = new Set(signatures.flatMap(({ scanId }) => (scanId === null ? [] : [scanId])));
  if (scanIds.size === 0) return [];
  const all = await attachmentsOf(db, { subject: 'consent', subjectId: consentId });
  const logged = new Set(
    sealed.filter(({ procedure }) => procedure === 'consents.attachPaper').map(({ afterHash }) => afterHash),
  );
  const checks: Check[] = [];
  for (const scanId of scanIds) {
    const scan = all.find(({ id }) => id === scanId);
    const pages = all.filter(({ addedAt, contentHash }) => contentHash !== null && addedAt === scan?.addedAt);
    const found: string[] = [];
    for (const { id } of pages) found.push((await bytesOf(db, id))?.found ?? '');
    checks.push(check('scan', logged.has(freeze(found).sha256), String(pages.length)));
  }
  return checks;
}

function check(what: Check['what'], holds: boolean, detail: string): Check {
  return { what, state: holds ? 'proven' : 'broken', detail };
}

/** Each archived paper has the bytes that were written down with it, and the log saw the same when it was handed out. */
async function paperChecks(
  db: Reader,
  consentId: string,
  sealed: Sealed,
  only: string | null,
): Promise<Check[]> {
  const papers = (await findPapers(db, consentId)).filter(({ id }) => only === null || id === only);
  const seen = new Set(
    sealed.filter(({ procedure }) => procedure.startsWith('documents.')).map(({ afterHash }) => afterHash),
  );
  return papers.map(({ bytes, sha256 }): Check => {
    const found = hashOf(bytes);
    if (found !== sha256) return { what: 'paper', state: 'broken', detail: start(sha256) };
    return { what: 'paper', state: seen.has(found) ? 'proven' : 'unproven', detail: start(found) };
  });
}
