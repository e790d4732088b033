import './app/trusted.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import './styles/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './styles/fonts.css';
import './styles/tokens.css';
import './app/i18n.ts';
import { App } from './app/App.tsx';
import { cache } from './app/cache.ts';
import './app/drops.ts';
import { hostDrafts } from './app/drafts.ts';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { schemeManager } from './app/scheme.ts';
import { DraftHome } from './ui/draft.tsx';
import { ThemeRoot } from './ui/ThemeRoot.tsx';
import { ToastHost } from './ui/toast.tsx';

// The content policy forbids making code from text, which zod would otherwise try.
config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <ThemeRoot manager={schemeManager}>
      <ErrorBoundary>
        <QueryClientProvider client={cache}>
          <DraftHome value={hostDrafts}>
            <App />
          </DraftHome>
        </QueryClientProvider>
      </ErrorBoundary>
      <ToastHost />
    </ThemeRoot>
  </StrictMode>,
);
