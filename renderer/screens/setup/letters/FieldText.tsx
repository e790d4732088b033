import { Select, Textarea } from '@mantine/core';
import { useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { letterFields, type LetterField } from '../../../../shared/rules/letter-text.ts';
import css from './letters.module.css';

/** Puts a field in where the caret stands, and goes on writing behind it. */
export function useFieldText(value: string, onChange: (value: string) => void) {
  const area = useRef<HTMLTextAreaElement>(null);
  const goTo = (at: number) =>
    // After the text has come into the field.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
    });
  const back = () => goTo(area.current?.selectionStart ?? value.length);
  const put = (field: LetterField) => {
    const from = area.current?.selectionStart ?? value.length;
    const to = area.current?.selectionEnd ?? from;
    onChange(`${value.slice(0, from)}{${field}}${value.slice(to)}`);
    goTo(from + field.length + 2);
  };
  return { area, back, put };
}

interface FieldTextProps {
  area: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange: (value: string) => void;
  put: (field: LetterField) => void;
  back: () => void;
  error: string | undefined;
}

/** A wording with its fields: `{` opens the list of them, Enter puts one in, Escape goes back to the text. */
export function FieldText({ area, value, onChange, put, back, error }: FieldTextProps) {
  const { t } = useTranslation('letters');
  const search = useRef<HTMLInputElement>(null);
  return (
    <>
      <Textarea
        ref={area}
        label={t('text')}
        description={t('textHint')}
        required
        autosize
        minRows={10}
        maxRows={15}
        maxLength={6000}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== '{') return;
          event.preventDefault();
          search.current?.focus();
        }}
      />
      <Select
        ref={search}
        label={t('insert')}
        placeholder={t('insertHow')}
        searchable
        value={null}
        nothingFoundMessage={t('noField')}
        data={letterFields.map((field) => ({ value: field, label: t(`fields.${field}`) }))}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          back();
        }}
        onChange={(field) => field !== null && put(field as LetterField)}
      />
    </>
  );
}

/** The same fields to press. */
export function FieldButtons({ put }: Pick<FieldTextProps, 'put'>) {
  const { t } = useTranslation('letters');
  return (
    <>
      <div className={css['fields']} role="group" aria-label={t('insert')}>
        {letterFields.map((field) => (
          <button key={field} type="button" title={`{${field}}`} onClick={() => put(field)}>
            {t(`fields.${field}`)}
          </button>
        ))}
      </div>
      <p className={css['hint']}>{t('never')}</p>
    </>
  );
}
