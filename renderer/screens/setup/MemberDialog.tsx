import { PasswordInput, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { roles } from '../../../shared/contract/permissions.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { api, q } from '../../rpc.ts';
import { ChoiceChips } from '../../ui/Choices.tsx';
import { FieldGrid, Span } from '../../ui/Fields.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditDialog } from './EditDialog.tsx';

export interface MemberDialogProps {
  member: Member | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

interface Values {
  displayName: string;
  title: string;
  userName: string;
  roles: Member['roles'];
  treats: boolean;
  disabled: boolean;
  password: string;
}

async function save(
  known: Member | null,
  { userName, password, disabled, ...values }: Values,
): Promise<string> {
  if (known === null) return (await api.staff.add({ ...values, userName: userName.trim(), password })).id;
  await api.staff.revise({ ...values, disabled, id: known.id, version: known.version });
  if (password !== '') await api.staff.resetPassword({ id: known.id, password });
  return known.id;
}

export function MemberDialog({ member: known, onClose, onSaved }: MemberDialogProps) {
  const { t } = useTranslation(['setup', 'ui', 'app']);
  const cache = useQueryClient();
  const missing = (value: string) => (value.trim() === '' ? t('ui:issue.missing') : null);
  const form = useForm<Values>({
    initialValues: {
      displayName: known?.displayName ?? '',
      title: known?.title ?? '',
      userName: known?.userName ?? '',
      roles: known?.roles ?? ['practitioner'],
      treats: known?.treats ?? true,
      disabled: known?.disabled ?? false,
      password: '',
    },
    validate: {
      displayName: missing,
      userName: missing,
      roles: (value) => (value.length === 0 ? t('team.roleMissing') : null),
      password: (value) =>
        known !== null && value === ''
          ? null
          : [...value].length < 15
            ? t('owner.tooShort', { count: 15 })
            : null,
    },
  });
  const saving = useMutation({
    mutationFn: (values: Values) => save(known, values),
    onSuccess: async (id) => {
      await cache.invalidateQueries({ queryKey: q.staff.key() });
      notify({ text: t('saved') });
      onSaved(id);
      onClose();
    },
  });
  const submit = form.onSubmit((values) => saving.mutate(values));
  return (
    <EditDialog
      title={t(known ? 'team.edit' : 'team.add')}
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={() => submit()}
      size={600}
    >
      <FieldGrid>
        <Span of={6}>
          <TextInput
            label={t('owner.displayName')}
            required
            data-autofocus
            {...form.getInputProps('displayName')}
          />
        </Span>
        <Span of={6}>
          <TextInput
            label={t('owner.title')}
            description={t('owner.titleHint')}
            {...form.getInputProps('title')}
          />
        </Span>
        <Span of={12}>
          <ChoiceChips
            label={t('team.roles')}
            required
            error={form.errors['roles']}
            value={form.values.roles}
            onChange={(value) =>
              form.setFieldValue(
                'roles',
                roles.filter((role) => value.includes(role)),
              )
            }
            options={roles.map((role) => ({
              value: role,
              label: t(`app:roles.${role}`),
              hint: t(`team.roleHints.${role}`),
            }))}
          />
        </Span>
        <Span of={12}>
          <Switch label={t('team.treats')} {...form.getInputProps('treats', { type: 'checkbox' })} />
        </Span>
        <Span of={6}>
          <TextInput
            label={t('owner.userName')}
            required
            disabled={known !== null}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('userName')}
          />
        </Span>
        <Span of={6}>
          <PasswordInput
            label={t(known ? 'team.newPassword' : 'team.firstPassword')}
            required={known === null}
            description={t('team.passwordHint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('owner.show'), tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
        </Span>
        {known && (
          <Span of={12}>
            <Switch label={t('team.disable')} {...form.getInputProps('disabled', { type: 'checkbox' })} />
          </Span>
        )}
      </FieldGrid>
    </EditDialog>
  );
}
