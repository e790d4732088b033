import type { Decision } from '../../../shared/contract/consent-document.ts';
import { ChoiceCard } from './ChoiceCard.tsx';
import { FormQuestion } from './FormQuestion.tsx';
import type { PatientPage } from './pages.ts';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface PageViewProps {
  page: PatientPage;
  /** Signed already: it is read, and nothing in it changes. */
  locked: boolean;
  onSay: (lineId: string, decision: Decision) => void;
  onAnswer: (blockId: string, answer: string[]) => void;
}

const severities = ['serious', 'significant', 'mild'] as const;
const leads: readonly string[] = ['drugs', 'biological', 'nothing', 'retained', 'add-ons'];

/** One part of the document. */
export function PageView({ page, locked, onSay, onAnswer }: PageViewProps) {
  const { t, show } = usePatientWords();
  const { section, paragraphs, items, choices, risks, question } = page;
  return (
    <>
      {leads.includes(section) && <p className={css['lead']}>{t(`lead.${section as 'drugs'}`)}</p>}
      {(section === 'techniques' || section === 'regions') && (
        <p className={css['lead']}>{t('lead.decide')}</p>
      )}
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{show(paragraph)}</p>
      ))}
      {items.length > 0 && (
        <ul className={css['list']}>
          {items.map((item) => (
            <li key={item}>{show(item)}</li>
          ))}
        </ul>
      )}
      {severities.map((severity) => {
        const own = risks.filter((risk) => risk.severity === severity);
        return own.length === 0 ? null : (
          <section key={severity} className={css['risks']} data-severity={severity}>
            <h2>{t(`severity.${severity}`)}</h2>
            <ul className={css['list']}>
              {own.map((risk) => (
                <li key={risk.riskId}>
                  <strong>{show(risk.name)}.</strong> {show(risk.text)} <em>{show(risk.frequency)}</em>
                  {risk.action !== null && <p>{show(risk.action)}</p>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {choices.map((choice) => (
        <ChoiceCard key={choice.lineId} choice={choice} locked={locked} onSay={onSay} />
      ))}
      {question !== null && (
        <FormQuestion
          key={question.blockId}
          block={question}
          labelledBy="part-title"
          locked={locked}
          onAnswer={onAnswer}
        />
      )}
    </>
  );
}
