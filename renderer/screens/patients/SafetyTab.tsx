import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DraftStatus, useDraft } from '../../ui/draft.tsx';
import { DateHabit } from '../../ui/date-habit.ts';
import { DateField, FieldGrid, NumberField, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { LoadingState } from '../../ui/States.tsx';
import { notify } from '../../ui/toast.tsx';
import { formOf, questionsByKind, type SafetyForm } from './safety-form.ts';
import { SafetyQuestion } from './SafetyQuestion.tsx';
import css from './patients.module.css';

/** Allergies, medicines and safety questions, each with the day on which it was last asked. */
export function SafetyTab({ patientId, safety }: { patientId: string; safety: SafetyRecord | null }) {
  const { t } = useTranslation(['patients', 'ui']);
  const trouble = useTrouble();
  const { today } = useContext(DateHabit);
  const cache = useQueryClient();
  const mayWrite = useMay('safety.write') === true;
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const initial = useMemo(() => formOf(safety), [safety]);
  const draft = useDraft<SafetyForm>(`patients.${patientId}.safety`, initial);
  const form = draft.value;
  const set = (change: Partial<SafetyForm>) => draft.setValue((before) => ({ ...before, ...change }));
  const known = useMemo(() => new Map(safety?.answers.map((answer) => [answer.flagId, answer])), [safety]);
  const groups = useMemo(
    () => questionsByKind(reference.data?.contraindications.entries ?? []),
    [reference.data],
  );
  const regions = useMemo(
    () => [...new Set(reference.data?.muscles.entries.map((site) => site.region))],
    [reference.data],
  );
  const save = useMutation({
    mutationFn: (version: number) =>
      api.patients.recordSafety({ id: patientId, safety: { ...form, version } }),
    onSuccess: async () => {
      await draft.discard();
      await cache.invalidateQueries({ queryKey: q.patients.key() });
      await cache.invalidateQueries({ queryKey: q.appointments.key() });
      notify({ text: t('safety.saved') });
    },
  });
  const refused = save.error === null ? null : trouble(save.error);
  const stale = refused?.refusal?.code === 'STALE_VERSION' ? refused.refusal.data : null;
  if (reference.data === undefined) return <LoadingState shape="form" />;

  const answerAll = (ids: readonly string[], answer: 'no') =>
    set({
      answers: [
        ...form.answers.filter((given) => !ids.includes(given.flagId)),
        ...ids
          .filter(
            (flagId) =>
              (form.answers.find((given) => given.flagId === flagId) ?? known.get(flagId))?.answer !== 'yes',
          )
          .map((flagId) => ({ flagId, answer, regions: [], side: null, note: '' })),
      ],
    });
  const confirmAll = () =>
    set({
      answers: [
        ...form.answers,
        ...[...known.values()]
          .filter(({ flagId }) => !form.answers.some((given) => given.flagId === flagId))
          .map(({ confirmedAt: _at, confirmedBy: _by, ...answer }) => answer),
      ],
    });
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(form.version);
      }}
    >
      <div className={css['columns']}>
        <Section title={t('safety.allergies')} tone={form.allergies.length > 0 ? 'clay' : 'plain'}>
          <div className={css['rows']}>
            <SegmentedChoice
              label={t('safety.allergies')}
              hideLabel
              disabled={!mayWrite}
              value={form.allergyState === 'not-asked' ? null : form.allergyState}
              options={[
                { value: 'none-known', label: t('asked.none-known'), tone: 'ok' },
                { value: 'listed', label: t('asked.listed'), tone: 'clay' },
              ]}
              onChange={(value) =>
                set(
                  value === 'listed'
                    ? {
                        allergyState: 'listed',
                        allergies:
                          form.allergies.length === 0
                            ? [{ substance: '', reaction: '', substanceId: null }]
                            : form.allergies,
                      }
                    : { allergyState: 'none-known', allergies: [] },
                )
              }
            />
            {form.allergies.map((allergy, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <div key={at} className={css['row']}>
                <TextInput
                  label={t('safety.substance')}
                  required
                  value={allergy.substance}
                  onChange={(event) => {
                    const substance = event.currentTarget.value;
                    set({
                      allergies: form.allergies.map((other, index) =>
                        index === at ? { ...other, substance } : other,
                      ),
                    });
                  }}
                />
                <TextInput
                  label={t('safety.reaction')}
                  value={allergy.reaction}
                  onChange={(event) => {
                    const reaction = event.currentTarget.value;
                    set({
                      allergies: form.allergies.map((other, index) =>
                        index === at ? { ...other, reaction } : other,
                      ),
                    });
                  }}
                />
                <Button
                  variant="subtle"
                  color="red"
                  aria-label={t('safety.removeAllergy', { name: allergy.substance })}
                  onClick={() => set({ allergies: form.allergies.filter((_, index) => index !== at) })}
                >
                  <IconTrash size={16} />
                </Button>
                <Select
                  label={t('safety.catalogue')}
                  placeholder={t('safety.catalogueHint')}
                  clearable
                  searchable
                  value={allergy.substanceId}
                  data={reference.data.substances.entries.map((substance) => ({
                    value: substance.id,
                    label: substance.name,
                  }))}
                  onChange={(substanceId) =>
                    set({
                      allergies: form.allergies.map((other, index) =>
                        index === at ? { ...other, substanceId } : other,
                      ),
                    })
                  }
                />
              </div>
            ))}
            {form.allergyState === 'listed' && mayWrite && (
              <div>
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconPlus size={14} />}
                  onClick={() =>
                    set({
                      allergies: [...form.allergies, { substance: '', reaction: '', substanceId: null }],
                    })
                  }
                >
                  {t('safety.addAllergy')}
                </Button>
              </div>
            )}
          </div>
        </Section>
        <Section title={t('safety.body')}>
          <FieldGrid>
            <Span of={6}>
              <NumberField
                label={t('safety.weight')}
                unit="kg"
                step="0.5"
                value={form.weight?.kg ?? ''}
                disabled={!mayWrite}
                onChange={(kg) =>
                  set({ weight: kg === '' ? null : { kg, measuredOn: form.weight?.measuredOn ?? today() } })
                }
              />
            </Span>
            <Span of={6}>
              <DateField
                label={t('safety.weighedOn')}
                value={form.weight?.measuredOn ?? ''}
                disabled={!mayWrite || form.weight === null}
                onChange={(measuredOn) =>
                  form.weight !== null && measuredOn !== '' && set({ weight: { ...form.weight, measuredOn } })
                }
              />
            </Span>
            <Span of={6}>
              <NumberField
                label={t('safety.height')}
                unit="cm"
                value={form.heightCm ?? ''}
                disabled={!mayWrite}
                onChange={(height) => set({ heightCm: height === '' ? null : height })}
              />
            </Span>
          </FieldGrid>
        </Section>
      </div>
      <Section title={t('safety.medicines')}>
        <div className={css['rows']}>
          <SegmentedChoice
            label={t('safety.medicines')}
            hideLabel
            disabled={!mayWrite}
            value={form.medicineState === 'not-asked' ? null : form.medicineState}
            options={[
              { value: 'none-known', label: t('safety.noMedicines'), tone: 'ok' },
              { value: 'listed', label: t('asked.listed') },
            ]}
            onChange={(value) =>
              set(
                value === 'listed'
                  ? {
                      medicineState: 'listed',
                      medicines:
                        form.medicines.length === 0 ? [{ name: '', dose: '', since: '' }] : form.medicines,
                    }
                  : { medicineState: 'none-known', medicines: [] },
              )
            }
          />
          {form.medicines.map((medicine, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} className={css['row4']}>
              {(['name', 'dose', 'since'] as const).map((field) => (
                <TextInput
                  key={field}
                  label={t(`safety.medicine.${field}`)}
                  required={field === 'name'}
                  value={medicine[field]}
                  onChange={(event) => {
                    const text = event.currentTarget.value;
                    set({
                      medicines: form.medicines.map((other, index) =>
                        index === at ? { ...other, [field]: text } : other,
                      ),
                    });
                  }}
                />
              ))}
              <Button
                variant="subtle"
                color="red"
                aria-label={t('safety.removeMedicine', { name: medicine.name })}
                onClick={() => set({ medicines: form.medicines.filter((_, index) => index !== at) })}
              >
                <IconTrash size={16} />
              </Button>
            </div>
          ))}
          {form.medicineState === 'listed' && mayWrite && (
            <div>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPlus size={14} />}
                onClick={() => set({ medicines: [...form.medicines, { name: '', dose: '', since: '' }] })}
              >
                {t('safety.addMedicine')}
              </Button>
            </div>
          )}
        </div>
      </Section>
      {mayWrite && known.size > 0 && (
        <Notice
          tone="info"
          title={t('safety.lastAsked')}
          action={
            <Button variant="default" onClick={confirmAll}>
              {t('safety.confirmAll')}
            </Button>
          }
        />
      )}
      {groups.map(([kind, flags]) => (
        <Section
          key={kind}
          title={t(`kind.${kind}`)}
          count={flags.length}
          flush
          actions={
            mayWrite && (
              <Button
                variant="default"
                size="xs"
                onClick={() =>
                  answerAll(
                    flags.map(({ id }) => id),
                    'no',
                  )
                }
              >
                {t('safety.restNo')}
              </Button>
            )
          }
        >
          {flags.map((flag) => (
            <SafetyQuestion
              key={flag.id}
              flag={flag}
              regions={regions}
              known={known.get(flag.id)}
              given={form.answers.find((answer) => answer.flagId === flag.id)}
              disabled={!mayWrite}
              onAnswer={(answer) =>
                set({ answers: [...form.answers.filter((other) => other.flagId !== flag.id), answer] })
              }
            />
          ))}
        </Section>
      ))}
      {stale !== null && (
        <Notice
          tone="warn"
          title={refused?.text}
          live
          action={<Button onClick={() => save.mutate(stale.currentVersion)}>{t('form.keepMine')}</Button>}
        >
          {t('safety.staleHow')}
        </Notice>
      )}
      {refused !== null && stale === null && (
        <Notice tone="bad" title={refused.text} live>
          {refused.incident}
        </Notice>
      )}
      {mayWrite && (
        <div className={css['bar']}>
          <span className={css['barStatus']}>
            <DraftStatus status={draft.status} savedAt={draft.savedAt} />
          </span>
          {(draft.status === 'saved' || draft.restored) && (
            <Button variant="default" onClick={() => void draft.discard()}>
              {t('form.discard')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            {t('safety.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
