import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import { doseOf } from '../../../shared/rules/administration-check.ts';
import { formOf, siteKey, type FormField } from '../../../shared/rules/block-form.ts';
import { strictest } from '../../../shared/rules/disclosure.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useTrouble } from '../../desk.ts';
import { api } from '../../rpc.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import type { Refusals } from '../../parts/use-refusals.ts';
import { useDraft } from '../../ui/draft.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { emptyPart, inputOf, partOf, type GiveForm, type Part } from './give-form.ts';
import { GivePart } from './GivePart.tsx';
import { IssueList } from './IssueList.tsx';
import { MissingConsent } from './MissingConsent.tsx';
import { RecordField } from './RecordField.tsx';
import css from './treatments.module.css';

interface GiveDialogProps {
  sessionId: string;
  patientId: string;
  appointmentId: string | null;
  block: ProcedureBlock;
  reference: Reference;
  refusals: Refusals;
  onGiven: () => void;
  onClose: () => void;
}

const perPart = new Set([
  'substanceId',
  'productName',
  'lotNumber',
  'expiryDate',
  'containerType',
  'firstOpenedOn',
  'strengthValue',
  'strengthUnit',
  'volumePerPoint',
  'offLabel',
  'collectionId',
]);

/** Records one syringe as given. The class of what is in it stands above the fields before anything is written. */
export function GiveDialog({
  sessionId,
  patientId,
  appointmentId,
  block,
  reference,
  refusals,
  onGiven,
  onClose,
}: GiveDialogProps) {
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const form = useMemo(() => formOf(reference, block.technique), [reference, block.technique]);
  const fields = useMemo(
    () => new Map(form.administration.map((field): [string, FormField] => [field.key, field])),
    [form],
  );
  const siteOptions = block.sites.map((site) => ({
    value: siteKey(site),
    label: `${reference.sites.get(site.siteId)?.name ?? site.siteId} ${site.side}`,
  }));
  const initial = useMemo(
    (): GiveForm => ({
      parts: [emptyPart],
      points: String(Math.max(1, block.sites.length)),
      siteKeys: block.sites.map(siteKey),
      route: '',
      aspiration: '',
      reasons: {},
    }),
    [block],
  );
  const draft = useDraft(`treatments.${sessionId}.${block.id}.give`, initial);
  const [tried, setTried] = useState(false);
  const { value } = draft;
  const set = (change: Partial<GiveForm>) => draft.setValue((before) => ({ ...before, ...change }));
  const setPart = (at: number, change: (part: Part) => Part) =>
    set({ parts: value.parts.map((part, index) => (index === at ? change(part) : part)) });
  const input = inputOf(block.id, value);
  const units = fields.get('strengthUnit')?.options ?? [];
  const chosen = value.parts
    .map((part) => reference.substances.get(part.substanceId))
    .filter((substance) => substance !== undefined);
  const classes = chosen.map((substance) => substance.standing?.disclosureClass ?? substance.disclosureClass);
  const asClass = classes.length === 0 ? null : strictest(classes);
  const dose = input === null ? null : doseOf(input);

  const give = useMutation({
    mutationFn: () => {
      if (input === null) throw new Error('incomplete');
      return api.treatments.administer({ sessionId, administration: input });
    },
    onSuccess: async () => {
      await draft.discard();
      onGiven();
      onClose();
    },
  });
  const refused = give.error === null ? null : trouble(give.error);
  const refusal = refused?.refusal;
  const found =
    refusal?.code === 'DOSE_REFUSED' || refusal?.code === 'RECORD_REFUSED' ? refusal.data.issues : [];
  const shared = form.administration.filter(
    (field) =>
      !perPart.has(field.key) &&
      field.key !== 'points' &&
      field.key !== 'mixedWith' &&
      field.type !== 'derived',
  );

  return (
    <Dialog opened onClose={onClose} title={t('give.dialog', { technique: form.technique.name })} size={820}>
      <form
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (input !== null) give.mutate();
        }}
        noValidate
      >
        {asClass !== null && (
          <Notice
            tone={asClass === 'drug' ? 'clay' : 'info'}
            title={t(value.parts.length > 1 ? 'give.mixtureIs' : 'give.substanceIs', {
              class: t(`class.${asClass}`),
            })}
          >
            {value.parts.length > 1 && asClass === 'drug' && t('give.mixtureHow')}
          </Notice>
        )}
        {value.parts.map((part, at) => (
          <GivePart
            // A part has no id before it is written; its place tells it apart.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            part={part}
            fields={fields}
            substances={reference.data.substances.entries}
            refusals={refusals}
            removable={value.parts.length > 1}
            tried={tried}
            onPick={(id) => {
              const substance = reference.substances.get(id);
              if (substance) setPart(at, (before) => partOf(substance, units, before));
            }}
            onChange={(change) => setPart(at, (before) => ({ ...before, ...change }))}
            onRemove={() => set({ parts: value.parts.filter((_, index) => index !== at) })}
          />
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={value.parts.length >= 6}
            onClick={() => set({ parts: [...value.parts, emptyPart] })}
          >
            {t('give.addPart')}
          </Button>
        </div>
        <FieldGrid>
          {fields.has('points') && (
            <Span of={3}>
              <RecordField
                field={fields.get('points') as FormField}
                value={value.points}
                onChange={(points) => set({ points: String(points) })}
              />
            </Span>
          )}
          {shared
            .filter((field) => field.key === 'route' || field.key === 'aspiration')
            .map((field) => (
              <Span key={field.key} of={4}>
                <RecordField
                  field={field}
                  value={field.key === 'route' ? value.route : value.aspiration}
                  error={
                    tried && (field.key === 'route' ? value.route : value.aspiration) === ''
                      ? t('required')
                      : undefined
                  }
                  onChange={(next) => set({ [field.key]: String(next) })}
                />
              </Span>
            ))}
          <Span of={12}>
            <ChoiceChips
              label={t('give.sites')}
              required
              options={siteOptions}
              value={value.siteKeys}
              onChange={(siteKeys) => set({ siteKeys })}
            />
          </Span>
        </FieldGrid>
        {dose !== null && (
          <div className={css['doses']} role="status">
            {dose.parts.map((part) => (
              <Tag key={part.substanceId} tone="ink">
                {reference.substances.get(part.substanceId)?.name}: {part.totalVolumeMl} mL
                {part.doseMg === null ? '' : ` = ${part.doseMg} mg`}
              </Tag>
            ))}
          </div>
        )}
        {refusal?.code === 'CONSENT_MISSING' && (
          <MissingConsent
            missing={refusal.data.missing}
            patientId={patientId}
            appointmentId={appointmentId}
            reference={reference}
            parts={value.parts.map((part) => part.substanceId)}
            technique={block.technique}
            sites={value.siteKeys}
          />
        )}
        {found.length > 0 && (
          <Notice tone="bad" title={refused?.text} live>
            <IssueList
              issues={found}
              reasons={value.reasons}
              onReason={(key, reason) => set({ reasons: { ...value.reasons, [key]: reason } })}
            />
          </Notice>
        )}
        {refused !== null && refusal?.code !== 'CONSENT_MISSING' && found.length === 0 && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        {tried && input === null && <Notice tone="bad" title={t('give.incomplete')} live />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={give.isPending}>
            {t('give.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
