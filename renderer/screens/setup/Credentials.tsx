import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useContext, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Credential, Member } from '../../../shared/contract/staff.ts';
import { q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { CredentialDialog, type CredentialRow } from './CredentialDialog.tsx';
import { missingFor, standingOf } from './credentials.ts';
import css from './setup.module.css';

export interface CredentialsProps {
  member: Member;
  reference: ReferenceData;
  actions?: ReactNode;
}

const signs = { valid: 'done', soon: 'half', 'not-yet': 'empty', expired: 'stop' } as const;

/** A row that was edited still carries the number of the one that it replaces. */
function withoutId(row: CredentialRow & { id?: string }): CredentialRow {
  const { id: _, ...rest } = row;
  return rest;
}

/** What one person may do and until when, and what follows from it for each technique. */
export function Credentials({ member, reference, actions }: CredentialsProps) {
  const { t } = useTranslation('setup');
  const cache = useQueryClient();
  const sayDate = useSayDate();
  const { today } = useContext(DateHabit);
  const { credentialTypes, entries } = reference.techniques;
  const [edited, setEdited] = useState<Credential | 'new' | null>(null);
  const save = useMutation(
    q.staff.recordCredentials.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.staff.key() });
        setEdited(null);
        notify({ text: t('saved') });
      },
    }),
  );
  const typeOf = (id: string) => credentialTypes.find((type) => type.id === id);
  const labelOf = (id: string) => typeOf(id)?.label ?? id;
  const nameOf = (id: string) => entries.find((technique) => technique.id === id)?.name ?? id;
  const staff = useQuery(q.staff.list.queryOptions());
  const personOf = (id: string) => staff.data?.find((one) => one.id === id)?.displayName ?? '';
  const substances = new Map(reference.substances.entries.map(({ id, name }) => [id, name]));
  const limitsOf = (one: Credential) =>
    [
      one.status === 'held' ? '' : t(`credentials.states.${one.status}`),
      one.supervisedBy === null ? '' : t('credentials.supervised', { name: personOf(one.supervisedBy) }),
      one.regionsExcluded.length === 0
        ? ''
        : t('credentials.without', {
            list: one.regionsExcluded.map((region) => region.replaceAll('-', ' ')).join(', '),
          }),
      one.substancesAllowed.length === 0
        ? ''
        : t('credentials.only', {
            list: one.substancesAllowed.map((id) => substances.get(id) ?? id).join(', '),
          }),
      one.devices.length === 0 ? '' : t('credentials.count', { count: one.devices.length }),
      one.verifiedOn === null ? t('credentials.notVerified') : '',
    ]
      .filter((text) => text !== '')
      .join('; ');
  const store = (rows: readonly CredentialRow[]) =>
    save.mutate({ id: member.id, version: member.version, credentials: [...rows] });
  const others = member.credentials.filter((one) => one !== edited).map(({ id: _id, ...rest }) => rest);
  const unheld = credentialTypes.find((type) => !member.credentials.some((one) => one.type === type.id));
  const blank: CredentialRow = {
    type: unheld?.id ?? credentialTypes[0]?.id ?? '',
    techniques: [],
    issuer: '',
    number: '',
    issuedOn: null,
    expiresOn: null,
    ...{ devices: [], regionsExcluded: [], substancesAllowed: [], supervisedBy: null },
    ...{ verifiedBy: '', verifiedOn: null, evidenceSha256: null, status: 'held' },
  };
  const open = (which: Credential | 'new') => {
    save.reset();
    setEdited(which);
  };
  const offered = entries.filter((technique) => technique.defaultEnabled);
  return (
    <>
      <Section
        title={t('credentials.title', { name: member.displayName })}
        count={member.credentials.length}
        flush
        actions={
          <>
            {actions}
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={15} />}
              onClick={() => open('new')}
            >
              {t('credentials.add')}
            </Button>
          </>
        }
        level={3}
      >
        <DataTable
          label={t('credentials.title', { name: member.displayName })}
          rows={member.credentials}
          rowKey={(one) => one.id}
          onOpen={open}
          empty={<EmptyState title={t('credentials.noneYet')} text={t('credentials.none')} />}
          columns={[
            {
              id: 'type',
              header: t('credentials.type'),
              width: 'minmax(190px, 1.6fr)',
              cell: (one) => labelOf(one.type),
            },
            {
              id: 'number',
              header: t('credentials.number'),
              width: 'minmax(100px, 1fr)',
              optional: true,
              cell: (one) => <span title={one.issuer}>{one.number || one.issuer}</span>,
            },
            {
              id: 'techniques',
              header: t('credentials.techniques'),
              width: 'minmax(120px, 1fr)',
              cell: (one) => one.techniques.map(nameOf).join(', ') || t('credentials.allTechniques'),
            },
            {
              id: 'limits',
              header: t('credentials.limits'),
              width: 'minmax(130px, 1.2fr)',
              cell: (one) => {
                const text = limitsOf(one);
                return (
                  <span title={text} className={text === '' ? css['faint'] : undefined}>
                    {text === '' ? '–' : text}
                  </span>
                );
              },
            },
            {
              id: 'until',
              header: t('credentials.expiresOn'),
              width: '150px',
              cell: (one) => {
                const standing = standingOf(one, typeOf(one.type)?.warnDays ?? 0, today());
                return (
                  <StatusBadge status={signs[standing]} tone={standing === 'soon' ? 'warn' : 'neutral'}>
                    {one.expiresOn === null ? t('credentials.endless') : sayDate(one.expiresOn)}
                  </StatusBadge>
                );
              },
            },
          ]}
        />
      </Section>
      <Section title={t('credentials.follows')} level={3}>
        <ul className={css['ready']}>
          {offered.map((technique) => {
            const missing = missingFor(technique, member.credentials, today());
            return (
              <li key={technique.id}>
                <StatusBadge status={missing.length === 0 ? 'done' : 'empty'}>{technique.name}</StatusBadge>
                {missing.length > 0 && (
                  <small>{t('credentials.missing', { list: missing.map(labelOf).join(', ') })}</small>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      {edited && (
        <CredentialDialog
          row={edited === 'new' ? blank : edited}
          memberId={member.id}
          isNew={edited === 'new'}
          reference={reference}
          busy={save.isPending}
          error={save.error}
          onClose={() => setEdited(null)}
          onSave={(row) => store([...others, withoutId(row)])}
          onRemove={() => store(others)}
        />
      )}
    </>
  );
}
