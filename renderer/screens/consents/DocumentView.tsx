import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentDocument, Decision, EarlierRefusal } from '../../../shared/contract/consent-document.ts';
import { Notice } from '../../ui/Notice.tsx';
import { isDrug } from './lines.ts';
import { LineCard } from './LineCard.tsx';
import { RiskList } from './RiskList.tsx';
import { SubstanceFacts } from './SubstanceFacts.tsx';
import { useDayText } from './use-clinic-time.ts';
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
}

/** Exactly what is signed, in the order in which it is read, in large type. */
export function DocumentView({ document, decide, withdrawn, talk, onChangedMind }: DocumentViewProps) {
  const { t } = useTranslation('consents');
  const day = useDayText();
  const { plan, patient, clinic, practitioner } = document;
  const line = { ...(decide && { decide }), ...(withdrawn && { withdrawn }), onChangedMind };
  const groups = [
    { id: 'drugs', lines: document.substances.filter(isDrug) },
    { id: 'biological', lines: document.substances.filter((substance) => !isDrug(substance)) },
  ] as const;
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
      <Part title={t('talk.about')}>
        {document.blocks
          .flatMap(({ kind, paragraphs }) => (kind === 'text' ? paragraphs : []))
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
      </Part>
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
      <Part title={t('talk.techniques')} lead={t('talk.eachLine')}>
        {document.techniques.map((technique) => (
          <LineCard
            key={technique.lineId}
            lineId={technique.lineId}
            name={technique.name}
            before={technique.refusedBefore}
            decision={technique.decision}
            {...line}
          >
            <p>{technique.description}</p>
          </LineCard>
        ))}
      </Part>
      <Part title={t('talk.places')}>
        {document.regions.map((region) => (
          <LineCard
            key={region.lineId}
            lineId={region.lineId}
            name={region.name}
            before={region.refusedBefore}
            decision={region.decision}
            {...line}
          >
            {region.lungField && (
              <p className={css['lung']}>
                <IconAlertTriangle size={18} aria-hidden /> {t('talk.lung')}
              </p>
            )}
          </LineCard>
        ))}
      </Part>
      {document.substances.length === 0 && (
        <Part title={t('talk.substances')}>
          <p>{t('talk.noSubstances')}</p>
        </Part>
      )}
      {groups.map(({ id, lines }) =>
        document.substances.length === 0 ? null : (
          <Part key={id} title={t(`heading.${id}`)} lead={t(`headingLead.${id}`)} tone={id}>
            {lines.length === 0 && <p className={css['none']}>{t(`talk.none.${id}`)}</p>}
            {lines.map((substance) => (
              <LineCard
                key={substance.lineId}
                lineId={substance.lineId}
                name={substance.name}
                before={substance.refusedBefore}
                decision={substance.decision}
                tone={id}
                {...line}
              >
                <SubstanceFacts line={substance} />
              </LineCard>
            ))}
          </Part>
        ),
      )}
      <Part title={t('talk.risks')} lead={t('talk.risksLead')}>
        <RiskList risks={document.risks} />
      </Part>
      <Part title={t('talk.alternatives')}>
        <List items={document.alternatives} />
      </Part>
      <Part title={t('talk.rights')}>
        <List items={document.rights} />
      </Part>
      <Part title={t('talk.talk')}>{talk ?? <TalkText document={document} />}</Part>
      <Part title={t('talk.statements')}>
        <List items={document.statements} />
      </Part>
      <p className={css['term']}>{t('talk.term', { count: document.months })}</p>
    </article>
  );
}

function Part({
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

function TalkText({ document: { talk } }: { document: ConsentDocument }) {
  const { t } = useTranslation('consents');
  const { t: ui } = useTranslation('ui');
  if (
    talk.whatMatters === '' &&
    talk.questions.length === 0 &&
    talk.interpreter === null &&
    talk.capacity === null
  )
    return <p className={css['none']}>{t('talk.nothingNoted')}</p>;
  return (
    <dl className={css['facts']}>
      {talk.whatMatters !== '' && (
        <>
          <dt>{t('notes.whatMatters')}</dt>
          <dd>{talk.whatMatters}</dd>
        </>
      )}
      {talk.questions.map(({ question, answer }) => (
        <div key={question} className={css['question']}>
          <dt>{question}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
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
