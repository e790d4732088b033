import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { heading, list, paragraph } from '../../paper/blocks.ts';
import { dateText } from '../../paper/dates.ts';
import type { Paper } from '../../paper/canvas.ts';
import type { SignatureField } from '../../paper/signature.ts';
import type { Span } from '../../paper/text.ts';
import type { ConsentWords } from './consent.words.ts';
import { CAPACITY_PARTS } from './signers.rules.ts';

type Talk = ConsentDocument['talk'];

/** A label with what a person said or typed; nothing where nothing was. */
function said(paper: Paper, label: string, text: string): void {
  if (text.trim() === '') return;
  paragraph(paper, [
    { text: `${label}: `, face: 'semibold' },
    { text, isolate: true },
  ]);
}

/** What was said in the talk by whom, and what it was understood as. */
export function drawTold(paper: Paper, { talk }: ConsentDocument, words: ConsentWords): void {
  said(paper, words.matters, talk.whatMatters);
  said(paper, words.benefit, talk.benefit);
  said(paper, words.costs, talk.costs.trim() === '' ? words.notSaid : talk.costs);
  heading(paper, 1, words.questions);
  if (talk.questions.length === 0) paragraph(paper, words.noQuestions);
  for (const { question, answer, askedBy } of talk.questions) {
    const by: Span[] = askedBy === '' ? [] : [{ text: `${words.askedBy(askedBy)}\n`, face: 'italic' }];
    paragraph(paper, [
      { text: `${question}\n`, face: 'semibold', isolate: true },
      ...by,
      { text: answer, isolate: true },
    ]);
  }
  said(paper, words.teachBack, talk.teachBack.trim() === '' ? words.notAsked : talk.teachBack);
}

/** Who took part besides the patient and the practitioner, and by what it was made sure who is who. */
export function drawPeople(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const { talk, practitioner } = document;
  const { together, listed } = paper.words;
  heading(paper, 1, words.people);
  const rows: [string, string][] = [];
  const checked = talk.identity.map((item) => words.identityItems[item]);
  rows.push([words.identity, checked.length === 0 ? paper.words.none : listed(checked)]);
  for (const one of talk.substitutes) {
    const authority = one.authority === '' ? '' : words.authority(one.authority);
    const seen = one.seenBy === '' ? '' : words.seenBy(one.seenBy);
    rows.push([words.substitutes[one.role], together(one.name, one.relation, authority, seen)]);
  }
  rows.push(...assentRows(talk, words));
  const { interpreter, reader, witness, chaperone } = talk;
  if (interpreter !== null) {
    const { name, language, reachedBy, reach } = interpreter;
    rows.push([words.interpreter, together(name, language, words.reached[reachedBy], reach)]);
    if (reachedBy !== 'in-person' && interpreter.declared)
      rows.push([words.interpreterDeclared, words.heardBy(practitioner.name)]);
  }
  if (reader !== null) rows.push([words.roles.reader, together(reader.name, reader.reason)]);
  if (witness !== null)
    rows.push([words.roles.witness, together(witness.name, words.witnessWhy[witness.why], witness.reason)]);
  rows.push([
    words.chaperone,
    chaperone === null
      ? words.notAsked
      : together(words.chaperones[chaperone.answer], chaperone.name, chaperone.reason ?? ''),
  ]);
  for (const [label, text] of rows) said(paper, label, text);
  drawCapacity(paper, document, words);
}

function assentRows({ assent }: Talk, words: ConsentWords): [string, string][] {
  if (assent === null) return [];
  const own = assent.words === '' ? '' : ` "${assent.words}"`;
  return [
    [words.assent, `${words.assents[assent.given]}${own}`],
    [words.goOn, assent.reasonToGoOn],
  ];
}

function drawCapacity(paper: Paper, { talk, practitioner }: ConsentDocument, words: ConsentWords): void {
  const { capacity } = talk;
  if (capacity === null) return;
  heading(paper, 2, words.capacity);
  list(
    paper,
    CAPACITY_PARTS.map((part) => ({
      text: words.capacityParts[part],
      tick: capacity[part] === null ? 'empty' : capacity[part] ? 'yes' : 'no',
    })),
  );
  const day = capacity.on === null ? '' : dateText(paper.words, capacity.on);
  paragraph(paper, words.assessed(practitioner.name, day));
  said(paper, words.support, capacity.support);
  said(paper, words.noteColumn, capacity.note);
}

/** A field for everybody whom the document asks to sign, and for the practitioner; signed ones hold their ink. */
export function signatureFields(record: ConsentRecord, words: ConsentWords): SignatureField[] {
  const { document, signatures } = record;
  const field = (
    role: keyof ConsentWords['roles'],
    name: string,
    as: string,
    declares: string,
    mark: boolean,
  ): SignatureField => {
    const found = signatures.find(
      (one) => one.role === role && (role === 'practitioner' || one.name === name),
    );
    const forPatient = role === 'guardian' || role === 'proxy';
    return {
      role: forPatient ? `${words.roles[role]} ${document.patient.name}` : words.roles[role],
      name: found?.name ?? name,
      as: mark ? [as, words.byMark].filter((part) => part !== '').join(', ') : as,
      declares,
      signed:
        found === undefined
          ? null
          : {
              typedName: found.typedName,
              strokes: found.strokes,
              at: found.signedAt,
              contentHash: found.contentHash,
              ...(found.medium === 'paper' ? { byHand: true } : {}),
            },
    };
  };
  const nobody = document.signers.length === 0;
  const other = record.signers !== null && record.signers.patient !== 'may';
  return [
    ...document.signers.map((one) => field(one.role, one.name, one.relation, one.statement, one.mark)),
    // Printed before it is known who decides: a field to sign in all the same.
    ...(nobody
      ? [field(other ? 'guardian' : 'patient', other ? '' : document.patient.name, '', '', false)]
      : []),
    field('practitioner', document.practitioner.name, document.practitioner.title, document.explained, false),
  ];
}
