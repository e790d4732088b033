import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/States.tsx';
import css from './app.module.css';

function Broken({ incident, onRetry }: { incident: string; onRetry: () => void }) {
  const { t } = useTranslation('app');
  return (
    <div className={css['broken']}>
      <ErrorState title={t('broken.title')} text={t('broken.text')} incident={incident} onRetry={onRetry} />
    </div>
  );
}

interface State {
  incident: string | null;
}

/** Keeps a fault in one screen from taking the window: one calm sentence, an id to quote, and a way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { incident: null };

  static getDerivedStateFromError(): State {
    return { incident: crypto.randomUUID().slice(0, 8) };
  }

  override componentDidCatch(error: unknown): void {
    console.error(this.state.incident, error);
  }

  override render(): ReactNode {
    const { incident } = this.state;
    if (incident === null) return this.props.children;
    return <Broken incident={incident} onRetry={() => this.setState({ incident: null })} />;
  }
}
