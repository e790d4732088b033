import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { AppointmentCard } from './AppointmentCard.tsx';
import type { Column, Placed } from './columns.ts';
import type { CardWords } from './use-card-words.ts';
import type { Carried, Pulled } from './use-carrying.ts';
import cardCss from './AppointmentCard.module.css';
import css from './DayGrid.module.css';

/** How a column is spoken of: with a person or a device, in a room, on a day. */
export type Where = 'with' | 'in' | 'on';

interface DayColumnProps {
  column: Column;
  index: number;
  hours: { from: number; to: number };
  scale: number;
  step: number;
  types: ReadonlyMap<string, AppointmentType>;
  /** Names by id, where the columns are not the practitioners. */
  people: ReadonlyMap<string, string> | null;
  dimmed: ReadonlySet<string> | null;
  selectedId: string | null;
  cursor: number;
  carriedId: string | null;
  /** What is carried over this very column, or drawn out on it. */
  ghost: Carried | null;
  pulled: Pulled | null;
  now: number | null;
  mayWrite: boolean;
  words: CardWords;
  /** Minutes that are in sight while a page is being turned; null when all is drawn in full. */
  seen: { from: number; to: number } | null;
  where: Where;
  /** Out of sight: the room is kept, nothing is drawn. */
  bare: boolean;
}

/** One resource's day, or one day of somebody's week. */
export const DayColumn = memo(function DayColumn(props: DayColumnProps) {
  const { column, index, hours, scale, step, types, people, dimmed, selectedId, cursor, now, seen } = props;
  const { t } = useTranslation('appointments');
  const { from } = hours;
  const box = (span: { from: number; to: number }): CSSProperties => ({
    top: (Math.max(span.from, from) - from) * scale,
    height: Math.max(0, (Math.min(span.to, hours.to) - Math.max(span.from, from)) * scale),
  });
  if (props.bare) return <div className={css['column']} data-index={index} />;
  const under = column.blocks.find((block) => block.from <= cursor && cursor < block.to);
  const tabStop = column.blocks.find(({ visit }) => visit.id === selectedId) ?? column.blocks[0];
  const name = column.title === '' ? column.subtitle : column.title;
  return (
    <div
      className={css['column']}
      role="group"
      aria-label={name}
      data-index={index}
      data-today={column.today || undefined}
    >
      <div className={css['ground']} data-column={column.id} data-index={index} />
      {column.shades.map((shade) => (
        <div
          key={`${shade.kind}${shade.from}${shade.label}`}
          className={css['shade']}
          data-kind={shade.kind}
          style={box(shade)}
        >
          {shade.label !== '' && <span className={css['shadeName']}>{shade.label}</span>}
        </div>
      ))}
      {column.holds.map((hold) => (
        <div key={hold.id} className={css['hold']} style={box(hold)}>
          {t('grid.held', { name: hold.by })}
        </div>
      ))}
      {column.blocks.map((block) =>
        block.stripes.map((stripe) => (
          <i
            key={`${block.visit.id}${stripe.from}`}
            className={css['stripe']}
            title={stripe.name}
            style={{ ...box(stripe), '--lane': block.lane, '--lanes': block.lanes } as CSSProperties}
          />
        )),
      )}
      {props.mayWrite && (
        <button
          type="button"
          className={css['cursor']}
          data-cursor={index}
          style={box({ from: cursor, to: cursor + Math.max(step, 15) })}
          aria-label={
            under === undefined
              ? t('grid.bookAt', { time: timeOf(cursor), name, context: props.where })
              : t('grid.openAt', { time: timeOf(cursor), name, patient: under.visit.patient.name })
          }
        >
          {t(under === undefined ? 'grid.cursor' : 'grid.cursorOpen', { time: timeOf(cursor) })}
        </button>
      )}
      {column.blocks.map((block) => {
        const { visit } = block;
        const type = types.get(visit.typeId);
        return (
          <AppointmentCard
            key={visit.id}
            block={block}
            from={from}
            scale={scale}
            tint={type?.tint ?? 'slate'}
            typeName={type?.name ?? ''}
            person={people?.get(visit.practitionerId) ?? ''}
            selected={visit.id === selectedId}
            carried={visit.id === props.carriedId}
            dim={dimmed?.has(visit.id) ?? false}
            tabbable={block === tabStop}
            mayWrite={props.mayWrite}
            sketch={seen !== null && (block.to < seen.from || block.from > seen.to)}
            words={props.words}
          />
        );
      })}
      {props.pulled !== null && (
        <div className={css['pulled']} style={box(drawn(props.pulled, step))}>
          {timeOf(drawn(props.pulled, step).from)}–{timeOf(drawn(props.pulled, step).to)}
        </div>
      )}
      {props.ghost !== null && (
        <Ghost
          ghost={props.ghost}
          tint={types.get(props.ghost.visit.typeId)?.tint ?? 'slate'}
          style={box(spanOf(props.ghost.to))}
        />
      )}
      {now !== null && column.today && now >= from && now <= hours.to && (
        <div className={css['now']} style={{ top: (now - from) * scale }} aria-hidden />
      )}
    </div>
  );
});

function Ghost({ ghost, tint, style }: { ghost: Carried; tint: string; style: CSSProperties }) {
  const { from, to } = spanOf(ghost.to);
  return (
    <div
      className={cardCss['ghost']}
      data-tint={tint}
      data-ghost
      data-waiting={ghost.how === 'waiting' || undefined}
      style={style}
    >
      <span className={cardCss['name']}>{ghost.visit.patient.name}</span>{' '}
      <span className={cardCss['time']}>
        {timeOf(from)}–{timeOf(to)}
      </span>
    </div>
  );
}

function spanOf({ minute, minutes }: Placed): { from: number; to: number } {
  return { from: minute, to: minute + minutes };
}

function drawn({ from, to }: Pulled, step: number): { from: number; to: number } {
  return { from: Math.min(from, to), to: Math.max(from, to) + step };
}
