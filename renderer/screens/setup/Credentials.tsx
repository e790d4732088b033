import { ActionIcon, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useContext, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Credential, Member } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { DateField, FieldGrid, Span } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { missingFor } from './credentials.ts';
import css from './setup.module.css';

type Row = Omit<Credential, 'id'> & { key: string };

export interface CredentialsProps {
  member: Member;
  reference: ReferenceData;
  actions?: ReactNode;
}

/** What one person may do and until when, and what follows from it for each technique. */
export function Credentials({ member, reference, actions }: CredentialsProps) {
  const { t } = useTranslation(['setup', 'ui']);
  const cache = useQueryClient();
  const sayTrouble = useTrouble();
  const { today } = useContext(DateHabit);
  const { credentialTypes, entries } = reference.techniques;
  const [rows, setRows] = useState<Row[]>(() =>
    member.credentials.map(({ id, ...rest }) => ({ ...rest, key: id })),
  );
  const save = useMutation(
    q.staff.recordCredentials.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: q.staff.key() });
        notify({ text: t('saved') });
      },
    }),
  );
  const change = (key: string, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => {
    const next =
      credentialTypes.find((type) => !rows.some((row) => row.type === type.id)) ?? credentialTypes[0];
    if (next)
      setRows([
        ...rows,
        {
          key: crypto.randomUUID(),
          type: next.id,
          techniques: [],
          issuer: '',
          number: '',
          issuedOn: null,
          expiresOn: null,
        },
      ]);
  };
  const labelOf = (id: string) => credentialTypes.find((type) => type.id === id)?.label ?? id;
  const offered = entries.filter((technique) => technique.defaultEnabled);
  return (
    <>
      <Section
        title={t('credentials.title', { name: member.displayName })}
        count={rows.length}
        actions={actions}
        level={3}
      >
        <div className={css['stack']}>
          {save.isError && <Notice tone="bad" title={sayTrouble(save.error).text} live />}
          {rows.length === 0 && <p className={css['hint']}>{t('credentials.none')}</p>}
          {rows.map((row) => {
            const type = credentialTypes.find((one) => one.id === row.type);
            const endless = type?.expires === 'required' && row.expiresOn === null;
            return (
              <div key={row.key} className={css['credential']} role="group" aria-label={labelOf(row.type)}>
                <FieldGrid>
                  <Span of={4}>
                    <Select
                      label={t('credentials.type')}
                      searchable
                      data={credentialTypes.map(({ id, label }) => ({ value: id, label }))}
                      value={row.type}
                      onChange={(value) => value && change(row.key, { type: value })}
                    />
                  </Span>
                  <Span of={4}>
                    <TextInput
                      label={t('credentials.issuer')}
                      value={row.issuer}
                      onChange={(event) => change(row.key, { issuer: event.currentTarget.value })}
                    />
                  </Span>
                  <Span of={4}>
                    <TextInput
                      label={t('credentials.number')}
                      value={row.number}
                      onChange={(event) => change(row.key, { number: event.currentTarget.value })}
                    />
                  </Span>
                  <Span of={3}>
                    <DateField
                      label={t('credentials.issuedOn')}
                      value={row.issuedOn ?? ''}
                      onChange={(value) => change(row.key, { issuedOn: value === '' ? null : value })}
                    />
                  </Span>
                  <Span of={3}>
                    <DateField
                      label={t('credentials.expiresOn')}
                      required={type?.expires === 'required'}
                      error={endless && save.isError ? t('ui:issue.missing') : undefined}
                      value={row.expiresOn ?? ''}
                      onChange={(value) => change(row.key, { expiresOn: value === '' ? null : value })}
                    />
                  </Span>
                  <Span of={5}>
                    <MultiSelect
                      label={t('credentials.techniques')}
                      placeholder={row.techniques.length === 0 ? t('credentials.allTechniques') : ''}
                      data={entries.map(({ id, name }) => ({ value: id, label: name }))}
                      value={row.techniques}
                      onChange={(value) => change(row.key, { techniques: value })}
                    />
                  </Span>
                  <Span of={1}>
                    <ActionIcon
                      className={css['remove']}
                      aria-label={t('credentials.remove', { name: labelOf(row.type) })}
                      onClick={() => setRows(rows.filter((other) => other.key !== row.key))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Span>
                </FieldGrid>
              </div>
            );
          })}
          <div className={css['buttons']}>
            <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
              {t('credentials.add')}
            </Button>
            <Button
              loading={save.isPending}
              onClick={() =>
                save.mutate({
                  id: member.id,
                  version: member.version,
                  credentials: rows.map(({ key: _key, ...rest }) => rest),
                })
              }
            >
              {t('credentials.save')}
            </Button>
          </div>
        </div>
      </Section>
      <Section title={t('credentials.follows')} level={3}>
        <ul className={css['ready']}>
          {offered.map((technique) => {
            const missing = missingFor(technique, rows, today());
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
    </>
  );
}
