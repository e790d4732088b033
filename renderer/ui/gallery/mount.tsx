import { createRoot } from 'react-dom/client';
import '../../styles/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../../styles/fonts.css';
import '../../styles/tokens.css';
import { localStorageColorSchemeManager } from '@mantine/core';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import ui from '../../locales/en/ui.json' with { type: 'json' };
import { ThemeRoot } from '../ThemeRoot.tsx';
import { ToastHost } from '../toast.tsx';
import { Gallery } from './Gallery.tsx';

void i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { ui } }, initAsync: false });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ThemeRoot manager={localStorageColorSchemeManager({ key: 'palpate-scheme' })}>
      <Gallery />
      <ToastHost />
    </ThemeRoot>,
  );
}
