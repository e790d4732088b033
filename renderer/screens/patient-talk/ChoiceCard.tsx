import { IconCheck, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import type { Decision, SubstanceLine } from '../../../shared/contract/consent-document.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { Choice } from './pages.ts';
import { usePatientWords } from './use-patient-words.ts';
import css from './patient-talk.module.css';

interface ChoiceCardProps {
  choice: Choice;
  locked: boolean;
  onSay: (lineId: string, decision: Decision) => void;
}

/** One thing with its two answers, neither of them chosen before. */
export function ChoiceCard({ choice, locked, onSay }: ChoiceCardProps) {
  const { t, show } = usePatientWords();
  const group = useId();
  const { lineId, name, text, points = [], decision, refusedBefore, substance } = choice;
  return (
    <div className={css['choice']} data-decision={decision} data-tone={substance?.heading}>
      <h2 className={css['choiceName']}>{show(name)}</h2>
      {refusedBefore !== undefined && <Notice tone="bad" title={t('refused.before')} />}
      {text !== '' && <p>{show(text)}</p>}
      {points.map((point) => (
        <p key={point}>{show(point)}</p>
      ))}
      {substance !== undefined && <Facts line={substance} />}
      <fieldset className={css['answers']}>
        <legend className={css['hidden']}>{t('answer.question', { name: show(name) })}</legend>
        {(['accepted', 'refused'] as const).map((answer) => (
          <label key={answer} className={css['answer']} data-answer={answer}>
            <input
              type="radio"
              name={group}
              checked={decision === answer}
              disabled={locked || (refusedBefore !== undefined && answer === 'accepted')}
              onChange={() => onSay(lineId, answer)}
            />
            <span className={css['answerFace']}>
              {answer === 'accepted' ? <IconCheck size={26} aria-hidden /> : <IconX size={26} aria-hidden />}
              {t(`answer.${answer}`)}
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** Everything that is told of a substance; what is not known says so. */
function Facts({ line }: { line: SubstanceLine }) {
  const { t, show, next } = usePatientWords();
  const facts: [label: string, value: string][] = [
    [t('fact.purpose'), line.purpose.join(next)],
    [t('fact.route'), line.route ?? ''],
    [t('fact.common'), line.commonEffects.join(next)],
    [t('fact.serious'), line.seriousEffects.join(next)],
    [t('fact.allergens'), line.allergens.length === 0 ? t('fact.noAllergens') : line.allergens.join(next)],
    [t('fact.contains'), line.contains.join(next)],
    [t('fact.origin'), line.origin.join(next)],
    [t('fact.animal'), line.animalOrigin.length === 0 ? t('fact.noAnimal') : line.animalOrigin.join(next)],
    [t('fact.licence'), t(`licence.${line.licence}`)],
  ];
  return (
    <>
      <p className={css['class']} data-class={line.disclosureClass}>
        {t(`class.${line.disclosureClass}`)}
      </p>
      {line.warnings.length > 0 && (
        <Notice tone="bad" title={t('fact.warnings')}>
          <ul>
            {line.warnings.map((warning) => (
              <li key={warning}>{show(warning)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{show(value)}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
