import type {
  ConsentDocument,
  Decision,
  DocumentBlock,
  EarlierRefusal,
  SubstanceLine,
} from '../../../shared/contract/consent-document.ts';

/** One line that the patient says yes or no to. */
export interface Choice {
  lineId: string;
  name: string;
  text: string;
  /** More about it, one thing at a time. */
  points?: readonly string[];
  decision: Decision;
  refusedBefore?: EarlierRefusal | undefined;
  substance?: SubstanceLine;
}

export type SectionName =
  | Exclude<DocumentBlock['kind'], 'substances' | 'signatures'>
  | 'drugs'
  | 'biological'
  | 'nothing'
  | 'retained'
  | 'signatures';

/** One part of the document, shown alone. */
export interface PatientPage {
  id: string;
  section: SectionName;
  title: string;
  paragraphs: readonly string[];
  items: readonly string[];
  choices: readonly Choice[];
  risks: ConsentDocument['risks'];
  question: DocumentBlock | null;
}

const plain = (block: DocumentBlock, section: SectionName, more: Partial<PatientPage> = {}): PatientPage => ({
  id: `${block.blockId}:${section}`,
  section,
  title: block.title,
  paragraphs: block.paragraphs,
  items: [],
  choices: [],
  risks: [],
  question: null,
  ...more,
});

/** The document as the patient leafs through it: the template's own order, drugs always before other substances. */
export function pagesOf(document: ConsentDocument): PatientPage[] {
  return document.blocks.flatMap((block) => pagesOfBlock(block, document));
}

function pagesOfBlock(block: DocumentBlock, document: ConsentDocument): PatientPage[] {
  switch (block.kind) {
    case 'techniques':
      return [plain(block, 'techniques', { choices: techniqueChoices(document) })];
    case 'regions':
      return [
        plain(block, 'regions', { choices: regionChoices(document) }),
        ...(document.retained === undefined
          ? []
          : [plain(block, 'retained', { title: '', paragraphs: [], choices: retainedChoices(document) })]),
      ];
    case 'substances':
      return substancePages(block, document);
    case 'risks':
      return [plain(block, 'risks', { risks: document.risks })];
    case 'alternatives':
    case 'rights':
    case 'statements':
      return [plain(block, block.kind, { items: document[block.kind] })];
    case 'add-ons':
      return document.addOns.length === 0
        ? []
        : [plain(block, 'add-ons', { choices: addOnChoices(document) })];
    case 'question':
      return [plain(block, 'question', { question: block })];
    default:
      return block.kind === 'signatures' || block.paragraphs.length > 0 ? [plain(block, block.kind)] : [];
  }
}

function substancePages(block: DocumentBlock, { substances }: ConsentDocument): PatientPage[] {
  if (substances.length === 0) return [plain(block, 'nothing', { title: '' })];
  const page = (section: 'drugs' | 'biological'): PatientPage[] => {
    const own = substances.filter(({ heading }) => heading === section);
    return own.length === 0 ? [] : [plain(block, section, { title: '', choices: own.map(substanceChoice) })];
  };
  return [...page('drugs'), ...page('biological')];
}

function substanceChoice(line: SubstanceLine): Choice {
  const { lineId, name, decision, refusedBefore } = line;
  return { lineId, name, text: '', decision, refusedBefore, substance: line };
}

const techniqueChoices = ({ techniques }: ConsentDocument): Choice[] =>
  techniques.map(({ lineId, name, description, decision, refusedBefore }) => ({
    lineId,
    name,
    text: description,
    decision,
    refusedBefore,
  }));

const regionChoices = ({ regions }: ConsentDocument): Choice[] =>
  regions.map(({ lineId, name, decision, refusedBefore }) => ({
    lineId,
    name,
    text: '',
    decision,
    refusedBefore,
  }));

const retainedChoices = ({ retained = [] }: ConsentDocument): Choice[] =>
  retained.map(({ lineId, name, text, decision, refusedBefore }) => ({
    lineId,
    name,
    text: '',
    points: text,
    decision,
    refusedBefore,
  }));

const addOnChoices = ({ addOns }: ConsentDocument): Choice[] =>
  addOns.map(({ lineId, name, description, decision }) => ({ lineId, name, text: description, decision }));

/** Every choice in reading order, with the page on which it stands. */
export function choicesOf(pages: readonly PatientPage[]): { choice: Choice; page: number }[] {
  return pages.flatMap(({ choices }, page) => choices.map((choice) => ({ choice, page })));
}

/** A required question of the form without an answer, and the page on which it stands. */
export function unansweredOf(pages: readonly PatientPage[]): number[] {
  return pages.flatMap(({ question }, page) =>
    question?.question?.required === true && question.question.answer.length === 0 ? [page] : [],
  );
}
