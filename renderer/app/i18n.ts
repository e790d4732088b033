import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { english } from '../locales/english.ts';
import { translated } from '../locales/translated.ts';

void i18next.use(initReactI18next).init({
  // Day before month and 24 hours, unless the clinic's own habit is another.
  lng: 'en-GB',
  fallbackLng: 'en',
  ns: Object.keys(english),
  defaultNS: 'app',
  resources: { en: english, ...translated },
  interpolation: { escapeValue: false },
  initAsync: false,
});
