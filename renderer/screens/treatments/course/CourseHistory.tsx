import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CourseInput } from '../../../../shared/contract/treatments.ts';
import { DateField, FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { CoursePart } from './CourseFields.tsx';
import css from '../treatments.module.css';

type Entry = CourseInput['history'][number];
const kinds = ['imaging', 'treatment', 'injury', 'medicine', 'surgery'] as const;
const blank: Entry = { kind: 'treatment', on: null, text: '', result: '', substanceId: null };

/** What happened before; an earlier steroid with its date counts for the next one's interval. */
export function CourseHistory({ value, set, reference }: CoursePart) {
  const { t } = useTranslation(['treatments', 'courses']);
  const put = (at: number, change: Partial<Entry>) =>
    set({ history: value.history.map((entry, index) => (index === at ? { ...entry, ...change } : entry)) });
  const substances = (reference?.substances.entries ?? []).map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  return (
    <Section
      title={t('course.history')}
      count={value.history.length}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set({ history: [...value.history, blank] })}
        >
          {t('course.addHistory')}
        </Button>
      }
    >
      {value.history.length === 0 && <p className={css['soft']}>{t('course.noHistory')}</p>}
      <div className={css['choices']}>
        {value.history.map((entry, at) => (
          // An entry has no id before it is saved; its place tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className={css['part']} role="group" aria-label={`${t('course.history')} ${at + 1}`}>
            <FieldGrid>
              <Span of={3}>
                <Select
                  label={t('course.kind')}
                  allowDeselect={false}
                  value={entry.kind}
                  data={kinds.map((kind) => ({ value: kind, label: t(`course.kinds.${kind}`) }))}
                  onChange={(kind) => put(at, { kind: (kind ?? entry.kind) as (typeof kinds)[number] })}
                />
              </Span>
              <Span of={3}>
                <DateField
                  label={t('course.on')}
                  value={entry.on ?? ''}
                  onChange={(on) => put(at, { on: on === '' ? null : on })}
                />
              </Span>
              <Span of={5}>
                {entry.kind === 'imaging' && <p className={css['soft']}>{t('courses:past.filesHow')}</p>}
                {entry.kind === 'treatment' && (
                  <Select
                    label={t('course.substance')}
                    clearable
                    searchable
                    value={entry.substanceId}
                    data={substances}
                    onChange={(substanceId) => put(at, { substanceId })}
                  />
                )}
              </Span>
              <Span of={1}>
                <ActionIcon
                  className={css['rowEnd']}
                  color="red"
                  aria-label={t('course.removeHistory')}
                  onClick={() => set({ history: value.history.filter((_, index) => index !== at) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Span>
              <Span of={7}>
                <Textarea
                  label={t('course.what')}
                  autosize
                  minRows={1}
                  maxLength={500}
                  value={entry.text}
                  onChange={(event) => put(at, { text: event.currentTarget.value })}
                />
              </Span>
              <Span of={5}>
                <TextInput
                  label={t('course.result')}
                  maxLength={300}
                  value={entry.result}
                  onChange={(event) => put(at, { result: event.currentTarget.value })}
                />
              </Span>
            </FieldGrid>
          </div>
        ))}
      </div>
    </Section>
  );
}
