import { Button, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appointmentType, type AppointmentType } from '../../../shared/contract/practice.ts';
import type { Technique } from '../../../shared/contract/reference.ts';
import { q } from '../../rpc.ts';
import { ChoiceChips, SegmentedChoice } from '../../ui/Choices.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { EditDialog } from './EditDialog.tsx';
import {
  asLengths,
  asPhases,
  draftOf,
  lengthDraft,
  presetOf,
  presets,
  problemOf,
  totalsOf,
} from './phases.ts';
import css from './phases.module.css';
import { PhaseStrip } from './PhaseStrip.tsx';
import { PhaseTable } from './PhaseTable.tsx';
import { Swatch } from './Swatch.tsx';
import { TypeAsks } from './TypeAsks.tsx';
import { TypeLengths } from './TypeLengths.tsx';

const tints = appointmentType.shape.tint.options;

interface TypeDialogProps {
  type: AppointmentType | null;
  techniques: readonly Technique[];
  onClose: () => void;
}

/** A kind of visit: its name and colour, the parts that it is made of, who takes longer, and what it asks for. */
export function TypeDialog({ type: known, techniques, onClose }: TypeDialogProps) {
  const { t } = useTranslation(['setup', 'phases', 'ui']);
  const cache = useQueryClient();
  const staff = useQuery(q.staff.list.queryOptions());
  const practice = useQuery(q.practice.overview.queryOptions());
  const named = (name: Parameters<Parameters<typeof presetOf>[1]>[0]) => t(`phases:names.${name}`);
  const [phases, setPhases] = useState(() =>
    (known?.phases ?? presetOf('plain', named)).map((phase) => draftOf(phase)),
  );
  const [lengths, setLengths] = useState(() =>
    (known?.lengths ?? []).map((one) => lengthDraft(one.practitionerId, one.minutes)),
  );
  const form = useForm({
    initialValues: {
      name: known?.name ?? '',
      tint: known?.tint ?? ('teal' as const),
      techniques: known?.techniques ?? [],
      retired: known?.retired ?? false,
    },
    validate: { name: (value) => (value.trim() === '' ? t('ui:issue.missing') : null) },
  });
  const save = useMutation(
    q.practice.saveAppointmentType.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.practice.overview.key() });
        onClose();
      },
    }),
  );
  const typed = asPhases(phases);
  const { patient, whole } = totalsOf(typed);
  const problem = problemOf(phases, lengths);
  const units = practice.data?.devices.filter(({ retired }) => !retired) ?? [];
  const lacking = [...new Set(typed.flatMap(({ deviceKind }) => deviceKind ?? []))].filter(
    (kind) => practice.data !== undefined && !units.some((unit) => unit.kind === kind),
  );
  const submit = form.onSubmit((values) => {
    if (problem !== null) return;
    save.mutate({
      ...{ ...values, minutes: patient, phases: typed, lengths: asLengths(lengths) },
      ...(known ? { id: known.id, version: known.version } : {}),
    });
  });
  const offered = techniques.filter(
    (technique) => technique.defaultEnabled || form.values.techniques.includes(technique.id),
  );
  const people = (staff.data ?? []).filter(({ treats, disabled }) => treats && !disabled);
  return (
    <EditDialog
      title={t(known ? 'types.edit' : 'types.add')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => submit()}
      submit={{ label: t('ui:save'), disabled: problem !== null }}
      size={860}
    >
      <FieldGrid>
        <Span of={5}>
          <TextInput label={t('types.name')} required data-autofocus {...form.getInputProps('name')} />
        </Span>
        <Span of={7}>
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
      </FieldGrid>
      <section className={css['stack']} aria-label={t('phases:title')}>
        <div className={css['head']}>
          <p className={css['lead']}>
            <strong>{t('phases:title')}</strong>{' '}
            <span className={css['total']}>
              {patient === whole
                ? t('phases:total', { patient })
                : t('phases:totalWhole', { patient, whole })}
            </span>
          </p>
          <div role="group" aria-label={t('phases:start')}>
            {presets.map((preset) => (
              <Button
                key={preset}
                variant="subtle"
                size="xs"
                onClick={() => setPhases(presetOf(preset, named).map((phase) => draftOf(phase)))}
              >
                {t(`phases:preset.${preset}`)}
              </Button>
            ))}
          </div>
        </div>
        <PhaseStrip phases={typed} />
        <PhaseTable drafts={phases} onChange={setPhases} />
        {problem !== null && <Notice tone="warn" title={t(`phases:problem.${problem}`)} live />}
        {lacking.map((kind) => (
          <Notice key={kind} tone="info" title={t(`phases:noUnit.${kind}`)} />
        ))}
      </section>
      {people.length > 0 && <TypeLengths {...{ lengths, people, minutes: patient }} onChange={setLengths} />}
      <ChoiceChips
        label={t('types.techniques')}
        description={t('types.techniquesHint')}
        value={form.values.techniques}
        onChange={(value) => form.setFieldValue('techniques', value)}
        options={offered.map(({ id, name, description }) => ({ value: id, label: name, hint: description }))}
      />
      <TypeAsks chosen={form.values.techniques} />
      {known && <Switch label={t('types.retire')} {...form.getInputProps('retired', { type: 'checkbox' })} />}
    </EditDialog>
  );
}
