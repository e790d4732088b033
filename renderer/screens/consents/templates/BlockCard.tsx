import { ActionIcon, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateBlock } from '../../../../shared/contract/templates.ts';
import css from './templates.module.css';

interface BlockCardProps {
  block: TemplateBlock;
  first: boolean;
  last: boolean;
  readOnly: boolean;
  onChange: (block: TemplateBlock) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

const ANSWERS = ['yes-no', 'one-of', 'several', 'text', 'number'] as const;
/** Told under the name of their technique. */
const UNTITLED: readonly string[] = ['done', 'feel', 'afterwards'];
const FROM_PLAN: readonly string[] = ['techniques', 'regions', 'substances', 'risks', 'signatures'];

/** One block as it is written; Alt with an arrow moves it from wherever in it one types. */
export function BlockCard({ block, first, last, readOnly, onChange, onMove, onRemove }: BlockCardProps) {
  const { t } = useTranslation('templates');
  const { blockId, kind, title, paragraphs, question, addOns } = block;
  const name = title === '' ? t(`kind.${kind}`) : title;
  const set = (change: Partial<TemplateBlock>) => onChange({ ...block, ...change });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={css['block']} data-block={blockId} onKeyDown={onKeyDown}>
      <div className={css['blockHead']}>
        <h3>{t(`kind.${kind}`)}</h3>
        {!readOnly && (
          <>
            <ActionIcon
              variant="subtle"
              aria-label={t('block.up', { name })}
              disabled={first}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={t('block.down', { name })}
              disabled={last}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('block.remove', { name })}
              onClick={onRemove}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      <div className={css['fields']}>
        {!UNTITLED.includes(kind) && (
          <TextInput
            label={kind === 'question' ? t('block.question') : t('block.heading')}
            value={title}
            maxLength={120}
            readOnly={readOnly}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
        )}
        {kind !== 'signatures' && (
          <Textarea
            label={t('block.texts')}
            description={
              kind === 'alternatives'
                ? t('block.noTreatment')
                : FROM_PLAN.includes(kind)
                  ? t('block.fromPlan')
                  : t('block.textsHint')
            }
            value={paragraphs.join('\n')}
            readOnly={readOnly}
            autosize
            minRows={FROM_PLAN.includes(kind) || kind === 'question' ? 1 : 2}
            onChange={(event) => {
              const { value } = event.currentTarget;
              set({ paragraphs: value === '' ? [] : value.split('\n') });
            }}
          />
        )}
        {question !== null && (
          <>
            <Select
              label={t('block.answers')}
              data={ANSWERS.map((value) => ({ value, label: t(`answers.${value}`) }))}
              value={question.answers}
              readOnly={readOnly}
              allowDeselect={false}
              onChange={(value) =>
                set({
                  question: {
                    ...question,
                    answers: ANSWERS.find((one) => one === value) ?? question.answers,
                  },
                })
              }
            />
            {(question.answers === 'one-of' || question.answers === 'several') && (
              <Textarea
                label={t('block.options')}
                description={t('block.optionsHint')}
                value={question.options.join('\n')}
                readOnly={readOnly}
                autosize
                minRows={2}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  set({ question: { ...question, options: value === '' ? [] : value.split('\n') } });
                }}
              />
            )}
            <Checkbox
              label={t('block.required')}
              checked={question.required}
              disabled={readOnly}
              onChange={(event) => set({ question: { ...question, required: event.currentTarget.checked } })}
            />
          </>
        )}
        {kind === 'add-ons' &&
          addOns.map((one) => {
            const change = (to: Partial<typeof one>) =>
              set({ addOns: addOns.map((other) => (other === one ? { ...one, ...to } : other)) });
            return (
              <fieldset key={one.addOnId} className={css['fields']}>
                <legend>{t(`addOn.${one.addOnId}`)}</legend>
                <TextInput
                  label={t('block.addOnName')}
                  value={one.name}
                  maxLength={120}
                  readOnly={readOnly}
                  onChange={(event) => change({ name: event.currentTarget.value })}
                />
                <Textarea
                  label={t('block.addOnText')}
                  value={one.description}
                  readOnly={readOnly}
                  autosize
                  minRows={2}
                  onChange={(event) => change({ description: event.currentTarget.value })}
                />
              </fieldset>
            );
          })}
      </div>
    </li>
  );
}
