import { useTranslation } from 'react-i18next';
import type { MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { CoursePlot, PlotPanel } from '../../../../shared/rules/course-plot.ts';
import type { PlotStrip } from '../../../../shared/rules/course-strips.ts';
import { useWhen } from '../../../parts/when.ts';
import type { MeasureWords } from './measure-words.ts';
import css from './plot.module.css';

interface PlotFigureProps {
  plot: CoursePlot;
  changes: readonly MeasuredChange[];
  words: MeasureWords;
}

/** The course as drawn on paper too: the same geometry, said in words for whoever does not see it. */
export function PlotFigure({ plot, changes, words }: PlotFigureProps) {
  const { t } = useTranslation('courses');
  const { day } = useWhen();
  const readingOf = ({ measure, item, marks }: PlotPanel) => {
    const change = changes.find((one) => one.measure === measure && one.item === item);
    const to = marks.findLast(({ kind }) => kind !== 'pending') ?? marks.at(-1);
    if (change === undefined) return t('plot.single', { to: words.value(measure, to?.value ?? '') });
    return words.change(change);
  };
  const nameOf = (panel: PlotPanel) =>
    [words.name(panel.measure), words.item(panel)].filter(Boolean).join(' · ');
  const spoken = [
    ...plot.panels.map((panel) => t('plot.panel', { name: nameOf(panel), values: readingOf(panel) })),
    ...plot.strips.map(({ measure, marks }) =>
      t('plot.panel', {
        name: words.name(measure),
        values: marks.map(({ value }) => words.value(measure, value)).join(', '),
      }),
    ),
  ].join('. ');
  const { left, right, radius } = plot;
  return (
    <figure className={css['figure']}>
      <svg
        viewBox={`0 0 ${plot.width} ${plot.height}`}
        role="img"
        aria-label={spoken}
        className={css['plot']}
      >
        {plot.panels.map((panel) => (
          <g key={`${panel.measure}:${panel.item}`}>
            <text x={left} y={panel.top - 6} className={css['name']}>
              {nameOf(panel)}
            </text>
            <text x={right} y={panel.top - 6} className={css['reading']}>
              {readingOf(panel)}
            </text>
            {panel.scale.map(({ y, value }) => (
              <g key={value}>
                <path d={`M${left} ${y}H${right}`} className={css['grid']} />
                <text x={left - 5} y={y + 3.5} className={css['scale']}>
                  {value}
                </text>
              </g>
            ))}
            {plot.missed.map(({ x, on, status }) => (
              <g key={`${on}${status}`} className={css['missed']}>
                <path d={`M${x} ${panel.top}V${panel.bottom}`} />
                <path d={`M${x - 3} ${panel.top + 2}l6 6m0 -6l-6 6`} className={css['cross']} />
              </g>
            ))}
            {plot.silences.map(({ x, from, to }) => (
              <path
                key={from}
                d={`M${x - 4} ${panel.bottom + 5}l4 -10m1 10l4 -10`}
                className={css['silence']}
              >
                <title>{`${day(from)} – ${day(to)}`}</title>
              </path>
            ))}
            {panel.start !== null && (
              <path d={`M${left} ${panel.start.y}H${right}`} className={css['start']} />
            )}
            {panel.change !== null && (
              <>
                <path d={`M${left} ${panel.change.y}H${right}`} className={css['change']} />
                <text x={right - 3} y={panel.change.y - 3} className={css['changeText']}>
                  {t('plot.change', { value: panel.change.value })}
                </text>
              </>
            )}
            {panel.stopped !== null && (
              <>
                <path d={`M${panel.stopped.x} ${panel.top}V${panel.bottom}`} className={css['change']} />
                <text x={panel.stopped.x + 3} y={panel.top + 10} className={css['stopped']}>
                  {t('plot.stopped', { date: day(panel.stopped.on) })}
                </text>
              </>
            )}
            <path d={panel.drops} className={css['drop']} />
            {panel.faint.map((line) => (
              <path key={line} d={line} className={css['faint']} />
            ))}
            {panel.lines.map((line) => (
              <path key={line} d={line} className={css['line']} />
            ))}
            {panel.marks.map(({ x, y, kind, on, value }, at) => (
              // Two values of one day and kind can be equal.
              // oxlint-disable-next-line react/no-array-index-key
              <circle key={at} cx={x} cy={y} r={radius} className={css[kind]}>
                <title>{`${day(on)}: ${words.value(panel.measure, value)}`}</title>
              </circle>
            ))}
          </g>
        ))}
        {plot.strips.map((strip) => (
          <StateStrip key={strip.measure} strip={strip} left={left} words={words} />
        ))}
        {plot.lanes.map(({ y, technique, strokes }) => (
          <g key={technique}>
            <text x={left} y={y + 9} className={css['lane']}>
              {technique}
            </text>
            <path d={strokes} className={css['strokes']} />
          </g>
        ))}
        {plot.dates.map(({ x, on }, at) => (
          <text
            key={on}
            x={x}
            y={plot.foot + 11}
            className={css['date']}
            data-at={at === 0 ? 'first' : x > right - 40 ? 'last' : undefined}
          >
            {day(on)}
          </text>
        ))}
      </svg>
      <figcaption className={css['legend']}>
        <Sign kind="rest">{t('plot.legendRest')}</Sign>
        {has(plot, 'after') && <Sign kind="after">{t('plot.legendAfter')}</Sign>}
        {has(plot, 'pending') && <Sign kind="pending">{t('plot.legendPending')}</Sign>}
        <Stroke kind="start">{t('plot.legendStart')}</Stroke>
        <Stroke kind="change">{t('plot.legendChange')}</Stroke>
        {plot.missed.length > 0 && <Stroke kind="missed">{t('plot.legendMissed')}</Stroke>}
        {plot.panels.some(({ faint }) => faint.length > 0) && (
          <Stroke kind="faint">{t('plot.legendFaint')}</Stroke>
        )}
        {plot.silences.length > 0 && <Stroke kind="silence">{t('plot.legendSilence')}</Stroke>}
        <span className={css['sources']}>{t('plot.sources')}</span>
      </figcaption>
    </figure>
  );
}

/** About how wide a letter of the small size is, in units of the drawing. */
const letter = 5.2;

/** A state in words: a stroke on each day, its words where another begins and they fit. */
function StateStrip({ strip, left, words }: { strip: PlotStrip; left: number; words: MeasureWords }) {
  const { day } = useWhen();
  const { measure, y, marks } = strip;
  return (
    <g>
      <text x={left} y={y + 9} className={css['name']}>
        {words.name(measure)}
      </text>
      {marks.map(({ x, on, value, room, changed }, at) => {
        const said = words.value(measure, value);
        return (
          // The same state can be said twice on one day.
          // oxlint-disable-next-line react/no-array-index-key
          <g key={at}>
            <path d={`M${x} ${y + 14}v14`} className={css['state']}>
              <title>{`${day(on)}: ${said}`}</title>
            </path>
            {changed && said.length * letter < Math.abs(room) - 6 && (
              <text
                x={room < 0 ? x - 4 : x + 4}
                y={y + 25}
                className={css['stateText']}
                data-end={room < 0 || undefined}
              >
                {said}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function has(plot: CoursePlot, kind: 'after' | 'pending'): boolean {
  return plot.panels.some(({ marks }) => marks.some((mark) => mark.kind === kind));
}

function Sign({ kind, children }: { kind: 'rest' | 'after' | 'pending'; children: string }) {
  return (
    <span className={css['key']}>
      <svg width={12} height={12} aria-hidden>
        <circle cx={6} cy={6} r={3.4} className={css[kind]} />
      </svg>
      {children}
    </span>
  );
}

function Stroke({
  kind,
  children,
}: {
  kind: 'start' | 'change' | 'missed' | 'silence' | 'faint';
  children: string;
}) {
  return (
    <span className={css['key']}>
      <svg width={20} height={12} aria-hidden className={kind === 'missed' ? css['missed'] : undefined}>
        {kind === 'missed' ? (
          <>
            <path d="M10 0V12" />
            <path d="M7 3l6 6m0 -6l-6 6" className={css['cross']} />
          </>
        ) : (
          <path d={kind === 'silence' ? 'M5 11l4 -10m1 10l4 -10' : 'M0 6H20'} className={css[kind]} />
        )}
      </svg>
      {children}
    </span>
  );
}
