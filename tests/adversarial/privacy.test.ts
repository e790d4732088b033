import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { heelContent, heelCourse, heelPlan, lidocaine } from '../../main/demo/cases/heel.ts';
import { agree, answerAsked, confirmVisit, screenPatient, write } from '../../main/demo/cases/steps.ts';
import { logTo, report, type LogLine } from '../../main/log.ts';
import { caseClinic, firstDay, type CaseClinic } from '../clinic/case-clinic.ts';
import { someone } from '../support/patients.ts';

/** Fifty words that stand nowhere else, one for each field that holds something of a patient. */
const canaries = Array.from(
  { length: 50 },
  (_, at) => `Kanarie${String(at).padStart(2, '0')}q${(at * 7919) % 997}z`,
);
let used = 0;
const canary = () => canaries[used++ % canaries.length] ?? '';
const found = (text: string) =>
  canaries.filter((word) => text.includes(word) || text.includes(word.toLowerCase()));

let clinic: CaseClinic;
let printed: string;
const lines: LogLine[] = [];
const patient = { id: '', name: '' };
beforeAll(async () => {
  printed = '';
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation(
      (...words: unknown[]) => void (printed += words.map(String).join(' ')),
    );
  logTo((line) => lines.push(line));
  clinic = await caseClinic();
  await fillTheClinic();
}, 60_000);
afterEach(() => vi.clearAllMocks());
afterAll(async () => {
  vi.restoreAllMocks();
  logTo((line) => console.error(JSON.stringify(line)));
  await clinic.close();
});

async function fillTheClinic(): Promise<void> {
  const { henrik, owner, people } = clinic;
  const [givenName, familyName] = [canary(), canary()];
  patient.name = `${givenName} ${familyName}`;
  const identity = someone({
    givenName, familyName, preferredName: canary(), birthDate: '1968-02-29', phone: '021 555 0177', email: `${canary()}@example.org`, addressLines: [canary(), canary()],
    referrer: { name: canary(), addressLines: [canary()] }, deskNote: canary(),
    guardians: [{ name: canary(), relation: canary(), phone: '', mayConsent: true, authority: canary() }],
  }); // prettier-ignore
  ({ id: patient.id } = await henrik.patients.register({ identity, anyway: false }));
  const patientId = patient.id;
  await screenPatient(henrik, patientId, {
    weight: { kg: '80', measuredOn: firstDay },
    medicines: [{ name: canary(), dose: canary(), since: canary() }],
  });
  const course = await henrik.treatments.openCourse({
    patientId,
    course: {
      ...heelCourse(firstDay),
      complaint: canary(),
      since: canary(),
      goal: canary(),
      stopRule: canary(),
      surgeryDecisions: [{ state: 'declined', on: firstDay, reason: canary(), reviewedBy: canary() }],
    },
  });
  const slot = await henrik.appointments.book({
    patientId, practitionerId: people.practitioner.id, roomId: people.roomId, typeId: people.appointmentTypeId, start: { date: firstDay, time: '11:00' }, minutes: 30, note: canary(),
  }); // prettier-ignore
  await agree(henrik, people, {
    patientId,
    appointmentId: slot.id,
    plan: { ...heelPlan, condition: canary(), goal: canary() },
    name: patient.name,
    whatMatters: canary(),
  });
  const begun = await henrik.treatments.begin({
    patientId,
    appointmentId: slot.id,
    courseId: course.id,
    practitionerId: people.practitioner.id,
  });
  const { version } = await confirmVisit(henrik, begun);
  const content = heelContent(people, firstDay);
  const findings = content.findings.map((one) => ({
    ...one,
    note: canary(),
    referredPain: canary(),
    nearestJoint: canary(),
  }));
  await write(
    henrik,
    { ...begun, version },
    { ...content, findings, narrative: `${canary()}\n    at ${canary()} (${canary()})`, plan: canary() },
  );
  await henrik.treatments.administer({ sessionId: begun.id, administration: lidocaine(firstDay) });
  const ready = await answerAsked(henrik, (await henrik.treatments.open({ id: begun.id })).session, canary());
  await henrik.treatments.sign({ id: begun.id, version: ready.version });
  await henrik.treatments.amend({ id: begun.id, kind: 'correction', reason: canary(), text: canary() });
  await henrik.session.saveDraft({ key: `session:${begun.id}`, body: { text: canary() } });
  await owner.session.stateReason({ reason: canary() });
  await henrik.documents.writeLetter({
    courseId: course.id,
    to: { name: canary(), addressLines: [canary()] },
    text: canary(),
  });
  await henrik.documents.treatmentSummary({ id: begun.id, copy: false });
  await henrik.documents.courseSummary({ courseId: course.id });
  await henrik.documents.daySheet({ date: firstDay, practitionerId: null });
  await henrik.patients.search({ text: familyName, limit: 20 });
  await henrik.appointments
    .cancel({ id: slot.id, version: 9, reason: canary(), by: 'patient' })
    .catch(() => {});
}

describe('what is known of a patient stays inside', () => {
  it('all fifty words are in the clinic, or their absence elsewhere would prove nothing', () => {
    expect(used).toBeGreaterThanOrEqual(40);
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    const tables = raw
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
      .pluck()
      .all() as string[];
    const inside = found(JSON.stringify(tables.map((name) => raw.prepare(`SELECT * FROM "${name}"`).all())));
    expect(inside.length).toBeGreaterThanOrEqual(35);
  });

  it('nothing of it lies readable in the folder: store, log, keyring, copies, whatever is there', () => {
    const files = readdirSync(clinic.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['palpate.db', 'palpate.db-wal']));
    for (const { name, parentPath } of files) {
      const bytes = readFileSync(join(parentPath, name));
      for (const encoding of ['latin1', 'utf16le'] as const)
        expect(found(bytes.toString(encoding)), `${name} as ${encoding}`).toEqual([]);
      expect(found(bytes.subarray(1).toString('utf16le')), name).toEqual([]);
    }
  });

  it('nothing of it stands in the audit trail, in the notices to windows, or under the names of papers', async () => {
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    for (const table of ['audit', 'auditSeals', 'changes', 'migrations', 'signInAttempts'])
      expect(found(JSON.stringify(raw.prepare(`SELECT * FROM ${table}`).all())), table).toEqual([]);
    const papers = await clinic.henrik.documents.ofPatient({ patientId: patient.id });
    expect(papers.length).toBeGreaterThan(1);
    for (const { id } of papers) {
      const { file } = await clinic.henrik.documents.fromArchive({ id, copy: false });
      expect(found(file.name)).toEqual([]);
    }
  });

  it('a refusal of what was typed names the field and the problem, not the text', async () => {
    const { henrik } = clinic;
    const word = canary();
    const sent = henrik as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const tries: [string, string, unknown][] = [
      ['patients', 'open', { id: word }],
      ['patients', 'search', { text: word.repeat(40), limit: 5 }],
      [
        'patients',
        'register',
        {
          identity: { ...someone({ givenName: word }), email: `${word} at home`, birthDate: word },
          anyway: true,
        },
      ],
      [
        'patients',
        'register',
        { identity: someone({ givenName: word, email: `${word} at home` }), anyway: true },
      ],
      [
        'treatments',
        'begin',
        { patientId: patient.id, appointmentId: word, courseId: null, practitionerId: word },
      ],
      ['session', 'saveDraft', { key: word, body: `${word}\ud800` }],
      [
        'consents',
        'decide',
        { id: patient.id, version: 1, decisions: [{ lineId: word, decision: 'accepted' }] },
      ],
      [
        'documents',
        'writeLetter',
        { courseId: patient.id, to: { name: `${word}\u0000`, addressLines: [] }, text: '' },
      ],
      ['session', 'signIn', { userName: word, password: word }],
    ];
    for (const [domain, verb, input] of tries) {
      const error = await sent[domain]?.[verb]?.(input).then(
        () => expect.fail(`${domain}.${verb} took it`),
        (thrown: unknown) => thrown,
      );
      const { code, data, message } = error as { code: string; data: unknown; message: string };
      expect(found(JSON.stringify([code, data, message])), `${domain}.${verb} ${code}`).toEqual([]);
    }
  });
});

describe('when something breaks', () => {
  it('the log says where, and nothing of the message', async () => {
    const { henrik } = clinic;
    const { raw } = clinic.host.clinic?.store ?? expect.fail('closed');
    const before = lines.length;
    raw.exec('ALTER TABLE safetyRecords RENAME TO elsewhere');
    await expect(henrik.patients.open({ id: patient.id })).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      message: expect.not.stringContaining('Kanarie') as string,
    });
    raw.exec('ALTER TABLE elsewhere RENAME TO safetyRecords');
    raw.exec(
      `CREATE TEMP TRIGGER break BEFORE INSERT ON main.patients BEGIN SELECT RAISE(ABORT, 'broken by ${canaries[0]}'); END`,
    );
    await expect(
      henrik.patients.register({ identity: someone({ givenName: canaries[1] ?? '' }), anyway: true }),
    ).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    raw.exec('DROP TRIGGER temp.break');
    expect(lines.length).toBe(before + 2);
    expect(found(JSON.stringify(lines))).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    [
      'a message with line breaks that look like places',
      () => new Error(`no\n    at ${canaries[2]} (${canaries[3]}:1:1)\n    at ${canaries[4]}`),
    ],
    [
      'a message that was changed after the fact',
      () => Object.assign(new Error(`x\n    at ${canaries[2]}`), { message: 'y' }),
    ],
    [
      'text that is no JSON',
      () => thrownBy(() => JSON.parse(`{"name": "${canaries[5]}\n    at ${canaries[6]}"`)),
    ],
    ['a code with words in it', () => Object.assign(new Error('x'), { code: `E ${canaries[7]}` })],
    ['a name with words in it', () => Object.assign(new Error('x'), { name: `Error of ${canaries[8]}` })],
    ['a cause', () => new Error('x', { cause: new Error(canaries[9]) })],
    [
      'a cause with words for a name',
      () => new Error('x', { cause: Object.assign(new Error('y'), { name: canaries[9] }) }),
    ],
    ['a thrown text', () => canaries[10]],
    ['several errors', () => new AggregateError([new Error(canaries[11])], canaries[12])],
  ])('%s does not carry a name into the log', (_, make) => {
    const before = lines.length;
    report('a test', make());
    expect(lines).toHaveLength(before + 1);
    expect(found(JSON.stringify(lines.at(-1)))).toEqual([]);
    expect(lines.at(-1)?.incident).toMatch(/^[0-9a-f]{8}$/);
  });

  it('nothing was printed on the console in all this', () => {
    expect(found(printed)).toEqual([]);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return expect.fail('nothing was thrown');
}
