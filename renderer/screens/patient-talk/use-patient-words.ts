import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf, withFigures } from '../../../shared/rules/direction.ts';

/** The language in which the patient reads, whatever the desk's own is. */
export const PatientLanguage = createContext('en');

export function usePatientWords() {
  const language = useContext(PatientLanguage);
  const { t } = useTranslation('patient', { lng: language });
  const fromRight = directionOf(language) === 'rtl';
  return {
    t,
    /** A text of the document, its figures beside their units in every direction. */
    show: (text: string) => (fromRight ? withFigures(text) : text),
    /** Between the items of a list. */
    next: fromRight ? '؛ ' : '; ',
  };
}
