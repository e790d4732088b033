import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Credential } from '../../../shared/contract/staff.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { EditDialog } from './EditDialog.tsx';

export type CredentialRow = Omit<Credential, 'id'>;

export interface CredentialDialogProps {
  row: CredentialRow;
  isNew: boolean;
  reference: ReferenceData;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSave: (row: CredentialRow) => void;
  onRemove: () => void;
}

export function CredentialDialog(props: CredentialDialogProps) {
  const { isNew, reference, busy, error, onClose, onSave, onRemove } = props;
  const { t } = useTranslation(['setup', 'ui']);
  const { credentialTypes, entries } = reference.techniques;
  const [row, setRow] = useState(props.row);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<CredentialRow>) => setRow({ ...row, ...part });
  const type = credentialTypes.find((one) => one.id === row.type);
  const endless = type?.expires === 'required' && row.expiresOn === null;
  const submit = () => {
    setTried(true);
    if (!endless) onSave(row);
  };
  return (
    <EditDialog
      title={t(isNew ? 'credentials.add' : 'credentials.edit')}
      busy={busy}
      error={error}
      size={640}
      onClose={onClose}
      onSubmit={submit}
      aside={
        !isNew && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {t('ui:remove')}
          </Button>
        )
      }
    >
      <FieldGrid>
        <Span of={12}>
          <Select
            label={t('credentials.type')}
            description={type?.what}
            searchable
            data={credentialTypes.map(({ id, label }) => ({ value: id, label }))}
            value={row.type}
            onChange={(value) => value && change({ type: value })}
          />
        </Span>
        <Span of={6}>
          <TextInput
            data-autofocus
            label={t('credentials.issuer')}
            value={row.issuer}
            onChange={(event) => change({ issuer: event.currentTarget.value })}
          />
        </Span>
        <Span of={6}>
          <TextInput
            label={t('credentials.number')}
            value={row.number}
            onChange={(event) => change({ number: event.currentTarget.value })}
          />
        </Span>
        <Span of={6}>
          <DateField
            label={t('credentials.issuedOn')}
            value={row.issuedOn ?? ''}
            onChange={(value) => change({ issuedOn: value === '' ? null : value })}
          />
        </Span>
        <Span of={6}>
          <DateField
            label={t('credentials.expiresOn')}
            required={type?.expires === 'required'}
            error={tried && endless ? t('ui:issue.missing') : undefined}
            value={row.expiresOn ?? ''}
            onChange={(value) => change({ expiresOn: value === '' ? null : value })}
          />
        </Span>
        <Span of={12}>
          <MultiSelect
            label={t('credentials.techniques')}
            placeholder={row.techniques.length === 0 ? t('credentials.allTechniques') : ''}
            data={entries.map(({ id, name }) => ({ value: id, label: name }))}
            value={row.techniques}
            onChange={(value) => change({ techniques: value })}
          />
        </Span>
      </FieldGrid>
    </EditDialog>
  );
}
