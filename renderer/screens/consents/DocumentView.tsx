import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ConsentDocument,
  ConsentTalk,
  Decision,
  EarlierRefusal,
} from '../../../shared/contract/consent-document.ts';
import { directionOf } from '../../../shared/rules/direction.ts';
import { Notice } from '../../ui/Notice.tsx';
import { DocumentPart, Part } from './DocumentPart.tsx';
import { useDayText } from './use-clinic-time.ts';
import { useEndings } from './use-endings.ts';
import css from './talk.module.css';

interface DocumentViewProps {
  document: ConsentDocument;
  /** Absent: the document is only read. */
  decide?: (lineId: string, decision: Decision) => void;
  /** Lines that were taken back later. */
  withdrawn?: ReadonlySet<string>;
  /** Where a refusal of before can be taken back. */
  onChangedMind?: ((refusal: EarlierRefusal) => void) | undefined;
  /** The talk, where it is being written down. */
  talk?: ReactNode;
  answers?: ConsentTalk['answers'];
  onAnswer?: (blockId: string, answer: string[]) => void;
}

/** Exactly what is signed, in the order in which it is read, in large type. */
export function DocumentView({
  document,
  decide,
  withdrawn,
  talk,
  onChangedMind,
  answers,
  onAnswer,
}: DocumentViewProps) {
  const { t } = useTranslation('consents');
  const day = useDayText();
  const { patient, clinic, template } = document;
  const endings = useEndings(document.plan);
  const line = { ...(decide && { decide }), ...(withdrawn && { withdrawn }), onChangedMind };
  return (
    <article className={css['sheet']} aria-label={t('talk.sheet', { name: patient.name })}>
      <header className={css['sheetHead']}>
        <div>
          <p className={css['clinic']}>{clinic.name}</p>
          <h2 className={css['sheetTitle']}>{t('talk.title')}</h2>
        </div>
        <div className={css['who']}>
          <strong>{patient.name}</strong>
          <span>{t('talk.born', { date: day(patient.birthDate) })}</span>
          <span>{t('talk.number', { number: patient.number })}</span>
        </div>
      </header>
      {document.refusals !== undefined && (
        <Notice tone="bad" title={t('before.all')}>
          <ul className={css['list']}>
            {document.refusals.map((refusal) => (
              <li key={refusal.limitId}>
                <b>{refusal.name}</b> {refusal.words !== '' && <q>{refusal.words}</q>}{' '}
                {t(`before.how.${refusal.how}`, { who: refusal.saidBy })}, {day(refusal.on)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {document.flags.map((flag) => (
        <Notice
          key={flag.flagId}
          tone={flag.level === 'block' ? 'bad' : flag.level === 'warn' ? 'warn' : 'info'}
          title={t(`level.${flag.level}`, { name: flag.name })}
        >
          {flag.why}
        </Notice>
      ))}
      {template.draftedBy === 'machine' && (
        <Notice tone="warn" title={t('template.machine')}>
          {t('template.machineHow')}
        </Notice>
      )}
      {template.untranslated > 0 && (
        <Notice tone="info" title={t('template.untranslated', { count: template.untranslated })} />
      )}
      {document.blocks.map((block) => (
        <Fragment key={block.blockId}>
          {block.kind === 'techniques' && <PlanFacts document={document} />}
          {block.kind === 'statements' && (
            <Part title={t('talk.talk')}>{talk ?? <TalkText document={document} />}</Part>
          )}
          <div className={css['words']} lang={template.language} dir={directionOf(template.language)}>
            <DocumentPart
              block={block}
              document={document}
              line={line}
              answers={answers}
              onAnswer={onAnswer}
            />
          </div>
        </Fragment>
      ))}
      <p className={css['term']}>
        {t('talk.term', { count: document.months })}
        {endings.length > 0 && ` ${t('talk.endsEarlier')}: ${endings.join(' ')}`}
      </p>
    </article>
  );
}

function PlanFacts({ document: { plan, practitioner } }: { document: ConsentDocument }) {
  const { t } = useTranslation('consents');
  return (
    <Part title={t('talk.planned')}>
      <dl className={css['facts']}>
        <dt>{t('talk.condition')}</dt>
        <dd>{plan.condition}</dd>
        {plan.goal !== '' && (
          <>
            <dt>{t('talk.goal')}</dt>
            <dd>{plan.goal}</dd>
          </>
        )}
        <dt>{t('talk.sessions')}</dt>
        <dd>{t('talk.sessionsCount', { count: plan.plannedSessions })}</dd>
        <dt>{t('talk.explains')}</dt>
        <dd>{[practitioner.name, practitioner.title].filter((part) => part !== '').join(', ')}</dd>
      </dl>
    </Part>
  );
}

function TalkText({ document: { talk } }: { document: ConsentDocument }) {
  const { t } = useTranslation(['consents', 'people']);
  const { t: ui } = useTranslation('ui');
  return (
    <dl className={css['facts']}>
      {talk.whatMatters !== '' && (
        <>
          <dt>{t('notes.whatMatters')}</dt>
          <dd>{talk.whatMatters}</dd>
        </>
      )}
      {talk.benefit !== '' && (
        <>
          <dt>{t('people:notes.benefit')}</dt>
          <dd>{talk.benefit}</dd>
        </>
      )}
      <dt>{t('people:notes.costs')}</dt>
      <dd>{talk.costs === '' ? t('people:took.notSaid') : talk.costs}</dd>
      {talk.questions.map(({ question, answer, askedBy }) => (
        <div key={question} className={css['question']}>
          <dt>{askedBy === '' ? question : `${question} (${askedBy})`}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
      <dt>{t('people:took.teachBack')}</dt>
      <dd>{talk.teachBack === '' ? t('people:took.notAsked') : talk.teachBack}</dd>
      {talk.interpreter !== null && (
        <>
          <dt>{t('notes.interpreter')}</dt>
          <dd>
            {talk.interpreter.name} ({talk.interpreter.language})
          </dd>
        </>
      )}
      {talk.capacity !== null && (
        <>
          <dt>{t('notes.capacity')}</dt>
          <dd>
            {(['understands', 'remembers', 'weighs', 'communicates'] as const)
              .map((part) => `${t(`notes.${part}`)}: ${ui(talk.capacity?.[part] === true ? 'yes' : 'no')}`)
              .join(' · ')}{' '}
            {talk.capacity.note}
          </dd>
        </>
      )}
    </dl>
  );
}
