import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsentMark } from './ConsentMark.tsx';
import { StatusMark } from './StatusMark.tsx';
import { isFixed, isOff, minutesOfVisit } from './book-visit.ts';
import { marksOf, type Block } from './columns.ts';
import css from './AppointmentCard.module.css';

export interface AppointmentCardProps {
  block: Block;
  /** Minutes of the day at the grid's upper edge, and pixels of a minute. */
  from: number;
  scale: number;
  tint: string;
  typeName: string;
  /** Named in the card where the column does not say whose it is. */
  person: string;
  selected: boolean;
  /** Picked up: what is seen moves as a shape of its own. */
  carried: boolean;
  /** Not what the filter asks for; its time is taken all the same. */
  dim: boolean;
  /** One of a column is reached by Tab, the others by arrows. */
  tabbable: boolean;
  mayWrite: boolean;
}

/** A visit in its column. It listens to nothing: the grid hears for all of its cards. */
export const AppointmentCard = memo(function AppointmentCard(props: AppointmentCardProps) {
  const { block, from, scale, tint, typeName, person, selected, carried, dim } = props;
  const { visit, time, lane, lanes } = block;
  const { t } = useTranslation(['appointments', 'reminders']);
  const height = (block.to - block.from) * scale - 1;
  const over = visit.overbooked !== null;
  const length = minutesOfVisit(visit);
  // A device's column shows its own part of the visit alone.
  const marks = block.to - block.from === length ? marksOf(visit, length) : [];
  const rest = marks.find(({ kind }) => kind === 'rest');
  return (
    <button
      type="button"
      className={css['card']}
      data-tint={tint}
      data-status={visit.status}
      data-selected={selected || undefined}
      data-carried={carried || undefined}
      data-dim={dim || undefined}
      data-over={over || undefined}
      data-visit={visit.id}
      data-size={height < 30 ? 'line' : height < 60 ? 'two' : 'full'}
      data-narrow={lanes > 1 || undefined}
      style={
        {
          '--top': `${(block.from - from) * scale}px`,
          '--height': `${height}px`,
          '--lane': lane,
          '--lanes': lanes,
        } as CSSProperties
      }
      tabIndex={props.tabbable ? 0 : -1}
      aria-pressed={selected}
      aria-keyshortcuts="m Alt+ArrowUp Alt+ArrowDown"
      aria-label={t(person === '' ? 'grid.card' : 'grid.cardOf', {
        // What is seen stands in the name in the same order.
        time: over ? `${t('grid.over')} ${time}` : time,
        patient: visit.patient.deceased
          ? `${visit.patient.name} ${t('reminders:death.mark')}`
          : visit.patient.name,
        type: typeName,
        status: t(`status.${visit.status}`),
        consent: visit.consent === null ? '' : t(`consent.${visit.consent}`),
        person,
        more: [over ? t('grid.overbooked') : '', rest === undefined ? '' : t('grid.rests')]
          .filter(Boolean)
          .join(', '),
      })}
    >
      {marks.map((mark) => (
        <i
          key={`${mark.kind}${mark.from}`}
          className={css['mark']}
          data-kind={mark.kind}
          style={{
            top: `${(mark.from / length) * 100}%`,
            height: `${((mark.to - mark.from) / length) * 100}%`,
          }}
        />
      ))}
      <span className={css['top']}>
        <StatusMark status={visit.status} />
        <span className={css['name']}>{visit.patient.name}</span>{' '}
        {visit.patient.deceased && <span className={css['dead']}>{t('reminders:death.mark')}</span>}
        {visit.patient.flagged && <IconAlertTriangleFilled size={12} className={css['flag']} aria-hidden />}
        {visit.consent !== null && <ConsentMark state={visit.consent} />}
      </span>{' '}
      <span className={css['under']}>
        {over && <span className={css['over']}>{t('grid.over')}</span>}{' '}
        <span className={css['time']}>{time}</span>{' '}
        <span className={css['type']}>{person === '' ? typeName : person}</span>
      </span>
      {props.mayWrite && !isFixed(visit) && !isOff(visit) && !block.cut && (
        <span className={css['edge']} data-edge="end" aria-hidden />
      )}
    </button>
  );
}, same);

/** Blocks are made anew with every answer; what counts is what they say. */
function same(before: AppointmentCardProps, after: AppointmentCardProps): boolean {
  const { block: a, ...restA } = before;
  const { block: b, ...restB } = after;
  return (
    a.visit === b.visit &&
    a.from === b.from &&
    a.to === b.to &&
    a.lane === b.lane &&
    a.lanes === b.lanes &&
    a.time === b.time &&
    a.cut === b.cut &&
    (Object.keys(restA) as (keyof typeof restA)[]).every((key) => restA[key] === restB[key])
  );
}
