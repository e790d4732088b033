import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { courseInput, type Course, type CourseInput } from '../../../shared/contract/treatments.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { DateField, FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import css from './treatments.module.css';

interface CourseFormProps {
  patientId: string;
  onOpened: (course: Course) => void;
  onWithout: () => void;
}

const empty: CourseInput = { complaint: '', regions: [], since: '', goal: '', plannedSessions: 3, stopRule: '', history: [], surgeryDecisions: [] };
const kinds = ['imaging', 'treatment', 'injury', 'medicine', 'surgery'] as const;

/** A complaint and what is planned for it: imaging, earlier treatments and what they brought, goal, number of sessions, when to stop. */
export function CourseForm({ patientId, onOpened, onWithout }: CourseFormProps) {
  const { t } = useTranslation('treatments');
  const trouble = useTrouble();
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const draft = useDraft(`courses.${patientId}.new`, empty);
  const { value } = draft;
  const set = (change: Partial<CourseInput>) => draft.setValue((before) => ({ ...before, ...change }));
  const regions = useMemo(() => {
    const names = [...new Set(reference.data?.muscles.entries.map((site) => site.region))];
    return names.flatMap((region) => (['right', 'left', 'midline'] as const).map((side) => ({ value: `${region}:${side}`, label: `${region.replaceAll('-', ' ')}, ${t(`side.${side}`)}` })));
  }, [reference.data, t]);
  const open = useMutation({
    mutationFn: () => api.treatments.openCourse({ patientId, course: courseInput.parse(value) }),
    onSuccess: async (course) => {
      await draft.discard();
      onOpened(course);
    },
  });
  const ready = courseInput.safeParse(value).success && value.complaint.trim() !== '';
  const setEntry = (at: number, change: Partial<CourseInput['history'][number]>) => set({ history: value.history.map((entry, index) => (index === at ? { ...entry, ...change } : entry)) });
  return (
    <form className={css['form']} onSubmit={(event) => { event.preventDefault(); open.mutate(); }}>
      <Section title={t('course.title')}>
        <FieldGrid>
          <Span of={8}><TextInput label={t('course.complaint')} required maxLength={500} value={value.complaint} onChange={(event) => set({ complaint: event.currentTarget.value })} /></Span>
          <Span of={4}><TextInput label={t('course.since')} maxLength={80} value={value.since} onChange={(event) => set({ since: event.currentTarget.value })} /></Span>
          <Span of={12}>
            <Select
              label={t('course.addRegion')} required={value.regions.length === 0} searchable value={null} data={regions.filter((option) => !value.regions.some((chosen) => `${chosen.region}:${chosen.side}` === option.value))} placeholder={t('course.regionHint')}
              onChange={(key) => {
                const [region, side] = (key ?? '').split(':');
                if (region !== undefined && (side === 'left' || side === 'right' || side === 'midline')) set({ regions: [...value.regions, { region, side }] });
              }}
            />
          </Span>
          {value.regions.length > 0 && (
            <Span of={12}>
              <ChoiceChips label={t('course.regions')} hideLabel options={value.regions.map(({ region, side }) => ({ value: `${region}:${side}`, label: `${region.replaceAll('-', ' ')}, ${t(`side.${side}`)}` }))} value={value.regions.map(({ region, side }) => `${region}:${side}`)} onChange={(keys) => set({ regions: value.regions.filter(({ region, side }) => keys.includes(`${region}:${side}`)) })} />
            </Span>
          )}
          <Span of={6}><TextInput label={t('course.goal')} maxLength={500} value={value.goal} onChange={(event) => set({ goal: event.currentTarget.value })} /></Span>
          <Span of={2}><NumberField label={t('course.sessions')} required min="1" max="50" value={String(value.plannedSessions)} onChange={(sessions) => set({ plannedSessions: Number(sessions) || 1 })} /></Span>
          <Span of={4}><TextInput label={t('course.stopRule')} maxLength={300} value={value.stopRule} onChange={(event) => set({ stopRule: event.currentTarget.value })} /></Span>
        </FieldGrid>
      </Section>
      <Section title={t('course.history')} count={value.history.length} actions={<Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => set({ history: [...value.history, { kind: 'treatment', on: null, text: '', result: '', substanceId: null }] })}>{t('course.addHistory')}</Button>}>
        {value.history.length === 0 && <p className={css['soft']}>{t('course.noHistory')}</p>}
        <div className={css['choices']}>
          {value.history.map((entry, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} className={css['part']}>
              <FieldGrid>
                <Span of={3}><Select label={t('course.kind')} allowDeselect={false} value={entry.kind} data={kinds.map((kind) => ({ value: kind, label: t(`course.kinds.${kind}`) }))} onChange={(kind) => setEntry(at, { kind: (kind ?? entry.kind) as (typeof kinds)[number] })} /></Span>
                <Span of={3}><DateField label={t('course.on')} value={entry.on ?? ''} onChange={(on) => setEntry(at, { on: on === '' ? null : on })} /></Span>
                <Span of={5}>
                  {entry.kind === 'treatment' && (
                    <Select label={t('course.substance')} clearable searchable value={entry.substanceId} data={(reference.data?.substances.entries ?? []).map((substance) => ({ value: substance.id, label: substance.name }))} onChange={(substanceId) => setEntry(at, { substanceId })} />
                  )}
                </Span>
                <Span of={1}><ActionIcon color="red" aria-label={t('course.removeHistory')} onClick={() => set({ history: value.history.filter((_, index) => index !== at) })}><IconTrash size={16} /></ActionIcon></Span>
                <Span of={7}><Textarea label={t('course.what')} autosize minRows={1} maxLength={500} value={entry.text} onChange={(event) => setEntry(at, { text: event.currentTarget.value })} /></Span>
                <Span of={5}><TextInput label={t('course.result')} maxLength={300} value={entry.result} onChange={(event) => setEntry(at, { result: event.currentTarget.value })} /></Span>
              </FieldGrid>
            </div>
          ))}
        </div>
      </Section>
      {open.error !== null && <Notice tone="bad" title={trouble(open.error).text} live>{trouble(open.error).incident}</Notice>}
      <div className={css['bar']}>
        <span className={css['barStatus']}><DraftStatus status={draft.status} savedAt={draft.savedAt} /></span>
        <Button variant="subtle" onClick={onWithout}>{t('new.without')}</Button>
        <Button type="submit" disabled={!ready} loading={open.isPending}>{t('course.open')}</Button>
      </div>
    </form>
  );
}
