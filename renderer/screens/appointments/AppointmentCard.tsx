import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { ConsentMark } from './ConsentMark.tsx';
import { StatusMark } from './StatusMark.tsx';
import { isFixed, isOff, minutesOfVisit, type BookVisit } from './book-visit.ts';
import { marksOf, type Block, type Mark } from './columns.ts';
import type { CardWords } from './use-card-words.ts';
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
  /** Out of sight for now: whose it is and when, without its marks. */
  sketch: boolean;
  words: CardWords;
}

/** A visit in its column. It listens to nothing and looks nothing up: the grid does both for all of its cards. */
export const AppointmentCard = memo(function AppointmentCard(props: AppointmentCardProps) {
  const { block, from, scale, tint, typeName, person, selected, carried, dim, sketch, words } = props;
  const { visit, time, lanes } = block;
  const height = (block.to - block.from) * scale - 1;
  const size = height < 30 ? 'line' : height < 60 ? 'two' : 'full';
  const over = visit.overbooked !== null;
  const off = isOff(visit);
  const length = minutesOfVisit(visit);
  // A device's column shows its own part of the visit alone.
  const marks = block.to - block.from === length ? marksOf(visit, length) : [];
  const rests = marks.some(({ kind }) => kind === 'rest');
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
      data-size={size}
      data-fixed={!props.mayWrite || off || isFixed(visit) || block.cut || undefined}
      style={placeOf(block, from, scale, off)}
      tabIndex={props.tabbable ? 0 : -1}
      aria-pressed={selected}
      aria-keyshortcuts="m Alt+ArrowUp Alt+ArrowDown"
      aria-label={words.name({
        // What is seen stands in the name in the same order.
        time: over ? `${words.over} ${time}` : time,
        patient: visit.patient.name + (visit.patient.deceased ? ` ${words.dead}` : ''),
        type: typeName,
        status: words.status[visit.status],
        consent: visit.consent === null ? '' : words.consent[visit.consent],
        person,
        more: [over ? words.overbooked : '', rests ? words.rests : ''].filter(Boolean).join(', '),
      })}
    >
      {sketch ? (
        visit.patient.name
      ) : (
        <Face
          visit={visit}
          marks={marks}
          time={time}
          what={size === 'line' || lanes > 1 ? '' : person === '' ? typeName : person}
          words={words}
        />
      )}
    </button>
  );
}, same);

interface FaceProps {
  visit: BookVisit;
  marks: readonly Mark[];
  time: string;
  /** What kind of visit, or whose, where there is room for it. */
  what: string;
  words: CardWords;
}

function Face({ visit, marks, time, what, words }: FaceProps) {
  const { name, deceased, flagged } = visit.patient;
  const length = minutesOfVisit(visit);
  return (
    <>
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
        <span className={css['name']}>{name}</span>{' '}
        {deceased && <span className={css['dead']}>{words.dead}</span>}
        {flagged && <IconAlertTriangleFilled size={12} className={css['flag']} aria-hidden />}
        {visit.consent !== null && <ConsentMark state={visit.consent} title={words.consent[visit.consent]} />}
      </span>{' '}
      {!isOff(visit) && (
        <span className={css['under']}>
          {visit.overbooked !== null && <span className={css['over']}>{words.over}</span>}{' '}
          {what === '' ? time : `${time}\u2002${what}`}
        </span>
      )}
    </>
  );
}

/** In pixels and not by variables: a variable of its own makes every element in the card a case of its own. */
function placeOf({ from: begins, to, lane, lanes }: Block, from: number, scale: number, off: boolean) {
  const place = { top: (begins - from) * scale, height: (to - begins) * scale - 1 };
  if (lanes === 1 || off) return place;
  return {
    ...place,
    left: `calc(3px + (100% - 9px) * ${lane / lanes})`,
    width: `calc((100% - 9px) / ${lanes} - 2px)`,
  };
}

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
