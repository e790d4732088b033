import { Button, Select, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { letterFields, type LetterField } from '../../../../shared/rules/letter-text.ts';
import css from './letters.module.css';

interface FieldTextProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** A wording with its fields: typed `{` or the list below puts one in where the caret stands. */
export function FieldText({ value, onChange, error }: FieldTextProps) {
  const { t } = useTranslation('letters');
  const text = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const back = (at: number) =>
    // After the text has come into the field.
    requestAnimationFrame(() => {
      text.current?.focus();
      text.current?.setSelectionRange(at, at);
    });
  const put = (field: LetterField) => {
    const from = text.current?.selectionStart ?? value.length;
    const to = text.current?.selectionEnd ?? from;
    onChange(`${value.slice(0, from)}{${field}}${value.slice(to)}`);
    back(from + field.length + 2);
  };
  return (
    <>
      <Textarea
        ref={text}
        label={t('text')}
        description={t('textHint')}
        required
        autosize
        minRows={9}
        maxRows={13}
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
          back(text.current?.selectionStart ?? value.length);
        }}
        onChange={(field) => field !== null && put(field as LetterField)}
      />
      <div className={css['fields']} role="group" aria-label={t('insert')}>
        {letterFields.map((field) => (
          <Button
            key={field}
            variant="default"
            size="compact-xs"
            title={`{${field}}`}
            onClick={() => put(field)}
          >
            {t(`fields.${field}`)}
          </Button>
        ))}
      </div>
      <p className={css['hint']}>{t('never')}</p>
    </>
  );
}
