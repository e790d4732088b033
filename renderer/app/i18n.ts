import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from '../locales/english.ts';

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(english),
  defaultNS: 'app',
  resources: { en: english },
  interpolation: { escapeValue: false },
  initAsync: false,
});
