import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { proveConsent } from '../clinic/proofs/service.ts';
import { Host } from '../clinic/upkeep/host.ts';
import { openStoreWithWords, verifyAudit } from '../clinic/upkeep/service.ts';
import { loadReference } from '../reference/load.ts';
import type { Proof } from '../../shared/contract/proofs.ts';
import { chooseFolder } from './folders.ts';

// `npm run verify -- consent FILE|CODE`: checks one consent against what the clinic keeps, without any network.

const usage = `npm run verify -- consent FILE|CODE [--data DIR] [--demo]

Checks a completed consent, or the PDF file of one, against the clinic's own store: text, signatures, archive and log.
CODE is the code at the foot of a form, the id of the consent, or at least 16 digits of the fingerprint printed on it. A copy
is known by its file; of a form that went out to be signed it is said whether its text still is the one that waits. The clinic must not be open at
the same time; while it is, the same check is under Consents, "Check a document". Asks for the twelve recovery words
where the key lies behind them. Ends with 0 when nothing was found changed, 1 when something was or the form is void, 2 when
nothing answers.
`;

const said: Record<Proof['checks'][number]['what'], Record<Proof['checks'][number]['state'], string>> = {
  text: {
    proven: 'The text is the one that was shown and signed (fingerprint %…).',
    broken: 'The text no longer has the fingerprint under the signatures.',
    unproven: 'The text cannot be compared.',
  },
  signatures: {
    proven: 'Every signature is bound to this text: %.',
    broken: 'A signature belongs to another text, or is missing.',
    unproven: 'The signatures cannot be compared.',
  },
  scan: {
    proven: 'The scanned paper is, page by page, what came in when it was compared (% pages).',
    broken: 'The scanned paper is not what came in when it was compared.',
    unproven: 'The scanned paper cannot be compared.',
  },
  lines: {
    proven: 'What the injection gate reads says the same as the text (% lines).',
    broken: 'What the injection gate reads says something else than the text.',
    unproven: 'The lines cannot be compared.',
  },
  sealed: {
    proven: 'Text, lines, signatures and every stroke are as when it was completed (log row %).',
    broken: 'A stroke, a name, a time or a decision is not as when it was completed (log row %).',
    unproven:
      'It was completed before the log kept a fingerprint of the whole: strokes and times cannot be compared.',
  },
  paper: {
    proven: 'The archived paper %… is the very file that was handed out.',
    broken: 'The archived paper %… is not the file that was put away.',
    unproven: 'The archived paper %… fits its own fingerprint; the log says nothing of it.',
  },
  log: {
    proven: 'The log is unbroken.',
    broken: 'The log has been tampered with or cut; nothing that rests on it is proven.',
    unproven: 'The log cannot be read.',
  },
};
const marks = { proven: 'proven    ', broken: 'CHANGED   ', unproven: 'not provable' } as const;

/** What a person reads on the screen of a console. */
export function report(proof: Proof, ofFile: boolean): string[] {
  const form = proof.form === null ? [] : formSaid(proof.form);
  const copy = proof.copy === null ? [] : copySaid(proof.copy);
  if (proof.consent === null && proof.form !== null) return form;
  if (proof.consent === null)
    return ofFile
      ? [
          'This is not a file that was signed and printed here. It may have been changed, even in one place; it may be a',
          'reprint from before copies were numbered; or it may come from another clinic.',
        ]
      : ['Nothing here answers to this code.'];
  const { patient, number, completedAt, id, state, expiresAt, signatures, later } = proof.consent;
  const holds = state === 'valid' || state === 'expiring';
  return [
    ...copy,
    ...form,
    `Consent ${id}: ${patient}, ${number}, completed ${completedAt}`,
    holds ? `  It holds now, until ${expiresAt}.` : `  IT DOES NOT HOLD NOW: ${state}.`,
    ...signatures.map(
      ({ role, name, medium, signedAt }) =>
        `  Signed: ${name} (${role}), ${medium === 'paper' ? 'by hand on the day that began' : 'on screen'} ${signedAt}`,
    ),
    ...(later === null ? [] : [`  A later consent was completed ${later.completedAt}: ${later.id}`]),
    ...proof.checks.map(
      ({ what, state, detail }) => `  ${marks[state]}  ${said[what][state].replace('%', detail)}`,
    ),
    proof.sound ? 'Nothing was found changed.' : 'THIS IS NOT AS IT WAS SIGNED.',
    'What this does not prove: who held the pen. These are simple electronic signatures, not more.',
  ];
}

function copySaid({ number, printedAt, printedBy }: NonNullable<Proof['copy']>): string[] {
  return [
    `This file is copy ${number}, printed ${printedAt} by ${printedBy}: not the signed original, which is checked here.`,
  ];
}

function formSaid({ state, patient, number, ...form }: NonNullable<Proof['form']>): string[] {
  const of = `Form of consent ${form.consentId}: ${patient}, ${number}, printed ${form.printedAt} to be signed by hand.`;
  switch (state) {
    case 'waiting':
      return [of, "NOT A CONSENT: nobody's signature on it is in the record yet."];
    case 'void':
      return [
        of,
        'VOID: the text was taken back or has changed since. What is signed on it counts for nothing.',
      ];
    case 'signed':
      return [of, 'The consent with this very text was completed:'];
  }
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
  });
  const [kind, asked] = positionals;
  if (kind !== 'consent' || asked === undefined || positionals.length !== 2) {
    process.stderr.write(usage);
    return 64;
  }
  const ofFile = existsSync(asked);
  const code = ofFile ? createHash('sha256').update(readFileSync(asked)).digest('hex') : asked;
  const machine = { platform: process.platform, home: homedir(), env: process.env };
  const resources = resolve(import.meta.dirname, '..', '..', 'resources');
  const host = new Host({
    folder: chooseFolder(machine, values.data, values.demo),
    door: 'browser',
    reference: loadReference(join(resources, 'reference')),
    resources,
    appVersion: 'verify',
  });
  try {
    if ((await host.start()) === 'WORDS_NEEDED') {
      const desk = createInterface({ input: process.stdin, output: process.stderr });
      const words = await desk.question('The twelve recovery words: ');
      desk.close();
      await openStoreWithWords(host, { words: words.trim().split(/\s+/) });
    }
    const { clinic } = host;
    if (clinic === null) {
      process.stderr.write(`The clinic in ${host.folder} cannot be opened (${host.state}).\n`);
      return 2;
    }
    const proof = await proveConsent(
      clinic.db,
      code,
      new Date().toISOString(),
      async () => (await verifyAudit(clinic.db, host)).sound,
    );
    process.stdout.write(`${report(proof, ofFile).join('\n')}\n`);
    if (proof.consent === null) return proof.form === null ? 2 : proof.form.state === 'void' ? 1 : 0;
    return proof.sound ? 0 : 1;
  } finally {
    await host.close();
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await run();
