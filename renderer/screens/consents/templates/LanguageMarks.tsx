import { useTranslation } from 'react-i18next';
import type { LanguageMark } from '../../../../shared/contract/templates.ts';
import { Tag } from '../../../ui/Tag.tsx';

export const tones = {
  approved: 'ok',
  written: 'ok',
  machine: 'warn',
  'out-of-date': 'bad',
  missing: 'bad',
} as const;

/** Where each language stands, in words as well as colour. */
export function LanguageMarks({ marks }: { marks: readonly LanguageMark[] }) {
  const { t } = useTranslation('templates');
  return marks.map(({ language, name, state, texts, complete }) => (
    <Tag key={language} tone={tones[state]} title={`${name}: ${t(`mark.${state}`)} (${complete}/${texts})`}>
      {language} {t(`short.${state}`)}
    </Tag>
  ));
}
