import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionContent, SessionView } from '../../../../shared/contract/treatments.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { useWhen } from '../../../parts/when.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { OverrideDialog, type Override } from './OverrideDialog.tsx';
import css from './alerts.module.css';

type Hit = SessionView['hits'][number];

interface SessionAlertsProps {
  alerts: SessionView['alerts'];
  /** Everything that the safety file says, one entry for each question and technique or substance. */
  hits: SessionView['hits'];
  reference: Reference;
  overrides: NonNullable<SessionContent['overrides']>;
  confirmedAt: string | null;
  busy?: boolean;
  /** Absent once the note is signed. */
  onConfirm?: () => void;
  onAsk?: () => void;
  onOverride?: (next: NonNullable<SessionContent['overrides']>) => void;
}

const tones = { block: 'bad', warn: 'warn', note: 'neutral' } as const;

/** What must be known before the first needle, strictest first, and that it was asked again today. */
export function SessionAlerts(props: SessionAlertsProps) {
  const {
    alerts,
    hits,
    reference,
    overrides,
    confirmedAt,
    busy = false,
    onConfirm,
    onAsk,
    onOverride,
  } = props;
  const { t } = useTranslation(['treatments', 'usual']);
  const when = useWhen();
  const titleId = useId();
  const listId = useId();
  const [all, setAll] = useState(false);
  const [opening, setOpening] = useState<Hit | null>(null);
  const told = hits.filter(({ cause }) => cause === 'yes' || cause === 'site');
  const openable = once(told.filter(({ level, override }) => level === 'block' && override !== 'never'));
  const worst = alerts.some(({ level }) => level === 'block') ? 'bad' : alerts.length > 0 ? 'clay' : 'plain';
  const nameOf = ({ target: { kind, id } }: Hit) =>
    (kind === 'substance' ? reference.substances.get(id)?.name : reference.techniques.get(id)?.name) ?? id;
  const writtenFor = (hit: Hit) =>
    overrides.find(({ flagId, targetId }) => flagId === hit.flagId && targetId === hit.target.id);
  const put = (hit: Hit, next: Override | null) => {
    const others = overrides.filter((one) => one !== writtenFor(hit));
    onOverride?.(
      next === null ? others : [...others, { ...next, flagId: hit.flagId, targetId: hit.target.id }],
    );
    setOpening(null);
  };
  return (
    <section className={css['strip']} data-tone={worst} aria-labelledby={titleId}>
      <h2 className={css['title']} id={titleId}>
        {t('safety.title')}
      </h2>
      <ul className={css['alerts']}>
        {alerts.length === 0 && <li className={css['soft']}>{t('safety.none')}</li>}
        {alerts.map((alert) => (
          <li key={`${alert.code}${alert.source}${alert.text}`}>
            <Tag tone={tones[alert.level]}>{t(`alert.${alert.level}`)}</Tag>
            <span>{alert.text}</span>
          </li>
        ))}
      </ul>
      <div className={css['asked']}>
        {told.length > 0 && (
          <Button
            size="xs"
            variant="subtle"
            aria-expanded={all}
            aria-controls={listId}
            onClick={() => setAll(!all)}
          >
            {all ? t('usual:hits.hide') : t('usual:hits.all', { count: told.length })}
          </Button>
        )}
        {confirmedAt !== null && (
          <span className={css['soft']}>{t('safety.confirmedAt', { time: when.moment(confirmedAt) })}</span>
        )}
        {onAsk !== undefined && (
          <Button size="xs" variant="default" onClick={onAsk}>
            {t('safety.ask')}
          </Button>
        )}
        {onConfirm !== undefined && (
          <Button
            size="xs"
            variant={confirmedAt === null ? 'filled' : 'default'}
            loading={busy}
            onClick={onConfirm}
          >
            {confirmedAt === null ? t('safety.confirm') : t('safety.confirmAgain')}
          </Button>
        )}
      </div>
      {openable.length > 0 && (
        <ul className={css['routes']}>
          {openable.map((hit) => {
            const written = writtenFor(hit);
            return (
              <li key={`${hit.flagId} ${hit.target.id}`}>
                <Tag tone={written === undefined ? 'bad' : 'ok'}>{nameOf(hit)}</Tag>
                <span>
                  {hit.name}:{' '}
                  {written === undefined
                    ? t(`usual:hits.route.${hit.override as 'doctor-review'}`)
                    : t('usual:hits.open', { who: written.authorisedBy })}
                </span>
                {onOverride !== undefined && (
                  <Button size="xs" variant="default" onClick={() => setOpening(hit)}>
                    {t(written === undefined ? 'usual:hits.override' : 'usual:hits.change')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {all && (
        <ul className={css['hits']} id={listId}>
          {(['block', 'warn', 'note'] as const).flatMap((level) =>
            once(told.filter((hit) => hit.level === level)).map((hit) => (
              <li key={`${level} ${hit.flagId} ${hit.target.id}`}>
                <Tag tone={tones[level]}>{t(`alert.${level}`)}</Tag>
                <span>
                  <b>{hit.name}</b>, {nameOf(hit)}: {hit.why}{' '}
                  <span className={css['soft']}>
                    {t('usual:hits.source', { source: hit.source.join(', ') })}
                  </span>
                </span>
              </li>
            )),
          )}
        </ul>
      )}
      {opening !== null && onOverride !== undefined && (
        <OverrideDialog
          flag={opening.name}
          technique={nameOf(opening)}
          route={opening.override as 'doctor-review'}
          why={opening.why}
          written={writtenFor(opening) ?? null}
          onSave={(next) => put(opening, next)}
          onClose={() => setOpening(null)}
        />
      )}
    </section>
  );
}

/** One entry for each question and target, as strict as it was found first. */
function once(hits: readonly Hit[]): Hit[] {
  return [
    ...new Map(hits.toReversed().map((hit) => [`${hit.flagId} ${hit.target.id}`, hit])).values(),
  ].toReversed();
}
