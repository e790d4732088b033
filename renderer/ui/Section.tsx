import { useId, type ReactNode } from 'react';
import css from './Section.module.css';

export interface SectionProps {
  title: ReactNode;
  count?: number;
  actions?: ReactNode;
  children: ReactNode;
  /** No inner padding: for tables and lists that run to the edge. */
  flush?: boolean;
  tone?: 'plain' | 'clay' | 'bad';
  id?: string;
  level?: 2 | 3;
  /** Takes the height that is left in a fixed page; its body scrolls. */
  fill?: boolean;
}

export function Section({
  title,
  count,
  actions,
  children,
  flush = false,
  tone = 'plain',
  id,
  level = 2,
  fill = false,
}: SectionProps) {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      className={css['section']}
      data-tone={tone}
      data-fill={fill || undefined}
      id={id}
      aria-labelledby={titleId}
    >
      <div className={css['head']}>
        <Heading className={css['title']} id={titleId}>
          {title}
          {count !== undefined && <span className={css['count']}>{count}</span>}
        </Heading>
        {actions && <div className={css['actions']}>{actions}</div>}
      </div>
      <div className={css['body']} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}

export interface FactsProps {
  items: readonly { label: ReactNode; value: ReactNode; wide?: boolean }[];
  columns?: 1 | 2 | 3;
}

export function Facts({ items, columns = 1 }: FactsProps) {
  return (
    <dl className={css['facts']} data-columns={columns}>
      {items.map((item, at) => (
        <div key={at} className={css['fact']} data-wide={item.wide || undefined}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
