import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../../shared/contract/reference.ts';
import { compare, multiply, round } from '../../../../shared/rules/decimal.ts';
import type { DoseAhead, DoseTotal } from '../../../../shared/rules/dose-ahead.ts';
import { isLocalAnaesthetic, type Reference } from '../../../../shared/rules/reference.ts';
import { useWhen } from '../../../parts/when.ts';
import { Tag } from '../../../ui/Tag.tsx';
import css from './give.module.css';

interface DosePanelProps {
  ahead: DoseAhead;
  reference: Reference;
  frail: boolean;
  onFrail: (frail: boolean) => void;
}

type Level = DoseAhead['anaesthetics']['level'];
const tones = { ok: 'ok', warn: 'warn', block: 'bad' } as const;

/** How much of a limit is used up; the figure says the same as the bar. */
function Meter({ label, fraction, level }: { label: string; fraction: string; level: Level }) {
  const { t } = useTranslation('treatments');
  const percent = round(multiply(fraction, '100'), 1);
  const width = compare(percent, '100') > 0 ? '100' : percent;
  return (
    <div className={css['meter']} data-level={level}>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Number(width)}
        aria-valuetext={t('dose.percent', { percent })}
      >
        <span style={{ width: `${width}%` }} />
      </div>
      <b>{t(level === 'block' ? 'dose.over' : 'dose.percent', { percent })}</b>
    </div>
  );
}

/** What this syringe adds to what was given before, and the limits that it is held against, before anything is recorded. */
export function DosePanel({ ahead, reference, frail, onFrail }: DosePanelProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const { totals, anaesthetics, weight } = ahead;
  const { sources } = reference.data.substances;
  const named = [...new Set(totals.flatMap((total) => total.sources))];
  const hasAnaesthetic = totals.some(({ substanceId }) => {
    const substance = reference.substances.get(substanceId);
    return substance !== undefined && isLocalAnaesthetic(substance);
  });
  return (
    <section className={css['dose']} aria-label={t('dose.title')}>
      <table className={css['totals']}>
        <thead>
          <tr>
            <th scope="col">{t('dose.title')}</th>
            <th scope="col">{t('dose.syringe')}</th>
            <th scope="col">{t('dose.visit')}</th>
            <th scope="col">{t('dose.today')}</th>
            <th scope="col">{t('dose.last24h')}</th>
            <th scope="col">{t('dose.limit')}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map((total) => (
            <TotalRow key={total.substanceId} total={total} reference={reference} />
          ))}
        </tbody>
      </table>
      {hasAnaesthetic && (
        <div className={css['together']} data-level={anaesthetics.level}>
          <span>{t('dose.together')}</span>
          {anaesthetics.fraction === null ? (
            <Tag tone="bad">{t('dose.notReckoned')}</Tag>
          ) : (
            <Meter
              label={t('dose.together')}
              fraction={anaesthetics.fraction}
              level={anaesthetics.issues.some(({ code }) => code === 'la-max') ? 'block' : anaesthetics.level}
            />
          )}
          {weight !== null && (
            <span className={css['soft']}>
              {t(`dose.weight.${weight.basis}`, { kg: weight.kg, date: when.day(weight.measuredOn) })}
            </span>
          )}
          <Tag tone={tones[anaesthetics.level]}>{t(`dose.level.${anaesthetics.level}`)}</Tag>
          <Checkbox
            className={css['frail']}
            size="xs"
            label={t('dose.frail')}
            checked={frail}
            onChange={(event) => onFrail(event.currentTarget.checked)}
          />
        </div>
      )}
      <details className={css['sources']}>
        <summary>{t('dose.sources')}</summary>
        <ul>
          {named.map((key) => (
            <li key={key}>
              <b>{key}</b> {sources[key] ?? ''}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Of each kind of figure the strictest. */
function least(bounds: DoseTotal['bounds']): DoseTotal['bounds'] {
  return [...Map.groupBy(bounds, ({ kind }) => kind).values()].flatMap((all) =>
    all.toSorted((a, b) => compare(a.mg, b.mg)).slice(0, 1),
  );
}

function noLimitOf(substance: Substance | undefined) {
  if (substance !== undefined && isLocalAnaesthetic(substance)) return 'dose.notReckoned';
  return substance?.own === undefined ? 'dose.noLimit' : 'dose.noOwnLimit';
}

function TotalRow({ total, reference }: { total: DoseTotal; reference: Reference }) {
  const { t } = useTranslation('treatments');
  const { substanceId, bounds, limitMg, fraction, units, warnOnly } = total;
  const substance = reference.substances.get(substanceId);
  const amount = ({ ml, mg }: DoseTotal['visit']) => (mg === null ? `${ml} mL` : `${mg} mg`);
  const strictest = limitMg ?? bounds.map(({ mg }) => mg).toSorted((a, b) => compare(a, b))[0];
  return (
    <tr>
      <th scope="row">
        {substance?.name ?? substanceId}
        {units.map(({ productName, unit, amount: sum }) => (
          <span key={`${productName}${unit}`} className={css['soft']}>
            {t(unit === '[iU]/mL' ? 'dose.iu' : 'dose.units', { product: productName, amount: sum })}
          </span>
        ))}
      </th>
      <td>{amount(total.syringe)}</td>
      <td>{amount(total.visit)}</td>
      <td>{amount(total.today)}</td>
      <td>{amount(total.last24h)}</td>
      <td>
        {strictest === undefined ? (
          <span className={css['soft']}>{t(noLimitOf(substance))}</span>
        ) : (
          <>
            <b>{t(warnOnly ? 'dose.asksFrom' : 'dose.max', { mg: strictest })}</b>
            <span className={css['soft']}>
              {least(bounds)
                .map(({ kind, mg, hours }) => t(`dose.bound.${kind}`, { mg, hours }))
                .join('; ')}
              {fraction !== null && `; ${t('dose.used', { percent: round(multiply(fraction, '100'), 1) })}`} [
              {total.sources.join(', ')}]
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
