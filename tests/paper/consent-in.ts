import { wordsIn, type WordsIn } from '../../main/clinic/consents/languages.service.ts';
import type { Stationery } from '../../main/paper/stationery.ts';
import type { ConsentDocument } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import { shippedBy } from '../../main/clinic/templates/shipped.rules.ts';
import { entryOf } from '../../shared/rules/reference.ts';
import { consent } from './consent-samples.ts';
import { paperOf, people, reference } from './samples.ts';

const frame = shippedBy('consent-adult');
const partOf = (techniqueId: string) => shippedBy(techniqueId)?.body.blocks[0]?.paragraphs[0] ?? '';

/** What the people said, in the language of the document. */
const typed: Readonly<Record<string, { condition: string; goal: string; question: string; answer: string }>> =
  {
    ar: {
      condition: 'ألم في الكعب الأيمن منذ شهرين، أسوأ مع أول خطوات الصباح',
      goal: 'المشي إلى العمل دون ألم',
      question: 'هل أستطيع قيادة السيارة إلى البيت؟ طبيبي وصف لي Eliquis 5 mg (مميع للدم).',
      answer: 'نعم، إلا إذا كانت القدم خدرة؛ نسألك قبل أن تغادر. رقم العيادة: +49 40 555 0131.',
    },
  };

const arabic = { ...people.plain, name: 'عبد الرحمن بن يوسف القحطاني' };

/** The consent of the samples as it is written in that language. */
export function consentIn(language: string, change: Partial<ConsentRecord> = {}): ConsentRecord {
  const words = wordsIn(reference, language);
  const record = consent(change, (language === 'ar' ? arabic : people.plain) as typeof people.plain);
  const { document } = record;
  const said = typed[language];
  const textsOf = (blockId: string) =>
    (frame?.body.blocks.find((block) => block.blockId === blockId)?.paragraphs ?? []).map(
      (text) => words.shipped.get(text) ?? text,
    );
  return {
    ...record,
    document: {
      ...document,
      ...linesIn(words, document),
      template: { ...document.template, language },
      blocks: document.blocks.map((block) => ({ ...block, paragraphs: textsOf('introduction') })),
      alternatives: textsOf('alternatives'),
      rights: textsOf('rights'),
      statements: textsOf('statements'),
      ...(said === undefined
        ? {}
        : {
            plan: { ...document.plan, condition: said.condition, goal: said.goal },
            talk: {
              ...document.talk,
              whatMatters: '',
              questions: document.talk.questions.flatMap((one) => [
                { ...one, question: said.question, answer: said.answer },
                one,
              ]),
            },
          }),
    },
  };
}

function linesIn(
  { reference: inWords, template, region, said, shipped }: WordsIn,
  document: ConsentDocument,
) {
  const words = template as { route: Record<string, string>; origin: Record<string, string> };
  const flag = entryOf(inWords.flags, 'animal-origin-objection').name;
  const meaning = inWords.data.patientWords.flags['animal-origin-objection'] ?? '';
  const told = (text: string) => shipped.get(text) ?? text;
  return {
    techniques: document.techniques.map((line) => ({
      ...line,
      name: entryOf(inWords.techniques, line.techniqueId).name,
      description: told(partOf(line.techniqueId)),
    })),
    regions: document.regions.map((line) => ({ ...line, name: region(line.region, line.side) })),
    substances: document.substances.map((line) => {
      const { name, purpose, commonEffects, seriousEffects, allergens, components, origin } = entryOf(
        inWords.substances,
        line.parts[0] ?? '',
      );
      const made = (from: readonly string[]) => from.map((one) => words.origin[one] ?? one);
      return {
        ...line,
        name,
        purpose: [purpose],
        route: words.route['periosteal'] ?? null,
        commonEffects,
        seriousEffects,
        allergens,
        contains: components ?? [],
        origin: made(origin),
        animalOrigin: made(line.animalOrigin),
        warnings: line.warnings.map(() => said.flag('warn', flag, name, meaning)),
      };
    }),
    risks: document.risks.map((line) => {
      const risk = entryOf(inWords.risks, line.riskId);
      return {
        ...line,
        name: risk.name,
        text: risk.patientText,
        frequency: template.frequency[risk.frequency] ?? '',
        reported: risk.reported ?? null,
        action: risk.patientAction ?? null,
      };
    }),
    flags: document.flags.map((line) => ({
      ...line,
      name: inWords.flags.get(line.flagId)?.name ?? line.name,
      why: inWords.data.patientWords.flags[line.flagId] ?? line.why,
    })),
  };
}

/** The clinic's paper with the words of that language. */
export function paperIn(language: string, on: Stationery = paperOf()): Stationery {
  return { ...on, words: wordsIn(reference, language).paper };
}
