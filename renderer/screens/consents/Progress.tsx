import { useTranslation } from 'react-i18next';
import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import { StatusShape } from '../../ui/Tag.tsx';
import { linesOf } from './lines.ts';
import css from './talk.module.css';

const shapes = { undecided: 'empty', accepted: 'done', refused: 'stop' } as const;

/** Every line with its answer so far; each leads to its place. */
export function Progress({ document }: { document: ConsentDocument }) {
  const { t } = useTranslation('consents');
  const go = (lineId: string) => {
    const card = window.document.querySelector<HTMLElement>(`[data-line="${CSS.escape(lineId)}"]`);
    card?.scrollIntoView({ block: 'center' });
    card?.querySelector('input')?.focus({ preventScroll: true });
  };
  return (
    <nav className={css['progress']} aria-label={t('talk.lines')}>
      <h3>{t('talk.lines')}</h3>
      <ul>
        {linesOf(document).map(({ lineId, name, decision }) => (
          <li key={lineId}>
            <button type="button" onClick={() => go(lineId)} data-decision={decision}>
              <StatusShape status={shapes[decision]} />
              <span>{name}</span>
              <span className={css['hidden']}>{t(`verdict.${decision}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
