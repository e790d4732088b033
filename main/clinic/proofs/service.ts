import type { Proof } from '../../../shared/contract/proofs.ts';
import type { Reader } from '../../db/schema.ts';
import { hashOf } from '../canonical.ts';
import { storedConsent } from '../consents/service.ts';
import { patientHeader } from '../patients/service.ts';
import { readCode, sameLines } from './rules.ts';
import { findConsentId, findPaper, findPapers, findSealed } from './store.ts';

type Check = Proof['checks'][number];

const nothing: Proof = { asked: null, consent: null, checks: [], sound: false };
const start = (hash: string) => hash.slice(0, 16);

/**
 * Looks at a completed consent from every side: its text under its fingerprint, the lines that the gate reads, the
 * signatures, the papers in the archive, and the log that was written when it was completed.
 * @param soundLog checks the whole chain; asked once, because it reads every row
 */
export async function proveConsent(
  db: Reader,
  typed: string,
  soundLog: () => Promise<boolean>,
): Promise<Proof> {
  const code = readCode(typed);
  if (code === null) return nothing;
  const paper = await findPaper(db, code);
  const consentId = paper?.subjectId ?? (await findConsentId(db, code));
  const stored = consentId === undefined ? null : await storedConsent(db, consentId);
  if (stored === null) return nothing;
  const { consent, signatures, lines, said, seal } = stored;
  const sealed = await findSealed(db, consent.id);
  const row = sealed.find(({ procedure }) => procedure === 'consents.countersign');
  const checks: Check[] = [
    check('text', hashOf(consent.document) === consent.contentHash, start(consent.contentHash)),
    check(
      'signatures',
      signatures.length >= 2 && signatures.every(({ contentHash }) => contentHash === consent.contentHash),
      signatures.map(({ name }) => name).join(', '),
    ),
    check('lines', said !== null && sameLines(said, lines), String(lines.length)),
    row === undefined
      ? { what: 'sealed', state: 'unproven', detail: '' }
      : check('sealed', row.afterHash === seal, String(row.seq)),
    ...(await paperChecks(db, consent.id, sealed, paper?.id ?? null)),
    check('log', await soundLog(), String(row?.seq ?? '')),
  ];
  const { name, number } = await patientHeader(db, consent.patientId);
  return {
    asked: paper === undefined ? 'consent' : 'paper',
    consent: {
      id: consent.id,
      patientId: consent.patientId,
      patient: name,
      number,
      completedAt: consent.completedAt,
      contentHash: consent.contentHash,
    },
    checks,
    sound: checks.every(({ state }) => state !== 'broken'),
  };
}

function check(what: Check['what'], holds: boolean, detail: string): Check {
  return { what, state: holds ? 'proven' : 'broken', detail };
}

/** Each archived paper has the bytes that were written down with it, and the log saw the same when it was handed out. */
async function paperChecks(
  db: Reader,
  consentId: string,
  sealed: readonly { procedure: string; afterHash: string | null }[],
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
