import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetails } from '../../shared/contract/events.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { q } from '../rpc.ts';
import { ChoiceChips } from '../ui/Choices.tsx';
import { DateHabit } from '../ui/date-habit.ts';
import { DateField, FieldGrid, Span } from '../ui/Fields.tsx';

interface EventFieldsProps {
  near: boolean;
  serious: boolean;
  details: Partial<EventDetails>;
  /** The visit, where it is known: what was given there is offered. */
  session: TreatmentSession | null;
  onChange: (change: Partial<EventDetails>) => void;
}

const sides = ['left', 'right', 'midline'] as const;
const noticers = ['patient', 'practitioner', 'staff', 'relative', 'other-clinician'] as const;
const criteria = [
  'death',
  'life-threatening',
  'hospital',
  'disability',
  'congenital',
  'other-important',
] as const;
const misses = [
  ...(['wrong-lot', 'needle-count', 'wrong-substance', 'wrong-site', 'wrong-patient'] as const),
  ...(['expired-product', 'other'] as const),
];
export const causalities = [
  ...(['certain', 'probable', 'possible', 'unlikely', 'conditional', 'unassessable'] as const),
];
export const outcomes = [
  ...(['unknown', 'recovered', 'recovering', 'not-recovered', 'lasting', 'died'] as const),
];

type One<T extends readonly string[]> = T[number] | null;

/** What an event was about; nothing of it is asked for. */
export function EventFields({ near, serious, details, session, onChange }: EventFieldsProps) {
  const { t } = useTranslation('events');
  const { today } = useContext(DateHabit);
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity }).data;
  const given = session?.administrations ?? [];
  const blocks = session?.content.blocks ?? [];
  const techniques = (data?.techniques.entries ?? []).filter(
    ({ id }) => blocks.length === 0 || blocks.some(({ technique }) => technique === id),
  );
  const places = new Set(blocks.flatMap(({ sites }) => sites.map(({ siteId }) => siteId)));
  const text = (
    key: 'productName' | 'lotNumber' | 'needleLot' | 'device' | 'onset' | 'type',
    max: number,
  ) => ({
    label: t(`field.${fieldOf[key]}`),
    maxLength: max,
    value: details[key] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  });
  return (
    <FieldGrid>
      {near && (
        <Span of={12}>
          <Select
            label={t('field.nearMiss')}
            value={details.nearMiss ?? null}
            data={misses.map((value) => ({ value, label: t(`miss.${value}`) }))}
            onChange={(next) => onChange({ nearMiss: next as One<typeof misses> })}
          />
        </Span>
      )}
      {serious && (
        <Span of={12}>
          <ChoiceChips
            label={t('field.seriousness')}
            value={details.seriousness ?? []}
            options={criteria.map((value) => ({
              value,
              label: t(`criterion.${value}`),
              tone: 'bad' as const,
            }))}
            onChange={(next) => onChange({ seriousness: next as EventDetails['seriousness'] })}
          />
        </Span>
      )}
      {given.length > 0 && (
        <Span of={12}>
          <Select
            label={t('given')}
            placeholder={t('givenNone')}
            clearable
            value={
              given.find(
                ({ lotNumber, substanceId }) =>
                  lotNumber === details.lotNumber && substanceId === details.substanceId,
              )?.id ?? null
            }
            data={given.map(({ id, productName, lotNumber, sites }) => ({
              value: id,
              label: [productName, lotNumber, nameOf(data, sites[0]?.siteId)]
                .filter((part) => part !== '')
                .join(' · '),
            }))}
            onChange={(next) => {
              const one = given.find(({ id }) => id === next);
              const site = one?.sites[0];
              onChange({
                ...{ substanceId: one?.substanceId ?? null, productName: one?.productName ?? '' },
                ...{
                  lotNumber: one?.lotNumber ?? '',
                  siteId: site?.siteId ?? null,
                  side: site?.side ?? null,
                },
                techniqueId:
                  blocks.find(({ id }) => id === one?.blockId)?.technique ?? details.techniqueId ?? null,
              });
            }}
          />
        </Span>
      )}
      <Span of={6}>
        <Select
          label={t('field.type')}
          description={t('field.typeHint')}
          searchable
          clearable
          value={details.riskId ?? null}
          data={(data?.risks.entries ?? [])
            .filter(
              ({ techniques: of }) =>
                (details.techniqueId ?? null) === null || of.includes(details.techniqueId ?? ''),
            )
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(riskId) => onChange({ riskId })}
        />
      </Span>
      <Span of={6}>
        <TextInput {...text('type', 120)} description={' '} />
      </Span>
      <Span of={6}>
        <Select
          label={t('field.technique')}
          clearable
          searchable
          value={details.techniqueId ?? null}
          data={techniques.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(techniqueId) => onChange({ techniqueId })}
        />
      </Span>
      <Span of={4}>
        <Select
          label={t('field.site')}
          clearable
          searchable
          value={details.siteId ?? null}
          data={(data?.muscles.entries ?? [])
            .filter(({ id }) => places.size === 0 || places.has(id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(siteId) => onChange({ siteId })}
        />
      </Span>
      <Span of={2}>
        <Select
          label={t('field.side')}
          clearable
          value={details.side ?? null}
          data={sides.map((value) => ({ value, label: t(`side.${value}`) }))}
          onChange={(next) => onChange({ side: next as One<typeof sides> })}
        />
      </Span>
      {given.length === 0 && (
        <Span of={6}>
          <Select
            label={t('field.substance')}
            clearable
            searchable
            value={details.substanceId ?? null}
            data={(data?.substances.entries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(substanceId) => onChange({ substanceId })}
          />
        </Span>
      )}
      <Span of={given.length === 0 ? 6 : 8}>
        <TextInput {...text('productName', 120)} />
      </Span>
      <Span of={4}>
        <TextInput {...text('lotNumber', 60)} />
      </Span>
      <Span of={4}>
        <TextInput {...text('needleLot', 60)} />
      </Span>
      <Span of={4}>
        <TextInput {...text('device', 140)} />
      </Span>
      <Span of={6}>
        <TextInput {...text('onset', 120)} placeholder={t('field.onsetHint')} />
      </Span>
      <Span of={6}>
        <Select
          label={t('field.noticedBy')}
          clearable
          value={details.noticedBy ?? null}
          data={noticers.map((value) => ({ value, label: t(`noticed.${value}`) }))}
          onChange={(next) => onChange({ noticedBy: next as One<typeof noticers> })}
        />
      </Span>
      <Span of={12}>
        <Textarea
          label={t('field.action')}
          autosize
          maxLength={1000}
          value={details.action ?? ''}
          onChange={(event) => onChange({ action: event.currentTarget.value })}
        />
      </Span>
      {!near && (
        <>
          <Span of={4}>
            <Select
              label={t('field.causality')}
              clearable
              value={details.causality ?? null}
              data={causalities.map((value) => ({ value, label: t(`causality.${value}`) }))}
              onChange={(next) => onChange({ causality: next as One<typeof causalities> })}
            />
          </Span>
          <Span of={4}>
            <Select
              label={t('field.outcome')}
              value={details.outcome ?? 'unknown'}
              data={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              onChange={(next) => onChange({ outcome: (next ?? 'unknown') as EventDetails['outcome'] })}
            />
          </Span>
          <Span of={4}>
            <DateField
              label={t('field.resolvedOn')}
              max={today()}
              value={details.resolvedOn ?? ''}
              onChange={(on) => onChange({ resolvedOn: on === '' ? null : on })}
            />
          </Span>
        </>
      )}
    </FieldGrid>
  );
}

const fieldOf = {
  ...({ productName: 'product', lotNumber: 'lot', needleLot: 'needleLot' } as const),
  ...({ device: 'device', onset: 'onset', type: 'typeWords' } as const),
} as const;

function nameOf(
  data: { muscles: { entries: readonly { id: string; name: string }[] } } | undefined,
  siteId: string | undefined,
): string {
  return data?.muscles.entries.find(({ id }) => id === siteId)?.name ?? '';
}
