import type { ReactNode } from 'react';
import css from './Threshold.module.css';

export interface ThresholdProps {
  mark: ReactNode;
  /** What stands at the head of the dark side: whose place this is. */
  name: ReactNode;
  note?: ReactNode;
  /** Fills the dark side under the name, for example the steps of a long form. */
  side?: ReactNode;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
}

/** What is shown before the frame: a door, not a page of the app. */
export function Threshold({
  mark,
  name,
  note,
  side,
  title,
  lead,
  children,
  foot,
  wide = false,
}: ThresholdProps) {
  return (
    <div className={css['threshold']}>
      <div className={css['side']}>
        <div className={css['mark']}>{mark}</div>
        <div className={css['name']}>{name}</div>
        {note && <div className={css['note']}>{note}</div>}
        {side && <div className={css['sideBody']}>{side}</div>}
        {!side && <Contours />}
      </div>
      <main className={css['main']}>
        <div className={css['content']} data-wide={wide || undefined}>
          <h1 className={css['title']}>{title}</h1>
          {lead && <p className={css['lead']}>{lead}</p>}
          <div className={css['body']}>{children}</div>
        </div>
        {foot && <div className={css['foot']}>{foot}</div>}
      </main>
    </div>
  );
}

/** Depth lines with one straight stroke through them; drawn, so that it costs nothing and needs no picture. */
function Contours() {
  const lines = Array.from({ length: 9 }, (_, at) => at);
  return (
    <svg className={css['contours']} viewBox="0 0 320 420" preserveAspectRatio="xMinYMax slice" aria-hidden>
      {lines.map((at) => (
        <path
          key={at}
          opacity={0.5 - at * 0.04}
          d={`M-10 ${160 + at * 30}c60 ${-34 + at * 3} 110 ${-30 + at * 3} 170 ${-2}s110 ${34 - at * 3} 180 ${2 - at}`}
        />
      ))}
      <path className={css['stroke']} d="M214 30 150 248" />
      <circle className={css['tip']} cx="149" cy="251" r="5" />
    </svg>
  );
}
