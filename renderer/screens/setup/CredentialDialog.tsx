import { Button, FileInput, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Credential } from '../../../shared/contract/staff.ts';
import { q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { EditDialog } from './EditDialog.tsx';

export type CredentialRow = Omit<Credential, 'id'>;

export interface CredentialDialogProps {
  row: CredentialRow;
  /** Whose it is: nobody supervises themselves. */
  memberId: string;
  isNew: boolean;
  reference: ReferenceData;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSave: (row: CredentialRow) => void;
  onRemove: () => void;
}

/** SHA-256 of the file, in lower-case hex; the file itself stays where it is. */
async function fingerprint(file: File): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `neck-anterior` as it is read. */
function sentence(region: string): string {
  const words = region.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function CredentialDialog(props: CredentialDialogProps) {
  const { isNew, reference, busy, error, onClose, onSave, onRemove } = props;
  const { t } = useTranslation(['setup', 'ui']);
  const staff = useQuery(q.staff.list.queryOptions());
  const practice = useQuery(q.practice.overview.queryOptions());
  const { credentialTypes, entries } = reference.techniques;
  const regions = [...new Set(reference.muscles.entries.map(({ region }) => region))].toSorted();
  const others = (staff.data ?? []).filter(({ id, treats }) => treats && id !== props.memberId);
  const [row, setRow] = useState(props.row);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<CredentialRow>) => setRow({ ...row, ...part });
  const type = credentialTypes.find((one) => one.id === row.type);
  const endless = type?.expires === 'required' && row.expiresOn === null;
  const submit = () => {
    setTried(true);
    const unseen = (row.verifiedBy === '') !== (row.verifiedOn === null);
    if (!endless && !unseen) onSave(row);
  };
  return (
    <EditDialog
      title={t(isNew ? 'credentials.add' : 'credentials.edit')}
      busy={busy}
      error={error}
      size={720}
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
        <Span of={6}>
          <MultiSelect
            label={t('credentials.regionsExcluded')}
            placeholder={row.regionsExcluded.length === 0 ? t('credentials.noRegion') : ''}
            searchable
            data={regions.map((region) => ({ value: region, label: sentence(region) }))}
            value={row.regionsExcluded}
            onChange={(value) => change({ regionsExcluded: value })}
          />
        </Span>
        <Span of={6}>
          <MultiSelect
            label={t('credentials.substancesAllowed')}
            placeholder={row.substancesAllowed.length === 0 ? t('credentials.allSubstances') : ''}
            searchable
            data={reference.substances.entries.map(({ id, name }) => ({ value: id, label: name }))}
            value={row.substancesAllowed}
            onChange={(value) => change({ substancesAllowed: value })}
          />
        </Span>
        <Span of={6}>
          <MultiSelect
            label={t('credentials.devices')}
            placeholder={row.devices.length === 0 ? t('credentials.allDevices') : ''}
            data={(practice.data?.devices ?? [])
              .filter(({ id, retired }) => !retired || row.devices.includes(id))
              .map(({ id, name, serial }) => ({ value: id, label: `${name} (${serial})` }))}
            value={row.devices}
            onChange={(value) => change({ devices: value })}
          />
        </Span>
        <Span of={6}>
          <Select
            label={t('credentials.supervisedBy')}
            description={t('credentials.supervisedHint')}
            placeholder={t('credentials.ownRight')}
            clearable
            data={others.map(({ id, displayName }) => ({ value: id, label: displayName }))}
            value={row.supervisedBy}
            onChange={(value) => change({ supervisedBy: value })}
          />
        </Span>
        <Span of={6}>
          <TextInput
            label={t('credentials.verifiedBy')}
            maxLength={120}
            value={row.verifiedBy}
            error={
              tried && row.verifiedBy === '' && row.verifiedOn !== null ? t('ui:issue.missing') : undefined
            }
            onChange={(event) => change({ verifiedBy: event.currentTarget.value })}
          />
        </Span>
        <Span of={6}>
          <DateField
            label={t('credentials.verifiedOn')}
            value={row.verifiedOn ?? ''}
            error={
              tried && row.verifiedBy !== '' && row.verifiedOn === null ? t('ui:issue.missing') : undefined
            }
            onChange={(value) => change({ verifiedOn: value === '' ? null : value })}
          />
        </Span>
        <Span of={12}>
          <FileInput
            label={t('credentials.evidence')}
            description={t('credentials.evidenceHint')}
            placeholder={row.evidenceSha256 ?? t('credentials.evidenceChoose')}
            clearable
            onChange={(file) =>
              void (file === null ? Promise.resolve(null) : fingerprint(file)).then((evidenceSha256) =>
                setRow((before) => ({ ...before, evidenceSha256 })),
              )
            }
          />
        </Span>
        <Span of={12}>
          <SegmentedChoice
            label={t('credentials.status')}
            value={row.status}
            onChange={(value) => change({ status: value as CredentialRow['status'] })}
            options={(['held', 'suspended', 'withdrawn'] as const).map((value) => ({
              value,
              label: t(`credentials.states.${value}`),
              ...(value !== 'held' && { tone: 'bad' as const }),
            }))}
          />
        </Span>
      </FieldGrid>
    </EditDialog>
  );
}
