import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ConsentDocument,
  ConsentTalk,
  Decision,
  DocumentBlock,
  EarlierRefusal,
} from '../../../shared/contract/consent-document.ts';
import { BlockAnswer } from './BlockAnswer.tsx';
import { isDrug } from './lines.ts';
import { LineCard } from './LineCard.tsx';
import { RiskList } from './RiskList.tsx';
import { SubstanceFacts } from './SubstanceFacts.tsx';
import css from './talk.module.css';

export interface Deciding {
  decide?: (lineId: string, decision: Decision) => void;
  withdrawn?: ReadonlySet<string>;
  onChangedMind?: ((refusal: EarlierRefusal) => void) | undefined;
}

interface DocumentPartProps {
  block: DocumentBlock;
  document: ConsentDocument;
  line: Deciding;
  /** Where the answers to the questions of the form are taken down. */
  answers?: ConsentTalk['answers'] | undefined;
  onAnswer?: ((blockId: string, answer: string[]) => void) | undefined;
}

/** One block of the form under its heading; what the template leaves without one has ours. */
export function DocumentPart({ block, document, line, answers, onAnswer }: DocumentPartProps) {
  const { t } = useTranslation('consents');
  const { kind } = block;
  const title = block.title === '' ? t(`block.${kind}`) : block.title;
  const texts = block.paragraphs.map((text) => <p key={text}>{text}</p>);
  switch (kind) {
    case 'techniques':
      return (
        <Part title={title} lead={t('talk.eachLine')}>
          {texts}
          {document.techniques.map((technique) => (
            <LineCard key={technique.lineId} {...lineOf(technique)} {...line}>
              <p className={css['lines']}>{technique.description}</p>
            </LineCard>
          ))}
        </Part>
      );
    case 'regions':
      return (
        <>
          <Part title={title}>
            {texts}
            {document.regions.map((region) => (
              <LineCard key={region.lineId} {...lineOf(region)} {...line}>
                {region.lungField && (
                  <p className={css['lung']}>
                    <IconAlertTriangle size={18} aria-hidden /> {t('talk.lung')}
                  </p>
                )}
              </LineCard>
            ))}
          </Part>
          <Retained lines={document.retained} line={line} />
        </>
      );
    case 'substances':
      return <Substances title={title} texts={texts} document={document} line={line} />;
    case 'add-ons':
      return (
        <Part title={title}>
          {texts}
          {document.addOns.map((addOn) => (
            <LineCard key={addOn.lineId} {...lineOf(addOn)} {...line}>
              <p>{addOn.description}</p>
            </LineCard>
          ))}
        </Part>
      );
    case 'risks':
      return (
        <Part title={title} lead={t('talk.risksLead')}>
          {texts}
          <RiskList risks={document.risks} />
        </Part>
      );
    case 'alternatives':
    case 'rights':
    case 'statements':
      return (
        <Part title={title}>
          {texts}
          <List items={document[kind]} />
        </Part>
      );
    case 'question':
      return (
        <Part title={title}>
          {texts}
          {answers === undefined ? (
            <p className={css['answered']}>{said(block.question, t) ?? t('talk.noAnswer')}</p>
          ) : (
            <BlockAnswer
              block={block}
              answer={answers.find(({ blockId }) => blockId === block.blockId)?.answer ?? []}
              onAnswer={(answer) => onAnswer?.(block.blockId, answer)}
            />
          )}
        </Part>
      );
    case 'signatures':
      return null;
    default:
      return <Part title={title}>{texts}</Part>;
  }
}

/** Needles that stay in: asked at each place, with all that the patient should know of it. */
function Retained({ lines, line }: { lines: ConsentDocument['retained']; line: Deciding }) {
  const { t } = useTranslation('consents');
  if (lines === undefined) return null;
  return (
    <Part title={t('talk.retained')} lead={t('talk.retainedLead')}>
      {lines.map((one) => (
        <LineCard key={one.lineId} {...lineOf(one)} {...line}>
          <List items={one.text} />
        </LineCard>
      ))}
    </Part>
  );
}

function Substances({
  title,
  texts,
  document,
  line,
}: {
  title: string;
  texts: ReactNode;
  document: ConsentDocument;
  line: Deciding;
}) {
  const { t } = useTranslation('consents');
  if (document.substances.length === 0)
    return (
      <Part title={title}>
        {texts}
        <p>{t('talk.noSubstances')}</p>
      </Part>
    );
  const groups = [
    { id: 'drugs', lines: document.substances.filter(isDrug) },
    { id: 'biological', lines: document.substances.filter((substance) => !isDrug(substance)) },
  ] as const;
  return groups.map(({ id, lines }) => (
    <Part key={id} title={t(`heading.${id}`)} lead={t(`headingLead.${id}`)} tone={id}>
      {id === 'drugs' && texts}
      {lines.length === 0 && <p className={css['none']}>{t(`talk.none.${id}`)}</p>}
      {lines.map((substance) => (
        <LineCard key={substance.lineId} {...lineOf(substance)} tone={id} {...line}>
          <SubstanceFacts line={substance} />
        </LineCard>
      ))}
    </Part>
  ));
}

function lineOf<
  T extends { lineId: string; name: string; decision: Decision; refusedBefore?: EarlierRefusal | undefined },
>({ lineId, name, decision, refusedBefore }: T) {
  return { lineId, name, decision, before: refusedBefore };
}

function said(
  question: DocumentBlock['question'],
  t: (key: 'said.yes' | 'said.no') => string,
): string | null {
  if (question === null || question.answer.length === 0) return null;
  const { answers, answer } = question;
  return answers === 'yes-no' ? t(answer[0] === 'yes' ? 'said.yes' : 'said.no') : answer.join(', ');
}

export function Part({
  title,
  lead,
  tone,
  children,
}: {
  title: string;
  lead?: string;
  tone?: 'drugs' | 'biological';
  children: ReactNode;
}) {
  return (
    <section className={css['part']} data-tone={tone}>
      <h3 className={css['partTitle']}>{title}</h3>
      {lead !== undefined && <p className={css['lead']}>{lead}</p>}
      {children}
    </section>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className={css['list']}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
