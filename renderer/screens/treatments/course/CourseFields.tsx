import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../../shared/contract/reference.ts';
import { dermatomes, type CourseInput } from '../../../../shared/contract/treatments.ts';
import { regionNames } from '../../../parts/places.ts';
import { ChoiceChips } from '../../../ui/Choices.tsx';
import { FieldGrid, NumberField, Span } from '../../../ui/Fields.tsx';
import { Section } from '../../../ui/Section.tsx';

export interface CoursePart {
  value: CourseInput;
  set: (change: Partial<CourseInput>) => void;
  reference: ReferenceData | undefined;
}

const sides = ['right', 'left', 'midline'] as const;

/** The complaint, where it is, what is wanted and how long it is tried. */
export function CourseFields({ value, set, reference, title }: CoursePart & { title: string }) {
  const { t } = useTranslation(['treatments', 'courses']);
  const names = useMemo(
    () => (reference === undefined ? new Map<string, string>() : regionNames(reference)),
    [reference],
  );
  const labelOf = (region: string, side: (typeof sides)[number]) =>
    `${names.get(region) ?? region}, ${t(`side.${side}`)}`;
  const options = [...names.keys()].flatMap((region) =>
    sides.map((side) => ({ value: `${region}:${side}`, label: labelOf(region, side) })),
  );
  const chosen = value.regions.map(({ region, side }) => ({
    value: `${region}:${side}`,
    label: labelOf(region, side),
  }));
  const add = (key: string | null) => {
    const [region, side] = (key ?? '').split(':');
    const known = sides.find((one) => one === side);
    if (region !== undefined && known !== undefined)
      set({ regions: [...value.regions, { region, side: known }] });
  };
  return (
    <Section title={title}>
      <FieldGrid>
        <Span of={8}>
          <TextInput
            label={t('course.complaint')}
            required
            maxLength={500}
            value={value.complaint}
            onChange={(event) => set({ complaint: event.currentTarget.value })}
          />
        </Span>
        <Span of={4}>
          <TextInput
            label={t('course.since')}
            maxLength={80}
            value={value.since}
            onChange={(event) => set({ since: event.currentTarget.value })}
          />
        </Span>
        <Span of={chosen.length > 0 ? 4 : 12}>
          <Select
            label={t('course.addRegion')}
            required={chosen.length === 0}
            searchable
            value={null}
            data={options.filter((option) => !chosen.some((one) => one.value === option.value))}
            placeholder={t('course.regionHint')}
            onChange={add}
          />
        </Span>
        {chosen.length > 0 && (
          <Span of={8}>
            <ChoiceChips
              label={t('course.regions')}
              options={chosen}
              value={chosen.map((one) => one.value)}
              onChange={(keys) =>
                set({
                  regions: value.regions.filter(({ region, side }) => keys.includes(`${region}:${side}`)),
                })
              }
            />
          </Span>
        )}
        <Span of={8}>
          <TextInput
            label={t('course.goal')}
            maxLength={500}
            value={value.goal}
            onChange={(event) => set({ goal: event.currentTarget.value })}
          />
        </Span>
        <Span of={4}>
          <MultiSelect
            label={t('course.dermatomes')}
            searchable
            maxValues={8}
            data={dermatomes}
            value={[...(value.dermatomes ?? [])]}
            onChange={(chosen) => set({ dermatomes: dermatomes.filter((one) => chosen.includes(one)) })}
          />
        </Span>
        <Span of={2}>
          <NumberField
            label={t('course.sessions')}
            required
            min="1"
            max="50"
            value={String(value.plannedSessions)}
            onChange={(sessions) =>
              set({ plannedSessions: Math.min(50, Math.max(1, Math.round(Number(sessions)) || 1)) })
            }
          />
        </Span>
        <Span of={3}>
          <NumberField
            label={t('course.reviewAfter')}
            required
            min="1"
            max="20"
            unit={t('courses:plan.reviewAfterUnit')}
            description={t('courses:plan.reviewAfterHow')}
            value={String(value.reviewAfter)}
            onChange={(visits) =>
              set({ reviewAfter: Math.min(20, Math.max(1, Math.round(Number(visits)) || 1)) })
            }
          />
        </Span>
        <Span of={7}>
          <TextInput
            label={t('course.stopRule')}
            maxLength={300}
            value={value.stopRule}
            onChange={(event) => set({ stopRule: event.currentTarget.value })}
          />
        </Span>
      </FieldGrid>
    </Section>
  );
}
