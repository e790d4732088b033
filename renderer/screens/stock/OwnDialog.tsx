import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnVersion } from '../../../shared/contract/substances.ts';
import { effectiveClass } from '../../../shared/rules/disclosure.ts';
import { ownChoices, ownPrefix, ownSubstance } from '../../../shared/rules/own-substances.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { api, q } from '../../rpc.ts';
import { useDraft } from '../../ui/draft.tsx';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { useRetold } from './use-retold.ts';
import { OwnLaw } from './OwnLaw.tsx';
import { blankForm, entryFrom, formFrom, type OwnForm } from './own-form.ts';
import { reasonText } from './reason-text.ts';
import { StockDialog } from './StockDialog.tsx';

interface OwnDialogProps {
  substanceId: string | null;
  newest: OwnVersion | null;
  /** It was approved once: name and product stay. */
  named: boolean;
  /** As what it is begun, where that is known: a drug, or something natural. */
  begun: 'drug' | 'biological-substance' | null;
  reference: Reference;
  onSaved: (substanceId: string) => void;
  onClose: () => void;
}

const classes = ['drug', 'biological-substance', 'device-substance'] as const;
const licences = ['licensed', 'off-label', 'unapproved'] as const;
const worded = (codes: readonly string[]) =>
  codes.map((value) => ({ value, label: value.replaceAll('-', ' ') }));

/** A substance that no catalogue ships, with all that a patient is told of it. Blocked until somebody approves it. */
export function OwnDialog({
  substanceId,
  newest,
  named,
  begun,
  reference,
  onSaved,
  onClose,
}: OwnDialogProps) {
  const { t } = useTranslation(['stock', 'ui']);
  const retold = useRetold();
  const practice = useQuery(q.practice.overview.queryOptions());
  const draft = useDraft<OwnForm>(
    `own-substance:${substanceId ?? 'new'}`,
    newest === null ? { ...blankForm, disclosureClass: begun } : formFrom(newest.entry),
  );
  const form = draft.value;
  const set = (change: Partial<OwnForm>) => draft.setValue((before) => ({ ...before, ...change }));
  const [tried, setTried] = useState(false);
  const read = entryFrom(form);
  const wrong = (field: keyof OwnForm) =>
    tried && 'wrong' in read && read.wrong.has(field) ? t('receiving.missing') : undefined;
  const choices = ownChoices(reference);
  const jurisdiction = practice.data?.profile.jurisdiction ?? 'unset';
  const told =
    'entry' in read
      ? effectiveClass(
          reference,
          ownSubstance({ ...{ id: ownPrefix, version: 1, approved: true }, entry: read.entry }),
          jurisdiction,
        )
      : null;
  const save = useMutation({
    mutationFn: (entry: Parameters<typeof api.substances.enterOwn>[0]['entry']) =>
      api.substances.enterOwn({ substanceId, version: newest?.version ?? 0, entry }),
    onSuccess: async ({ substanceId: id }) => {
      await draft.discard();
      await retold();
      notify({ text: t('own.saved', { name: form.name }) });
      onSaved(id);
      onClose();
    },
  });
  const lines = (field: 'commonEffects' | 'seriousEffects' | 'allergens' | 'components' | 'strengths') => (
    <Textarea
      label={t(`own.${field}`)}
      description={t('own.perLine')}
      required={field !== 'components'}
      autosize
      minRows={2}
      maxRows={6}
      error={wrong(field)}
      value={form[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <StockDialog
      title={t(newest === null ? 'own.new' : 'own.change', { name: form.name })}
      busy={save.isPending}
      error={save.error}
      submit={t('own.save')}
      size={860}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if ('entry' in read) save.mutate(read.entry);
      }}
    >
      <Notice tone="info" title={t(newest === null ? 'own.blocked' : 'own.anew')}>
        {t('own.mixture')}
      </Notice>
      <FieldGrid>
        <Span of={7}>
          <TextInput
            label={t('own.name')}
            description={t(named ? 'own.nameFixed' : 'own.nameHow')}
            required
            {...(!named && { 'data-autofocus': true })}
            disabled={named}
            maxLength={120}
            error={wrong('name')}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Span>
        <Span of={5}>
          <TextInput
            label={t('own.product')}
            description={t('own.productHow')}
            disabled={named}
            maxLength={120}
            error={wrong('product')}
            value={form.product}
            onChange={(event) => set({ product: event.currentTarget.value })}
          />
        </Span>
        <Span of={4}>
          <Select
            label={t('own.class')}
            {...(named && { 'data-autofocus': true })}
            required
            error={wrong('disclosureClass')}
            value={form.disclosureClass}
            data={classes.map((value) => ({ value, label: t(`class.${value}`) }))}
            onChange={(disclosureClass) => set({ disclosureClass })}
          />
        </Span>
        <Span of={4}>
          <Select
            label={t('own.group')}
            required
            searchable
            error={wrong('group')}
            value={form.group === '' ? null : form.group}
            data={choices.groups.map((value) => ({
              value,
              label: value === 'unspecified' ? t('own.noGroup') : value.replaceAll('-', ' '),
            }))}
            onChange={(group) => set({ group: group ?? '' })}
          />
        </Span>
        <Span of={4}>
          <Select
            label={t('own.licence')}
            required
            error={wrong('licence')}
            value={form.licence}
            data={licences.map((value) => ({ value, label: t(`own.licences.${value}`) }))}
            onChange={(licence) => set({ licence })}
          />
        </Span>
        <Span of={12}>
          <OwnLaw
            here={jurisdiction}
            value={form.legalClass}
            onChange={(legalClass) => set({ legalClass })}
          />
        </Span>
        <Span of={6}>
          <MultiSelect
            label={t('catalogue.origin')}
            required
            searchable
            error={wrong('origin')}
            value={form.origin}
            data={worded(choices.origins)}
            onChange={(origin) => set({ origin })}
          />
        </Span>
        <Span of={6}>
          <MultiSelect
            label={t('own.routes')}
            required
            searchable
            error={wrong('routes')}
            value={form.routes}
            data={worded(choices.routes)}
            onChange={(routes) => set({ routes })}
          />
        </Span>
        <Span of={12}>
          <TextInput
            label={t('own.purpose')}
            description={t('own.purposeHow')}
            required
            maxLength={200}
            error={wrong('purpose')}
            value={form.purpose}
            onChange={(event) => set({ purpose: event.currentTarget.value })}
          />
        </Span>
        <Span of={6}>{lines('commonEffects')}</Span>
        <Span of={6}>{lines('seriousEffects')}</Span>
        <Span of={6}>{lines('allergens')}</Span>
        <Span of={6}>{lines('components')}</Span>
        <Span of={4}>{lines('strengths')}</Span>
        <Span of={8}>
          <MultiSelect
            label={t('own.contraFlags')}
            description={t('own.contraFlagsHow')}
            searchable
            value={form.contraFlags}
            data={[...reference.flags.values()].map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(contraFlags) => set({ contraFlags })}
          />
        </Span>
        <Span of={8}>
          <TextInput
            label={t('own.source')}
            description={t('own.sourceHow')}
            required
            maxLength={300}
            error={wrong('source')}
            value={form.source}
            onChange={(event) => set({ source: event.currentTarget.value })}
          />
        </Span>
        <Span of={4}>
          <DateField
            label={t('catalogue.reviewOn')}
            required
            error={wrong('reviewOn')}
            value={form.reviewOn}
            onChange={(reviewOn) => set({ reviewOn })}
          />
        </Span>
      </FieldGrid>
      {told !== null && (
        <Notice
          tone={told.disclosureClass === 'drug' ? 'clay' : 'info'}
          title={t('own.told', { class: t(`class.${told.disclosureClass}`) })}
        >
          {reasonText(t, told.reason)} {t('own.noLimit')}
        </Notice>
      )}
    </StockDialog>
  );
}
