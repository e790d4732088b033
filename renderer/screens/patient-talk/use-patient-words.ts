import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';

/** The language in which the patient reads, whatever the desk's own is. */
export const PatientLanguage = createContext('en');

export function usePatientWords() {
  const language = useContext(PatientLanguage);
  return useTranslation('patient', { lng: language });
}
