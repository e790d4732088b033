import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sitting } from '../../../shared/contract/session.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import mark from '../../styles/mark.svg';
import { Notice } from '../../ui/Notice.tsx';
import { Threshold } from '../../ui/Threshold.tsx';
import css from './session.module.css';
import { useWait } from './use-wait.ts';

export interface SignInProps {
  clinicName: string;
  /** Whose work lies under this door, after the line to the host broke. */
  expected: Sitting | null;
  onSignedIn: (sitting: Sitting) => void;
}

export function SignIn({ clinicName, expected, onSignedIn }: SignInProps) {
  const { t } = useTranslation('session');
  const sayTrouble = useTrouble();
  const [userName, setUserName] = useState(expected?.userName ?? '');
  const [password, setPassword] = useState('');
  const wait = useWait();
  const signIn = useMutation(
    q.session.signIn.mutationOptions({
      onSuccess: onSignedIn,
      onError: (error) => {
        setPassword('');
        wait.start(error);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (userName.trim() === '' || password === '') return;
    signIn.mutate({ userName: userName.trim(), password });
  };
  const trouble = signIn.isError ? sayTrouble(signIn.error) : null;
  return (
    <Threshold
      mark={<img src={mark} alt="" width={40} height={40} />}
      name={clinicName}
      note={t('product')}
      title={t('signIn.title')}
      lead={expected ? t('signIn.again') : undefined}
    >
      <form className={css['form']} onSubmit={submit}>
        {trouble && (
          <Notice
            tone="bad"
            title={wait.seconds > 0 ? t('signIn.wait', { count: wait.seconds }) : trouble.text}
            live
          />
        )}
        <TextInput
          label={t('signIn.userName')}
          value={userName}
          autoFocus={userName === ''}
          autoComplete="username"
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => setUserName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          value={password}
          autoFocus={userName !== ''}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={signIn.isPending}
          disabled={wait.seconds > 0}
          className={css['primary'] ?? ''}
        >
          {t('signIn.action')}
        </Button>
        <p className={css['help']}>{t('signIn.help')}</p>
      </form>
    </Threshold>
  );
}
