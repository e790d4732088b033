import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { q } from '../../rpc.ts';
import { Facts, Section } from '../../ui/Section.tsx';

/** For the practitioner alone: what on file meets this plan, before the first word of the talk. */
export function SpecialNotes({ record }: { record: ConsentRecord }) {
  const { t } = useTranslation('people');
  const { document, patientId } = record;
  const patient = useQuery(q.patients.open.queryOptions({ input: { id: patientId } }));
  const reference = useQuery(q.practice.reference.queryOptions());
  const safety = patient.data?.safety ?? null;
  const asked = (state: 'not-asked' | 'none-known' | 'listed', listed: string) =>
    state === 'listed' ? listed : t(state === 'not-asked' ? 'special.notAsked' : 'special.noAllergies');
  const flags = new Map(
    (reference.data?.contraindications.entries ?? []).map(({ id, name }) => [id, name] as const),
  );
  const open = (safety?.answers ?? []).filter(({ answer }) => answer === 'unknown');
  const pregnancy = (safety?.answers ?? []).filter(
    ({ flagId, answer }) => (flagId === 'pregnancy' || flagId === 'breastfeeding') && answer !== 'no',
  );
  const warnings = document.substances.flatMap((line) => line.warnings);
  const items = [
    ...(safety === null
      ? []
      : [
          {
            label: t('special.allergies'),
            value: asked(
              safety.allergyState,
              safety.allergies
                .map(({ substance, reaction }) =>
                  reaction === '' ? substance : `${substance} (${reaction})`,
                )
                .join(', '),
            ),
          },
          {
            label: t('special.medicines'),
            value: asked(safety.medicineState, safety.medicines.map(({ name }) => name).join(', ')),
          },
        ]),
    ...(pregnancy.length === 0
      ? []
      : [
          {
            label: t('special.pregnancy'),
            value: pregnancy
              .map(({ flagId, answer }) =>
                answer === 'yes'
                  ? (flags.get(flagId) ?? flagId)
                  : `${flags.get(flagId) ?? flagId}: ${t('special.unknown')}`,
              )
              .join(', '),
          },
        ]),
    ...document.flags.map(({ name, level, why }) => ({
      label: t('special.flags'),
      value: `${name} (${t(`special.level.${level}`)}): ${why}`,
      wide: true,
    })),
    ...warnings.map((warning) => ({ label: t('special.warnings'), value: warning, wide: true })),
    ...(document.refusals ?? []).map(({ name, words }) => ({
      label: t('special.refusals'),
      value: words === '' ? name : `${name}: “${words}”`,
      wide: true,
    })),
    ...(open.length === 0
      ? []
      : [
          {
            label: t('special.unknown'),
            value: open.map(({ flagId }) => flags.get(flagId) ?? flagId).join(', '),
            wide: true,
          },
        ]),
    ...(document.talk.assent?.given === 'no'
      ? [{ label: t('special.child'), value: document.talk.assent.words, wide: true }]
      : []),
  ];
  const stop = document.flags.some(({ level }) => level === 'block') || warnings.length > 0;
  return (
    <Section title={t('special.title')} tone={stop ? 'bad' : 'plain'}>
      {items.length === 0 ? t('special.none') : <Facts items={items} columns={2} />}
    </Section>
  );
}
