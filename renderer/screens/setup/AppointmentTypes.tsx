import { Button, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appointmentType, type AppointmentType } from '../../../shared/contract/practice.ts';
import type { Technique } from '../../../shared/contract/reference.ts';
import { q } from '../../rpc.ts';
import { ChoiceChips, SegmentedChoice } from '../../ui/Choices.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { EditDialog } from './EditDialog.tsx';
import css from './setup.module.css';

const tints = appointmentType.shape.tint.options;

function Swatch({ tint }: { tint: AppointmentType['tint'] }) {
  return <span className={css['swatch']} style={{ background: `var(--tint-${tint})` }} aria-hidden />;
}

export function AppointmentTypes({
  types,
  techniques,
}: {
  types: readonly AppointmentType[];
  techniques: readonly Technique[];
}) {
  const { t } = useTranslation(['setup', 'ui']);
  const [edited, setEdited] = useState<AppointmentType | 'new' | null>(null);
  const nameOf = (id: string) => techniques.find((technique) => technique.id === id)?.name ?? id;
  return (
    <Section
      title={t('types.title')}
      count={types.length}
      flush
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setEdited('new')}
        >
          {t('types.add')}
        </Button>
      }
    >
      <DataTable
        label={t('types.title')}
        rows={types}
        rowKey={(one) => one.id}
        onOpen={setEdited}
        rowTone={(one) => (one.retired ? 'faint' : undefined)}
        empty={<EmptyState title={t('types.none')} text={t('types.noneText')} />}
        columns={[
          {
            id: 'name',
            header: t('types.name'),
            cell: (one) => (
              <>
                <Swatch tint={one.tint} />
                {one.name}
              </>
            ),
            width: 'minmax(150px, 1.2fr)',
          },
          {
            id: 'minutes',
            header: t('types.minutes'),
            align: 'end',
            cell: (one) => t('types.min', { count: one.minutes }),
            width: '90px',
          },
          {
            id: 'techniques',
            header: t('types.techniques'),
            cell: (one) => one.techniques.map(nameOf).join(', ') || '–',
            width: 'minmax(160px, 2fr)',
          },
          {
            id: 'state',
            header: t('state'),
            cell: (one) => (
              <StatusBadge status={one.retired ? 'skip' : 'done'}>
                {t(one.retired ? 'retired' : 'inUse')}
              </StatusBadge>
            ),
            width: '120px',
          },
        ]}
      />
      {edited && (
        <TypeDialog
          type={edited === 'new' ? null : edited}
          techniques={techniques}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function TypeDialog({
  type: known,
  techniques,
  onClose,
}: {
  type: AppointmentType | null;
  techniques: readonly Technique[];
  onClose: () => void;
}) {
  const { t } = useTranslation(['setup', 'ui']);
  const cache = useQueryClient();
  const form = useForm({
    initialValues: {
      name: known?.name ?? '',
      minutes: String(known?.minutes ?? 30),
      tint: known?.tint ?? ('teal' as const),
      techniques: known?.techniques ?? [],
      retired: known?.retired ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('ui:issue.missing') : null),
      minutes: (value) =>
        appointmentType.shape.minutes.safeParse(Number(value)).success ? null : t('types.minutesBad'),
    },
  });
  const save = useMutation(
    q.practice.saveAppointmentType.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        onClose();
      },
    }),
  );
  const submit = form.onSubmit((values) =>
    save.mutate({
      ...values,
      minutes: Number(values.minutes),
      ...(known ? { id: known.id, version: known.version } : {}),
    }),
  );
  const offered = techniques.filter(
    (technique) => technique.defaultEnabled || form.values.techniques.includes(technique.id),
  );
  return (
    <EditDialog
      title={t(known ? 'types.edit' : 'types.add')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => submit()}
      size={640}
    >
      <FieldGrid>
        <Span of={8}>
          <TextInput label={t('types.name')} required data-autofocus {...form.getInputProps('name')} />
        </Span>
        <Span of={4}>
          <NumberField
            label={t('types.minutes')}
            required
            unit={t('types.minUnit')}
            step="5"
            min="5"
            max="480"
            {...form.getInputProps('minutes')}
          />
        </Span>
        <Span of={12}>
          <SegmentedChoice
            label={t('types.tint')}
            value={form.values.tint}
            onChange={(value) => form.setFieldValue('tint', value as AppointmentType['tint'])}
            options={tints.map((tint) => ({
              value: tint,
              label: (
                <>
                  <Swatch tint={tint} />
                  {t(`types.tints.${tint}`)}
                </>
              ),
            }))}
          />
        </Span>
        <Span of={12}>
          <ChoiceChips
            label={t('types.techniques')}
            description={t('types.techniquesHint')}
            value={form.values.techniques}
            onChange={(value) => form.setFieldValue('techniques', value)}
            options={offered.map(({ id, name, description }) => ({
              value: id,
              label: name,
              hint: description,
            }))}
          />
        </Span>
        {known && (
          <Span of={12}>
            <Switch label={t('types.retire')} {...form.getInputProps('retired', { type: 'checkbox' })} />
          </Span>
        )}
      </FieldGrid>
    </EditDialog>
  );
}
