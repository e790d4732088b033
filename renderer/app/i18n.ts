import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { apartFrom } from '../../shared/rules/direction.ts';
import { english } from '../locales/english.ts';
import { translated } from '../locales/translated.ts';

void i18next.use(initReactI18next).init({
  // Day before month and 24 hours, unless the clinic's own habit is another.
  lng: 'en-GB',
  fallbackLng: 'en',
  ns: Object.keys(english),
  defaultNS: 'app',
  resources: { en: english, ...translated },
  // React escapes; what is put into a sentence must not turn it round.
  interpolation: { escapeValue: true, escape: apartFrom },
  initAsync: false,
});
